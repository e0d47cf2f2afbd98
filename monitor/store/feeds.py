"""Feeds and what they brought: when each is due, how its last poll ended, its items."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from hashlib import blake2b

from sqlalchemy import Boolean, Integer, String, bindparam, case, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from monitor.model.items import FeedItem, FeedOutcome, FeedState, PollRecord
from monitor.model.polling import Course
from monitor.store.engine import Transaction
from monitor.store.tables import AnyRow, table

FEED = table("feed")
ITEM = table("item")

# Outcomes that say that the feed is alive.
ALIVE = (FeedOutcome.OK, FeedOutcome.NOT_MODIFIED, FeedOutcome.SAME_BODY)

SHOWN = timedelta(days=1)
"""How long people are shown what was wrong with a document. A choice."""

COURSE = tuple(field.name for field in fields(Course))

KNOWN = select(FEED.c.id, FEED.c.url, FEED.c.active).order_by(FEED.c.id)
STATES = select(FEED).where(FEED.c.active).order_by(FEED.c.id)
DUE = (
    select(FEED)
    .where(FEED.c.active, FEED.c.next_poll_at <= bindparam("now"), FEED.c.paused_at.is_(None))
    .order_by(FEED.c.next_poll_at, FEED.c.id)
    .limit(bindparam("up_to"))
)

ADD_FEED = insert(FEED)
ACTIVATE = (
    update(FEED)
    .where(FEED.c.url == bindparam("feed_url"))
    .values(active=True, next_poll_at=bindparam("now"), paused_at=None, location=None)
)
DEACTIVATE = update(FEED).where(FEED.c.url == bindparam("feed_url")).values(active=False)

RECORD_POLL = (
    update(FEED)
    .where(FEED.c.id == bindparam("of_feed"))
    .values(
        polled_at=bindparam("at"),
        ok_at=case((bindparam("alive", type_=Boolean), bindparam("at")), else_=FEED.c.ok_at),
        new_at=case(
            (bindparam("new_items", type_=Integer) > 0, bindparam("at")), else_=FEED.c.new_at
        ),
        items_total=FEED.c.items_total + bindparam("new_items", type_=Integer),
        language=func.coalesce(bindparam("said_language"), FEED.c.language),
        title=func.coalesce(bindparam("said_title"), FEED.c.title),
        document_items=func.coalesce(bindparam("said_items", type_=Integer), FEED.c.document_items),
        fault=case(
            (bindparam("said_fault", type_=String) != "", bindparam("said_fault")),
            (FEED.c.fault_at < bindparam("day_ago"), ""),
            else_=FEED.c.fault,
        ),
        fault_at=case(
            (bindparam("said_fault", type_=String) != "", bindparam("at")), else_=FEED.c.fault_at
        ),
        **{
            name: bindparam(name)
            for name in (
                "outcome",
                "detail",
                "failures",
                "next_poll_at",
                "etag",
                "last_modified",
                "body_hash",
                *COURSE,
            )
        },
    )
)

AHEAD = select(FEED.c.id, FEED.c.polled_at, FEED.c.next_poll_at).where(
    FEED.c.active, FEED.c.polled_at > bindparam("now")
)
SET_BACK = (
    update(FEED)
    .where(FEED.c.id == bindparam("of_feed"))
    .values(
        polled_at=bindparam("now"),
        next_poll_at=bindparam("at"),
        ok_at=case((FEED.c.ok_at > bindparam("now"), bindparam("now")), else_=FEED.c.ok_at),
        body_at=case((FEED.c.body_at > bindparam("now"), bindparam("now")), else_=FEED.c.body_at),
    )
)

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


def sync(tx: Transaction, urls: Sequence[str], now: datetime) -> None:
    """Make the stored feeds those of the configuration; a new one is due at once.

    Others are kept with their items, but polled no more.
    """
    known = {row.url: row.active for row in tx.connection().execute(KNOWN)}
    wanted = dict.fromkeys(urls)
    new = [
        {"url": url, "active": True, "next_poll_at": now, "outcome": FeedOutcome.NEVER.value}
        for url in wanted
        if url not in known
    ]
    back = [{"feed_url": url, "now": now} for url in wanted if known.get(url) is False]
    gone = [{"feed_url": url} for url, active in known.items() if active and url not in wanted]
    for statement, rows in ((ADD_FEED, new), (ACTIVATE, back), (DEACTIVATE, gone)):
        if rows:
            tx.connection().execute(statement, rows)


def due(tx: Transaction, now: datetime, limit: int) -> list[FeedState]:
    """The feeds to poll now, those that wait longest first."""
    rows = tx.connection().execute(DUE, {"now": now, "up_to": limit})
    return [feed_state(row) for row in rows]


def states(tx: Transaction) -> list[FeedState]:
    """All configured feeds, in the order in which they were first configured."""
    return [feed_state(row) for row in tx.connection().execute(STATES)]


def urls(tx: Transaction) -> dict[int, str]:
    """The addresses of all configured feeds by id."""
    return {row.id: row.url for row in tx.connection().execute(KNOWN) if row.active}


def record_poll(tx: Transaction, poll: PollRecord) -> None:
    """Write down how a poll ended and when the next one is due."""
    record_polls(tx, [poll])


def record_polls(tx: Transaction, polls: Sequence[PollRecord]) -> None:
    """Write down how polls of different feeds ended, in one statement."""
    if polls:
        tx.connection().execute(RECORD_POLL, [_poll_values(poll) for poll in polls])


def _poll_values(poll: PollRecord) -> dict[str, object]:
    return {
        "of_feed": poll.feed_id,
        "at": poll.at,
        "alive": poll.outcome in ALIVE,
        "new_items": poll.items_new,
        "said_language": poll.language,
        "said_title": poll.title,
        "said_items": poll.items,
        "said_fault": poll.fault,
        "day_ago": poll.at - SHOWN,
        "outcome": poll.outcome.value,
        "detail": poll.detail,
        "failures": poll.failures,
        "next_poll_at": poll.next_poll_at,
        "etag": poll.etag,
        "last_modified": poll.last_modified,
        "body_hash": poll.body_hash,
        **{name: getattr(poll.course, name) for name in COURSE},
    }


def set_back(tx: Transaction, now: datetime) -> int:
    """Let feeds that were polled in the future wait from now on; how many there are.

    The clock was set back: each waits as long as it was to wait, not until its time comes again.
    """
    ahead = tx.connection().execute(AHEAD, {"now": now}).all()
    rows = [
        {"of_feed": row.id, "now": now, "at": now + (row.next_poll_at - row.polled_at)}
        for row in ahead
    ]
    if rows:
        tx.connection().execute(SET_BACK, rows)
    return len(rows)


def add_items(tx: Transaction, feed_id: int, items: Sequence[FeedItem], now: datetime) -> int:
    """Queue what a feed brought, in document order; how many of it were new or changed."""
    return queue_items(tx, feed_id, by_key(items), now)


def queue_items(
    tx: Transaction,
    feed_id: int,
    found: Mapping[str, FeedItem],
    now: datetime,
    baseline: Collection[str] = (),
) -> int:
    """As `add_items`, from items by their keys; nobody is told of those in `baseline`."""
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
            "baseline": key in baseline,
        }
        for key, item in found.items()
    ]
    # Documents have the newest first; the queue takes what has no date in order of writing.
    rows.reverse()
    return tx.connection().execute(ADD_ITEM, rows).rowcount


def feed_state(row: AnyRow) -> FeedState:
    """The state of a feed from its row."""
    return FeedState(
        id=row.id,
        url=row.url,
        etag=row.etag,
        last_modified=row.last_modified,
        body_hash=row.body_hash,
        failures=row.failures,
        next_poll_at=row.next_poll_at,
        polled_at=row.polled_at,
        ok_at=row.ok_at,
        new_at=row.new_at,
        outcome=FeedOutcome(row.outcome),
        detail=row.detail,
        fault=row.fault,
        course=Course(**{name: getattr(row, name) for name in COURSE}),
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
