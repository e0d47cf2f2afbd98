"""Mutes: events that the operator wants nobody told of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.dialects.sqlite import insert

from monitor.model.holds import Mute
from monitor.store.engine import Transaction
from monitor.store.tables import AnyRow, table

MUTE = table("mute")

WRITE = insert(MUTE)
REPLACE = WRITE.on_conflict_do_update(
    index_elements=[MUTE.c.event],
    set_={"since": WRITE.excluded.since, "until": WRITE.excluded.until},
)
ACTIVE = (
    select(MUTE)
    .where(or_(MUTE.c.until.is_(None), MUTE.c.until > bindparam("now")))
    .order_by(MUTE.c.event)
)
ACTIVE_OF = ACTIVE.where(MUTE.c.event == bindparam("of_event"))
END = delete(MUTE).where(MUTE.c.event == bindparam("of_event"))


def mute(tx: Transaction, event: str, now: datetime, until: datetime | None) -> None:
    """Tell nobody of an event until a time (UTC), None: for good; replaces an earlier mute."""
    tx.connection().execute(REPLACE, {"event": event, "since": now, "until": until})


def unmute(tx: Transaction, event: str) -> bool:
    """Whether an event was muted, which it is no more."""
    return tx.connection().execute(END, {"of_event": event}).rowcount == 1


def active(tx: Transaction, event: str, now: datetime) -> Mute | None:
    """The mute of an event that holds now; None: people are told of it."""
    row = tx.connection().execute(ACTIVE_OF, {"of_event": event, "now": now}).one_or_none()
    return None if row is None else _mute(row)


def all_active(tx: Transaction, now: datetime) -> list[Mute]:
    """All mutes that hold now, by event."""
    return [_mute(row) for row in tx.connection().execute(ACTIVE, {"now": now})]


def _mute(row: AnyRow) -> Mute:
    return Mute(event=row.event, since=row.since, until=row.until)
