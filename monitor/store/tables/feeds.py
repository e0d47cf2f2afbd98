"""Feeds and their items."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, Index, UniqueConstraint, false, text

from monitor.store.tables.base import WAITING, Row


class FeedRow(Row, table=True):
    """A feed that is or was configured, and how its last poll ended.

    `document_items` is how many items its last document had, `fault` what was wrong with one lately.
    The columns from `interval_seconds` on are those of `model.polling.Course`.
    """

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
    document_items: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    fault: str = Field(default="", sa_column_kwargs={"server_default": ""})
    fault_at: datetime | None = None
    interval_seconds: float | None = None
    body_at: datetime | None = None
    rhythm_items: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    rhythm_since: datetime | None = None
    rhythm_until: datetime | None = None
    wish_seconds: float | None = None
    skip_hours: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    skip_days: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    location: str | None = None
    moved_to: str | None = None
    moved_times: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    moved_since: datetime | None = None
    gone_times: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    gone_since: datetime | None = None
    paused_at: datetime | None = None
    rests_until: datetime | None = None


class ItemRow(Row, table=True):
    """An entry of a feed: waits while `due_at` is set; its text goes when it is done.

    `baseline`: it came in a flood, so that nobody is told of what follows from it.
    """

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
        # Who refers to an article is looked up whenever one is deleted.
        Index("item_article", "article_id", sqlite_where=text("article_id IS NOT NULL")),
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
    changed_at: datetime | None = None
    baseline: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    ordered_at: datetime
    due_at: datetime | None = None
    attempts: int = 0
    outcome: str = ""
    detail: str = ""
    article_id: int | None = Field(default=None, foreign_key="article.id", ondelete="SET NULL")
    summary: str
    content: str


class TopicWatchRow(Row, table=True):
    """Since when a topic is watched, and when its first pass over the old news was settled.

    `blind_since` is set once it was told that none of its feeds answers, until one does.
    """

    __tablename__ = "topic_watch"

    topic: str = Field(primary_key=True)
    first_pass_at: datetime
    done_at: datetime | None = None
    blind_since: datetime | None = None
