"""news-monitor: watches news feeds and speaks up when the status of an event changes."""

__version__ = "0.1.0"
"""As in pyproject.toml; asking the installation for it costs a third of the start."""
