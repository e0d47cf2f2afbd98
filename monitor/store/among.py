"""Among: queries about many values at once, however many they are.

The values travel as one JSON array, which SQLite reads as a table: one statement that it has prepared
before, where a list of parameters would be a new one for each length, and has a longest one.
Source: https://www.sqlite.org/json1.html, "The json_each() table-valued function".
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from monitor.store.engine import Transaction
from monitor.store.tables import AnyRow


def any_of(name: str) -> Select[tuple[Any]]:
    """What a column may be `in_`: the values that a query is asked about, by a parameter's name."""
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


def rows_among(
    tx: Transaction,
    query: Select[*tuple[Any, ...]],
    name: str,
    values: Collection[int] | Collection[str],
    **others: object,
) -> Iterator[AnyRow]:
    """The rows that a query finds for any of many values.

    Args:
        tx: The transaction.
        query: With `any_of` of the parameter.
        name: Of that parameter.
        values: Each of them once.
        others: What the query asks for besides.
    """
    if values:
        array = json.dumps([*values], ensure_ascii=False)
        yield from tx.connection().execute(query, others | {name: array})
