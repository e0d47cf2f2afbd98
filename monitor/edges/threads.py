"""Calls that block and cannot be stopped, each in a daemon thread of its own.

A name look-up or a mail server may hang for minutes. In asyncio's own threads such a call delays
everything else that uses them, and the exit of the program; here it holds one of a few slots until
it ends by itself, whoever waited for it has long gone on, and the program ends without it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


class BlockingCalls:
    """Runs blocking calls, at most `limit` at once, the abandoned ones included.

    Args:
        name: What the threads are called.
        limit: How many may be under way.
    """

    def __init__(self, name: str, limit: int) -> None:
        self._name = name
        self._slots = asyncio.Semaphore(limit)

    async def run(self, function: Callable[..., T], *arguments: object, seconds: float) -> T:
        """What the function returns; waiting for a slot does not count.

        Raises:
            TimeoutError: it took longer than `seconds`; it may still go on, and have effects.
            BaseException: whatever the function itself raised.
        """
        await self._slots.acquire()
        loop = asyncio.get_running_loop()

        def release(_: Future[T]) -> None:
            with suppress(RuntimeError):  # the loop has closed: nobody waits any more
                loop.call_soon_threadsafe(self._slots.release)

        outcome: Future[T] = Future()
        outcome.set_running_or_notify_cancel()  # from here on it cannot be cancelled, only ignored
        outcome.add_done_callback(release)
        Thread(
            target=_settle, args=(outcome, function, arguments), name=self._name, daemon=True
        ).start()
        async with asyncio.timeout(seconds):
            return await asyncio.wrap_future(outcome)


def _settle(outcome: Future[T], function: Callable[..., T], arguments: tuple[object, ...]) -> None:
    try:
        outcome.set_result(function(*arguments))
    except BaseException as error:  # noqa: BLE001  # carried over to the caller's thread
        outcome.set_exception(error)
