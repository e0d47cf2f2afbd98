"""Acknowledgements: somebody has read an alert, so that nobody needs to be told again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, or_, select, update

from monitor.store.engine import Transaction
from monitor.store.suppression import suppressing
from monitor.store.tables import table

DELIVERY = table("delivery")

ACKNOWLEDGED = "acknowledged"
"""Why what still waited of an alert is not sent."""

CHANGE_OF = select(DELIVERY.c.change_id).where(DELIVERY.c.id == bindparam("of_id"))
SAME_ALERT = or_(
    DELIVERY.c.id == bindparam("of_id"), DELIVERY.c.change_id == bindparam("of_change")
)
ACK = (
    update(DELIVERY)
    .where(SAME_ALERT, DELIVERY.c.acked_at.is_(None))
    .values(acked_at=bindparam("now"))
)
STOP = suppressing(DELIVERY.c.acked_at.is_not(None), SAME_ALERT)
ACKED = (
    select(DELIVERY.c.id)
    .where(DELIVERY.c.change_id == bindparam("of_change"), DELIVERY.c.acked_at.is_not(None))
    .limit(1)
)


def ack(tx: Transaction, delivery_id: int, now: datetime) -> int:
    """Take an alert for read, on all channels; how many deliveries that concerns, 0: no such id.

    What waits of it is not sent. One that is on its way arrives, but is not tried again.
    """
    found = tx.connection().execute(CHANGE_OF, {"of_id": delivery_id}).one_or_none()
    if found is None:
        return 0
    alert = {"of_id": delivery_id, "of_change": found.change_id}
    acknowledged = tx.connection().execute(ACK, alert | {"now": now}).rowcount
    tx.connection().execute(STOP, alert | {"reason": ACKNOWLEDGED, "at": now})
    return acknowledged


def stop_acked(tx: Transaction, delivery_id: int, now: datetime) -> bool:
    """Whether a delivery that would be tried again is acknowledged, and so ends here."""
    alert = {"of_id": delivery_id, "of_change": None}
    stop = alert | {"reason": ACKNOWLEDGED, "at": now}
    return tx.connection().execute(STOP, stop).rowcount == 1


def is_acked(tx: Transaction, change_id: int) -> bool:
    """Whether somebody has acknowledged any alert of a change."""
    return tx.connection().execute(ACKED, {"of_change": change_id}).first() is not None
