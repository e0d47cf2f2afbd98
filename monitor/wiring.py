"""The only place that builds things: configuration, store and edges become services."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path

from monitor.config.channels import channel_url
from monitor.config.load import load_config
from monitor.config.schema import Channel, Config
from monitor.config.secrets import feed_headers
from monitor.edges import system
from monitor.edges.http import HttpFetcher
from monitor.edges.lock import hold_lock
from monitor.edges.pool import WorkerPool
from monitor.edges.push import ApprisePusher, check_url
from monitor.jobs.services import Services
from monitor.language.watch import Watch, compile_watch
from monitor.store import feeds
from monitor.store.engine import Store

DATABASE = "monitor.db"


def load(root: Path) -> Config:
    """The configuration in a folder, with secrets from the environment.

    Raises:
        ConfigError: with every mistake at once.
    """
    return load_config(root, os.environ)


def watch(config: Config) -> Watch:
    """What the stages watch for, compiled."""
    return compile_watch(config.topics)


def now() -> datetime:
    """The time, aware, UTC."""
    return system.utc_now()


def channel_address(channel: Channel) -> str:
    """The address that a channel's messages go to; it may hold secrets."""
    return channel_url(channel)


def channel_url_problem(url: str) -> str | None:
    """What is wrong with a channel's address, without its secrets; None: it loads."""
    return check_url(url)


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
def open_pusher() -> Iterator[ApprisePusher]:
    """The notification services alone, for a test message."""
    pusher = ApprisePusher()
    try:
        yield pusher
    finally:
        pusher.close()


@asynccontextmanager
async def open_web(config: Config) -> AsyncIterator[tuple[HttpFetcher, WorkerPool]]:
    """The guarded web and the worker processes alone; takes no lock."""
    async with AsyncExitStack() as stack:
        pool = WorkerPool()
        stack.push_async_callback(pool.aclose)
        fetcher = HttpFetcher.of(config.settings.http)
        stack.push_async_callback(fetcher.aclose)
        yield fetcher, pool


@asynccontextmanager
async def open_services(config: Config) -> AsyncIterator[Services]:
    """Everything that polls, ingests and delivers, under the lock of the state folder.

    Raises:
        LockError: another process works on the folder.
        StoreError: the database cannot be used.
    """
    async with AsyncExitStack() as stack:
        stack.enter_context(hold_lock(config.state))
        store = Store.open(config.state / DATABASE)
        stack.callback(store.close)
        fetcher, pool = await stack.enter_async_context(open_web(config))
        pusher = stack.enter_context(open_pusher())
        services = Services(
            config=config,
            watch=watch(config),
            store=store,
            fetcher=fetcher,
            sandbox=pool,
            pusher=pusher,
            now=system.utc_now,
            jitter=system.jitter,
            channel_urls={name: channel_url(each) for name, each in config.channels.items()},
            feed_headers={feed.url: feed_headers(feed) for feed in config.feeds},
        )
        urls = [feed.url for feed in config.feeds]
        await store.write(lambda tx: feeds.sync(tx, urls, services.now()))
        yield services


async def run_daemon(config: Config) -> None:
    """The daemon, until a signal ends it."""
    from monitor.daemon import Daemon  # APScheduler is for `run` alone

    async with open_services(config) as services:
        await Daemon(services, system.sd_notify).run()
