"""What does not work: pages without text, channels that refuse; only reads."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select, text

from monitor.model.deliveries import AttemptOutcome, DeliveryState
from monitor.model.views import ChannelView, PageTrouble
from monitor.store.deadletters import RESENT
from monitor.store.engine import Transaction
from monitor.store.tables import UNTEXTED, table

ARTICLE = table("article")
ATTEMPT = table("attempt")
DELIVERY = table("delivery")

PAGES = (
    select(
        ARTICLE.c.url,
        ARTICLE.c.title,
        ARTICLE.c.outlet,
        ARTICLE.c.no_text,
        ARTICLE.c.found_at,
    )
    .where(text(UNTEXTED), ARTICLE.c.found_at >= bindparam("since"))
    .order_by(ARTICLE.c.found_at.desc(), ARTICLE.c.id.desc())
    .limit(bindparam("up_to"))
)
BY_CHANNEL = select(DELIVERY.c.channel, DELIVERY.c.state, func.count().label("number")).group_by(
    DELIVERY.c.channel, DELIVERY.c.state
)
GIVEN_UP = (
    select(DELIVERY.c.channel, func.count().label("number"))
    .where(
        DELIVERY.c.state.in_([DeliveryState.DEAD.value, DeliveryState.AMBIGUOUS.value]),
        DELIVERY.c.ended_at >= bindparam("since"),
        DELIVERY.c.acked_at.is_(None),
        ~RESENT,
    )
    .group_by(DELIVERY.c.channel)
)
LAST_ENDED = (
    select(DELIVERY.c.channel, func.max(ATTEMPT.c.ended_at).label("ended_at"))
    .join(DELIVERY, ATTEMPT.c.delivery_id == DELIVERY.c.id)
    .group_by(DELIVERY.c.channel)
    .subquery()
)
LAST_ERRORS = (
    select(DELIVERY.c.channel, ATTEMPT.c.detail)
    .join(DELIVERY, ATTEMPT.c.delivery_id == DELIVERY.c.id)
    .join(
        LAST_ENDED,
        and_(
            LAST_ENDED.c.channel == DELIVERY.c.channel,
            LAST_ENDED.c.ended_at == ATTEMPT.c.ended_at,
        ),
    )
    .where(
        ATTEMPT.c.outcome.in_([AttemptOutcome.REFUSED.value, AttemptOutcome.UNCLEAR.value]),
    )
)


def pages_without_text(tx: Transaction, since: datetime, limit: int) -> list[PageTrouble]:
    """The newest articles found since a time (UTC) whose page gave no text."""
    return [
        PageTrouble(
            url=row.url,
            title=row.title,
            outlet=row.outlet,
            reason=row.no_text,
            found_at=row.found_at,
        )
        for row in tx.connection().execute(PAGES, {"since": since, "up_to": limit})
    ]


def channels(tx: Transaction, since: datetime) -> list[ChannelView]:
    """Every channel that ever had a delivery, by name, with what its last try failed of.

    Args:
        tx: A reading transaction.
        since: What was given up before (UTC) is history.
    """
    states: dict[str, dict[DeliveryState, int]] = defaultdict(dict)
    for row in tx.connection().execute(BY_CHANNEL):
        states[row.channel][DeliveryState(row.state)] = row.number
    errors = {row.channel: row.detail for row in tx.connection().execute(LAST_ERRORS)}
    given_up = {
        row.channel: row.number for row in tx.connection().execute(GIVEN_UP, {"since": since})
    }
    return [
        ChannelView(
            channel=name,
            deliveries=states[name],
            error=errors.get(name, ""),
            given_up=given_up.get(name, 0),
        )
        for name in sorted(states)
    ]
