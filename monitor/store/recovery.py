"""Recovery: the outbox put right after a crash, a clock that was set, or an old backup."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, or_, select, update

from monitor.model.deliveries import AttemptOutcome, DeliveryState
from monitor.store.backup import COPY
from monitor.store.engine import Transaction
from monitor.store.tables import table

ATTEMPT = table("attempt")
DELIVERY = table("delivery")

BROKE_OFF = "the program ended while it was being sent"

END_ATTEMPTS = (
    update(ATTEMPT)
    .where(
        ATTEMPT.c.outcome == AttemptOutcome.SENDING.value,
        ATTEMPT.c.delivery_id.in_(
            select(DELIVERY.c.id).where(DELIVERY.c.state == DeliveryState.SENDING.value)
        ),
    )
    .values(ended_at=bindparam("now"), outcome=AttemptOutcome.UNCLEAR.value, detail=BROKE_OFF)
)
END_LEASES = (
    update(DELIVERY)
    .where(DELIVERY.c.state == DeliveryState.SENDING.value)
    .values(
        state=DeliveryState.PENDING.value,
        due_at=bindparam("now"),
        token=None,
        may_repeat=True,
        detail=BROKE_OFF,
    )
)

MEND = (
    update(DELIVERY)
    .where(
        DELIVERY.c.due_at > bindparam("now"),
        DELIVERY.c.state == DeliveryState.PENDING.value,
        or_(
            and_(DELIVERY.c.attempts == 0, DELIVERY.c.due_at <= DELIVERY.c.created_at),
            and_(DELIVERY.c.attempts > 0, DELIVERY.c.due_at > bindparam("latest")),
        ),
    )
    .values(due_at=bindparam("now"))
)

RESTORED = "waited when this backup was made: it may have been sent since"

SUPPRESS = (
    update(DELIVERY)
    .where(DELIVERY.c.state.in_([DeliveryState.PENDING.value, DeliveryState.SENDING.value]))
    .values(
        state=DeliveryState.SUPPRESSED.value,
        detail=RESTORED,
        due_at=None,
        token=None,
        ended_at=bindparam("now"),
    )
)


def end_leases(tx: Transaction, now: datetime) -> int:
    """Make all that was being sent when the program ended due at once, as a possible repeat.

    For the start, under the lock of the state folder: nobody else can be sending. So no lease has
    to run out first, and no clock that was set meanwhile can make that take years.

    Returns how many deliveries that were.
    """
    tx.connection().execute(END_ATTEMPTS, {"now": now})
    return tx.connection().execute(END_LEASES, {"now": now}).rowcount


def mend_times(tx: Transaction, now: datetime, longest_wait: timedelta) -> int:
    """Make due what waits only because the clock was ahead when it was written.

    That is what was to be sent at once, and what waits for its next try for longer than any try
    does.

    Returns how many deliveries that were.
    """
    parameters = {"now": now, "latest": now + longest_wait}
    return tx.connection().execute(MEND, parameters).rowcount


def accept_restored(tx: Transaction, now: datetime) -> int | None:
    """Take a copy of the database into use; None: it is none.

    What waited when it was made may have been sent since by the database that it replaces, and is
    not sent again.

    Returns how many deliveries that were.
    """
    connection = tx.connection()
    if connection.exec_driver_sql("PRAGMA user_version").scalar_one() != COPY:
        return None
    connection.exec_driver_sql("PRAGMA user_version = 0")
    return connection.execute(SUPPRESS, {"now": now}).rowcount
