"""Topics: whether the first pass over their old news goes on, and whether any feed tells of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

BLIND = select(TOPIC_WATCH.c.topic, TOPIC_WATCH.c.blind_since).where(
    TOPIC_WATCH.c.blind_since.is_not(None)
)
SET_BLIND = (
    update(TOPIC_WATCH)
    .where(TOPIC_WATCH.c.topic == bindparam("of_topic"))
    .values(blind_since=bindparam("since"))
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


def blind(tx: Transaction) -> dict[str, datetime]:
    """Topics of which it was told that none of their feeds answers, and since when (UTC)."""
    return {row.topic: row.blind_since for row in tx.connection().execute(BLIND)}


def set_blind(tx: Transaction, since: Mapping[str, datetime | None]) -> None:
    """Note since when topics are blind (UTC); None: one of their feeds answers again.

    Topics whose first pass has not begun are not noted.
    """
    rows = [{"of_topic": topic, "since": moment} for topic, moment in since.items()]
    if rows:
        tx.connection().execute(SET_BLIND, rows)
