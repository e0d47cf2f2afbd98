"""What articles say of events, how these stand, and what became news."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import JSON, Field, Index, false

from monitor.store.tables.base import OPTIONAL_JSON, Row


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
    said_before: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
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
    __table_args__ = (
        Index("change_history", "event", "published"),
        # Who refers to an article is looked up whenever one is deleted.
        Index("change_article", "article_id"),
    )

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
