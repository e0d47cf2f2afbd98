"""What was put off by a clock that was ahead: after it is set back, nothing may wait for that time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, update

from monitor.store.engine import Transaction
from monitor.store.tables import table

ITEM = table("item")
ROBOTS = table("robots")
UPKEEP = table("upkeep")

ITEMS = update(ITEM).where(ITEM.c.due_at > bindparam("latest")).values(due_at=bindparam("now"))
FILES = (
    update(ROBOTS)
    .where(ROBOTS.c.expires_at > bindparam("latest"))
    .values(expires_at=bindparam("now"))
)
UPKEEPS = delete(UPKEEP).where(UPKEEP.c.at > bindparam("latest"))


def mend(tx: Transaction, now: datetime, longest: timedelta) -> int:
    """How many items, robots.txt files and upkeeps waited for a time that was never meant.

    Args:
        tx: A writing transaction.
        now: The time (UTC).
        longest: Nothing is put off for longer.
    """
    times = {"now": now, "latest": now + longest}
    connection = tx.connection()
    return sum(connection.execute(each, times).rowcount for each in (ITEMS, FILES, UPKEEPS))
