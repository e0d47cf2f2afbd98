"""Wall clocks: the moment at which the clocks of a time zone show a time."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


def moment(day: date, wall: time, timezone: str) -> datetime:
    """When the clocks of a zone show a time on a day (UTC).

    A time that is shown twice is meant the first time, or the second if its `fold` is 1. In place
    of a time that is skipped stands the first moment after the gap.

    Args:
        day: In the zone.
        wall: Of the day, without a zone.
        timezone: IANA name.
    """
    zone = ZoneInfo(timezone)
    local = datetime.combine(day, wall, zone)
    utc = local.astimezone(UTC)
    if utc.astimezone(zone).replace(tzinfo=None, fold=0) == local.replace(tzinfo=None, fold=0):
        return utc
    return _end_of_gap(local)


def _end_of_gap(local: datetime) -> datetime:
    """The first moment after the gap that a local time falls into.

    The offset from before the gap puts such a time behind the change, the one from after it before
    the change. Source: PEP 495, "mind the gap".
    """
    zone = local.tzinfo
    early = local.replace(fold=1).astimezone(UTC)
    late = local.replace(fold=0).astimezone(UTC)
    before = early.astimezone(zone).utcoffset()
    seconds = range(int((late - early) / SECOND))
    return early + SECOND * bisect_left(
        seconds,
        1,
        key=lambda second: (early + SECOND * second).astimezone(zone).utcoffset() != before,
    )
