"""What is known of the machine that the program runs on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskSpace:
    """The room on a disk: what is left for us, and all of it."""

    free_bytes: int
    total_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLosses:
    """How many documents ended their worker process at a task, and the last one's time and reason.

    `task` is the name of the function. `rests_until`: it is not run before that; None: it never had
    to rest. Times are UTC.
    """

    task: str
    losses: int
    lost_at: datetime
    reason: str
    rests_until: datetime | None = None
