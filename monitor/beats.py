"""Beats: fixed jobs on one loop, each with its interval; one that is woken works at once.

APScheduler goes by the wall clock: where that is set back, it would wait until the time comes again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor.ports import Now
from monitor.telemetry import get_logger

JOB_REST_SECONDS = 15.0
"""How long a job rests that failed for no planned reason: a full disk must not fill the log too.
Short enough that the watchdog, whose beat is a job as well, is not missed for one failure."""
CLOCK_SECONDS = 5.0
"""How often the wall clock is compared with one that cannot be set. A choice."""
JUMP = timedelta(seconds=5)
"""Clocks drift less meanwhile, and are corrected by less while they run. A choice."""

JOB_DEFAULTS = {
    "coalesce": True,
    "max_instances": 1,
    # The default of 1 s drops jobs that come due together.
    "misfire_grace_time": None,
}

Work = Callable[[], Awaitable[object]]

log = get_logger()


class Beats:
    """The jobs of the daemon, known by the names of their functions.

    Args:
        now: The wall clock.
        stop: Set when everything is to end.
    """

    def __init__(self, now: Now, stop: asyncio.Event) -> None:
        self._now = now
        self._stop = stop
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=JOB_DEFAULTS)
        self._beats: dict[str, Job] = {}
        self._woken: set[str] = set()
        self._watch: asyncio.Task[None] | None = None
        self.busy: set[asyncio.Task[object]] = set()

    def start(self, jobs: Iterable[tuple[Work, float]]) -> None:
        """Let jobs begin, each now and then every so many seconds."""
        for job, seconds in jobs:
            self._beats[job.__name__] = self._scheduler.add_job(
                self.guarded, "interval", [job], seconds=seconds, next_run_time=self._now()
            )
        self._scheduler.start()
        self._watch = asyncio.create_task(self._watch_clock())

    def pause(self) -> None:
        """Let nothing new begin."""
        self._scheduler.pause()
        if self._watch is not None:
            self._watch.cancel()

    def end(self) -> None:
        """Forget all beats."""
        self._scheduler.shutdown(wait=False)

    def wake(self, *jobs: Work) -> None:
        """Give jobs their next beat at once, or another turn if at work: they have work to do."""
        for job in jobs:
            self._woken.add(job.__name__)
            beat = self._beats.get(job.__name__)
            if beat is not None and not self._stop.is_set():
                beat.modify(next_run_time=self._now())

    async def guarded(self, job: Work) -> None:
        """A job whose failure is logged and whose next beat comes all the same."""
        task: asyncio.Task[object] = asyncio.ensure_future(self.run(job))
        self.busy.add(task)
        task.add_done_callback(self.busy.discard)
        await asyncio.shield(task)

    async def run(self, job: Work) -> None:
        """A job, and again for as long as it is woken meanwhile."""
        name = job.__name__
        self._woken.add(name)
        try:
            while name in self._woken:
                self._woken.discard(name)
                await job()
        except Exception:
            log.exception("job_failed", job=name.strip("_"))
            await self.rest(JOB_REST_SECONDS)

    async def rest(self, seconds: float) -> None:
        """Wait, but not longer than until the end."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)

    async def _watch_clock(self) -> None:
        clock = asyncio.get_running_loop().time
        seen, started = self._now(), clock()
        while not self._stop.is_set():
            await self.rest(CLOCK_SECONDS)
            behind = seen + timedelta(seconds=clock() - started) - self._now()
            seen, started = self._now(), clock()
            if behind > JUMP:
                self._rebase(seen)
                log.warning("clock_set_back", seconds=round(behind.total_seconds()))

    def _rebase(self, now: datetime) -> None:
        for beat in self._beats.values():
            beat.modify(next_run_time=now)
