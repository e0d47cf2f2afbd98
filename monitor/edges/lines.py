"""Lines of a log, written by a thread of their own: nobody waits for who reads them.

Whoever reads our standard error may stop: a full pipe blocks its writer for as long as that lasts. Here
that is a thread that has nothing else to do; what does not fit meanwhile is dropped and counted.
"""

from __future__ import annotations

import os
import select
from collections.abc import Callable
from contextlib import suppress
from queue import Full, Queue
from threading import Lock, Thread
from types import TracebackType
from typing import Self

MOST_WAITING = 2_000
"""Lines: a pass over as many feeds that all fail, and a few megabytes at most. A choice."""

FLUSH_SECONDS = 1.0
"""How long the end waits for the last lines to be read. A choice."""


class Lines:
    """What a log writes to; each call of `write` brings a whole line.

    Args:
        descriptor: Of the file that is written to.
        on_lost: Told how many lines were dropped, once others are read again.
        most_waiting: Lines that wait to be read before further ones are dropped.
    """

    def __init__(
        self,
        descriptor: int,
        on_lost: Callable[[int], object],
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._descriptor = descriptor
        self._on_lost = on_lost
        self._lost = 0
        self._is_over = False
        self._counting = Lock()
        self._waiting: Queue[str | None] = Queue(most_waiting)
        self._thread = Thread(target=self._write_all, name="log", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait a moment for the last lines; whoever does not read them misses them.

        Nothing is written later, when the descriptor may be another file's.
        """
        with suppress(Full):
            self._waiting.put(None, timeout=FLUSH_SECONDS)
        self._thread.join(FLUSH_SECONDS)
        self._is_over = True

    def write(self, line: str) -> int:
        """Take a line, or drop it where too many wait; returns its length, as files do."""
        try:
            self._waiting.put_nowait(line)
        except Full:
            self._count_lost()
        return len(line)

    def flush(self) -> None:
        """Nothing: the thread writes as soon as it may."""

    def _write_all(self) -> None:
        while (line := self._waiting.get()) is not None and not self._is_over:
            try:
                self._write(line.encode("utf-8", "backslashreplace"))
            except OSError:  # the reader is gone, which is no reason to stop what we are for
                self._count_lost()
            else:
                self._tell_lost()

    def _write(self, data: bytes) -> None:
        # Not by sys.stderr: its lock would be held for as long as nobody reads, the exit included.
        while data:
            select.select([], [self._descriptor], [])  # who shares it may have set it not to block
            if self._is_over:
                return
            data = data[os.write(self._descriptor, data) :]

    def _count_lost(self) -> None:
        with self._counting:
            self._lost += 1

    def _tell_lost(self) -> None:
        """In the log itself, once half of what waited is read: before, it would find no room."""
        if not self._lost or self._waiting.qsize() > self._waiting.maxsize // 2:
            return
        with self._counting:
            lost, self._lost = self._lost, 0
        self._on_lost(lost)
