"""Settle: the end of a topic's first pass, told in one summary in place of a burst."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.config.schema.alerts import Route
from monitor.config.schema.topics import Topic
from monitor.jobs.notices import notify
from monitor.jobs.services import Services
from monitor.model.events import Occurrence
from monitor.stages.alert import FIRST_PASS
from monitor.stages.wording import summarise_first_pass
from monitor.store import events, feeds, items, suppression, topics
from monitor.store.engine import Transaction


async def settle_first_passes(services: Services) -> list[str]:
    """Topics whose first pass is over now: every feed was asked once and no item waits.

    Each gives one summary to the routes with `notices`. Its changes stay suppressed if they were
    many; a lone one is sent.
    """
    now = services.now()
    return await services.store.write(
        lambda tx: _settle(tx, services.config.topics, services.config.routes, now)
    )


def _settle(
    tx: Transaction, watched: Sequence[Topic], routes: Sequence[Route], now: datetime
) -> list[str]:
    states = topics.first_pass(tx, [topic.topic for topic in watched], now)
    unsettled = [topic for topic in watched if states[topic.topic] is None]
    if not unsettled or not _pass_is_over(tx, now):
        return []
    for topic in unsettled:
        _summarise(tx, topic, routes, now)
        topics.settle(tx, topic.topic, now)
    return [topic.topic for topic in unsettled]


def _pass_is_over(tx: Transaction, now: datetime) -> bool:
    states = feeds.states(tx)
    asked = all(state.polled_at is not None for state in states)
    # With the network down nothing was seen yet, and nothing can be said of any event.
    answered = any(state.ok_at is not None for state in states)
    return asked and answered and not items.pending(tx, now, 1)


def _summarise(tx: Transaction, topic: Topic, routes: Sequence[Route], now: datetime) -> None:
    watched: list[tuple[str, Occurrence | None]] = [
        (event.name, events.current(tx, event.id)) for event in topic.events
    ]
    event_ids = [event.id for event in topic.events]
    suppression.release_lone_change(tx, event_ids, FIRST_PASS)
    message = summarise_first_pass(topic.name, watched)
    notify(tx, f"watching/{topic.topic}", message, routes, now)
