"""Configuration and language data: YAML files in, frozen and complete values out."""
