"""Pauses: channels that failed and are left alone for a while, whatever waits for them."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from monitor.model.holds import Pause
from monitor.store.engine import Transaction
from monitor.store.tables import AnyRow, table

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


def put(tx: Transaction, pause: Pause) -> None:
    """Keep a channel's pause in the place of an earlier one."""
    tx.connection().execute(REPLACE, {name: getattr(pause, name) for name in FIELDS})


def end(tx: Transaction, channel: str) -> bool:
    """Whether a channel was paused, which it is no more."""
    return tx.connection().execute(END, {"of_channel": channel}).rowcount == 1


def of_channel(tx: Transaction, channel: str) -> Pause | None:
    """A channel's pause, over or not; None: it took what it was last given."""
    row = tx.connection().execute(OF_CHANNEL, {"of_channel": channel}).one_or_none()
    return None if row is None else _pause(row)


def all_of(tx: Transaction) -> list[Pause]:
    """The pauses of all channels by name: of each whose last try failed."""
    return [_pause(row) for row in tx.connection().execute(ALL)]


def _pause(row: AnyRow) -> Pause:
    return Pause(**{name: getattr(row, name) for name in FIELDS})
