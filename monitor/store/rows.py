"""Rows: many of them written by one statement, as the driver takes them.

SQLAlchemy takes five times as long to make each row's parameters ready as SQLite takes to write the
row. So a statement is compiled once, and the types of its parameters are asked once what they make
of a value; the rest is a tuple a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Delete, Dialect, Insert, Update
from sqlalchemy.types import DateTime, TypeDecorator, TypeEngine

from monitor.store.engine import Transaction

Row = Mapping[str, object]
Convert = Callable[[object], object]

ROWS_AT_ONCE = 500
"""Of one statement that adds rows: with 30 columns below SQLite's limit of variables.
Source: https://www.sqlite.org/limits.html, SQLITE_MAX_VARIABLE_NUMBER."""
TIMES = 1_000
"""Times that are kept as they are written: those of a batch."""


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A statement as the driver takes it, and what it makes of the values of a row.

    `names` are the parameters in their order, each with what converts its values, None: nothing
    does. `fixed` are the values that the statement brings itself.
    """

    sql: str
    names: tuple[tuple[str, Convert | None], ...]
    fixed: Mapping[str, object]

    def values(self, row: Row) -> tuple[object, ...]:
        given = {**self.fixed, **row} if self.fixed else row
        return tuple(
            given[name] if convert is None else convert(given[name]) for name, convert in self.names
        )


def write_rows(tx: Transaction, statement: Insert | Update | Delete, rows: Sequence[Row]) -> int:
    """How many rows of a table a statement wrote, executed once for each of some rows of values.

    Args:
        tx: The transaction.
        statement: Made once; no default of a column is filled in.
        rows: With the same names in each; none: nothing is done.
    """
    if not rows:
        return 0
    connection = tx.connection()
    prepared = _prepared(statement, tuple(rows[0]), connection.dialect)
    return connection.exec_driver_sql(prepared.sql, [prepared.values(row) for row in rows]).rowcount


def write_numbers(
    tx: Transaction,
    statement: Insert | Update | Delete,
    names: tuple[str, ...],
    rows: Sequence[tuple[int, ...]],
) -> None:
    """The same for rows of bare numbers, in the order in which the statement names them."""
    if rows:
        connection = tx.connection()
        sql = _prepared(statement, names, connection.dialect).sql
        connection.exec_driver_sql(sql, rows)


def add_numbers(
    tx: Transaction, statement: Insert, names: tuple[str, ...], rows: Sequence[tuple[int, ...]]
) -> None:
    """The same for rows that are added, hundreds by one statement: in two thirds of the time."""
    connection = tx.connection()
    sql = _prepared(statement, names, connection.dialect).sql
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        connection.exec_driver_sql(_of_many(sql, len(some)), tuple(chain.from_iterable(some)))


def add_rows(tx: Transaction, statement: Insert, rows: Sequence[Row]) -> list[int]:
    """The ids of rows that are added to a table, in their order.

    By one statement for hundreds, so that the index of words is written once for all of them: it
    writes what it holds before each statement. Arguments as of `write_rows`.
    """
    ids: list[int] = []
    for start in range(0, len(rows), ROWS_AT_ONCE):
        ids += _add(tx, statement, rows[start : start + ROWS_AT_ONCE])
    return ids


def _add(tx: Transaction, statement: Insert, rows: Sequence[Row]) -> Iterable[int]:
    connection = tx.connection()
    prepared = _prepared(statement, tuple(rows[0]), connection.dialect)
    sql = f"{_of_many(prepared.sql, len(rows))} RETURNING id"
    values = tuple(value for row in rows for value in prepared.values(row))
    # Ids are given out in the order of the rows; in which order they are told is not promised.
    return sorted(connection.exec_driver_sql(sql, values).scalars())


def _of_many(sql: str, rows: int) -> str:
    head, marks = sql.split(" VALUES ")
    return f"{head} VALUES {', '.join([marks] * rows)}"


@cache
def _prepared(
    statement: Insert | Update | Delete, names: tuple[str, ...], dialect: Dialect
) -> _Prepared:
    compiled = statement.compile(dialect=dialect, column_keys=names)
    binds = compiled.binds
    converts = {name: _convert(bind.type, dialect) for name, bind in binds.items()}
    return _Prepared(
        sql=str(compiled),
        names=tuple((name, converts[name]) for name in compiled.positiontup or ()),
        fixed={
            name: bind.value
            for name, bind in binds.items()
            if name not in names and not bind.required
        },
    )


def _convert(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    convert = kind.dialect_impl(dialect).bind_processor(dialect)
    is_time = isinstance(kind, TypeDecorator) and isinstance(kind.impl_instance, DateTime)
    # A row has one time in several columns, and many rows have the same.
    return lru_cache(TIMES)(convert) if is_time and convert else convert
