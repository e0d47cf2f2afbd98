"""The store: opens the database and hands out transactions, one writer at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from monitor.errors import NoStoreError, StoreError
from monitor.store import schema, sqlite

Transaction = Session

T = TypeVar("T")

READER_THREADS = 2


class Store:
    """A database of the monitor.

    `begin` and `read` serve the thread they are called on; `write` and `query` serve the event
    loop: all writing happens on one thread, whose connection is the only one that writes.
    """

    def __init__(self, path: Path | None, *, writer: Engine | None, reader: Engine) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="store-writer")
        self._reading = ThreadPoolExecutor(READER_THREADS, thread_name_prefix="store-reader")

    @classmethod
    def open(cls, path: Path, *, busy_timeout_seconds: float = sqlite.BUSY_TIMEOUT_SECONDS) -> Self:
        """The store of a path, created with its folder if it never was, migrated if it is old.

        Raises:
            StoreError: the database is lost, damaged, newer than this program, another program's
                or locked for longer than the time-out.
        """
        _refuse_lost(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        writer = sqlite.writing_engine(path, busy_timeout_seconds=busy_timeout_seconds)
        try:
            with sqlite.faults_explained(path):
                schema.bring_to_head(writer, path)
        except BaseException:
            writer.dispose()
            raise
        _marker(path).touch()
        return cls(path, writer=writer, reader=sqlite.reading_engine(path))

    @classmethod
    def open_read_only(cls, path: Path) -> Self:
        """The store of a path for those who only look, beside a daemon or without one.

        Raises:
            StoreError: the database is missing, lost, damaged, of another version, or another
                program's.
        """
        _refuse_lost(path)
        if not path.exists():
            msg = f"{path}: there is no database yet: run `news-monitor once` first"
            raise NoStoreError(msg, subject=str(path))
        reader = sqlite.reading_engine(path)
        try:
            with sqlite.faults_explained(path):
                schema.require_head(reader, path)
        except BaseException:
            reader.dispose()
            raise
        return cls(path, writer=None, reader=reader)

    @classmethod
    def in_memory(cls) -> Self:
        """An empty store that is gone when it is closed."""
        engine = sqlite.memory_engine()
        with engine.begin() as connection:
            schema.create(connection)
        return cls(None, writer=engine, reader=engine)

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A transaction that holds the write lock; committed at the end, undone on any error.

        Raises:
            StoreError: the store is read-only, or a fault of the database file.
        """
        if self._writer is None:
            msg = f"{self.path}: was opened to be read only"
            raise StoreError(msg, subject=str(self.path))
        with sqlite.faults_explained(self.path), Session(self._writer) as tx, tx.begin():
            tx.connection()  # takes the lock before anything is read, so that no reading is stale
            yield tx

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that sees one state of the database and leaves nothing behind.

        Raises:
            StoreError: a fault of the database file, an attempt to write included.
        """
        with sqlite.faults_explained(self.path), Session(self._reader) as tx:
            yield tx

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """What `work` returns inside `begin()`, on the thread that writes.

        Once begun it is committed, even if the task that waits for it is cancelled.

        Raises:
            StoreError: as `begin` does.
        """

        def unit() -> T:
            with self.begin() as tx:
                return work(tx)

        return await asyncio.get_running_loop().run_in_executor(self._writing, unit)

    async def query(self, work: Callable[[Transaction], T]) -> T:
        """What `work` returns inside `read()`, on a thread that only reads.

        Raises:
            StoreError: as `read` does.
        """

        def unit() -> T:
            with self.read() as tx:
                return work(tx)

        return await asyncio.get_running_loop().run_in_executor(self._reading, unit)

    async def checkpoint(self) -> None:
        """Bring the write-ahead log into the database, on the thread that writes; waits for nobody.

        Raises:
            StoreError: a fault of the database file.
        """
        if (writer := self._writer) is None:
            return

        def unit() -> None:
            with sqlite.faults_explained(self.path):
                sqlite.checkpoint(writer)

        await asyncio.get_running_loop().run_in_executor(self._writing, unit)

    def close(self) -> None:
        """Let running work end, then close all connections."""
        self._writing.shutdown()
        self._reading.shutdown()
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _marker(path: Path) -> Path:
    return path.with_name(f".{path.name}.initialised")


def _refuse_lost(path: Path) -> None:
    # Starting afresh over a lost database would tell all old news again.
    marker = _marker(path)
    if marker.exists() and (not path.exists() or path.stat().st_size == 0):
        state = "is empty" if path.exists() else "is gone"
        msg = (
            f"{path}: {state} but held data before: put the newest copy from backups/ in its "
            f"place, or delete {marker.name} beside it to start with nothing"
        )
        raise StoreError(msg, subject=str(path))
