"""Robots: a host's robots.txt fetched once a day, kept, and asked before its pages are.

What a host wishes between two pages is kept in memory: after a restart it has rested anyway.
"""

from __future__ import annotations

from asyncio import Lock
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from monitor.errors import FetchError, SandboxError
from monitor.jobs.allowance import SPENT, Allowance
from monitor.model.pages import NotModified, PageRequest
from monitor.model.robots import ALLOWED, Permission, RobotsFile
from monitor.ports import Fetcher, Now, Sandbox
from monitor.stages.robots import (
    MAX_BYTES,
    PATIENCE,
    found_file,
    missing_file,
    origin_of,
    permission,
    robots_address,
    says_nothing,
    unreadable_file,
)
from monitor.store import robots
from monitor.store.engine import Store


@dataclass(frozen=True, slots=True)
class Queue:
    """Whose turn it is at hosts that wish a time between two pages.

    `free_at` is when the next page of an origin may be asked for (UTC), `promised` the turns of
    items that wait for theirs, by origin and id: a page that was redirected waits at two hosts.
    """

    free_at: dict[str, datetime] = field(default_factory=dict)
    promised: dict[tuple[str, int], datetime] = field(default_factory=dict)

    def turn(self, url: str, item_id: int, delay: timedelta, now: datetime) -> datetime | None:
        """When an item's page may be asked for: not after `now` means at once.

        None: so many wait before it that its turn would come too late.
        """
        place = (origin_of(url), item_id)
        latest = now + PATIENCE
        at = self.promised.pop(place, None)
        if at is None or at > latest:
            at = max(now, self.free_at.get(place[0], now))
            if at > latest + delay:  # more than was ever promised: the clock was set back
                at = now
            if at > latest:
                return None
            self.free_at[place[0]] = at + delay
        if at > now:
            self.promised[place] = at
        return at


class Robots:
    """The hosts' wishes, asked for when they are needed.

    Args:
        store: Where the files are kept.
        fetcher: The web.
        sandbox: Where files are read, which may be made to hurt.
        now: The clock.
        allowance: What each feed may cost there.
    """

    def __init__(
        self, store: Store, fetcher: Fetcher, sandbox: Sandbox, now: Now, allowance: Allowance
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._sandbox = sandbox
        self._now = now
        self._allowance = allowance
        self._locks: MutableMapping[str, Lock] = WeakValueDictionary()
        self.queue = Queue()

    async def permission(self, url: str, feed_id: int) -> Permission:
        """Whether a page may be asked for, and how long after the last one of its host.

        Args:
            url: Of the page.
            feed_id: The feed that leads to it.

        Raises:
            SandboxError: the worker ended for no fault of the file; try again later.
        """
        origin = origin_of(url)
        # Twenty pages of a host are asked for together: its file is fetched once.
        async with self._locks.setdefault(origin, Lock()):
            file = await self._file(origin)
        if file.refused:
            return Permission(allowed=False, reason=file.refused)
        if says_nothing(file):
            return ALLOWED
        async with self._allowance.turn(feed_id):
            return await self._read(file.body, url, feed_id)

    async def _read(self, body: str, url: str, feed_id: int) -> Permission:
        if self._allowance.is_spent(feed_id, self._now()):
            return Permission(allowed=False, reason=SPENT)
        try:
            return await self._sandbox.run(permission, body, url)
        except SandboxError as error:
            if not error.permanent:
                raise
            if error.is_loss:
                self._allowance.count(feed_id, self._now())
            origin = origin_of(url)
            file = await self._keep(unreadable_file(origin, str(error), self._now()))
            return Permission(allowed=False, reason=file.refused)

    async def _file(self, origin: str) -> RobotsFile:
        known = await self._store.query(lambda tx: robots.file_of(tx, origin))
        if known is not None and known.expires_at > self._now():
            return known
        try:
            request = PageRequest(url=robots_address(origin), max_bytes=MAX_BYTES)
            page = await self._fetcher.fetch(request)
        except FetchError as error:
            return await self._keep(missing_file(origin, error, known, self._now()))
        if isinstance(page, NotModified):
            msg = "304 to a request without validators"
            return await self._keep(unreadable_file(origin, msg, self._now()))
        return await self._keep(found_file(origin, page, self._now()))

    async def _keep(self, file: RobotsFile) -> RobotsFile:
        now = self._now()
        await self._store.write(lambda tx: robots.keep(tx, file, now))
        return file
