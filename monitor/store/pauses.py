"""Pauses: channels that failed and are left alone for a while, whatever waits for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from monitor.model.deliveries import DeliveryState
from monitor.model.holds import Pause
from monitor.store.engine import Transaction
from monitor.store.tables import AnyRow, table

DELIVERY = table("delivery")
PAUSE = table("channel_pause")

FIELDS = ("channel", "since", "retry_at", "tries", "reason", "address_hash", "credentials")

WRITE = insert(PAUSE)
REPLACE = WRITE.on_conflict_do_update(
    index_elements=[PAUSE.c.channel],
    set_={name: WRITE.excluded[name] for name in FIELDS if name != "channel"},
)
ALL = select(PAUSE).order_by(PAUSE.c.channel)
OF_CHANNEL = select(PAUSE).where(PAUSE.c.channel == bindparam("of_channel"))
END = delete(PAUSE).where(PAUSE.c.channel == bindparam("of_channel"))
TRY_NOW = (
    update(DELIVERY)
    .where(
        DELIVERY.c.channel == bindparam("of_channel"),
        DELIVERY.c.state == DeliveryState.PENDING.value,
        DELIVERY.c.attempts > 0,
        DELIVERY.c.due_at > bindparam("now"),
    )
    .values(due_at=bindparam("now"))
)


def put(tx: Transaction, pause: Pause) -> None:
    """Keep a channel's pause in the place of an earlier one."""
    tx.connection().execute(REPLACE, {name: getattr(pause, name) for name in FIELDS})


def end(tx: Transaction, channel: str) -> bool:
    """Whether a channel was paused, which it is no more."""
    return tx.connection().execute(END, {"of_channel": channel}).rowcount == 1


def lift(tx: Transaction, channel: str, now: datetime) -> int:
    """End a channel's pause, and with it the waits of what was tried; how many are due by that."""
    end(tx, channel)
    return tx.connection().execute(TRY_NOW, {"of_channel": channel, "now": now}).rowcount


def of_channel(tx: Transaction, channel: str) -> Pause | None:
    """A channel's pause, over or not; None: it took what it was last given."""
    row = tx.connection().execute(OF_CHANNEL, {"of_channel": channel}).one_or_none()
    return None if row is None else _pause(row)


def all_of(tx: Transaction) -> list[Pause]:
    """The pauses of all channels by name: of each whose last try failed."""
    return [_pause(row) for row in tx.connection().execute(ALL)]


def _pause(row: AnyRow) -> Pause:
    return Pause(**{name: getattr(row, name) for name in FIELDS})
