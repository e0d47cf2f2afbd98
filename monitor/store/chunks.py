"""Chunks: a query about many values, asked of a few hundred at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select

from monitor.store.engine import Transaction
from monitor.store.tables import AnyRow

CHUNK = 500
"""How many values one IN list may hold: far below SQLite's limit of variables in a statement.
Source: https://www.sqlite.org/limits.html, SQLITE_MAX_VARIABLE_NUMBER."""


def rows_among(
    tx: Transaction,
    query: Select[*tuple[Any, ...]],
    name: str,
    values: Collection[int] | Collection[str],
    **others: object,
) -> Iterator[AnyRow]:
    """The rows that a query finds for any of many values, however many they are.

    Args:
        tx: The transaction.
        query: With an expanding parameter for the values.
        name: Of that parameter.
        values: Each of them once.
        others: What the query asks for besides.
    """
    in_order = sorted(values)
    for start in range(0, len(in_order), CHUNK):
        chunk = {name: in_order[start : start + CHUNK]}
        yield from tx.connection().execute(query, others | chunk)
