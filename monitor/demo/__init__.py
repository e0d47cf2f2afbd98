"""A local news site, a story that unfolds on it, and an inbox that shows what arrives."""
