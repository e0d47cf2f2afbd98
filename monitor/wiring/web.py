"""The guarded web and the worker processes, which read what it brings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from monitor import __version__
from monitor.config.schema.config import Config
from monitor.config.schema.settings import HttpSettings
from monitor.edges import system
from monitor.edges.http import HttpFetcher
from monitor.ports import Sandbox

if TYPE_CHECKING:
    from monitor.edges.pool import WorkerPool


T = TypeVar("T")

READING_SECONDS = 120.0
"""For some articles that are read again: a hundred times what they take, as nothing hangs there."""

SPACING_SECONDS = 0.25
"""Between two requests to one host, in `run`: a small site is not asked for twenty pages at once, and
what is new on it is there within seconds. A choice."""

HOME_PAGE = "https://github.com/news-monitor/news-monitor"


class _LatePool:
    """Worker processes, loaded and started with the first document: most passes bring none."""

    def __init__(self) -> None:
        self._pool: WorkerPool | None = None

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        if self._pool is None:
            from monitor.edges.pool import WorkerPool

            self._pool = WorkerPool()
        return await self._pool.run(function, *arguments)

    async def aclose(self) -> None:
        if self._pool is not None:
            await self._pool.aclose()


@asynccontextmanager
async def open_readers() -> AsyncIterator[Sandbox]:
    """Worker processes for reading articles again, one for each core; they start when needed."""
    from monitor.edges.pool import WorkerPool

    pool = WorkerPool(workers=system.cores(), deadline_seconds=READING_SECONDS)
    try:
        yield pool
    finally:
        await pool.aclose()


@asynccontextmanager
async def open_web(
    config: Config, spacing_seconds: float = 0.0
) -> AsyncIterator[tuple[HttpFetcher, Sandbox]]:
    """The guarded web and the worker processes alone; takes no lock.

    Args:
        config: What may be asked.
        spacing_seconds: Between two requests to one host; a person who waits spares none.
    """
    async with AsyncExitStack() as stack:
        pool = _LatePool()
        stack.push_async_callback(pool.aclose)
        fetcher = make_fetcher(config.settings.http, spacing_seconds)
        stack.push_async_callback(fetcher.aclose)
        yield fetcher, pool


def make_fetcher(settings: HttpSettings, spacing_seconds: float) -> HttpFetcher:
    """What asks the web, as the settings have it."""
    return HttpFetcher(
        user_agent=user_agent(settings.contact or HOME_PAGE),
        allow_networks=settings.allow_networks,
        timeout_seconds=settings.timeout.total_seconds(),
        connections=settings.connections,
        spacing_seconds=spacing_seconds,
    )


def user_agent(contact: str = HOME_PAGE) -> str:
    """How we introduce ourselves, with where to find who is responsible."""
    return f"news-monitor/{__version__} (+{contact})"
