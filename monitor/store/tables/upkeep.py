"""When upkeep was done, and how large everything was then."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from monitor.store.tables.base import Row


class UpkeepRow(Row, table=True):
    """The sizes after an upkeep: `bytes` of pages in use, of all tables and indexes."""

    __tablename__ = "upkeep"

    at: datetime = Field(primary_key=True)
    bytes: int
    articles: int
    texts: int
