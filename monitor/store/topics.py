"""Topics: whether the first pass over their old news is still going on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from monitor.store.engine import Transaction
from monitor.store.tables import table

TOPIC_WATCH = table("topic_watch")

WATCHED = select(TOPIC_WATCH.c.topic, TOPIC_WATCH.c.done_at)
ADD = insert(TOPIC_WATCH)
SETTLE = (
    update(TOPIC_WATCH)
    .where(TOPIC_WATCH.c.topic == bindparam("of_topic"), TOPIC_WATCH.c.done_at.is_(None))
    .values(done_at=bindparam("now"))
)


def first_pass(tx: Transaction, topics: Sequence[str], now: datetime) -> dict[str, datetime | None]:
    """When each topic's first pass was settled; None while it is going on.

    A topic that is not known yet begins its first pass now.
    """
    known = {row.topic: row.done_at for row in tx.connection().execute(WATCHED)}
    new = [{"topic": topic, "first_pass_at": now} for topic in topics if topic not in known]
    if new:
        tx.connection().execute(ADD, new)
    return {topic: known.get(topic) for topic in topics}


def settle(tx: Transaction, topic: str, now: datetime) -> None:
    """End a topic's first pass; one that was settled before stays as it is."""
    tx.connection().execute(SETTLE, {"of_topic": topic, "now": now})
