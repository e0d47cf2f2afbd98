"""Recover: what the start puts right in the outbox, before anything is sent."""

from __future__ import annotations

from datetime import datetime

from monitor.jobs.notices import notify
from monitor.jobs.services import Services
from monitor.stages import notices
from monitor.store import recovery
from monitor.store.engine import Transaction
from monitor.telemetry import get_logger

log = get_logger()


async def recover(services: Services) -> None:
    """Take a restored backup into use, and end what was being sent when the program last ended.

    For the start, under the lock of the state folder.
    """
    now = services.now()
    restored = await services.store.write(lambda tx: _recover(tx, services, now))
    if restored is not None:
        log.warning("restored_from_backup", not_sent_again=restored)


def _recover(tx: Transaction, services: Services, now: datetime) -> int | None:
    restored = recovery.accept_restored(tx, now)
    if restored is not None:
        message = notices.restored(restored)
        notify(tx, f"restored/{now:%Y%m%dT%H%M%S}", message, services.config.routes, now)
    recovery.end_leases(tx, now)
    return restored
