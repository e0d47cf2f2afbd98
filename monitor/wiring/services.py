"""Everything that polls, ingests and delivers."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from monitor.config.schema.config import Config
from monitor.config.secrets import feed_headers
from monitor.edges import system
from monitor.edges.courier import Courier
from monitor.edges.http import HttpFetcher
from monitor.edges.lock import hold_lock
from monitor.errors import MonitorError
from monitor.jobs.recover import recover
from monitor.jobs.services import Services
from monitor.jobs.workers import CountedSandbox
from monitor.ports import Sandbox
from monitor.store import feeds
from monitor.store.engine import Store
from monitor.wiring.channels import addresses, open_pusher
from monitor.wiring.clock import is_clock_set, now
from monitor.wiring.stores import DATABASE, require_same_lifecycles
from monitor.wiring.web import open_web

NEW_OBJECTS = 50_000
"""So many more objects are made than freed before garbage is looked for: a batch of articles makes
as many and most stay until it is stored, so that looking every 700 costs 4 % of a first pass and
finds nothing. They take some 5 MB. Source: measured with tools/bench.py."""


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
    if not is_clock_set():
        msg = f"the clock says {now():%Y-%m-%d %H:%M}, and all would be dated so: set it first"
        raise MonitorError(msg, permanent=False)
    async with AsyncExitStack() as stack:
        stack.enter_context(hold_lock(config.state))
        store = Store.open(config.state / DATABASE)
        stack.callback(store.close)
        with store.read() as tx:
            require_same_lifecycles(config, tx)
        fetcher, pool = await stack.enter_async_context(open_web(config, spacing_seconds))
        if spacing_seconds:  # who asks for one pass now wants it now
            await leave_alone(fetcher, store)
        pusher = stack.enter_context(open_pusher())
        services = _services(config, store, fetcher, pool, pusher)
        stack.push_async_callback(services.harvest.aclose)
        urls = [feed.url for feed in config.feeds]
        await store.write(lambda tx: feeds.sync(tx, urls, services.now()))
        await recover(services)
        gc.freeze()  # what stands now stays until the end
        gc.set_threshold(NEW_OBJECTS)
        gc.enable()
        yield services


def _services(
    config: Config, store: Store, fetcher: HttpFetcher, pool: Sandbox, pusher: Courier
) -> Services:
    return Services(
        config=config,
        store=store,
        fetcher=fetcher,
        sandbox=CountedSandbox(pool, store, system.utc_now),
        pusher=pusher,
        now=system.utc_now,
        jitter=system.jitter,
        addresses=addresses(config),
        feed_headers=all_feed_headers(config),
        disk=lambda: system.disk_space(config.state),
    )


async def leave_alone(fetcher: HttpFetcher, store: Store) -> None:
    """Let hosts rest that have asked for it, whoever was told so."""
    for url, time in (await store.query(lambda tx: feeds.resting(tx, now()))).items():
        fetcher.leave_alone(url, time)


def all_feed_headers(config: Config) -> dict[str, tuple[tuple[str, str], ...]]:
    """The headers of feeds that ask for some, by URL."""
    return {feed.url: feed_headers(feed) for feed in config.feeds}
