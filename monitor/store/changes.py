"""Changes that were kept before: what an occurrence went through lately."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select

from monitor.model.events import Change
from monitor.store.engine import Transaction
from monitor.store.records import change_from
from monitor.store.tables import table

CHANGE = table("change")

LATELY = (
    select(CHANGE)
    .where(
        CHANGE.c.event == bindparam("event"),
        CHANGE.c.ordinal == bindparam("ordinal"),
        CHANGE.c.published >= bindparam("since"),
        CHANGE.c.id < bindparam("before"),
    )
    .order_by(CHANGE.c.published, CHANGE.c.id)
)


def lately(tx: Transaction, event: str, ordinal: int, since: datetime, before: int) -> list[Change]:
    """The changes of an occurrence that were kept before one, in order of publication.

    Args:
        tx: The transaction.
        event: The event's id.
        ordinal: Of the occurrence.
        since: Leave out what was published before (UTC).
        before: The id of the change before which they were kept.
    """
    of = {"event": event, "ordinal": ordinal, "since": since, "before": before}
    return [change_from(row) for row in tx.connection().execute(LATELY, of)]
