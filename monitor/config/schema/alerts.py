"""alerts.yml: who is told what, when, and how."""

from __future__ import annotations

from datetime import time, timedelta
from enum import StrEnum

from pydantic import Field

from monitor.config.schema.channels import Channel
from monitor.config.schema.strict import Strict
from monitor.config.values import ClockTime, Duration, Flag, Identifier
from monitor.model.alerts import Severity
from monitor.model.claims import Status


class Rhythm(StrEnum):
    """How often a digest comes."""

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"


class Weekday(StrEnum):
    """The days, in the order of ISO 8601."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Digest(Strict):
    """Alerts told together at a time, with what could not be read and what nobody confirmed.

    A weekly one comes even when nothing changed, and says so.
    """

    every: Rhythm
    at: ClockTime = time(8)
    """Local time of a daily or weekly digest."""
    on: Weekday = Weekday.MONDAY
    """The day of a weekly digest."""


class QuietHours(Strict):
    """When alerts wait, in the recipient's time zone."""

    start: ClockTime = Field(alias="from")
    end: ClockTime = Field(alias="to")
    urgent: tuple[Status, ...] = (Status.CANCELLED, Status.SUSPENDED, Status.ENDED)
    """Statuses that do not wait."""


class Route(Strict):
    """Which alerts go to which channels; what is not named is not a condition."""

    to: tuple[Identifier, ...] = Field(min_length=1)
    """Ids of channels."""
    topics: tuple[Identifier, ...] = ()
    events: tuple[Identifier, ...] = ()
    statuses: tuple[Status, ...] = ()
    severities: tuple[Severity, ...] = ()
    disputed: Flag | None = None
    """true: disputed statuses alone; false: undisputed ones alone."""
    goes_on: Flag = Field(default=False, alias="continue")
    """Look at the routes below as well; default: the first route that fits is the last."""
    digest: Digest | None = None
    quiet: QuietHours | None = None
    notices: Flag = False
    """Operator notices come here too: a channel or feed that fails, a topic that is watched now."""


class AlertsFile(Strict):
    """alerts.yml."""

    channels: dict[Identifier, Channel] = {}
    """Ways to reach people, each with an id of your own."""
    routes: tuple[Route, ...] = ()
    """Which alerts go where, the first that fits; an alert goes to each channel once."""
    flap_window: Duration = timedelta(minutes=30)
    """An event that is back where it was within this time is told of once more, at its end."""
