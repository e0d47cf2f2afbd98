"""The machine: clock, chance, the service manager, the environment."""

from __future__ import annotations

import os
import random
import shutil
import socket
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from monitor.model.machine import DiskSpace

_CHANCE = random.SystemRandom()


def utc_now() -> datetime:
    """The time now, aware, in UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds from an arbitrary start, never stepping back: for durations, not for dates."""
    return time.monotonic()


def jitter() -> float:
    """The next random number, from 0 up to, not including, 1."""
    return _CHANCE.random()


def cores() -> int:
    """The processors that this process may use; at least two, so that one slow task blocks none."""
    return max(2, len(os.sched_getaffinity(0)))


def disk_space(folder: Path) -> DiskSpace:
    """The room on the disk of a folder, without what is kept back for its administrator."""
    usage = shutil.disk_usage(folder)
    return DiskSpace(free_bytes=usage.free, total_bytes=usage.total)


def sd_notify(message: str) -> bool:
    """Whether the service manager was told, from lines such as `READY=1` or `WATCHDOG=1`.

    False where no service manager listens, or where it cannot be reached: a service must not fail
    because its manager is deaf.

    Source: sd_notify(3); an address that starts with `@` is in the abstract name space.
    """
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return False
    if address.startswith("@"):
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as manager:
            manager.connect(address)
            manager.sendall(message.encode())
    except OSError:
        return False
    return True


def take_secrets(names: Iterable[str]) -> dict[str, str]:
    """The named variables that are set, taken out of the environment.

    Call it before the first worker process starts: a child shows the environment that it was
    started with in /proc for as long as it lives, and whoever breaks a parser can read that.
    """
    return {name: os.environ.pop(name) for name in set(names) if name in os.environ}
