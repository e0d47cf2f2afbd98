"""The lock of the state folder: one daemon at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.errors import LockError, StoreError

LOCK_FILE = "lock"


@contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """The folder's lock, held; the kernel frees it when the process ends, however it ends.

    Raises:
        LockError: another process holds it.
        StoreError: the folder cannot be made, or nothing can be written in it.
    """
    descriptor = _open(folder)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            msg = f"{folder}: another news-monitor works on this folder; stop it first"
            raise LockError(msg, subject=str(folder), permanent=False) from error
        yield
    finally:
        os.close(descriptor)


def _open(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        msg = (
            f"{folder}: {error.strerror}: `state` in monitor.yml has to name a folder that this "
            "user may write to"
        )
        raise StoreError(msg, subject=str(folder)) from error
