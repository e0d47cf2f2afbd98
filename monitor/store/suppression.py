"""Deliveries that are held back: a burst's, until one is alone, and those that were taken back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Update, bindparam, select, update

from monitor.model.deliveries import DeliveryState
from monitor.store.engine import Transaction
from monitor.store.tables import table

CHANGE = table("change")
DELIVERY = table("delivery")


def suppressing(*where: ColumnElement[bool]) -> Update:
    """The statement that ends pending deliveries unsent, with a `reason` and the time `at`."""
    return (
        update(DELIVERY)
        .where(DELIVERY.c.state == DeliveryState.PENDING.value, *where)
        .values(
            state=DeliveryState.SUPPRESSED.value,
            detail=bindparam("reason"),
            due_at=None,
            ended_at=bindparam("at"),
        )
    )


UNSUPPRESS = (
    update(DELIVERY)
    .where(
        DELIVERY.c.change_id == bindparam("of_change"),
        DELIVERY.c.state == DeliveryState.SUPPRESSED.value,
    )
    .values(
        state=DeliveryState.PENDING.value,
        detail="",
        due_at=DELIVERY.c.created_at,
        ended_at=None,
    )
)
SUPPRESSED_CHANGES = (
    select(DELIVERY.c.change_id)
    .distinct()
    .join(CHANGE, DELIVERY.c.change_id == CHANGE.c.id)
    .where(
        CHANGE.c.event.in_(bindparam("events", expanding=True)),
        DELIVERY.c.state == DeliveryState.SUPPRESSED.value,
        DELIVERY.c.detail == bindparam("reason"),
    )
    .limit(2)
)
TAKE_BACK = suppressing(
    DELIVERY.c.change_id.in_(
        select(CHANGE.c.id).where(
            CHANGE.c.article_id == bindparam("of_article"),
            CHANGE.c.event == bindparam("of_event"),
        )
    )
)


def release_lone_change(tx: Transaction, event_ids: Collection[str], reason: str) -> int:
    """Let a change go if it is the only one of these events that is suppressed for a reason.

    Returns how many deliveries are due now: none where several changes are suppressed.
    """
    parameters = {"events": list(event_ids), "reason": reason}
    found = tx.connection().execute(SUPPRESSED_CHANGES, parameters).scalars().all()
    if len(found) != 1:
        return 0
    return tx.connection().execute(UNSUPPRESS, {"of_change": found[0]}).rowcount


def take_back(tx: Transaction, article_id: int, event: str, reason: str, now: datetime) -> int:
    """Suppress what still waits of an article's change of an event; how many deliveries."""
    parameters = {"of_article": article_id, "of_event": event, "reason": reason, "at": now}
    return tx.connection().execute(TAKE_BACK, parameters).rowcount
