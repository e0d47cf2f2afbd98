"""news-monitor: watches news feeds and speaks up when the status of an event changes."""
