"""What feeds bring: feed states, items, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

from monitor.model.articles import TextSource
from monitor.model.pages import NoText, PageText
from monitor.model.polling import NEW_COURSE, Course


class FeedOutcome(StrEnum):
    """How the last poll of a feed ended; the name of the reason that `status` shows."""

    NEVER = "never"
    OK = "ok"
    NOT_MODIFIED = "not_modified"
    SAME_BODY = "same_body"
    NOT_A_FEED = "not_a_feed"
    PARSE_KILLED = "parse_killed"
    FETCH_FAILED = "fetch_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is known of a feed before it is polled again.

    `etag` and `last_modified` are the validators as the server sent them, byte for byte.
    `body_hash` is the hash of the last body, marked if it was no feed or killed its parser. `fault`
    is what was wrong with a document of the last day that could be read; empty: nothing.
    """

    id: int
    url: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    failures: int = 0
    next_poll_at: datetime
    polled_at: datetime | None = None
    ok_at: datetime | None = None
    new_at: datetime | None = None
    outcome: FeedOutcome = FeedOutcome.NEVER
    detail: str = ""
    fault: str = ""
    course: Course = NEW_COURSE


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRecord:
    """How one poll of a feed ended, as it is written down: the whole new state of the feed.

    `etag`, `last_modified` and `body_hash` replace what was known, None included. `language` and
    `title` are what the document says of itself, `items` how many it has; None keeps what an earlier
    one said. `fault` is what was wrong with the items; empty: nothing.
    """

    feed_id: int
    at: datetime
    outcome: FeedOutcome
    next_poll_at: datetime
    detail: str = ""
    failures: int = 0
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    items_new: int = 0
    language: str | None = None
    title: str | None = None
    items: int | None = None
    fault: str = ""
    course: Course = NEW_COURSE


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An entry of a feed, as published, in clean plain text.

    `guid` is raw, as the document has it, unresolved; None where there is none. `url` is absolute
    http(s) or None. `content` is the full text where the feed carries one, paragraphs separated by
    a blank line; else empty. `published` is aware, UTC, or None where the feed's date is unusable.
    """

    guid: str | None
    url: str | None
    title: str
    summary: str = ""
    content: str = ""
    published: datetime | None = None

    @property
    def content_hash(self) -> str:
        """What tells two versions of an item apart."""
        parts = f"{self.title}\x00{self.summary}\x00{self.content}"
        return blake2b(parts.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownItem:
    """An item that a feed has brought before, under the key that told it apart."""

    id: int
    key: str
    guid: str | None
    url: str | None
    title: str
    published: datetime | None
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed document: what it calls itself and its items in document order.

    `cut`: the document ends inside an item, which is left out. It may wish not to be asked again
    within `ttl`, or in hours (0 to 23) and on days (0 is Monday) when nothing is published, both
    UTC; `update_period` is the time between two updates, as it says. None: it says nothing.
    """

    title: str
    language: str | None
    version: str
    items: tuple[FeedItem, ...]
    cut: bool = False
    ttl: timedelta | None = None
    update_period: timedelta | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingItem:
    """A stored item that waits to be ingested; `found_at` is when we first saw it (UTC).

    `feed_url` is the feed's address, as configured; `content_hash` names this version of the item:
    the feed may bring another one meanwhile; `changed_at` is when it brought this one, None: it is the first. `article_id` is what became of
    the version before. `baseline`: it came in a flood of old items.
    """

    id: int
    feed_id: int
    item: FeedItem
    found_at: datetime
    feed_url: str = ""
    attempts: int = 0
    feed_language: str | None = None
    content_hash: str | None = None
    changed_at: datetime | None = None
    article_id: int | None = None
    baseline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedItem:
    """An item that needs no more work, and what became of it.

    `article_id` is None where no article came of it. `content_hash` is the version that was
    worked on: a newer one stays pending; None finishes whichever is there.
    """

    item_id: int
    article_id: int | None
    outcome: str
    detail: str = ""
    content_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """An item and its text; `missing` says why its page gave none where the summary stands in."""

    pending: PendingItem
    text: str
    source: TextSource
    page: PageText | None = None
    missing: NoText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """An item whose page may not be asked for yet, but from a time on (UTC)."""

    pending: PendingItem
    until: datetime
    reason: str
