"""Dead letters: what ended without having arrived for certain, and what is sent once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import String, bindparam, cast, select

from monitor.errors import MonitorError
from monitor.model.alerts import Message
from monitor.model.deliveries import DeliveryDraft, DeliveryState
from monitor.model.views import DeliveryView
from monitor.store import outbox
from monitor.store.engine import Transaction
from monitor.store.tables import table
from monitor.store.views import delivery_view

DELIVERY = table("delivery")

RESENT_NOTE = "Sent again on an operator's request."

UNDELIVERED = (DeliveryState.DEAD, DeliveryState.AMBIGUOUS)
WAITING = (DeliveryState.PENDING, DeliveryState.SENDING)

AGAIN = DELIVERY.alias("again")
PREFIX = "resend/" + cast(DELIVERY.c.id, String)
RESENT = (
    select(AGAIN.c.id)
    # Keys that begin with the prefix and a slash; 0 is the character that follows it. A range, so
    # that the index of the key is used.
    .where(AGAIN.c.key > PREFIX + "/", AGAIN.c.key < PREFIX + "0")
    .exists()
)
DEAD = (
    select(DELIVERY)
    .where(
        DELIVERY.c.state.in_([state.value for state in UNDELIVERED]),
        DELIVERY.c.acked_at.is_(None),
        ~RESENT,
    )
    .order_by(DELIVERY.c.id.desc())
    .limit(bindparam("up_to"))
)
BY_ID = select(DELIVERY).where(DELIVERY.c.id == bindparam("of_id"))
ID_OF = select(DELIVERY.c.id).where(DELIVERY.c.key == bindparam("of_key"))


def dead(tx: Transaction, limit: int) -> list[DeliveryView]:
    """The newest deliveries that did not arrive for certain and that nobody has dealt with."""
    return [delivery_view(row) for row in tx.connection().execute(DEAD, {"up_to": limit})]


def resend(tx: Transaction, delivery_id: int, now: datetime) -> int:
    """The id of a new delivery of a message that has ended, which says that it comes again.

    Raises:
        MonitorError: there is no such delivery, or it has not ended yet.
    """
    row = tx.connection().execute(BY_ID, {"of_id": delivery_id}).one_or_none()
    if row is None:
        msg = f"there is no delivery {delivery_id}; `news-monitor alerts list` shows the ids"
        raise MonitorError(msg, subject=str(delivery_id))
    if row.state in WAITING:
        msg = f"delivery {delivery_id} still waits and will be sent by itself"
        raise MonitorError(msg, subject=str(delivery_id))
    draft = DeliveryDraft(
        key=f"resend/{delivery_id}/{now:%Y%m%dT%H%M%S%f}",
        channel=row.channel,
        message=_noted(outbox.message_from(row)),
        change_id=row.change_id,
        may_repeat=row.may_repeat or row.state != DeliveryState.DEAD,
    )
    outbox.add(tx, [draft], now)
    return int(tx.connection().execute(ID_OF, {"of_key": draft.key}).scalar_one())


def _noted(message: Message) -> Message:
    alert = replace(message.alert, note=RESENT_NOTE) if message.alert else None
    return replace(message, body=f"{RESENT_NOTE}\n\n{message.body}", alert=alert)
