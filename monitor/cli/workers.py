"""What documents cost worker processes, for `status`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.model.machine import WorkerLosses
from monitor.stages.concerns import Concern

TASKS = {"parse_feed": "feeds", "extract_page": "pages", "permission": "robots.txt files"}
"""What is read, by the function that reads it."""


def worker_lines(losses: Sequence[WorkerLosses]) -> list[str]:
    """A line for people of each kind of document that ended workers."""
    return [
        f"Workers: {each.losses} {_documents(each)} ended theirs, the last one"
        f" {each.lost_at:%Y-%m-%d %H:%M} UTC: {each.reason}"
        for each in losses
    ]


def resting_workers(losses: Sequence[WorkerLosses], now: datetime) -> list[Concern]:
    """What is not read for a while (now: UTC), since workers ended over it again and again."""
    return [
        Concern(
            subject="workers",
            text=f"no {_documents(each)} are read until {each.rests_until:%H:%M} UTC, too many"
            f" workers ended in a row: {each.reason}",
        )
        for each in losses
        if each.rests_until is not None and each.rests_until > now
    ]


def _documents(losses: WorkerLosses) -> str:
    return TASKS.get(losses.task, losses.task)
