"""Articles, their versions, and the topics that they are about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Field, Index, Integer, text

from monitor.store.tables.base import SIGNED, TEXTED, UNTEXTED, Row


class ArticleRow(Row, table=True):
    """An article of the corpus, the keys that exact duplicates share, and what it was judged.

    `signature` is there as long as near-duplicates are looked for by it.
    `text_removed_at` is when retention took its text, NULL: the text is as it was found.
    """

    __tablename__ = "article"
    __table_args__ = (
        Index("article_guid", "guid_key"),
        Index("article_canonical_url", "canonical_url"),
        Index("article_text_hash", "text_hash"),
        Index("article_url", "url"),
        Index("article_story", "story_id"),
        Index("article_untexted", "found_at", sqlite_where=text(UNTEXTED)),
        Index("article_texted", "found_at", sqlite_where=text(TEXTED)),
        Index("article_signed", "found_at", sqlite_where=text(SIGNED)),
        # With all that tells where an article stands in a list, and how many there are of each kind.
        Index("article_published", "published", "novelty", "original_id"),
        # Who refers to an article is looked up whenever one is deleted.
        Index("article_original", "original_id", sqlite_where=text("original_id IS NOT NULL")),
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
    credit: str | None = None
    story_id: int | None = None
    story_rule: str | None = None
    text_removed_at: datetime | None = None
    signature: bytes | None = None
    text: str


class BandRow(Row, table=True):
    """Under which keys an article is found by its near-duplicates.

    Without a foreign key: an index for it would cost as much as the table. Who removes an article
    whose signature is there still removes its bands too.
    """

    __tablename__ = "band"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own way

    key: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    article_id: int = Field(primary_key=True)


class TopicMatchRow(Row, table=True):
    """How far an article is about a topic."""

    __tablename__ = "topic_match"
    __table_args__ = (Index("topic_match_newest", "topic", "article_id"),)

    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", primary_key=True)
    topic: str = Field(primary_key=True)
    role: str
    score: float
    reason: str
    spans: list[Any] = Field(sa_type=JSON)


class VersionRow(Row, table=True):
    """A text that an article had, in the order in which it was seen.

    Its versions share `first_id`. `at` is its place among them, `noticed_at` when it was seen;
    `partial`: what it leaves out is not taken back; `changed`: the article says something else of
    an event since; `held`: the article changes too often, and this one did not count.
    """

    __tablename__ = "version"

    id: int = Field(default=None, primary_key=True)
    first_id: int = Field(foreign_key="article.id", ondelete="CASCADE", index=True)
    article_id: int = Field(foreign_key="article.id", ondelete="CASCADE", index=True)
    at: datetime
    noticed_at: datetime
    partial: bool
    changed: bool
    held: bool
