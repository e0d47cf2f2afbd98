"""What all tables share: names of constraints, the words of partial indexes, the row."""

from __future__ import annotations

from typing import Any

import sqlalchemy
from sqlmodel import JSON, MetaData, SQLModel

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
SIGNED = "signature IS NOT NULL"
TEXTED = "text_removed_at IS NULL"
WAITING = "due_at IS NOT NULL"

OPTIONAL_JSON = JSON(none_as_null=True)


class Row(SQLModel, defer_build=True):
    """What all tables share: pydantic checks no row, so its schemas are not built at start."""

    metadata = METADATA
