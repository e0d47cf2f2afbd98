"""Digests: when the last one of a rhythm was due, and when the next one is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from monitor.config.schema.alerts import Digest, QuietHours, Rhythm, Weekday
from monitor.stages.quiet import quiet_until
from monitor.stages.wallclock import moment

DAY = timedelta(days=1)
HALF_HOUR = timedelta(minutes=30)
"""The smallest step of any clock: by longer ones a short hour would be stepped over."""
WEEKDAYS = tuple(Weekday)

HOURS_AROUND = 3
"""So far an hourly digest can be from another one, where the clocks change."""
NIGHT_AROUND = 24 + HOURS_AROUND
"""The same with quiet hours."""
DAYS_AROUND = 3
"""A skipped day is the most that can come between two daily digests, beside quiet hours."""
WEEK_AROUND = 7 + DAYS_AROUND


def next_digest(
    digest: Digest, now: datetime, timezone: str, quiet: QuietHours | None = None
) -> datetime:
    """The first moment after `now` at which a digest is due (UTC).

    Args:
        digest: Of the route: hourly ones come at full hours of the recipient's clocks.
        now: The time (UTC).
        timezone: IANA name of the recipient's zone.
        quiet: Of the same route: a digest that falls into them comes at their end.
    """
    return min(each for each in _moments(digest, now, timezone, quiet) if each > now)


def last_digest(
    digest: Digest, now: datetime, timezone: str, quiet: QuietHours | None = None
) -> datetime:
    """The last moment up to `now` at which a digest was due (UTC); arguments as `next_digest`."""
    return max(each for each in _moments(digest, now, timezone, quiet) if each <= now)


def _moments(
    digest: Digest, now: datetime, timezone: str, quiet: QuietHours | None
) -> Iterator[datetime]:
    """The moments around `now` at which digests are due: in no order, some twice."""
    for each in _times(digest, now, timezone, NIGHT_AROUND if quiet else HOURS_AROUND):
        yield (quiet and quiet_until(quiet, each, timezone)) or each


def _times(digest: Digest, now: datetime, timezone: str, hours: int) -> Iterator[datetime]:
    zone = ZoneInfo(timezone)
    match digest.every:
        case Rhythm.HOURLY:
            for number in range(-2 * hours, 2 * hours + 1):
                local = (now + number * HALF_HOUR).astimezone(zone)
                yield moment(local.date(), time(local.hour, fold=local.fold), timezone)
        case Rhythm.DAILY:
            yield from _days(digest, now, timezone, DAYS_AROUND)
        case Rhythm.WEEKLY:
            for each in _days(digest, now, timezone, WEEK_AROUND):
                if WEEKDAYS[each.astimezone(zone).weekday()] is digest.on:
                    yield each
        case _:
            assert_never(digest.every)


def _days(digest: Digest, now: datetime, timezone: str, reach: int) -> Iterator[datetime]:
    today = now.astimezone(ZoneInfo(timezone)).date()
    for number in range(-reach, reach + 1):
        yield moment(today + number * DAY, digest.at, timezone)
