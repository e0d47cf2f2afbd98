"""The only place that builds things: configuration, store and edges become services."""
