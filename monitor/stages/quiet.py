"""Quiet hours: whether a moment lies in them, and when they end."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.config.schema.alerts import QuietHours
from monitor.stages.wallclock import moment

DAY = timedelta(days=1)


def quiet_until(quiet: QuietHours, now: datetime, timezone: str) -> datetime | None:
    """The end of the quiet hours that a moment lies in (UTC); None: it lies in none.

    They begin and end when the recipient's clocks first show the time, each day; where they end
    before they begin they last over midnight, and where both are the same there are none.

    Args:
        quiet: Of the route.
        now: The moment (UTC).
        timezone: IANA name of the recipient's zone.
    """
    if quiet.start == quiet.end:
        return None
    today = now.astimezone(ZoneInfo(timezone)).date()
    nights = 1 if quiet.end < quiet.start else 0
    for day in (today - DAY, today):
        begin = moment(day, quiet.start, timezone)
        end = moment(day + nights * DAY, quiet.end, timezone)
        if begin <= now < end:
            return end
    return None
