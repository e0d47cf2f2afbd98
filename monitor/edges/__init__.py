"""The only outside world: clock, HTTP, notification services, worker processes."""
