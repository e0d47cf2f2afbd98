"""The outbox: deliveries are added once, leased, tried, and end.

A row is leased before anything is sent and its result is written with the token of that lease: a
crash in between leaves a lease that runs out, and the next try says that it may be a repeat.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, assert_never

from sqlalchemy import Boolean, bindparam, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from monitor.model.alerts import Message, Severity
from monitor.model.deliveries import (
    AttemptOutcome,
    Delivered,
    Delivery,
    DeliveryDraft,
    DeliveryState,
    PushResult,
    Refused,
    Unclear,
)
from monitor.model.holds import Failures
from monitor.store.acks import stop_acked
from monitor.store.engine import Transaction
from monitor.store.queue import next_due
from monitor.store.records import alert_from, alert_values
from monitor.store.tables import AnyRow, table

ATTEMPT = table("attempt")
DELIVERY = table("delivery")

LEASE_RAN_OUT = "the lease ran out: it may have been sent"

ADD = insert(DELIVERY).on_conflict_do_nothing(index_elements=[DELIVERY.c.key])

BY_ID = select(DELIVERY).where(DELIVERY.c.id == bindparam("of_id"))
LEASE = (
    update(DELIVERY)
    .where(DELIVERY.c.id == bindparam("of_id"))
    .values(
        state=DeliveryState.SENDING.value,
        due_at=bindparam("until"),
        attempts=bindparam("number"),
        token=bindparam("new_token"),
        may_repeat=bindparam("repeat"),
    )
)
END_LEASE = (
    update(DELIVERY)
    .where(DELIVERY.c.id == bindparam("of_id"), DELIVERY.c.token == bindparam("proof"))
    .values(
        state=bindparam("state"),
        due_at=bindparam("due_at"),
        ended_at=bindparam("ended_at"),
        detail=bindparam("detail"),
        may_repeat=or_(DELIVERY.c.may_repeat, bindparam("repeat", type_=Boolean)),
        token=None,
    )
)

ADD_ATTEMPT = insert(ATTEMPT)
END_ATTEMPT = (
    update(ATTEMPT)
    .where(
        ATTEMPT.c.delivery_id == bindparam("of_id"),
        ATTEMPT.c.number == bindparam("of_number"),
    )
    .values(ended_at=bindparam("at"), outcome=bindparam("outcome"), detail=bindparam("detail"))
)

FAILED = (AttemptOutcome.REFUSED, AttemptOutcome.UNCLEAR)
FAILURES = select(
    func.count().label("tries"),
    func.count().filter(ATTEMPT.c.outcome == AttemptOutcome.UNCLEAR.value).label("unclear"),
    func.min(ATTEMPT.c.started_at).label("since"),
).where(
    ATTEMPT.c.delivery_id == bindparam("of_id"),
    ATTEMPT.c.outcome.in_([outcome.value for outcome in FAILED]),
)

COUNTS = select(DELIVERY.c.state, func.count().label("number")).group_by(DELIVERY.c.state)


def add(tx: Transaction, drafts: Sequence[DeliveryDraft], now: datetime) -> int:
    """Put messages into the outbox, due now unless suppressed; how many keys were new."""
    rows = [_values(draft, now) for draft in drafts]
    return tx.connection().execute(ADD, rows).rowcount if rows else 0


def claim(
    tx: Transaction,
    now: datetime,
    lease_seconds: float,
    exclude_channels: Collection[str] = (),
) -> Delivery | None:
    """The oldest delivery that is due, leased for one try; None when nothing is due.

    One whose lease ran out is due again, as a possible repeat.
    """
    of_id = next_due(tx, now, exclude_channels)
    if of_id is None:
        return None
    row = tx.connection().execute(BY_ID, {"of_id": of_id}).one()
    number = row.attempts + 1
    token = f"{row.id}.{number}"
    ran_out = row.state == DeliveryState.SENDING
    if ran_out:
        _end_attempt(tx, row.id, row.attempts, now, AttemptOutcome.UNCLEAR, LEASE_RAN_OUT)
    lease = {
        "of_id": row.id,
        "until": now + timedelta(seconds=lease_seconds),
        "number": number,
        "new_token": token,
        "repeat": row.may_repeat or ran_out,
    }
    tx.connection().execute(LEASE, lease)
    attempt = {"delivery_id": row.id, "number": number, "started_at": now}
    tx.connection().execute(ADD_ATTEMPT, attempt | {"outcome": AttemptOutcome.SENDING})
    return Delivery(
        id=row.id,
        key=row.key,
        channel=row.channel,
        message=message_from(row),
        attempts=number,
        token=token,
        created_at=row.created_at,
        may_repeat=row.may_repeat or ran_out,
    )


def finish(
    tx: Transaction,
    delivery: Delivery,
    result: PushResult,
    now: datetime,
    retry_at: datetime | None,
) -> bool:
    """Write how a try ended; False if the lease had passed to another one meanwhile.

    Args:
        tx: The transaction.
        delivery: As it was claimed.
        result: What the service did.
        now: When the try ended (UTC).
        retry_at: When to try again (UTC); None: never. Without meaning once delivered.
    """
    match result:
        case Delivered():
            state, outcome, detail = DeliveryState.SENT, AttemptOutcome.DELIVERED, ""
        case Refused(detail=detail, credentials=True):
            state, outcome = DeliveryState.DEAD, AttemptOutcome.BARRED
        case Refused(detail=detail):
            state, outcome = DeliveryState.DEAD, AttemptOutcome.REFUSED
        case Unclear(detail=detail):
            state, outcome = DeliveryState.AMBIGUOUS, AttemptOutcome.UNCLEAR
        case _:
            assert_never(result)
    again = retry_at is not None and state is not DeliveryState.SENT
    _end_attempt(tx, delivery.id, delivery.attempts, now, outcome, detail)
    ended = _end_lease(
        tx,
        delivery,
        {
            "state": DeliveryState.PENDING if again else state,
            "due_at": retry_at if again else None,
            "ended_at": None if again else now,
            "detail": detail,
            "repeat": outcome is AttemptOutcome.UNCLEAR,
        },
    )
    if again:
        stop_acked(tx, delivery.id, now)
    return ended


def failures(tx: Transaction, delivery_id: int) -> Failures:
    """How the tries of a delivery have gone, without the one that is under way."""
    row = tx.connection().execute(FAILURES, {"of_id": delivery_id}).one()
    return Failures(tries=row.tries, unclear=row.unclear, since=row.since)


def counts(tx: Transaction) -> dict[DeliveryState, int]:
    """How many deliveries are in each state, zero included."""
    known = {row.state: row.number for row in tx.connection().execute(COUNTS)}
    return {state: known.get(state, 0) for state in DeliveryState}


def message_from(row: AnyRow) -> Message:
    """The message of a delivery's row."""
    return Message(
        title=row.title,
        body=row.body,
        severity=Severity(row.severity),
        alert=alert_from(row.alert) if row.alert else None,
    )


