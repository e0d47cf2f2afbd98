"""The time, and whether it can be believed yet."""

from __future__ import annotations

import asyncio
from datetime import datetime

from monitor.edges import system
from monitor.jobs.deliver import CLOCK_IS_SET
from monitor.telemetry import get_logger

log = get_logger()

CLOCK_SECONDS = 5.0
"""How often a clock that is not set is looked at. A choice."""


def now() -> datetime:
    """The time, aware, UTC."""
    return system.utc_now()


def is_clock_set() -> bool:
    """Whether the time can be true."""
    return now() >= CLOCK_IS_SET


async def wait_for_clock() -> None:
    """Until it is set: a machine without a battery learns the time from the network.

    The service manager is asked for patience, and not told that we are ready.
    """
    if is_clock_set():
        return
    log.warning("clock_not_set", says=now().isoformat(timespec="seconds"))
    while not is_clock_set():
        system.sd_notify(f"EXTEND_TIMEOUT_USEC={int(2 * CLOCK_SECONDS * 1_000_000)}")
        await asyncio.sleep(CLOCK_SECONDS)
