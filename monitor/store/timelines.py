"""What is stored of events, as the command line and the pages show it; only reads.

Who says the same is counted outside, from what is read here: the store decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import bindparam, func, select

from monitor.model.events import IgnoredReason
from monitor.model.views import (
    ChangeView,
    ClaimView,
    DeliveryView,
    EventTimeline,
    EventView,
    SignalView,
    SourceView,
)
from monitor.store.engine import Transaction
from monitor.store.events import occurrences
from monitor.store.records import (
    SOURCE_COLUMNS,
    change_from,
    claim_from,
    occurrence_from,
    signal_from,
    source_from,
)
from monitor.store.tables import AnyRow, table
from monitor.store.views import delivery_view

ARTICLE = table("article")
CHANGE = table("change")
CLAIM = table("claim")
DELIVERY = table("delivery")
OCCURRENCE = table("occurrence")
SIGNAL = table("signal")

COUNT_CHANGES = select(
    CHANGE.c.event, func.count().label("number"), func.max(CHANGE.c.published).label("latest")
).group_by(CHANGE.c.event)
COUNT_CLAIMS = select(CLAIM.c.event, func.count().label("number")).group_by(CLAIM.c.event)
COUNT_SIGNALS = select(SIGNAL.c.event, func.count().label("number")).group_by(SIGNAL.c.event)
LATEST_LAST = select(OCCURRENCE).order_by(OCCURRENCE.c.event, OCCURRENCE.c.ordinal)

SOURCE_PREFIX = "source_"
SOURCE = tuple(ARTICLE.c[name].label(f"{SOURCE_PREFIX}{name}") for name in SOURCE_COLUMNS)
CLAIMS = (
    select(CLAIM, *SOURCE)
    .join(ARTICLE, CLAIM.c.article_id == ARTICLE.c.id)
    .where(CLAIM.c.event == bindparam("event"))
    .order_by(CLAIM.c.published, CLAIM.c.article_id, CLAIM.c.id)
)
SIGNALS = (
    select(SIGNAL, *SOURCE)
    .join(ARTICLE, SIGNAL.c.article_id == ARTICLE.c.id)
    .where(SIGNAL.c.event == bindparam("event"))
    .order_by(SIGNAL.c.published, SIGNAL.c.id)
)
CHANGES = (
    select(CHANGE, *SOURCE)
    .outerjoin(ARTICLE, CHANGE.c.article_id == ARTICLE.c.id)
    .where(CHANGE.c.event == bindparam("event"))
    .order_by(CHANGE.c.published, CHANGE.c.id)
)
DELIVERIES = (
    select(DELIVERY)
    .join(CHANGE, DELIVERY.c.change_id == CHANGE.c.id)
    .where(CHANGE.c.event == bindparam("event"))
    .order_by(DELIVERY.c.id)
)


def event_overview(tx: Transaction) -> list[EventView]:
    """All events of which anything is known, by id."""
    latest = {row.event: row for row in tx.connection().execute(LATEST_LAST)}
    changes = {row.event: row for row in tx.connection().execute(COUNT_CHANGES)}
    claims = {row.event: row.number for row in tx.connection().execute(COUNT_CLAIMS)}
    signals = {row.event: row.number for row in tx.connection().execute(COUNT_SIGNALS)}
    return [
        EventView(
            event=event,
            occurrence=occurrence_from(latest[event]) if event in latest else None,
            changes=changes[event].number if event in changes else 0,
            claims=claims.get(event, 0),
            signals=signals.get(event, 0),
            changed_at=changes[event].latest if event in changes else None,
        )
        for event in sorted({*latest, *changes, *claims, *signals})
    ]


def event_timeline(tx: Transaction, event: str) -> EventTimeline:
    """Everything that is known of an event; empty parts for one of which nothing is known."""
    of_event = {"event": event}
    claims = tx.connection().execute(CLAIMS, of_event).all()
    signals = tx.connection().execute(SIGNALS, of_event)
    return EventTimeline(
        event=event,
        occurrences=tuple(occurrences(tx, event)),
        changes=_changes(tx, event),
        claims=tuple(_claim_view(row) for row in claims),
        signals=tuple(SignalView(signal=signal_from(row), source=_source(row)) for row in signals),
    )


def _changes(tx: Transaction, event: str) -> tuple[ChangeView, ...]:
    deliveries: dict[int, list[DeliveryView]] = defaultdict(list)
    for row in tx.connection().execute(DELIVERIES, {"event": event}):
        deliveries[row.change_id].append(delivery_view(row))
    rows = tx.connection().execute(CHANGES, {"event": event})
    return tuple(_change_view(row, deliveries[row.id]) for row in rows)


def _change_view(row: AnyRow, deliveries: Sequence[DeliveryView]) -> ChangeView:
    return ChangeView(
        id=row.id,
        change=change_from(row),
        noticed_at=row.at,
        source=None if row.source_id is None else _source(row),
        outlets=(),
        deliveries=tuple(deliveries),
        corrected_at=row.corrected_at,
    )


def _claim_view(row: AnyRow) -> ClaimView:
    return ClaimView(
        claim=claim_from(row._asdict()),
        source=_source(row),
        ignored=IgnoredReason(row.ignored) if row.ignored else None,
    )


def _source(row: AnyRow) -> SourceView:
    return source_from(row, SOURCE_PREFIX)
