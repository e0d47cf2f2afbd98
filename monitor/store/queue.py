"""The queue of the outbox: which delivery is the next one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import UnaryExpression, bindparam, select
from sqlalchemy.sql.operators import custom_op

from monitor.store.engine import Transaction
from monitor.store.tables import table

CHANGE = table("change")
DELIVERY = table("delivery")

WAITS_FOR = 3
"""How often an alert is tried before the next one of its event may be told without it: one that a
service chokes on must not keep all that follows. A choice: with the first waits it takes a minute."""

EARLIER = DELIVERY.alias("earlier")
EARLIER_CHANGE = CHANGE.alias("earlier_change")
OUT_OF_TURN = (
    select(EARLIER.c.id)
    .join(EARLIER_CHANGE, EARLIER.c.change_id == EARLIER_CHANGE.c.id)
    .where(
        EARLIER.c.due_at > bindparam("now"),
        EARLIER.c.token.is_(None),  # what is on its way now keeps nobody
        EARLIER.c.channel == DELIVERY.c.channel,
        EARLIER.c.id < DELIVERY.c.id,
        EARLIER.c.attempts.between(1, WAITS_FOR - 1),
        EARLIER_CHANGE.c.event == CHANGE.c.event,
    )
    .correlate(DELIVERY, CHANGE)
    .exists()
)
# The plus hides from SQLite that another index has the time: it would sort all that is due rather
# than walk the queue, which is in order, to the first.
DUE_AT = DELIVERY.c.due_at.type
NEXT = (
    select(DELIVERY.c.id)
    .outerjoin(CHANGE, DELIVERY.c.change_id == CHANGE.c.id)
    .where(
        DELIVERY.c.due_at.is_not(None),
        UnaryExpression(DELIVERY.c.due_at, operator=custom_op("+"))
        <= bindparam("now", type_=DUE_AT),
        DELIVERY.c.bundle.is_(None),
        DELIVERY.c.channel.not_in(bindparam("excluded", expanding=True)),
        ~OUT_OF_TURN,
    )
    .order_by(DELIVERY.c.id)
    .limit(1)
)


def next_due(tx: Transaction, now: datetime, exclude_channels: Collection[str]) -> int | None:
    """The id of the oldest delivery that is due; None: nothing is.

    What is told in a bundle is never due by itself. What follows an alert of its event that is
    being retried on the same channel waits for it.

    Args:
        tx: A transaction.
        now: The time (UTC).
        exclude_channels: Those that nothing may be sent to now.
    """
    parameters = {"now": now, "excluded": list(exclude_channels)}
    found: int | None = tx.connection().execute(NEXT, parameters).scalar_one_or_none()
    return found
