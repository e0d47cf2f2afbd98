"""The tables: what is kept, its unique keys, an index for every query.

Rows never leave the store. Words of the model's enumerations are stored as text; SQLModel's
datetime columns refuse naive values and give UTC back. Long texts come last in their tables, so
that the other columns are read without them.
"""

from __future__ import annotations

from sqlmodel import Table

from monitor.store.tables import (  # noqa: F401 - they fill METADATA
    corpus,
    events,
    feeds,
    outbox,
    robots,
    upkeep,
    words,
    workers,
)
from monitor.store.tables.base import METADATA, SIGNED, TEXTED, UNTEXTED, WAITING, AnyRow
from monitor.store.tables.words import WORDS

__all__ = ["METADATA", "SIGNED", "TEXTED", "UNTEXTED", "WAITING", "WORDS", "AnyRow", "table"]


def table(name: str) -> Table:
    """The table of a name, for statements that work on many rows at once."""
    return METADATA.tables[name]
