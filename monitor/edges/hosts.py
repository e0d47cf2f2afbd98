"""Hosts: how soon each may be asked again, and which have asked to be left alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from weakref import WeakValueDictionary

from monitor.edges.failures import FetchProblem, Reason

LONGEST_REST_SECONDS = 24 * 3600.0
"""How long a host is left alone because it asks for it: a day, whatever it says. A choice."""

HOSTS_KEPT = 1_000
"""Of so many hosts it is remembered when they were asked; then those whose time has passed go."""


class Hosts:
    """What is known of each host while this process lives.

    Args:
        spacing_seconds: Between two requests to one host, on average; 0: none.
        jitter: From 0 up to, not including, 1: half of the spacing up to one and a half.
    """

    def __init__(self, spacing_seconds: float, jitter: Callable[[], float]) -> None:
        self._spacing = spacing_seconds
        self._jitter = jitter
        self._next: dict[str, float] = {}
        self._rests: dict[str, float] = {}
        self._lines: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone: it has said for how long."""
        self._rests[host] = _now() + min(seconds, LONGEST_REST_SECONDS)
        _prune(self._rests)

    async def turn(self, host: str) -> None:
        """Wait until the host may be asked again.

        Raises:
            FetchProblem: it rests, and that is longer than anybody should wait here.
        """
        self._require_awake(host)
        if self._spacing:
            line = self._lines.setdefault(host, asyncio.Lock())
            async with line:
                await asyncio.sleep(max(0.0, self._next.get(host, 0.0) - _now()))
                self._next[host] = _now() + self._spacing * (0.5 + self._jitter())
                _prune(self._next)
            self._require_awake(host)

    def _require_awake(self, host: str) -> None:
        left = self._rests.get(host, 0.0) - _now()
        if left > 0:
            raise FetchProblem(
                Reason.RESTING,
                f"{host} has asked to be left alone for {left:,.0f} more seconds",
                retry_after_seconds=left,
            )


def _now() -> float:
    """The loop's clock: it does not jump."""
    return asyncio.get_running_loop().time()


def _prune(times: dict[str, float]) -> None:
    if len(times) > HOSTS_KEPT:
        now = _now()
        for host in [host for host, at in times.items() if at < now]:
            del times[host]
