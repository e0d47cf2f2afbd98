"""monitor.yml: how the service runs."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from monitor.config.schema.strict import Strict
from monitor.config.values import Duration, Name, Network, TimeZone, WholeNumber


class HttpSettings(Strict):
    """How feeds and pages are fetched."""

    allow_networks: tuple[Network, ...] = ()
    """CIDRs that feeds, pages and redirects may use, on any port; all else must be public."""
    contact: Name | None = None
    """An address or page that the User-Agent tells publishers, for complaints."""
    timeout: Duration = timedelta(seconds=30)
    """Total time for one request, redirects included."""
    connections: WholeNumber = Field(default=50, ge=1, le=500)
    """Requests under way at once."""


class IngestSettings(Strict):
    """What becomes of new articles."""

    alert_max_age: Duration | None = timedelta(days=3)
    """Older articles build the state silently; null: no limit."""


class PollSettings(Strict):
    """How often feeds are asked."""

    interval: Duration = timedelta(minutes=15)
    """Time between two polls of a feed that sets no interval of its own."""


class LogFormat(StrEnum):
    """How log lines look."""

    AUTO = "auto"
    JSON = "json"
    TEXT = "text"


class LogLevel(StrEnum):
    """The least that is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogSettings(Strict):
    """What is logged to standard error."""

    level: LogLevel = LogLevel.INFO
    format: LogFormat = LogFormat.AUTO


class Settings(Strict):
    """monitor.yml."""

    state: Path = Path("../state")
    """Folder of the database, relative to monitor.yml."""
    timezone: TimeZone = "UTC"
    """Time zone of the times in alerts."""
    http: HttpSettings = HttpSettings()
    ingest: IngestSettings = IngestSettings()
    poll: PollSettings = PollSettings()
    log: LogSettings = LogSettings()
