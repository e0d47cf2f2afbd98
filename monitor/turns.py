"""Turns: how many may go on at once, of all and of each host.

Who waits for a crowded host holds no turn that others could have.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class Turns:
    """Limits on what is under way: of all, and of each host while anybody asks it.

    Args:
        limit: Under way at once.
        per_host: Under way at once for one host.
    """

    def __init__(self, limit: int, per_host: int = 2) -> None:
        self._all = asyncio.Semaphore(limit)
        self._per_host = per_host
        self._hosts: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits for the host first: a crowded host must not hold the turns of others."""
        at_host = self._hosts.setdefault(host, asyncio.Semaphore(self._per_host))
        async with at_host, self._all:
            yield
