"""Allowance: how much of the workers' time what one feed links to may take: pages and robots.txt files.

One of them is read at a time, so that the other worker is there for everybody else; and a feed
whose links ended a few workers is known by its summaries for a day. Nothing of it is kept over a
restart: three more workers are soon replaced.
"""

from __future__ import annotations

from asyncio import Lock
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

MOST_LOSSES = 3
"""Workers that they may end: together they take less than a minute of one. A choice."""
KEPT = timedelta(days=1)
"""How long a loss is remembered. A choice."""


SPENT = f"not tried: {MOST_LOSSES} links of this feed have ended a worker"


class Allowance:
    """Whose turn it is among the links of each feed, and what they have cost; feeds by id."""

    def __init__(self) -> None:
        self._turns: MutableMapping[int, Lock] = WeakValueDictionary()
        self._losses: dict[int, list[datetime]] = {}

    @asynccontextmanager
    async def turn(self, feed_id: int) -> AsyncIterator[None]:
        """Wait until nothing else that the feed links to is read."""
        async with self._turns.setdefault(feed_id, Lock()):
            yield

    def count(self, feed_id: int, now: datetime) -> None:
        """Write down that reading has ended a worker (now: UTC)."""
        self._losses.setdefault(feed_id, []).append(now)

    def is_spent(self, feed_id: int, now: datetime) -> bool:
        """Whether nothing more that the feed links to is read today (now: UTC)."""
        lately = [at for at in self._losses.get(feed_id, ()) if at <= now < at + KEPT]
        if not lately:
            self._losses.pop(feed_id, None)
        return len(lately) >= MOST_LOSSES
