"""The queue of items: which wait, which are put back, which are done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select, update

from monitor.model.items import FeedItem, FinishedItem, PendingItem
from monitor.store.engine import Transaction
from monitor.store.tables import AnyRow, table

FEED = table("feed")
ITEM = table("item")

PENDING = (
    select(
        ITEM.c.id,
        ITEM.c.feed_id,
        ITEM.c.guid,
        ITEM.c.url,
        ITEM.c.title,
        ITEM.c.summary,
        ITEM.c.content,
        ITEM.c.published,
        ITEM.c.found_at,
        ITEM.c.attempts,
        ITEM.c.content_hash,
        ITEM.c.changed_at,
        ITEM.c.article_id,
        ITEM.c.baseline,
        FEED.c.language,
    )
    .join(FEED, ITEM.c.feed_id == FEED.c.id)
    .where(ITEM.c.due_at <= bindparam("now"))
    .order_by(ITEM.c.ordered_at, ITEM.c.id)
    .limit(bindparam("up_to"))
)
COUNT_PENDING = select(func.count()).select_from(ITEM).where(ITEM.c.due_at.is_not(None))

PUT_BACK = (
    update(ITEM)
    .where(ITEM.c.id == bindparam("item_id"))
    .values(due_at=bindparam("due_at"), detail=bindparam("detail"), attempts=ITEM.c.attempts + 1)
)
FINISH = (
    update(ITEM)
    .where(
        ITEM.c.id == bindparam("item_id"),
        or_(bindparam("seen").is_(None), ITEM.c.content_hash == bindparam("seen")),
    )
    .values(
        due_at=None,
        article_id=bindparam("article_id"),
        outcome=bindparam("outcome"),
        detail=bindparam("detail"),
        summary="",
        content="",
    )
)


def pending(tx: Transaction, now: datetime, limit: int) -> list[PendingItem]:
    """The items to ingest now, oldest published first; one without a date by when it was found."""
    rows = tx.connection().execute(PENDING, {"now": now, "up_to": limit})
    return [_pending(row) for row in rows]


def count_pending(tx: Transaction) -> int:
    """How many items wait, those put back to a later time included."""
    return tx.connection().execute(COUNT_PENDING).scalar_one()


def put_back(tx: Transaction, item_id: int, due_at: datetime, detail: str) -> None:
    """Let an item wait until a later time, and say why."""
    tx.connection().execute(PUT_BACK, {"item_id": item_id, "due_at": due_at, "detail": detail})


def finish(tx: Transaction, finished: Sequence[FinishedItem]) -> None:
    """Take items out of the queue; their text is in the corpus or not wanted.

    An item that changed while it was worked on stays in the queue.
    """
    if finished:
        tx.connection().execute(
            FINISH,
            [
                {
                    "item_id": item.item_id,
                    "seen": item.content_hash,
                    "article_id": item.article_id,
                    "outcome": item.outcome,
                    "detail": item.detail,
                }
                for item in finished
            ],
        )


def _pending(row: AnyRow) -> PendingItem:
    return PendingItem(
        id=row.id,
        feed_id=row.feed_id,
        item=FeedItem(
            guid=row.guid,
            url=row.url,
            title=row.title,
            summary=row.summary,
            content=row.content,
            published=row.published,
        ),
        found_at=row.found_at,
        attempts=row.attempts,
        feed_language=row.language,
        content_hash=row.content_hash,
        changed_at=row.changed_at,
        article_id=row.article_id,
        baseline=row.baseline,
    )
