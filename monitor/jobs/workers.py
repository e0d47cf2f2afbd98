"""Workers: the worker processes, and what documents cost them written down for `status`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from monitor.errors import RestingError, SandboxError
from monitor.ports import Now, Sandbox
from monitor.store import workers
from monitor.store.engine import Store
from monitor.telemetry import get_logger

T = TypeVar("T")

log = get_logger()


class CountedSandbox:
    """Worker processes whose ends are counted; implements the port `Sandbox`.

    Args:
        sandbox: The worker processes.
        store: Where is counted.
        now: The clock.
    """

    def __init__(self, sandbox: Sandbox, store: Store, now: Now) -> None:
        self._sandbox = sandbox
        self._store = store
        self._now = now
        self._rests: dict[str, datetime] = {}

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """What the sandbox returns and raises, as it does."""
        task = function.__name__
        try:
            return await self._sandbox.run(function, *arguments)
        except RestingError as error:
            await self._rest(task, timedelta(seconds=error.seconds))
            raise
        except SandboxError as error:
            if error.is_loss:
                reason, now = str(error), self._now()
                await self._store.write(lambda tx: workers.count(tx, task, reason, now))
            raise

    async def _rest(self, task: str, rest: timedelta) -> None:
        """Once for each rest: all that comes meanwhile is refused."""
        now = self._now()
        if self._rests.get(task, now) > now:
            return
        until = self._rests[task] = now + rest
        log.error("workers_rest", task=task, until=until.isoformat(timespec="seconds"))
        await self._store.write(lambda tx: workers.rest(tx, task, until))
