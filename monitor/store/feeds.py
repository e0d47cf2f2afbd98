"""Feeds: when each is due, how its last poll ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from sqlalchemy import Boolean, Integer, String, and_, bindparam, case, func, insert, select, update

from monitor.model.items import FeedOutcome, FeedState, PollRecord
from monitor.model.polling import Course
from monitor.store.engine import Transaction
from monitor.store.tables import AnyRow, table

FEED = table("feed")

# Outcomes that say that the feed is alive.
ALIVE = (FeedOutcome.OK, FeedOutcome.NOT_MODIFIED, FeedOutcome.SAME_BODY)

SHOWN = timedelta(days=1)
"""How long people are shown what was wrong with a document. A choice."""

COURSE = tuple(field.name for field in fields(Course))

KNOWN = select(FEED.c.id, FEED.c.url, FEED.c.active).order_by(FEED.c.id)
STATES = select(FEED).where(FEED.c.active).order_by(FEED.c.id)
RESTING = select(FEED.c.url, FEED.c.location, FEED.c.rests_until).where(
    FEED.c.active, FEED.c.rests_until > bindparam("now")
)
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
    .values(
        active=True,
        # One that is well is not due before its time: a list that is edited again and again must
        # not have it asked again and again.
        next_poll_at=case(
            (
                and_(FEED.c.failures == 0, FEED.c.next_poll_at > bindparam("now")),
                FEED.c.next_poll_at,
            ),
            else_=bindparam("now"),
        ),
        paused_at=None,
        location=None,
    )
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


def sync(tx: Transaction, urls: Sequence[str], now: datetime) -> None:
    """Make the stored feeds those of the configuration; a new one is due at once.

    So is one that comes back after it failed; one that was well is due when it was to be. Others are
    kept with their items, but polled no more.
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


def resting(tx: Transaction, now: datetime) -> dict[str, timedelta]:
    """The addresses whose hosts have asked to be left alone, and for how long from now on (UTC)."""
    rows = tx.connection().execute(RESTING, {"now": now})
    return {row.location or row.url: row.rests_until - now for row in rows}


def urls(tx: Transaction) -> dict[int, str]:
    """The addresses of all configured feeds by id."""
    return {row.id: row.url for row in tx.connection().execute(KNOWN) if row.active}


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
