"""The queue of items: which are new, which wait, which are put back, which are done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from monitor.model.items import FeedItem, FinishedItem, PendingItem
from monitor.store.engine import Transaction
from monitor.store.rows import write_rows
from monitor.store.tables import AnyRow, table

FEED = table("feed")
ITEM = table("item")

# One statement for all three cases: a new item is inserted, a changed one goes back into the
# queue with its new content, and the same one again is not written.
ADD_ITEM = upsert(ITEM)
ADD_ITEM = ADD_ITEM.on_conflict_do_update(
    index_elements=[ITEM.c.feed_id, ITEM.c.guid_key],
    set_={
        name: ADD_ITEM.excluded[name]
        for name in ("url", "title", "summary", "content", "content_hash", "published", "due_at")
    }
    | {
        "changed_at": ADD_ITEM.excluded.found_at,
        "ordered_at": func.coalesce(ADD_ITEM.excluded.published, ITEM.c.found_at),
        "attempts": 0,
        "detail": "",
    },
    where=ITEM.c.content_hash != ADD_ITEM.excluded.content_hash,
)

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
        FEED.c.url.label("feed_url"),
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


def add(
    tx: Transaction,
    feed_id: int,
    found: Mapping[str, FeedItem],
    now: datetime,
    baseline: Collection[str] = (),
) -> int:
    """Queue what a feed brought, in document order; how many of it were new or changed.

    Args:
        tx: One unit of work.
        feed_id: The feed.
        found: Its items by what tells them apart, see `by_key`.
        now: When they were found (UTC).
        baseline: The keys of those of which nobody is told.
    """
    if not found:
        return 0
    rows = [
        {
            "feed_id": feed_id,
            "guid_key": key,
            "guid": item.guid,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "content": item.content,
            "content_hash": item.content_hash,
            "published": item.published,
            "found_at": now,
            "ordered_at": item.published or now,
            "due_at": now,
            "attempts": 0,
            "outcome": "",
            "detail": "",
            "baseline": key in baseline,
        }
        for key, item in found.items()
    ]
    # Documents have the newest first; the queue takes what has no date in order of writing.
    rows.reverse()
    return write_rows(tx, ADD_ITEM, rows)


def pending(tx: Transaction, now: datetime, limit: int) -> list[PendingItem]:
    """The items to ingest now, oldest published first; one without a date by when it was found."""
    rows = tx.connection().execute(PENDING, {"now": now, "up_to": limit})
    return [_pending(row) for row in rows]


def put_back(tx: Transaction, item_id: int, due_at: datetime, detail: str) -> None:
    """Let an item wait until a later time, and say why."""
    tx.connection().execute(PUT_BACK, {"item_id": item_id, "due_at": due_at, "detail": detail})


def finish(tx: Transaction, finished: Sequence[FinishedItem]) -> None:
    """Take items out of the queue; their text is in the corpus or not wanted.

    An item that changed while it was worked on stays in the queue.
    """
    rows = [
        {
            "item_id": item.item_id,
            "seen": item.content_hash,
            "article_id": item.article_id,
            "outcome": item.outcome,
            "detail": item.detail,
        }
        for item in finished
    ]
    write_rows(tx, FINISH, rows)


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
        feed_url=row.feed_url,
        attempts=row.attempts,
        feed_language=row.language,
        content_hash=row.content_hash,
        changed_at=row.changed_at,
        article_id=row.article_id,
        baseline=row.baseline,
    )


def by_key(items: Sequence[FeedItem]) -> dict[str, FeedItem]:
    """Items by what tells them apart within their feed; of two alike the first stays.

    A guid that one document gives to several links tells nothing apart: there the links do.
    """
    links: dict[str, str | None] = {}
    shared = {
        item.guid
        for item in items
        if item.guid and links.setdefault(item.guid, item.url) != item.url
    }
    found: dict[str, FeedItem] = {}
    for item in items:
        guid = None if item.guid in shared else item.guid
        published = item.published.isoformat() if item.published else ""
        found.setdefault(guid or item.url or _digest(item.title, published), item)
    return found


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
