"""What is SQLite alone: connections and their settings, and what its faults mean to a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from monitor.errors import StoreError

# Long enough for a writer's longest unit of work, short enough for a person at a terminal.
# Source: Litestream's recommended busy_timeout.
BUSY_TIMEOUT_SECONDS = 5.0

# To switch to the log, while as many others create the same database: more never start at once. A choice.
SWITCH_TRIES = 20

# A checkpoint gives the log's space back above this size: one long reader can make it grow.
JOURNAL_LIMIT_BYTES = 64 * 1024 * 1024

# The pages that one batch of articles writes: its keys for copies alone touch every page of their table.
# With the 2 MB of SQLite's own choice they are written to the log and read again before the commit.
WRITER_CACHE_KIB = 16 * 1024

# Free pages can be given back a few at a time; what is in the file before this is set has no say.
# FULL because NORMAL may lose the last commits when the power fails, and a commit is a promise.
# The schema is trusted, unlike by readers: its triggers write the index of words, which SQLite before
# 3.44 takes for unsafe. Source: https://www.sqlite.org/pragma.html, measured with 3.40.
WRITER_PRAGMAS = (
    "auto_vacuum = INCREMENTAL",
    "synchronous = FULL",
    f"cache_size = -{WRITER_CACHE_KIB}",
    "cell_size_check = ON",
    f"journal_size_limit = {JOURNAL_LIMIT_BYTES}",
)
READER_PRAGMAS = ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON")

RESTORE = "move it away and put the newest copy from backups/ in its place"
WAIT = "is locked by another program: try again when that is done"

# Primary result code: what is wrong and what to do.
# Source: https://www.sqlite.org/rescode.html
FAULTS = {
    sqlite3.SQLITE_NOTADB: f"is no database or its beginning is damaged: {RESTORE}",
    sqlite3.SQLITE_CORRUPT: f"is damaged: stop the daemon, {RESTORE} (-wal and -shm go with it)",
    sqlite3.SQLITE_READONLY: "cannot be written: check who owns the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that the file and its folder can be read",
    sqlite3.SQLITE_FULL: "cannot grow, the disk is full: make room",
    sqlite3.SQLITE_IOERR: "cannot be read or written: check the disk",
    sqlite3.SQLITE_BUSY: WAIT,
    sqlite3.SQLITE_LOCKED: WAIT,
}
PASSING = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
}


def writing_engine(
    path: Path, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS, foreign_keys: bool = True
) -> Engine:
    """One connection that writes, from a path; the file is created if it is missing.

    One, because two that write and checkpoint at once can corrupt the log of SQLite before 3.51.3.
    Source: https://www.sqlite.org/wal.html, "The WAL-Reset Bug".
    """
    pragmas = (*WRITER_PRAGMAS, f"foreign_keys = {'ON' if foreign_keys else 'OFF'}")

    def connect() -> sqlite3.Connection:
        connection = _connect(f"{path.resolve().as_uri()}?mode=rwc", pragmas, busy_timeout_seconds)
        if _use_log(connection) != "wal":
            connection.close()
            msg = f"{path}: its file system has no shared memory: keep `state` on a local disk"
            raise StoreError(msg, subject=str(path))
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=busy_timeout_seconds,
    )
    event.listen(engine, "begin", _begin_immediately)
    return engine


def reading_engine(path: Path, *, busy_timeout_seconds: float = BUSY_TIMEOUT_SECONDS) -> Engine:
    """Connections that cannot write, from the path of a database that exists."""

    def connect() -> sqlite3.Connection:
        uri = f"{path.resolve().as_uri()}?mode=ro"
        return _connect(uri, READER_PRAGMAS, busy_timeout_seconds)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def memory_engine() -> Engine:
    """One connection to a database that lives as long as the engine."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect("file::memory:", ("foreign_keys = ON",), 0),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=BUSY_TIMEOUT_SECONDS,
    )
    event.listen(engine, "begin", _begin_immediately)
    return engine


def checkpoint(engine: Engine) -> None:
    """Bring the write-ahead log into the database, as far as no reader needs it; waits for nobody."""
    connection = engine.raw_connection()  # in no transaction: there it could not be done
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    finally:
        connection.close()


@contextmanager
def faults_explained(path: Path | None) -> Iterator[None]:
    """Turn faults of the database file into a StoreError that says what to do.

    Raises:
        StoreError: for the faults of `FAULTS`; mistakes in SQL and broken constraints pass through.
    """
    try:
        yield
    except PoolTimeoutError as error:
        msg = f"{path}: another part of this program is writing for too long: try again"
        raise StoreError(msg, subject=str(path), permanent=False) from error
    except (DBAPIError, sqlite3.Error) as error:
        code = _primary_code(error)
        if code not in FAULTS:
            raise
        msg = f"{path}: {FAULTS[code]}"
        raise StoreError(msg, subject=str(path), permanent=code not in PASSING) from error


def _connect(uri: str, pragmas: tuple[str, ...], busy_timeout_seconds: float) -> sqlite3.Connection:
    # isolation_level=None: the driver's own BEGIN would be deferred, and two units of work that
    # read and then write would lose one another's updates without an error.
    connection = sqlite3.connect(
        uri, uri=True, timeout=busy_timeout_seconds, isolation_level=None, check_same_thread=False
    )
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _use_log(connection: sqlite3.Connection) -> str:
    """Switch to a write-ahead log, and say what is used in the end.

    SQLite waits there for one that reads, but not for one that is about to write; to begin a transaction
    it waits for both. Source: https://www.sqlite.org/c3ref/busy_handler.html
    """
    for _ in range(SWITCH_TRIES):
        try:
            return _journal_mode(connection)
        except sqlite3.OperationalError as error:
            if _primary_code(error) != sqlite3.SQLITE_BUSY:
                raise
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    return _journal_mode(connection)


def _journal_mode(connection: sqlite3.Connection) -> str:
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    return str(mode)


def _begin_immediately(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _primary_code(error: BaseException) -> int:
    cause = error.orig if isinstance(error, DBAPIError) else error
    extended: int = getattr(cause, "sqlite_errorcode", 0)
    return extended & 0xFF
