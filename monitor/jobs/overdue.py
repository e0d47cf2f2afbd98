"""Overdue: told once when the day of something has passed and no word of it came."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.jobs.services import Services
from monitor.jobs.tell import Teller
from monitor.model.alerts import Quote
from monitor.model.events import Change, Occurrence
from monitor.stages.alert import Source, alert_of
from monitor.stages.overdue import STALE, is_overdue, over_at, overdue_alert
from monitor.store import acks, corpus, days, feeds, items, tellings, topics
from monitor.store.engine import Transaction

ONE_DAY = timedelta(days=1)


async def remind_overdue(services: Services) -> int:
    """How many channels are told now of days that have passed in silence.

    Each day of each occurrence is told once. Nothing is told before what was published meanwhile
    has been read: the word may be waiting in a feed.
    """
    now = services.now()
    if not await services.store.query(lambda tx: _candidates(tx, now)):
        return 0
    return await services.store.write(lambda tx: _remind(tx, services, now))


def _candidates(tx: Transaction, now: datetime) -> list[Occurrence]:
    today = now.date()
    return days.dated(tx, today - STALE - ONE_DAY, today - ONE_DAY)


def _remind(tx: Transaction, services: Services, now: datetime) -> int:
    caught_up = _caught_up(tx, now)
    if caught_up is None:
        return 0
    watched = services.config.events
    since = topics.first_pass(tx, [topic.topic for topic in services.config.topics], now)
    return sum(
        _tell(tx, services, each, now)
        for each in _candidates(tx, now)
        if each.event in watched
        and is_overdue(each, since[watched[each.event][0].topic], now)
        and each.day is not None
        and caught_up >= over_at(each.day)
    )


def _caught_up(tx: Transaction, now: datetime) -> datetime | None:
    """When a feed last answered; None while one is due or an item waits, or if none ever did."""
    states = feeds.states(tx)
    if items.pending(tx, now, 1) or any(state.next_poll_at <= now for state in states):
        return None
    return max((state.ok_at for state in states if state.ok_at is not None), default=None)


def _tell(tx: Transaction, services: Services, occurrence: Occurrence, now: datetime) -> int:
    event_id = occurrence.event
    key = f"overdue/{event_id}/{occurrence.ordinal}/{occurrence.day}"
    last = days.last_change(tx, event_id, occurrence.ordinal)
    if tellings.count(tx, key) or (last is not None and acks.is_acked(tx, last[0])):
        return 0
    topic, event = services.config.events[event_id]
    quote = _quote(tx, last[1], last[2]) if last is not None else None
    alert = overdue_alert(occurrence, event.name, topic.topic, quote, now)
    return Teller.late(services.config, now).send(tx, alert, last[0] if last else None, key)


def _quote(tx: Transaction, article_id: int | None, change: Change) -> Quote | None:
    stored = corpus.article(tx, article_id) if article_id is not None else None
    if stored is None:
        return None
    article = stored.article
    source = Source(outlet=article.outlet, url=article.url, published=article.published)
    return alert_of(change, "", "", source).quote
