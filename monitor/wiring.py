"""The only place that builds things: configuration, store and edges become services.

Longer than other modules: who builds a thing is looked for in one place.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from monitor import __version__
from monitor.config.channels import address_of, unusable_channels
from monitor.config.load import load_config
from monitor.config.problems import InvalidConfigError
from monitor.config.schema.channels import Channel
from monitor.config.schema.config import Config
from monitor.config.schema.settings import HttpSettings
from monitor.config.secrets import feed_headers
from monitor.edges import courier, system
from monitor.edges.courier import Courier, address_problem
from monitor.edges.http import HttpFetcher
from monitor.edges.lines import Lines
from monitor.edges.lock import hold_lock
from monitor.errors import ConfigError, MonitorError
from monitor.jobs.deliver import CLOCK_IS_SET, deliver_due
from monitor.jobs.recover import recover
from monitor.jobs.rehearse import Rehearsal
from monitor.jobs.services import Services
from monitor.jobs.workers import CountedSandbox
from monitor.language.examples import search
from monitor.model.alerts import Address, Notification
from monitor.model.events import STATUSES
from monitor.ports import Sandbox
from monitor.store import events, feeds
from monitor.store.engine import Store, Transaction
from monitor.telemetry import Stream, get_logger

if TYPE_CHECKING:
    from monitor.edges.pool import WorkerPool
    from monitor.language.watch import Watch

T = TypeVar("T")

log = get_logger()

DATABASE = "monitor.db"
CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY"
"""No secret itself. Source: systemd.exec(5)."""
READING_SECONDS = 120.0
"""For some articles that are read again: a hundred times what they take, as nothing hangs there."""
SPACING_SECONDS = 0.25
"""Between two requests to one host, in `run`: a small site is not asked for twenty pages at once, and
what is new on it is there within seconds. A choice."""
CLOCK_SECONDS = 5.0
"""How often a clock that is not set is looked at. A choice."""
HOME_PAGE = "https://github.com/news-monitor/news-monitor"


_taken: dict[str, str] = {}
"""Secrets that were taken out of the environment: a configuration that is read again needs them."""


class _Asked(Mapping[str, str]):
    """The environment, with what was taken out of it before, and which of it was asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        value = _taken[name] if name in _taken else os.environ[name]
        self.names.add(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return iter({**os.environ, **_taken})

    def __len__(self) -> int:
        return len({**os.environ, **_taken})


def load(root: Path) -> Config:
    """The configuration in a folder; the secrets that it uses are taken out of the environment.

    A worker process shows the environment that it was started with to whoever breaks its parser.

    Raises:
        ConfigError: with every mistake at once.
    """
    return load_all(root)[0]


def load_all(*roots: Path) -> list[Config]:
    """The same for several folders at once, whose secrets may have the same names.

    Raises:
        ConfigError: with every mistake of the first folder that has some.
    """
    environ = _Asked()
    configs = [load_config(root, environ, search) for root in roots]
    _taken.update(system.take_secrets(environ.names - {CREDENTIALS_DIRECTORY}))
    return configs


def watch(config: Config) -> Watch:
    """What the stages watch for, compiled."""
    from monitor.language.watch import compile_watch  # half of the commands read no article

    return compile_watch(config.topics, config.cues)


def now() -> datetime:
    """The time, aware, UTC."""
    return system.utc_now()


def channel_address(channel: Channel) -> Address:
    """The address that a channel's messages go to; it may hold secrets."""
    return address_of(channel)


def channel_problem(address: Address) -> str | None:
    """What is wrong with a channel's address, without its secrets; None: it can be used."""
    return address_problem(address)


def rendered(address: Address, notification: Notification) -> str:
    """What a channel would get now, as a person can read it, without its secrets.

    Raises:
        ValueError: a mail address cannot be used.
    """
    return courier.readable(address, notification, system.utc_now())


@contextmanager
def open_for_reading(config: Config) -> Iterator[Store]:
    """The store as it is, for commands that only look.

    Raises:
        StoreError: there is none yet, or it cannot be read.
    """
    store = Store.open_read_only(config.state / DATABASE)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def open_for_writing(config: Config) -> Iterator[Store]:
    """The store for one short transaction of a command, beside a daemon or without one.

    Raises:
        ConfigError: an event has another lifecycle than its history.
        StoreError: there is none yet, or it cannot be used.
    """
    with open_for_reading(config):
        pass  # what was never polled has nothing to change: say so in place of creating it
    store = Store.open(config.state / DATABASE)
    try:
        with store.read() as tx:
            _require_same_lifecycles(config, tx)
        yield store
    finally:
        store.close()


@contextmanager
def open_pusher() -> Iterator[Courier]:
    """The notification services alone, for a test message."""
    pusher = Courier(user_agent=f"news-monitor/{__version__} (+{HOME_PAGE})")
    try:
        yield pusher
    finally:
        pusher.close()


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
        fetcher = _fetcher(config.settings.http, spacing_seconds)
        stack.push_async_callback(fetcher.aclose)
        yield fetcher, pool


def _fetcher(settings: HttpSettings, spacing_seconds: float) -> HttpFetcher:
    return HttpFetcher(
        user_agent=f"news-monitor/{__version__} (+{settings.contact or HOME_PAGE})",
        allow_networks=settings.allow_networks,
        timeout_seconds=settings.timeout.total_seconds(),
        connections=settings.connections,
        spacing_seconds=spacing_seconds,
    )


@asynccontextmanager
async def open_services(config: Config, spacing_seconds: float = 0.0) -> AsyncIterator[Services]:
    """Everything that polls, ingests and delivers, under the lock of the state folder.

    Args:
        config: What is polled and who is told.
        spacing_seconds: Between two requests to one host; a person who waits spares none.

    Raises:
        ConfigError: an event has another lifecycle than its history.
        LockError: another process works on the folder.
        MonitorError: the clock is not set.
        StoreError: the database or its folder cannot be used.
    """
    if not _is_clock_set():
        msg = f"the clock says {now():%Y-%m-%d %H:%M}, and all would be dated so: set it first"
        raise MonitorError(msg, permanent=False)
    async with AsyncExitStack() as stack:
        stack.enter_context(hold_lock(config.state))
        store = Store.open(config.state / DATABASE)
        stack.callback(store.close)
        with store.read() as tx:
            _require_same_lifecycles(config, tx)
        fetcher, pool = await stack.enter_async_context(open_web(config, spacing_seconds))
        if spacing_seconds:  # who asks for one pass now wants it now
            await _leave_alone(fetcher, store)
        pusher = stack.enter_context(open_pusher())
        services = Services(
            config=config,
            store=store,
            fetcher=fetcher,
            sandbox=CountedSandbox(pool, store, system.utc_now),
            pusher=pusher,
            now=system.utc_now,
            jitter=system.jitter,
            addresses=_addresses(config),
            feed_headers=_headers(config),
            disk=lambda: system.disk_space(config.state),
        )
        stack.push_async_callback(services.harvest.aclose)
        urls = [feed.url for feed in config.feeds]
        await store.write(lambda tx: feeds.sync(tx, urls, services.now()))
        await recover(services)
        gc.freeze()  # what stands now stays until the end
        gc.enable()
        yield services


async def _leave_alone(fetcher: HttpFetcher, store: Store) -> None:
    """Let hosts rest that have asked for it, whoever was told so."""
    for url, time in (await store.query(lambda tx: feeds.resting(tx, now()))).items():
        fetcher.leave_alone(url, time)


def _is_clock_set() -> bool:
    return now() >= CLOCK_IS_SET


async def _wait_for_clock() -> None:
    """Until it is set: a machine without a battery learns the time from the network.

    The service manager is asked for patience, and not told that we are ready.
    """
    if _is_clock_set():
        return
    log.warning("clock_not_set", says=now().isoformat(timespec="seconds"))
    while not _is_clock_set():
        system.sd_notify(f"EXTEND_TIMEOUT_USEC={int(2 * CLOCK_SECONDS * 1_000_000)}")
        await asyncio.sleep(CLOCK_SECONDS)


def _addresses(config: Config) -> dict[str, Address]:
    return {name: address_of(each) for name, each in config.channels.items()}


def _headers(config: Config) -> dict[str, tuple[tuple[str, str], ...]]:
    return {feed.url: feed_headers(feed) for feed in config.feeds}


def _require_same_lifecycles(config: Config, tx: Transaction) -> None:
    for event_id, status in events.claimed_statuses(tx):
        lifecycle = config.events[event_id][1].lifecycle if event_id in config.events else None
        if lifecycle is not None and status not in STATUSES[lifecycle]:
            msg = (
                f"event {event_id}: its history tells of {status.value!r}, which is no status of "
                f"the lifecycle {lifecycle.value}: give the event a new id, or its old lifecycle"
            )
            raise ConfigError(msg, subject=event_id)


async def run_daemon(
    config: Config, configure_logs: Callable[[Config, Stream], object], *, dry_run: bool = False
) -> None:
    """The daemon, until a signal ends it.

    Args:
        config: What it starts with; SIGHUP has its folder read again.
        configure_logs: Sets logging up for a configuration, before it is used, to be written where
            nobody has to read it for us to go on.
        dry_run: What would be sent is logged and kept.
    """
    with Lines(sys.stderr.fileno(), on_lost=_tell_lost_lines) as stream:
        configure_logs(config, stream)
        await _wait_for_clock()
        await _run_daemon(config, lambda renewed: configure_logs(renewed, stream), dry_run=dry_run)


def _tell_lost_lines(lost: int) -> None:
    log.warning("log_lines_dropped", lines=lost)


async def _run_daemon(
    config: Config, configure_logs: Callable[[Config], object], *, dry_run: bool
) -> None:
    from monitor.daemon import Daemon  # APScheduler is for `run` alone

    deliver = Rehearsal() if dry_run else deliver_due
    async with (
        open_services(config, SPACING_SECONDS) as services,
        AsyncExitStack() as fetchers,
    ):

        async def reread(current: Services) -> Services:
            renewed = await _reread(current, fetchers)
            configure_logs(renewed.config)
            return renewed

        await Daemon(services, system.sd_notify, deliver, reread).run()


async def _reread(current: Services, fetchers: AsyncExitStack) -> Services:
    """Services with the configuration as its files are now; its feeds are those of the store then.

    Nothing changes unless all of it can be used. What is under way goes on with the old services.

    Raises:
        ConfigError: with every mistake; the old configuration is still in use.
    """
    config = await asyncio.to_thread(_load_anew, current.config)
    await current.store.query(lambda tx: _require_same_lifecycles(config, tx))
    renewed = replace(
        current, config=config, addresses=_addresses(config), feed_headers=_headers(config)
    )
    if config.settings.http != current.config.settings.http:
        # The old one is closed at the end: what is under way may still use it.
        fetcher = _fetcher(config.settings.http, SPACING_SECONDS)
        await _leave_alone(fetcher, current.store)
        fetchers.push_async_callback(fetcher.aclose)
        renewed = replace(renewed, fetcher=fetcher)
    renewed.robots.queue = current.robots.queue  # a Crawl-delay does not begin anew
    await asyncio.to_thread(lambda: renewed.watch)  # compiled before it is needed: it takes a while
    urls, now = [feed.url for feed in config.feeds], renewed.now()
    await renewed.store.write(lambda tx: feeds.sync(tx, urls, now))
    return renewed


def _load_anew(old: Config) -> Config:
    config = load(old.root)
    if config.state != old.state:
        msg = f"monitor.yml: state: cannot move from {old.state} while it is in use: restart"
        raise ConfigError(msg, subject=str(config.state))
    if problems := [*unusable_channels(config.root, config.channels, channel_problem)]:
        raise InvalidConfigError(problems)
    return config
