"""Articles, and the topics that they are about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Field, Index, text

from monitor.store.tables.base import UNTEXTED, Row


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
