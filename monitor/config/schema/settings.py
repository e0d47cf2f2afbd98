"""monitor.yml: how the service runs."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

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
    connections: WholeNumber = Field(default=200, ge=1, le=500)
    """Requests under way at once: slow hosts are many, and a pass ends when the last dead one does."""


class IngestSettings(Strict):
    """What becomes of new articles."""

    alert_max_age: Duration | None = timedelta(days=3)
    """Older articles build the state silently; null: no limit."""


class PollSettings(Strict):
    """How often feeds are asked."""

    interval: Duration | None = None
    """Time between two polls of a feed that sets none of its own; null: by each feed's rhythm."""
    floor: Duration = timedelta(minutes=2)
    """No feed is asked more often than that by its rhythm."""
    ceiling: Duration = timedelta(hours=2)
    """No feed is asked less often than that by its rhythm."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.floor > self.ceiling:
            msg = "floor must not be above ceiling: a feed would be asked both more and less often"
            raise ValueError(msg)
        return self


LEAST_KEPT = timedelta(days=14)
"""So long articles are compared with new ones, to tell copies."""


def long_enough(value: timedelta) -> timedelta:
    """A time for which articles may be kept.

    Raises:
        ValueError: if it is too short to tell copies.
    """
    if value < LEAST_KEPT:
        msg = f"must be at least {LEAST_KEPT.days}d: so long articles are compared with new ones"
        raise ValueError(msg)
    return value


Kept = Annotated[Duration, AfterValidator(long_enough)]


class RetentionSettings(Strict):
    """How long what takes room is kept; claims, changes and titles of what is watched stay."""

    texts: Kept | None = timedelta(days=90)
    """Texts of articles, and with them what `search` finds of these; null: for ever."""
    unmatched: Kept | None = timedelta(days=30)
    """Articles on no topic that say nothing of an event; null: for ever."""


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
    retention: RetentionSettings = RetentionSettings()
    log: LogSettings = LogSettings()
