"""The lock of the state folder: one daemon at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.errors import LockError

LOCK_FILE = "lock"


@contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """The folder's lock, held; the kernel frees it when the process ends, however it ends.

    Raises:
        LockError: another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            msg = f"{folder}: another news-monitor works on this folder; stop it first"
            raise LockError(msg, subject=str(folder), permanent=False) from error
        yield
    finally:
        os.close(descriptor)
