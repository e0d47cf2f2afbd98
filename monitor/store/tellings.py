"""Tellings: which alerts of an event reached people or will, and what is done when one falls."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from monitor.model.alerts import AlertKind
from monitor.model.deliveries import DeliveryState
from monitor.model.events import Change
from monitor.model.views import Told
from monitor.store.engine import Transaction
from monitor.store.records import alert_from
from monitor.store.suppression import suppressing
from monitor.store.tables import AnyRow, table

CHANGE = table("change")
DELIVERY = table("delivery")

FALLEN = "does not stand any more"
"""Why what still waited of a change is not sent."""

UNTOLD = (DeliveryState.SUPPRESSED, DeliveryState.DEAD)
"""Ends of which nobody has heard."""

RESENT = "resend/"
"""Keys of what an operator has sent again: old news, whenever it comes."""

OF_EVENT = (
    select(DELIVERY)
    .join(CHANGE, DELIVERY.c.change_id == CHANGE.c.id)
    .where(
        CHANGE.c.event == bindparam("of_event"),
        DELIVERY.c.alert.is_not(None),
        DELIVERY.c.state.not_in([state.value for state in UNTOLD]),
        ~DELIVERY.c.key.startswith(RESENT, autoescape=True),
    )
    .order_by(DELIVERY.c.id.desc())
)
CORRECT = (
    update(CHANGE)
    .where(CHANGE.c.id == bindparam("of_change"))
    .values(corrected_at=bindparam("now"))
)
STOP = suppressing(DELIVERY.c.change_id == bindparam("of_change"))
CHANGE_ID = (
    select(CHANGE.c.id)
    .where(
        CHANGE.c.event == bindparam("of_event"),
        CHANGE.c.article_id == bindparam("of_article"),
        CHANGE.c.kind == bindparam("of_kind"),
        CHANGE.c.status == bindparam("of_status"),
    )
    .order_by(CHANGE.c.id.desc())
    .limit(1)
)
COUNT_OF_KEY = (
    select(func.count())
    .select_from(DELIVERY)
    # Keys that begin with a name and a slash; 0 is the character that follows it. A range, so that
    # the index of the key is used.
    .where(DELIVERY.c.key > bindparam("first"), DELIVERY.c.key < bindparam("beyond"))
)


def of_event(tx: Transaction, event: str) -> list[Told]:
    """What channels were told of how an event stands, the newest first.

    Reminders that a date has passed and what was sent again say nothing new of that: left out.
    """
    rows = tx.connection().execute(OF_EVENT, {"of_event": event})
    told = (_told(row) for row in rows)
    return [each for each in told if each.alert.kind is not AlertKind.OVERDUE]


def fall(tx: Transaction, change_id: int, now: datetime) -> int:
    """A change that does not stand: what waits of it is not sent; how many deliveries that were."""
    tx.connection().execute(CORRECT, {"of_change": change_id, "now": now})
    stop = {"of_change": change_id, "reason": FALLEN, "at": now}
    return tx.connection().execute(STOP, stop).rowcount


def known_change(tx: Transaction, change: Change, article_id: int) -> int | None:
    """The id of a change that was stored before, None: it was not."""
    parameters = {
        "of_event": change.event,
        "of_article": article_id,
        "of_kind": change.kind.value,
        "of_status": change.status.value,
    }
    found: int | None = tx.connection().execute(CHANGE_ID, parameters).scalar_one_or_none()
    return found


def count(tx: Transaction, key: str) -> int:
    """How many deliveries have a key that begins with this one and a slash."""
    keys = {"first": f"{key}/", "beyond": f"{key}0"}
    number: int = tx.connection().execute(COUNT_OF_KEY, keys).scalar_one()
    return number


def _told(row: AnyRow) -> Told:
    waits = row.state == DeliveryState.PENDING and not row.may_repeat
    return Told(
        channel=row.channel,
        change_id=row.change_id,
        delivery_id=row.id,
        title=row.title,
        alert=alert_from(row.alert),
        at=row.created_at,
        arrived=not waits,
    )
