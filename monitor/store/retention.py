"""Retention: what is old enough to go, taken in small steps, so that nobody waits for the writer.

What was read, told and decided stays for ever, and so do the titles and keys of all articles that
it rests on.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, delete, exists, func, select, text, update

from monitor.model.articles import Role
from monitor.store.engine import Transaction
from monitor.store.tables import TEXTED, table

ARTICLE = table("article")
ATTEMPT = table("attempt")
CHANGE = table("change")
CLAIM = table("claim")
DELIVERY = table("delivery")
FEED = table("feed")
ITEM = table("item")
SIGNAL = table("signal")
TOPIC_MATCH = table("topic_match")

VERSION = table("version")

LATER = ARTICLE.alias("later")
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
DOCUMENTS_KEPT = 2
"""Of a feed's items, in documents: what it shows again after a fault was in the last or the one
before. A choice."""
MOST_IDS = 5_000
"""How many ids one look gives: a step takes far fewer, and no look fills the memory."""

OLD_TEXTS = (
    select(ARTICLE.c.id)
    .where(text(TEXTED), ARTICLE.c.found_at < bindparam("before"))
    .order_by(ARTICLE.c.found_at)
    .limit(bindparam("up_to"))
)
REMOVE_TEXTS = (
    update(ARTICLE).where(ARTICLE.c.id.in_(IDS)).values(text="", text_removed_at=bindparam("now"))
)
MOVE = update(ARTICLE).where(ARTICLE.c.id.in_(IDS)).values(id=-ARTICLE.c.id)

# Nothing rests on it: it is mainly about no topic, says nothing of an event, made no news, and there
# is no copy or later version of it. With a signature it is still compared with new ones.
UNMATCHED = (
    ARTICLE.c.found_at < bindparam("before"),
    ARTICLE.c.signature.is_(None),
    ~exists().where(
        TOPIC_MATCH.c.article_id == ARTICLE.c.id, TOPIC_MATCH.c.role == Role.PRIMARY.value
    ),
    ~exists().where(CLAIM.c.article_id == ARTICLE.c.id),
    ~exists().where(SIGNAL.c.article_id == ARTICLE.c.id),
    ~exists().where(CHANGE.c.article_id == ARTICLE.c.id),
    ~exists().where(LATER.c.original_id == ARTICLE.c.id),
    ~exists().where(VERSION.c.first_id == ARTICLE.c.id, VERSION.c.article_id != ARTICLE.c.id),
)
FIND_UNMATCHED = select(ARTICLE.c.id).where(*UNMATCHED).order_by(ARTICLE.c.id).limit(MOST_IDS)
DELETE_UNMATCHED = delete(ARTICLE).where(ARTICLE.c.id.in_(IDS), *UNMATCHED)

PLACED = (
    select(
        ITEM.c.id,
        ITEM.c.found_at,
        ITEM.c.due_at,
        FEED.c.document_items,
        func.row_number()
        .over(partition_by=ITEM.c.feed_id, order_by=ITEM.c.id.desc())
        .label("place"),
    )
    .join(FEED, ITEM.c.feed_id == FEED.c.id)
    .subquery()
)
FIND_ITEMS = (
    select(PLACED.c.id)
    .where(
        PLACED.c.document_items > 0,
        PLACED.c.place > PLACED.c.document_items * DOCUMENTS_KEPT,
        PLACED.c.found_at < bindparam("before"),
        PLACED.c.due_at.is_(None),
    )
    .limit(MOST_IDS)
)
DELETE_ITEMS = delete(ITEM).where(ITEM.c.id.in_(IDS), ITEM.c.due_at.is_(None))

ENDED = and_(DELIVERY.c.due_at.is_(None), DELIVERY.c.ended_at < bindparam("before"))
FIND_ATTEMPTS = (
    select(ATTEMPT.c.delivery_id)
    .join(DELIVERY, ATTEMPT.c.delivery_id == DELIVERY.c.id)
    .where(ENDED)
    .distinct()
    .limit(MOST_IDS)
)
DELETE_ATTEMPTS = delete(ATTEMPT).where(ATTEMPT.c.delivery_id.in_(IDS))


def remove_texts(tx: Transaction, before: datetime, now: datetime, limit: int) -> int:
    """Remove the texts of the oldest articles found before a time (UTC); how many it were."""
    connection = tx.connection()
    ids = connection.execute(OLD_TEXTS, {"before": before, "up_to": limit}).scalars().all()
    if ids:
        connection.execute(REMOVE_TEXTS, {"ids": ids, "now": now})
        _close_ranks(tx, ids)
    return len(ids)


def _close_ranks(tx: Transaction, ids: Sequence[int]) -> None:
    """Let rows that have become short share their pages.

    SQLite joins pages when rows leave them, and not when they shrink: each title would keep the page
    that its text took. So they leave and come back, which those who refer to them do not notice.
    """
    tx.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # until the commit
    tx.connection().execute(MOVE, {"ids": ids})
    tx.connection().execute(MOVE, {"ids": [-each for each in ids]})


def unmatched(tx: Transaction, before: datetime) -> Sequence[int]:
    """Articles found before a time (UTC) on which nothing rests; when none is left, none.

    What only copies rest on comes once they are gone.
    """
    return tx.connection().execute(FIND_UNMATCHED, {"before": before}).scalars().all()


def delete_unmatched(tx: Transaction, ids: Collection[int], before: datetime) -> int:
    """Delete those of some articles on which still nothing rests; how many it were."""
    return tx.connection().execute(DELETE_UNMATCHED, {"ids": list(ids), "before": before}).rowcount


def old_items(tx: Transaction, before: datetime) -> Sequence[int]:
    """Items that are done, were found before a time (UTC), and are no longer shown by their feed.

    A feed's newest stay, twice as many as its last document had: what it shows and we do not know
    is new.
    """
    return tx.connection().execute(FIND_ITEMS, {"before": before}).scalars().all()


def delete_items(tx: Transaction, ids: Collection[int]) -> int:
    """Delete those of some items that are done; how many it were."""
    return tx.connection().execute(DELETE_ITEMS, {"ids": list(ids)}).rowcount


def old_attempts(tx: Transaction, before: datetime) -> Sequence[int]:
    """Deliveries that ended before a time (UTC) and whose tries are still kept."""
    return tx.connection().execute(FIND_ATTEMPTS, {"before": before}).scalars().all()


def delete_attempts(tx: Transaction, ids: Collection[int]) -> int:
    """Forget the tries of some deliveries, which themselves stay; how many tries it were."""
    return tx.connection().execute(DELETE_ATTEMPTS, {"ids": list(ids)}).rowcount
