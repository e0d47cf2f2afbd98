"""The demo's news site from outside: its process started, told to publish, and ended."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import cast

from monitor.errors import MonitorError

STOP_SECONDS = 5
"""How long the site may take to end by itself; it is killed after that."""


class Press:
    """The process of the news site; `url` is its root."""

    def __init__(self, process: Process) -> None:
        self.url = ""
        self._process = process
        self._stdin = cast("asyncio.StreamWriter", process.stdin)  # pipes were asked for
        self._stdout = cast("asyncio.StreamReader", process.stdout)

    async def start(self) -> None:
        """Wait until it serves.

        Raises:
            MonitorError: it has ended instead.
        """
        self.url = await self._read_line()

    async def publish(self) -> None:
        """Let it publish the next act.

        Raises:
            MonitorError: it has ended.
        """
        self._stdin.write(b"\n")
        await self._read_line()

    async def stop(self) -> None:
        """End it, by force if need be."""
        self._stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def _read_line(self) -> str:
        line = (await self._stdout.readline()).decode().strip()
        if not line:
            msg = "the demo's news site has ended: its own message stands above"
            raise MonitorError(msg, subject="demo")
        return line


@asynccontextmanager
async def open_press(now: datetime) -> AsyncIterator[Press]:
    """The news site with the story as told at a time (UTC), until the block is left."""
    command = (sys.executable, "-m", "monitor.demo.site", now.isoformat())
    press = Press(await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE))
    try:
        await press.start()
        yield press
    finally:
        await press.stop()
