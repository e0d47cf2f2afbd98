"""Messages on their way, and what holds them back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Field, Index, text

from monitor.store.tables.base import OPTIONAL_JSON, WAITING, Row


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
