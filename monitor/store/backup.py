"""Copies of the database that are whole, taken while others go on writing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from monitor.errors import StoreError

COPY = 1
"""The `user_version` of a copy: a database in use has 0, and a copy that is put in its place can be
told from it. Source: https://www.sqlite.org/pragma.html#pragma_user_version"""


def backups_folder(path: Path) -> Path:
    """Where the copies of a database are kept."""
    return path.parent / "backups"


def prune_backups(path: Path, kept: int) -> list[Path]:
    """Delete all but the newest copies that migrations of a database made; which ones went.

    What people put there stays.
    """
    copies = backups_folder(path).glob("before-*-from-*.db")
    oldest_first = sorted(copies, key=lambda each: each.stat().st_mtime)
    gone = oldest_first[:-kept]
    for each in gone:
        each.unlink()
    return gone


def copy_database(path: Path, target: Path) -> None:
    """Write a checked copy of a database to a file, all of it or nothing; replaces an older one.

    A plain copy of the file would miss what is still in the log.

    Raises:
        StoreError: if the copy is not whole, which means that the database is damaged.
        sqlite3.Error: if the database cannot be read or the copy not be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source:
        source.execute("VACUUM INTO ?", (str(part),))
    with closing(sqlite3.connect(part)) as copy:
        (verdict,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict == "ok":
            copy.execute(f"PRAGMA user_version = {COPY}")
    if verdict != "ok":
        part.unlink()
        msg = f"{path}: is damaged ({verdict}): put the newest copy from backups/ in its place"
        raise StoreError(msg, subject=str(path))
    _flush(part)
    part.replace(target)
    _flush(target.parent)


def _flush(path: Path) -> None:
    # VACUUM INTO leaves its file to the system's cache; a rename is only as lasting as its folder.
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
