"""What reading documents has cost worker processes."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from monitor.store.tables.base import Row


class WorkerRow(Row, table=True):
    """How many documents ended a worker at a task, and what the last one did."""

    __tablename__ = "worker"

    task: str = Field(primary_key=True)
    losses: int
    lost_at: datetime
    reason: str
    rests_until: datetime | None = None
