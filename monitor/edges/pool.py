"""Worker processes for what may hang, crash or eat the memory: parsing and extraction.

Pebble kills a worker on its deadline and starts another. Around that: processes are started fresh
(`spawn`: nothing of the daemon's memory in them) and late, with a limit on their memory; a pool
that broke is replaced. A task whose worker crashed is tried once more, and a function over which
workers end again and again is not run for a while (see `circuit`).
"""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from monitor.edges.circuit import Circuit
from monitor.edges.confinement import call, confine
from monitor.edges.system import monotonic
from monitor.edges.threads import BlockingCalls
from monitor.errors import MonitorError, RestingError, SandboxError

T = TypeVar("T")

WORKERS = 2
"""One document that hangs leaves the other worker for everybody else."""

DEADLINE_SECONDS = 15.0
"""Several times what the largest honest feed or page that is accepted takes (4 to 8 MB: 3 to 5 s)."""

GRACE_SECONDS = 30.0
"""For starting a worker and for the kill itself; beyond it the pool is stuck, and replaced."""

MEMORY_BYTES = 1 << 30
"""Address space of a worker: 170 MB with all imports, 400 MB for the greediest honest page of 4 MB
(a list of links); twice that, and some."""

RETRY_SECONDS = 0.5
"""Before a task whose worker crashed is tried once more: starting another takes 0.2 s. A choice."""

TASKS_PER_WORKER = 500
"""Then it is replaced: leaks of C libraries stay small, and starting costs 1 ms a task."""


class WorkerPool:
    """Runs functions in worker processes; implements the port `Sandbox`.

    Processes start at the first use and inherit the environment of that moment: secrets must have
    been taken out of it before (`system.take_secrets`).

    Args:
        workers: How many processes.
        deadline_seconds: Longest time for one task, from its start, by the wall clock.
        memory_bytes: Limit of each process's address space.
    """

    def __init__(
        self,
        *,
        workers: int = WORKERS,
        deadline_seconds: float = DEADLINE_SECONDS,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        self._workers = workers
        self._deadline_seconds = deadline_seconds
        self._memory_bytes = memory_bytes
        self._turns = asyncio.Semaphore(workers)  # a task in the pool runs: none waits there
        self._stops = BlockingCalls("pool-stop", workers)
        self._tasks: set[asyncio.Future[Any]] = set()
        self._circuits: defaultdict[str, Circuit] = defaultdict(Circuit)
        self._pool: ProcessPool | None = None
        self._closed = False

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """What a pure, importable function returns for picklable arguments.

        Raises:
            RestingError: too many workers ended in a row over this function; try again later.
            SandboxError: the worker was killed, crashed or ran out of memory, or the function
                failed in a way that it does not know; permanent if the document is to blame.
            MonitorError: whatever the function itself raised of the tree.
        """
        async with self._turns:
            circuit = self._circuits[function.__name__]
            if circuit.rests_for:
                raise _resting(circuit)
            try:
                return await self._judged(circuit, function, arguments)
            except SandboxError as error:
                if not isinstance(error.__cause__, ProcessExpired | BrokenProcessPool):
                    raise
            await asyncio.sleep(RETRY_SECONDS)
            return await self._judged(circuit, function, arguments)

    async def aclose(self) -> None:
        """Kills the workers for good and gives up what they were doing."""
        self._closed = True
        await self._discard()

    async def _discard(self) -> None:
        pool, self._pool = self._pool, None
        for task in list(self._tasks):
            task.cancel()
        if pool is not None:
            with suppress(TimeoutError):
                await self._stops.run(_stop, pool, seconds=GRACE_SECONDS)

    async def _schedule(
        self, function: Callable[..., T], arguments: tuple[object, ...]
    ) -> asyncio.Future[T]:
        if self._closed:
            raise _stopped()
        if self._pool is not None and not self._pool.active:  # a worker died while it was idle
            await self._discard()
        if self._pool is None:
            self._pool = self._started()
        future = self._pool.schedule(
            call, args=(function, arguments), timeout=self._deadline_seconds
        )
        task = asyncio.wrap_future(future)
        self._tasks.add(task)
        return task

    async def _judged(
        self, circuit: Circuit, function: Callable[..., T], arguments: tuple[object, ...]
    ) -> T:
        """The result of one try, which the circuit learns of; what we stop ourselves says nothing."""
        try:
            result = await self._tried(function, arguments)
        except SandboxError as error:
            if error.is_loss or isinstance(error.__cause__, BrokenProcessPool | TimeoutError):
                circuit.fail()
            raise
        except MonitorError:
            circuit.succeed()
            raise
        circuit.succeed()
        return result

    async def _tried(self, function: Callable[..., T], arguments: tuple[object, ...]) -> T:
        task = await self._schedule(function, arguments)
        patience = asyncio.timeout(self._deadline_seconds + GRACE_SECONDS)
        started = monotonic()
        try:
            async with patience:
                return await task
        except (TimeoutError, ProcessExpired, BrokenProcessPool) as error:
            if patience.expired():
                await self._discard()
                raise _stopped() from error
            raise self._explained(error, monotonic() - started) from error
        except asyncio.CancelledError as error:
            if _is_cancelled():
                raise
            raise _stopped() from error
        finally:
            self._tasks.discard(task)

    def _explained(self, error: Exception, seconds: float) -> SandboxError:
        """What happened to a worker, and whether its document is to blame.

        It is not for SIGTERM, which comes from outside, nor for a deadline that passed too early:
        Pebble reads the wall clock, which steps when a machine without one learns the time.
        """
        match error:
            case TimeoutError():
                msg = f"the document took more than {self._deadline_seconds:g} s: worker killed"
                permanent = seconds >= self._deadline_seconds
                return SandboxError(msg, permanent=permanent, is_loss=True)
            case ProcessExpired():
                msg = f"the document ended its worker with code {error.exitcode}"
                permanent = error.exitcode != -signal.SIGTERM
                return SandboxError(msg, permanent=permanent, is_loss=True)
            case _:
                return _stopped()

    def _started(self) -> ProcessPool:
        pool = ProcessPool(
            max_workers=self._workers,
            max_tasks=TASKS_PER_WORKER,
            initializer=confine,
            initargs=(self._memory_bytes,),
            context=multiprocessing.get_context("spawn"),
        )
        with _interrupts_blocked():
            started = pool.active  # asking starts it
        assert started  # noqa: S101  # a new pool is active
        return pool


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Threads and processes that start inside never see Ctrl-C: that is for the daemon to handle.

    A blocked signal is inherited; a worker that is still importing would print a traceback else.
    The tracker must run before, as starting it unblocks the signal.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _is_cancelled() -> bool:
    """Whether the caller itself was cancelled, not only what it waits for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _resting(circuit: Circuit) -> RestingError:
    msg = f"{circuit.failures} workers ended in a row: they rest for {circuit.rests_for:.0f} s more"
    return RestingError(msg, seconds=circuit.rests_for)


def _stopped() -> SandboxError:
    return SandboxError("the worker processes were stopped or broke down", permanent=False)
