"""Calls that block and cannot be stopped, each in a daemon thread of its own.

A name look-up or a mail server may hang for minutes. In asyncio's own threads such a call delays
everything else that uses them, and the exit of the program; here it holds one of a few slots until
it ends by itself, whoever waited for it has long gone on, and the program ends without it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
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
        outcome: asyncio.Future[T] = loop.create_future()

        def settle(result: T | None, error: BaseException | None) -> None:
            self._slots.release()
            if outcome.done():
                return
            if error is None:
                outcome.set_result(result)  # type: ignore[arg-type]  # None only beside an error
            else:
                outcome.set_exception(error)

        def work() -> None:
            result: T | None = None
            error: BaseException | None = None
            try:
                result = function(*arguments)
            except BaseException as raised:  # noqa: BLE001  # carried over to the loop's thread
                error = raised
            with suppress(RuntimeError):  # the loop has closed: nobody waits any more
                loop.call_soon_threadsafe(settle, result, error)

        Thread(target=work, name=self._name, daemon=True).start()
        async with asyncio.timeout(seconds):
            return await outcome
