"""What hosts ask of programs."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from monitor.store.tables.base import Row


class RobotsRow(Row, table=True):
    """The robots.txt of an origin; `refused` says why none of its pages may be asked for."""

    __tablename__ = "robots"

    origin: str = Field(primary_key=True)
    refused: str
    expires_at: datetime
    body: str
