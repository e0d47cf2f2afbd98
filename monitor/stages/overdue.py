"""Overdue: whether the day of something has passed in silence."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from monitor.model.alerts import Alert, AlertKind, Quote
from monitor.model.claims import Status
from monitor.model.events import Occurrence

LAST_ZONE = timedelta(hours=12)
"""How long after midnight UTC a day still goes on somewhere. Source: UTC-12, Baker Island."""
STALE = timedelta(days=7)
"""After a week of silence, a reminder is news to nobody. A choice."""
AWAITED = frozenset({Status.CONFIRMED, Status.RESCHEDULED})
"""Statuses that promise their day."""


def over_at(day: date) -> datetime:
    """When a day is over everywhere on Earth (UTC)."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC) + LAST_ZONE


def is_overdue(occurrence: Occurrence, watched_since: datetime | None, now: datetime) -> bool:
    """Whether people should be told that the day of an occurrence has passed in silence.

    Args:
        occurrence: The event's last one.
        watched_since: When the first pass of its topic was over (UTC), None: it is going on. Of a
            day that was over before, the articles that told its end were never looked for.
        now: The time (UTC).
    """
    if occurrence.day is None or occurrence.status not in AWAITED or watched_since is None:
        return False
    over = over_at(occurrence.day)
    return watched_since < over <= now <= over + STALE


def overdue_alert(
    occurrence: Occurrence, event_name: str, topic: str, last_word: Quote | None, now: datetime
) -> Alert:
    """What is told of an occurrence that is overdue.

    Args:
        occurrence: With the day that has passed.
        event_name: What people call the event.
        topic: The id of the event's topic.
        last_word: What was last said of it; None: the article is not known any more.
        now: The time (UTC).
    """
    return Alert(
        kind=AlertKind.OVERDUE,
        event=occurrence.event,
        event_name=event_name,
        topic=topic,
        ordinal=occurrence.ordinal,
        status=occurrence.status,
        previous=occurrence.status,
        disputed=occurrence.disputed,
        published=now,
        day=occurrence.day,
        quote=last_word,
    )
