"""Pace: how often a feed is asked, from the dates of what it published.

Items wait half an interval on average until they are found. Of all ways to spend a number of requests
over many feeds, that wait is least where each feed is asked in proportion to the square root of how
often it publishes: the wire more often than the weekly, but not a thousand times as often.

Source: Sia, Cho and Cho, Efficient Monitoring Algorithm for Fast News Alerts, IEEE TKDE 19 (7), 2007,
which takes the model of changes from Cho and Garcia-Molina, Effective Page Refresh Policies for Web
Crawlers, ACM TODS 28 (4), 2003. `tools/pace.py` tries it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import sqrt

from monitor.config.schema.feeds import Feed, Priority
from monitor.config.schema.settings import PollSettings
from monitor.model.items import FeedItem
from monitor.model.polling import Course

UNKNOWN = timedelta(minutes=15)
"""Between two polls of a feed whose items have no dates: that of one which publishes once an hour."""
SCALE = timedelta(minutes=3.75)
"""Source of the square root's unit: one item an hour makes 15 minutes, sqrt(60 min x 3.75 min). It
sets what is spent; the square root shares it out."""
NEWEST = 20
"""So many items tell the rhythm: few enough that it is the rhythm of now. A choice."""
FEWEST = 3
"""Of fewer dates nothing can be told; nor of those of a feed that stamps all with one. A choice."""
HIGH_SHARE = 0.5
"""Of the interval, for a feed of high priority: as if each of its items counted four times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How an interval may be; `fixed` wins over all that is learned, None: none is set."""

    floor: timedelta
    ceiling: timedelta
    fixed: timedelta | None = None
    high: bool = False


def bounds_of(feed: Feed | None, poll: PollSettings) -> Bounds:
    """What the configuration allows a feed; None: one that is not configured any more."""
    return Bounds(
        floor=poll.floor,
        ceiling=poll.ceiling,
        fixed=(feed.interval if feed else None) or poll.interval,
        high=feed is not None and feed.priority is Priority.HIGH,
    )


def learn(course: Course, items: Sequence[FeedItem], now: datetime) -> Course:
    """The course with the rhythm of a document that was read now (UTC)."""
    dates = _newest((item.published for item in items if item.published), now)
    if len(dates) < FEWEST:
        return replace(course, rhythm_items=len(dates), rhythm_since=None, rhythm_until=None)
    return replace(course, rhythm_items=len(dates), rhythm_since=dates[-1], rhythm_until=dates[0])


def usual_gap(course: Course) -> timedelta | None:
    """The mean time between two items of a feed; None where too few have dates."""
    if course.rhythm_since is None or course.rhythm_until is None:
        return None
    return (course.rhythm_until - course.rhythm_since) / (course.rhythm_items - 1)


def interval(course: Course, bounds: Bounds, now: datetime) -> timedelta:
    """The time between two polls of a feed while all is well.

    Silence counts: a feed that has stopped publishing is asked less and less, down to the ceiling.

    Args:
        course: What is known of the feed.
        bounds: What the configuration allows.
        now: The time (UTC).
    """
    if bounds.fixed is not None:
        return bounds.fixed
    gap = _gap_until(course, now)
    wait = timedelta(seconds=sqrt(gap / SCALE) * SCALE.total_seconds()) if gap else UNKNOWN
    if bounds.high:
        wait *= HIGH_SHARE
    return max(bounds.floor, min(wait, bounds.ceiling))


def _gap_until(course: Course, now: datetime) -> timedelta | None:
    if course.rhythm_since is None:
        return None
    return max(now - course.rhythm_since, timedelta(seconds=1)) / course.rhythm_items


def _newest(dates: Iterable[datetime], now: datetime) -> list[datetime]:
    """Different dates up to now, the newest first."""
    return sorted({date for date in dates if date <= now}, reverse=True)[:NEWEST]
