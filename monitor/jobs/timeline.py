"""Timeline: how events stand and how they came to, with who says so and what lacks sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.config.schema.topics import Event
from monitor.model.events import ArticleClaims, ChangeKind, Occurrence
from monitor.model.sources import Unconfirmed
from monitor.model.views import ChangeView, EventTimeline, EventView
from monitor.stages.quorum import unconfirmed
from monitor.stages.sources import CONFIRMATION, counted_from, sources_of
from monitor.store import events, timelines
from monitor.store.engine import Transaction


def overview(tx: Transaction, watched: Iterable[Event], now: datetime) -> list[EventView]:
    """The watched events of which anything is known, by id."""
    by_id = {event.id: event for event in watched}
    return [
        replace(view, unconfirmed=_waiting(tx, by_id[view.event], view.occurrence, now))
        for view in timelines.event_overview(tx)
        if view.event in by_id
    ]


def timeline(tx: Transaction, event: Event, now: datetime) -> EventTimeline:
    """Everything that is known of an event; empty parts for one of which nothing is known."""
    stored = timelines.event_timeline(tx, event.id)
    history = events.history(tx, event.id, None)
    current = stored.occurrences[-1] if stored.occurrences else None
    return replace(
        stored,
        changes=tuple(_with_sources(stored.changes, history, event.quorum)),
        unconfirmed=_waiting(tx, event, current, now),
    )


def _with_sources(
    views: Sequence[ChangeView], history: Sequence[ArticleClaims], min_sources: int
) -> Iterator[ChangeView]:
    """Changes with who says the same, until the status changes again."""
    began: datetime | None = None
    for number, view in enumerate(views):
        change = view.change
        is_status = change.kind is ChangeKind.STATUS
        ended, began = (began, change.published) if is_status else (None, began)
        since = counted_from(began or change.published, ended, min_sources)
        following = (each.change for each in views[number + 1 :])
        until = next((each.published for each in following if each.kind is ChangeKind.STATUS), None)
        found = sources_of(change, history, since, until) if view.source else ()
        yield replace(view, sources=found, outlets=tuple(each.name for each in found))


def _waiting(
    tx: Transaction, event: Event, current: Occurrence | None, now: datetime
) -> tuple[Unconfirmed, ...]:
    needed = event.quorum
    if needed <= 1:
        return ()
    return unconfirmed(events.unconfirmed(tx, event.id, now - CONFIRMATION), current, needed, now)
