"""Days: which occurrences have one of these, and what was last said of them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, select

from monitor.model.events import Change, Occurrence
from monitor.store.engine import Transaction
from monitor.store.records import change_from, occurrence_from
from monitor.store.tables import table

CHANGE = table("change")
OCCURRENCE = table("occurrence")

LATER = OCCURRENCE.alias("later")
DATED = (
    select(OCCURRENCE)
    .where(
        OCCURRENCE.c.day.between(bindparam("first"), bindparam("last")),
        ~select(LATER.c.event)
        .where(LATER.c.event == OCCURRENCE.c.event, LATER.c.ordinal > OCCURRENCE.c.ordinal)
        .exists(),
    )
    .order_by(OCCURRENCE.c.event)
)
LAST_CHANGE = (
    select(CHANGE)
    .where(CHANGE.c.event == bindparam("of_event"), CHANGE.c.ordinal == bindparam("of_ordinal"))
    .order_by(CHANGE.c.published.desc(), CHANGE.c.id.desc())
    .limit(1)
)


def dated(tx: Transaction, first: date, last: date) -> list[Occurrence]:
    """The last occurrences of events whose day is one of these, both included, by event."""
    rows = tx.connection().execute(DATED, {"first": first, "last": last})
    return [occurrence_from(row) for row in rows]


def last_change(tx: Transaction, event: str, ordinal: int) -> tuple[int, int | None, Change] | None:
    """An occurrence's newest change with its id and its article's, None: it has none."""
    of = {"of_event": event, "of_ordinal": ordinal}
    row = tx.connection().execute(LAST_CHANGE, of).one_or_none()
    return None if row is None else (row.id, row.article_id, change_from(row))