def _values(draft: DeliveryDraft, now: datetime) -> dict[str, Any]:
    held = bool(draft.suppressed)
    return {
        "key": draft.key,
        "channel": draft.channel,
        "change_id": draft.change_id,
        "title": draft.message.title,
        "body": draft.message.body,
        "severity": draft.message.severity,
        "state": DeliveryState.SUPPRESSED if held else DeliveryState.PENDING,
        "detail": draft.suppressed,
        "created_at": now,
        "due_at": None if held else draft.due_at or now,
        "ended_at": now if held else None,
        "bundle": draft.bundle or None,
        "may_repeat": draft.may_repeat,
        "alert": alert_values(draft.message.alert) if draft.message.alert else None,
    }


def _end_lease(tx: Transaction, delivery: Delivery, values: dict[str, Any]) -> bool:
    lease = {"of_id": delivery.id, "proof": delivery.token}
    return tx.connection().execute(END_LEASE, values | lease).rowcount == 1


def _end_attempt(
    tx: Transaction,
    delivery_id: int,
    number: int,
    now: datetime,
    outcome: AttemptOutcome,
    detail: str,
) -> None:
    ended = {"of_id": delivery_id, "of_number": number, "at": now}
    tx.connection().execute(END_ATTEMPT, ended | {"outcome": outcome, "detail": detail})
