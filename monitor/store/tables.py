"""The tables, all in one place: what is kept, its unique keys, an index for every query.

Rows never leave this package. Words of the model's enumerations are stored as text; SQLModel's
datetime columns refuse naive values and give UTC back. Long texts come last in their tables, so
that the other columns are read without them.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy
from sqlmodel import JSON, Field, Index, MetaData, SQLModel, Table, UniqueConstraint, text

# Every constraint has a name, because a migration can only change what has one.
# Source: https://alembic.sqlalchemy.org/en/latest/naming.html
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# What a query gives: columns by name.
AnyRow = sqlalchemy.Row[*tuple[Any, ...]]

# An index that holds some rows serves the queries that ask for them in its very words.
UNTEXTED = "no_text != ''"
WAITING = "due_at IS NOT NULL"

OPTIONAL_JSON = JSON(none_as_null=True)


class Row(SQLModel, defer_build=True):
    """What all tables share: pydantic checks no row, so its schemas are not built at start."""

    metadata = METADATA


class FeedRow(Row, table=True):
    """A feed that is or was configured, and how its last poll ended."""

    __tablename__ = "feed"
    __table_args__ = (Index("feed_due", "active", "next_poll_at"),)

    id: int = Field(default=None, primary_key=True)
    url: str = Field(unique=True)
    active: bool
    title: str | None = None
    language: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    failures: int = 0
    next_poll_at: datetime
    polled_at: datetime | None = None
    ok_at: datetime | None = None
    new_at: datetime | None = None
    outcome: str
    detail: str = ""
    items_total: int = 0


class ItemRow(Row, table=True):
    """An entry of a feed: waits while `due_at` is set; its text goes when it is done."""

    __tablename__ = "item"
    __table_args__ = (
        UniqueConstraint("feed_id", "guid_key"),
        # The queue in its order; a row leaves the index when it is done.
        Index(
            "item_queue",
            "ordered_at",
            "id",
            sqlite_where=text(WAITING),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    feed_id: int = Field(foreign_key="feed.id", ondelete="CASCADE")
    guid_key: str
    guid: str | None = None
    url: str | None = None
    title: str
    content_hash: str
    published: datetime | None = None
    found_at: datetime
    ordered_at: datetime
    due_at: datetime | None = None
    attempts: int = 0
    outcome: str = ""
    detail: str = ""
    article_id: int | None = Field(default=None, foreign_key="article.id", ondelete="SET NULL")
    summary: str
    content: str


class ArticleRow(Row, table=True):
    """An article of the corpus, the keys that exact duplicates share, and what it was judged."""

    __tablename__ = "article"
    __table_args__ = (
        Index("article_guid", "guid_key"),
        Index("article_canonical_url", "canonical_url"),
        Index("article_text_hash", "text_hash"),
        Index("article_url", "url"),
        Index("article_untexted", "found_at", sqlite_where=text(UNTEXTED)),
    )

    id: int = Field(default=None, primary_key=True)
    feed_id: int | None = Field(default=None, foreign_key="feed.id", ondelete="SET NULL")
    guid: str | None = None
    url: str | None = None
    title: str
    language: str
    outlet: str
    published: datetime
    found_at: datetime
    low_trust: bool
    source: str
    no_text: str
    guid_key: str | None = None
    canonical_url: str | None = None
    text_hash: str
    short: bool
    novelty: str
    reason: str
    original_id: int | None = Field(default=None, foreign_key="article.id", ondelete="SET NULL")
    score: float
    text: str


class TopicMatchRow(Row, table=True):
    """How far an article is about a topic."""

    __tablename__ = "topic_match"

    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True)
    topic: str = Field(primary_key=True)
    role: str
    score: float
    reason: str
    spans: list[Any] = Field(sa_type=JSON)


class ClaimRow(Row, table=True):
    """What an article says of an event's status; `ignored` is why it changed nothing."""

    __tablename__ = "claim"
    __table_args__ = (Index("claim_history", "event", "published", "article_id"),)

    id: int = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", index=True)
    published: datetime
    event: str
    status: str
    stance: str
    standing: str
    evidence: str
    part: str
    start: int
    end: int
    position: str
    confidence: float
    by: str | None = None
    side: str | None = None
    venue: str | None = None
    day: date | None = None
    weak: bool
    concrete: bool
    why: list[str] = Field(sa_type=JSON)
    ignored: str | None = None


