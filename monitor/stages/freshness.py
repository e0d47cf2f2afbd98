"""Freshness: what a publisher asks for in, the earliest time to ask again out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model.items import ParsedFeed
from monitor.model.polling import Course

LONGEST_WISH = timedelta(days=1)
"""Longer is obeyed no further: `max-age` of a year is meant for pictures. Source: none; a choice."""

HOUR = timedelta(hours=1)
HOURS_OF_A_WEEK = 7 * 24


def hear(course: Course, feed: ParsedFeed) -> Course:
    """The course with what a document says of when it should be asked for."""
    said = [wish.total_seconds() for wish in (feed.ttl, feed.update_period) if wish]
    return replace(
        course,
        wish_seconds=max(said, default=None),
        skip_hours=_bits(feed.skip_hours),
        skip_days=_bits(feed.skip_days),
    )


def earliest(
    course: Course, now: datetime, fresh_for: timedelta | None, urgent: timedelta | None = None
) -> datetime:
    """The earliest time to ask a feed again (UTC), a day from now at most.

    Args:
        course: With the wishes of its document.
        now: When it answered (UTC).
        fresh_for: For how long the server says that the answer is fresh; None: it does not say.
        urgent: The feed is of high priority: what its document says, often the default of some
            software, does not count; what its server says does, for so long at most. None: it is not.
    """
    wish = fresh_for or timedelta(0)
    if urgent is not None:
        return now + min(wish, urgent, LONGEST_WISH)
    if course.wish_seconds is not None:
        wish = max(wish, timedelta(seconds=course.wish_seconds))
    at = now + min(wish, LONGEST_WISH)
    return min(_awake(course, at), max(at, now + LONGEST_WISH))


def _awake(course: Course, at: datetime) -> datetime:
    """The time itself, or the first full hour after it that is not skipped."""
    for hours in range(HOURS_OF_A_WEEK):
        hour = at if hours == 0 else _full_hour(at) + hours * HOUR
        if not (_has(course.skip_hours, hour.hour) or _has(course.skip_days, hour.weekday())):
            return hour
    return at  # it skips the whole week: a mistake


def _full_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in set(numbers))


def _has(bits: int, number: int) -> bool:
    return bool(bits >> number & 1)
