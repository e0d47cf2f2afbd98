"""The robots.txt of hosts whose pages were asked for."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from monitor.model.robots import RobotsFile
from monitor.store.engine import Transaction
from monitor.store.tables import table

ROBOTS = table("robots")

KEPT = timedelta(days=30)
"""How long a file is kept after it expired, for when its host cannot be reached.

Source: RFC 9309, section 2.3.1.4, "a reasonably long period of time (for example, 30 days)".
"""

BY_ORIGIN = select(ROBOTS).where(ROBOTS.c.origin == bindparam("of_origin"))
ADD = insert(ROBOTS)
KEEP = ADD.on_conflict_do_update(
    index_elements=[ROBOTS.c.origin],
    set_={
        "refused": ADD.excluded.refused,
        "expires_at": ADD.excluded.expires_at,
        "body": ADD.excluded.body,
    },
)
FORGET = delete(ROBOTS).where(ROBOTS.c.expires_at < bindparam("before"))


def file_of(tx: Transaction, origin: str) -> RobotsFile | None:
    """The file of an origin, expired or not; None: it was never asked for."""
    row = tx.connection().execute(BY_ORIGIN, {"of_origin": origin}).one_or_none()
    if row is None:
        return None
    return RobotsFile(
        origin=row.origin, body=row.body, refused=row.refused, expires_at=row.expires_at
    )


def keep(tx: Transaction, file: RobotsFile, now: datetime) -> None:
    """Keep a file in place of the origin's old one, and forget those that nobody needs (now: UTC)."""
    values = {
        "origin": file.origin,
        "refused": file.refused,
        "expires_at": file.expires_at,
        "body": file.body,
    }
    tx.connection().execute(KEEP, values)
    tx.connection().execute(FORGET, {"before": now - KEPT})
