"""The daemon: a few fixed jobs on one loop that take what is due, until a signal comes.

The schedule itself is data in the store (`next_poll_at`, `due_at`); `beats` only gives the beat.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from datetime import datetime

from monitor.beats import Beats
from monitor.config.schema.feeds import without_secrets
from monitor.errors import ConfigError
from monitor.jobs.deliver import deliver_due
from monitor.jobs.digest import send_digests
from monitor.jobs.fold import fold_due
from monitor.jobs.ingest import ingest_batch
from monitor.jobs.keep import keep_polls
from monitor.jobs.notices import (
    warn_of_blind_feeds,
    warn_of_low_disk,
    warn_of_rejected_config,
)
from monitor.jobs.overdue import remind_overdue
from monitor.jobs.poll import host_of, poll_feed
from monitor.jobs.services import Services
from monitor.jobs.settle import settle_first_passes
from monitor.jobs.sight import look_out
from monitor.jobs.upkeep import upkeep_if_due
from monitor.model.items import FeedState
from monitor.stages.backoff import LONGEST_PUT_BACK
from monitor.store import ahead, feeds
from monitor.telemetry import get_logger

BEAT_SECONDS = 1
"""How often each job looks for work; an empty look is one indexed query. Who makes work for another
job wakes it, so that an alert waits for no beat."""
STOP_SECONDS = 45
"""How long work under way may take to finish after SIGTERM; systemd kills after 90."""
POLL_REST_SECONDS = 300.0
"""How long a feed rests whose poll could not be written down: no publisher is asked every second
because our disk is full."""
WATCHDOG_SECONDS = 20
"""A third of the unit's WatchdogSec."""
DISK_SECONDS = 300
"""How often the room on the disk is looked at: it takes a busy week to fill what is kept free."""
FEEDS_SECONDS = 3600
"""How often feeds that fell silent are looked for: so that those of one outage are told together."""
SIGHT_SECONDS = 60
"""How often it is looked whether any feed of a topic answers: it takes an hour to be blind."""
DIGEST_SECONDS = 15
"""How often the calendar is looked at: nobody minds when a digest is so much later."""
UPKEEP_SECONDS = 600
"""How often it is looked whether upkeep is due: it is once a day."""
OVERDUE_SECONDS = 60
"""How often days that passed are looked at: they pass once a day."""
CLOCK_SECONDS = 60
"""How often feeds are looked for that were polled in the future: before the clock was set back."""
RELOAD_SECONDS = 3600
"""A beat that nobody waits for: SIGHUP wakes its job."""

Deliver = Callable[[Services, Callable[[], bool]], Awaitable[object]]
"""What sends what is due while it is told to go on: `deliver_due`, or a rehearsal."""

Reread = Callable[[Services], Awaitable[Services]]
"""Services with the configuration as its files are now; raises ConfigError if it has mistakes."""

log = get_logger()