class SignalRow(Row, table=True):
    """A title or lead that says that something changed, but not readably what."""

    __tablename__ = "signal"
    __table_args__ = (Index("signal_history", "event", "published"),)

    id: int = Field(default=None, primary_key=True)
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", index=True)
    published: datetime
    event: str
    evidence: str
    part: str
    start: int
    end: int
    why: list[str] = Field(sa_type=JSON)


class OccurrenceRow(Row, table=True):
    """One run of an event through its lifecycle; `version` guards against lost updates."""

    __tablename__ = "occurrence"

    event: str = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    status: str
    since: datetime
    last_published: datetime
    disputed: bool
    day: date | None = None
    day_told: bool
    venue: str | None = None
    asserters: list[str] = Field(sa_type=JSON)
    deniers: list[str] = Field(sa_type=JSON)
    ending_told: bool
    version: int


class ChangeRow(Row, table=True):
    """What became news, with its evidence as it was then."""

    __tablename__ = "change"
    __table_args__ = (Index("change_history", "event", "published"),)

    id: int = Field(default=None, primary_key=True)
    event: str
    ordinal: int
    kind: str
    status: str
    previous: str | None = None
    disputed: bool
    published: datetime
    day: date | None = None
    claim: dict[str, Any] = Field(sa_type=JSON)
    against: dict[str, Any] | None = Field(default=None, sa_type=OPTIONAL_JSON)
    article_id: int | None = Field(default=None, foreign_key="article.id", ondelete="SET NULL")
    at: datetime
    corrected_at: datetime | None = None


class DeliveryRow(Row, table=True):
    """One message on its way to one channel.

    `due_at` is when somebody may take it: the next try of a pending one, the end of the lease of
    one that is being sent, None when it has ended. What shares `bundle` and channel is told in one
    message: `folded_into` is its delivery. `alert` is what the text was made of.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("delivery_due", "due_at", sqlite_where=text(WAITING)),
        # The queue in its order; a row leaves the index when it has ended.
        Index("delivery_queue", "id", "due_at", "channel", "bundle", sqlite_where=text(WAITING)),
        Index("delivery_state", "state"),
    )

    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    channel: str
    change_id: int | None = Field(
        default=None, foreign_key="change.id", ondelete="SET NULL", index=True
    )
    title: str
    body: str
    severity: str
    state: str
    detail: str
    created_at: datetime
    due_at: datetime | None = None
    attempts: int = 0
    token: str | None = None
    may_repeat: bool = False
    ended_at: datetime | None = None
    bundle: str | None = None
    folded_into: int | None = None
    acked_at: datetime | None = None
    alert: dict[str, Any] | None = Field(default=None, sa_type=OPTIONAL_JSON)


class AttemptRow(Row, table=True):
    """One try of a delivery, written before anything is sent."""

    __tablename__ = "attempt"

    delivery_id: int = Field(foreign_key="delivery.id", ondelete="CASCADE", primary_key=True)
    number: int = Field(primary_key=True)
    started_at: datetime
    ended_at: datetime | None = None
    outcome: str = ""
    detail: str = ""


class TopicWatchRow(Row, table=True):
    """Since when a topic is watched, and when its first pass over the old news was settled."""

    __tablename__ = "topic_watch"

    topic: str = Field(primary_key=True)
    first_pass_at: datetime
    done_at: datetime | None = None


class ChannelPauseRow(Row, table=True):
    """A channel that failed: its deliveries wait until `retry_at`.

    `credentials`: it does not let us in. `address_hash` tells whether the operator has changed the
    channel since.
    """

    __tablename__ = "channel_pause"

    channel: str = Field(primary_key=True)
    since: datetime
    retry_at: datetime
    tries: int
    address_hash: str
    reason: str
    credentials: bool


class MuteRow(Row, table=True):
    """An event that nobody is told of; `until` None: for good."""

    __tablename__ = "mute"

    event: str = Field(primary_key=True)
    since: datetime
    until: datetime | None = None


class DigestRow(Row, table=True):
    """When a channel's last digest of a rhythm was made."""

    __tablename__ = "digest"

    channel: str = Field(primary_key=True)
    rhythm: str = Field(primary_key=True)
    last_at: datetime


def table(name: str) -> Table:
    """The table of a name, for statements that work on many rows at once."""
    return METADATA.tables[name]
