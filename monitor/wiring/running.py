"""The daemon: started, and given another configuration while it runs."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace

from monitor.config.channels import unusable_channels
from monitor.config.problems import InvalidConfigError
from monitor.config.schema.config import Config
from monitor.edges import system
from monitor.edges.lines import Lines
from monitor.errors import ConfigError
from monitor.jobs.deliver import deliver_due
from monitor.jobs.rehearse import Rehearsal
from monitor.jobs.services import Services
from monitor.store import feeds
from monitor.telemetry import Stream, get_logger
from monitor.wiring.channels import addresses, channel_problem
from monitor.wiring.clock import wait_for_clock
from monitor.wiring.configuration import load
from monitor.wiring.services import all_feed_headers, leave_alone, open_services
from monitor.wiring.stores import require_same_lifecycles
from monitor.wiring.web import SPACING_SECONDS, make_fetcher

log = get_logger()


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
        await wait_for_clock()
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

        async def renew(current: Services) -> Services:
            renewed = await reread(current, fetchers)
            configure_logs(renewed.config)
            return renewed

        await Daemon(services, system.sd_notify, deliver, renew).run()


async def reread(current: Services, fetchers: AsyncExitStack) -> Services:
    """Services with the configuration as its files are now; its feeds are those of the store then.

    Nothing changes unless all of it can be used. What is under way goes on with the old services.

    Raises:
        ConfigError: with every mistake; the old configuration is still in use.
    """
    config = await asyncio.to_thread(_load_anew, current.config)
    await current.store.query(lambda tx: require_same_lifecycles(config, tx))
    renewed = replace(
        current, config=config, addresses=addresses(config), feed_headers=all_feed_headers(config)
    )
    if config.settings.http != current.config.settings.http:
        # The old one is closed at the end: what is under way may still use it.
        fetcher = make_fetcher(config.settings.http, SPACING_SECONDS)
        await leave_alone(fetcher, current.store)
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