class Daemon:
    """Polls, ingests and delivers side by side until it is told to stop.

    Args:
        services: What the jobs work with.
        notify: Tells the service manager (sd_notify); does nothing outside systemd.
        deliver: Sends what is due.
        reread: What SIGHUP asks for; None: nothing.
    """

    def __init__(
        self,
        services: Services,
        notify: Callable[[str], object],
        deliver: Deliver = deliver_due,
        reread: Reread | None = None,
    ) -> None:
        self._services = services
        self._notify = notify
        self._deliver_due = deliver
        self._reread = reread
        self._reload_asked = False
        self._configured_at: datetime = services.now()
        self._stop = asyncio.Event()
        self._polling: dict[int, asyncio.Task[None]] = {}
        self._are_more_due = False
        self._beats = Beats(services.now, self._stop)

    @property
    def _connections(self) -> int:
        return self._services.config.settings.http.connections

    async def run(self) -> None:
        """Work until SIGTERM or SIGINT, then finish what is under way."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        loop.add_signal_handler(signal.SIGHUP, self._ask_to_reload)
        self._start()
        log.info("started", feeds=len(self._services.feeds))
        self._notify("READY=1")
        await self._stop.wait()
        self._notify("STOPPING=1")
        log.info("stopping")
        self._beats.pause()
        await self._finish()
        self._beats.end()
        log.info("stopped")

    def _start(self) -> None:
        self._beats.start(
            (
                (self._mend_clock, CLOCK_SECONDS),
                (self._poll, BEAT_SECONDS),
                (self._ingest, BEAT_SECONDS),
                (self._fold, BEAT_SECONDS),
                (self._deliver, BEAT_SECONDS),
                (self._digest, DIGEST_SECONDS),
                (self._remind, OVERDUE_SECONDS),
                (self._live, WATCHDOG_SECONDS),
                (self._look_at_disk, DISK_SECONDS),
                (self._look_at_feeds, FEEDS_SECONDS),
                (self._look_out, SIGHT_SECONDS),
                (self._tend, UPKEEP_SECONDS),
                (self._reload, RELOAD_SECONDS),
            )
        )

    async def _mend_clock(self) -> None:
        now = self._services.now()
        if behind := await self._services.store.write(lambda tx: feeds.set_back(tx, now)):
            log.warning("feeds_set_back", feeds=behind)
        await self._services.store.write(lambda tx: ahead.mend(tx, now, LONGEST_PUT_BACK))

    async def _poll(self) -> None:
        """Due feeds that are not being polled already; a slow one holds up no other.

        Those that are being polled are due as well: so many more are looked for.
        """
        limit = self._connections * 2 + len(self._polling)
        now = self._services.now()
        due = await self._services.store.query(lambda tx: feeds.due(tx, now, limit))
        self._are_more_due = len(due) == limit
        for state in due:
            if state.id not in self._polling and not self._stop.is_set():
                self._polling[state.id] = asyncio.create_task(self._poll_one(state))

    async def _poll_one(self, state: FeedState) -> None:
        try:
            async with self._services.feed_turns.turn(host_of(state)):
                polled = await poll_feed(self._services, state)
            (record,) = await keep_polls(self._services, [polled])
            if record.items_new:
                self._beats.wake(self._ingest)
        except Exception:
            log.exception("poll_failed", feed=without_secrets(state.url))
            await self._beats.rest(POLL_REST_SECONDS)
        finally:
            self._polling.pop(state.id, None)
            if self._are_more_due and len(self._polling) <= self._connections:
                self._are_more_due = False
                self._beats.wake(self._poll)

    async def _ingest(self) -> None:
        while not self._stop.is_set() and await ingest_batch(self._services) is not None:
            self._beats.wake(self._fold, self._deliver)
        for topic in await settle_first_passes(self._services):
            log.info("watching", topic=topic)

    async def _fold(self) -> None:
        if await fold_due(self._services):
            self._beats.wake(self._deliver)

    async def _digest(self) -> None:
        if await send_digests(self._services):
            self._beats.wake(self._fold, self._deliver)

    async def _remind(self) -> None:
        if await remind_overdue(self._services):
            self._beats.wake(self._fold, self._deliver)

    async def _deliver(self) -> None:
        await self._deliver_due(self._services, lambda: not self._stop.is_set())

    async def _live(self) -> None:
        """The watchdog's sign: the loop turns and the store answers."""
        await self._services.store.write(lambda _tx: None)
        self._notify("WATCHDOG=1")

    async def _look_at_disk(self) -> None:
        await warn_of_low_disk(self._services)

    async def _look_at_feeds(self) -> None:
        await warn_of_blind_feeds(self._services)

    async def _look_out(self) -> None:
        if await look_out(self._services):
            self._beats.wake(self._deliver)

    async def _tend(self) -> None:
        await upkeep_if_due(self._services, lambda: not self._stop.is_set())

    def _ask_to_reload(self) -> None:
        self._reload_asked = True
        self._beats.wake(self._reload)

    async def _reload(self) -> None:
        """The configuration read again if that was asked for; one with mistakes changes nothing.

        Each job works with the services that it began with: the new ones come between two jobs.
        """
        if not self._reload_asked or self._reread is None:
            return
        self._reload_asked = False
        self._notify("RELOADING=1")
        try:
            self._use(await self._reread(self._services))
        except ConfigError as error:
            # A person's mistake, not ours: no traceback.
            log.error("config_rejected", mistakes=str(error))  # noqa: TRY400
            if await warn_of_rejected_config(self._services, str(error), self._configured_at):
                self._beats.wake(self._deliver)
        finally:
            self._notify("READY=1")

    def _use(self, services: Services) -> None:
        self._services = services
        self._configured_at = services.now()
        log.info("reloaded", feeds=len(services.feeds), topics=len(services.config.topics))
        self._beats.wake(self._poll, self._ingest, self._deliver)

    async def _finish(self) -> None:
        running = [*self._beats.busy, *self._polling.values()]
        if running:
            await asyncio.wait(running, timeout=STOP_SECONDS)
