"""What the command line and the pages show of feeds, the corpus and the outbox; only reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select, text

from monitor.model.articles import Novelty, Role
from monitor.model.deliveries import AttemptOutcome, DeliveryState
from monitor.model.views import (
    AttemptView,
    CorpusCounts,
    DeliveryDetail,
    DeliveryView,
    FeedView,
)
from monitor.store.engine import Transaction
from monitor.store.feeds import feed_state
from monitor.store.items import COUNT_PENDING
from monitor.store.outbox import message_from
from monitor.store.tables import UNTEXTED, AnyRow, table

ARTICLE = table("article")
ATTEMPT = table("attempt")
CHANGE = table("change")
CLAIM = table("claim")
DELIVERY = table("delivery")
FEED = table("feed")
ITEM = table("item")
SIGNAL = table("signal")
TOPIC_MATCH = table("topic_match")

WAITING = (
    select(ITEM.c.feed_id, func.count().label("waiting"))
    .where(ITEM.c.due_at.is_not(None))
    .group_by(ITEM.c.feed_id)
    .subquery()
)
FEEDS = (
    select(FEED, func.coalesce(WAITING.c.waiting, 0).label("waiting"))
    .outerjoin(WAITING, FEED.c.id == WAITING.c.feed_id)
    .where(FEED.c.active)
    .order_by(FEED.c.id)
)

DELIVERIES = (
    select(DELIVERY)
    .where(
        or_(bindparam("wanted").is_(None), DELIVERY.c.state == bindparam("wanted")),
        or_(bindparam("of_channel").is_(None), DELIVERY.c.channel == bindparam("of_channel")),
    )
    .order_by(DELIVERY.c.id.desc())
    .limit(bindparam("up_to"))
)
DUE = (
    select(DELIVERY)
    .where(
        DELIVERY.c.due_at.is_not(None),
        DELIVERY.c.due_at <= bindparam("now"),
        DELIVERY.c.bundle.is_(None),
    )
    .order_by(DELIVERY.c.id)
)
DELIVERY_BY_ID = select(DELIVERY).where(DELIVERY.c.id == bindparam("delivery_id"))
ATTEMPTS = (
    select(ATTEMPT)
    .where(ATTEMPT.c.delivery_id == bindparam("delivery_id"))
    .order_by(ATTEMPT.c.number)
)

DELIVERY_SOURCE = (
    select(CHANGE.c.article_id, CHANGE.c.event)
    .join(DELIVERY, DELIVERY.c.change_id == CHANGE.c.id)
    .where(DELIVERY.c.id == bindparam("delivery_id"), CHANGE.c.article_id.is_not(None))
)

BY_NOVELTY = select(ARTICLE.c.novelty, func.count()).group_by(ARTICLE.c.novelty)
COUNT_UNTEXTED = select(func.count()).select_from(ARTICLE).where(text(UNTEXTED))
BY_TOPIC = (
    select(TOPIC_MATCH.c.topic, func.count())
    .where(TOPIC_MATCH.c.role == Role.PRIMARY.value)
    .group_by(TOPIC_MATCH.c.topic)
)
CLAIMS = select(func.count()).select_from(CLAIM)
SIGNALS = select(func.count()).select_from(SIGNAL)


def feeds_overview(tx: Transaction) -> list[FeedView]:
    """All configured feeds, in the order in which they were first configured."""
    return [
        FeedView(
            state=feed_state(row),
            title=row.title,
            items=row.items_total,
            waiting=row.waiting,
            new_at=row.new_at,
        )
        for row in tx.connection().execute(FEEDS)
    ]


def deliveries(
    tx: Transaction, limit: int, state: DeliveryState | None = None, channel: str | None = None
) -> list[DeliveryView]:
    """The newest deliveries first; `state` None: of all states, `channel` None: to all channels."""
    parameters = {"wanted": state, "of_channel": channel, "up_to": limit}
    rows = tx.connection().execute(DELIVERIES, parameters)
    return [delivery_view(row) for row in rows]


def due(tx: Transaction, now: datetime) -> list[DeliveryView]:
    """The deliveries that would be sent now, the oldest first; those in a bundle never are."""
    return [delivery_view(row) for row in tx.connection().execute(DUE, {"now": now})]


def delivery(tx: Transaction, delivery_id: int) -> DeliveryDetail | None:
    """A delivery with its message and tries; None if there is none of that id."""
    row = tx.connection().execute(DELIVERY_BY_ID, {"delivery_id": delivery_id}).one_or_none()
    if row is None:
        return None
    attempts = tx.connection().execute(ATTEMPTS, {"delivery_id": delivery_id})
    return DeliveryDetail(
        delivery=delivery_view(row),
        message=message_from(row),
        attempts=tuple(
            AttemptView(
                number=attempt.number,
                started_at=attempt.started_at,
                ended_at=attempt.ended_at,
                outcome=AttemptOutcome(attempt.outcome),
                detail=attempt.detail,
            )
            for attempt in attempts
        ),
    )


def delivery_source(tx: Transaction, delivery_id: int) -> tuple[int, str] | None:
    """The article and event of a delivery's change; None where no article's change is told."""
    row = tx.connection().execute(DELIVERY_SOURCE, {"delivery_id": delivery_id}).one_or_none()
    return None if row is None else (row.article_id, row.event)


def corpus_counts(tx: Transaction) -> CorpusCounts:
    """How large the corpus is."""
    novelties = _counts(tx, BY_NOVELTY)
    return CorpusCounts(
        articles={each: novelties.get(each, 0) for each in Novelty if each is not Novelty.KNOWN},
        untexted=_count(tx, COUNT_UNTEXTED),
        waiting=_count(tx, COUNT_PENDING),
        topics=_counts(tx, BY_TOPIC),
        claims=_count(tx, CLAIMS),
        signals=_count(tx, SIGNALS),
    )


def delivery_view(row: AnyRow) -> DeliveryView:
    """A delivery from its row."""
    return DeliveryView(
        id=row.id,
        key=row.key,
        channel=row.channel,
        title=row.title,
        state=DeliveryState(row.state),
        detail=row.detail,
        created_at=row.created_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
        attempts=row.attempts,
        may_repeat=row.may_repeat,
        change_id=row.change_id,
        bundle=row.bundle or "",
        folded_into=row.folded_into,
        acked_at=row.acked_at,
    )


def _count(tx: Transaction, statement: Select[*tuple[Any, ...]]) -> int:
    number: int = tx.connection().execute(statement).scalar_one()
    return number


def _counts(tx: Transaction, statement: Select[*tuple[Any, ...]]) -> dict[str, int]:
    return {row[0]: row[1] for row in tx.connection().execute(statement)}
