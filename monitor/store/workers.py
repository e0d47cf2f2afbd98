"""How many documents ended a worker process, by what they were read for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

from monitor.model.machine import WorkerLosses
from monitor.store.engine import Transaction
from monitor.store.tables import table

WORKER = table("worker")

ALL = select(WORKER).order_by(WORKER.c.task)
ADD = insert(WORKER)
COUNT = ADD.on_conflict_do_update(
    index_elements=[WORKER.c.task],
    set_={
        "losses": WORKER.c.losses + 1,
        "lost_at": ADD.excluded.lost_at,
        "reason": ADD.excluded.reason,
    },
)
REST = (
    update(WORKER)
    .where(WORKER.c.task == bindparam("at_task"))
    .values(rests_until=bindparam("until"))
)


def count(tx: Transaction, task: str, reason: str, now: datetime) -> None:
    """Write down that a document ended its worker (now: UTC)."""
    values = {"task": task, "losses": 1, "lost_at": now, "reason": reason, "rests_until": None}
    tx.connection().execute(COUNT, values)


def rest(tx: Transaction, task: str, until: datetime) -> None:
    """Write down that no worker is given this task before a time (UTC)."""
    tx.connection().execute(REST, {"at_task": task, "until": until})


def losses(tx: Transaction) -> list[WorkerLosses]:
    """What was counted since the database was begun; tasks that cost nothing are missing."""
    return [
        WorkerLosses(
            task=row.task,
            losses=row.losses,
            lost_at=row.lost_at,
            reason=row.reason,
            rests_until=row.rests_until,
        )
        for row in tx.connection().execute(ALL)
    ]
