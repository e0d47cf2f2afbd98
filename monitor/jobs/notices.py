"""Notices: what operators must know, on its way to the routes that ask for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import blake2b

from monitor.config.schema.alerts import Route
from monitor.jobs.services import Services
from monitor.model.alerts import Message
from monitor.model.deliveries import DeliveryDraft
from monitor.model.machine import DiskSpace
from monitor.stages import notices
from monitor.stages.health import has_gone_blind, last_word
from monitor.stages.routing import notice_channels
from monitor.store import feeds, outbox
from monitor.store.engine import Transaction

LOW_BYTES = 200_000_000
"""What a busy week adds to the database: time enough to make room. An estimate."""
LOW_SHARE = 0.05
"""What file systems keep back for their administrator. Source: mke2fs(8), reserved blocks."""
AMPLE_BYTES = 5_000_000_000
"""So much is never low, however large the disk. A choice."""


def notify(
    tx: Transaction,
    key: str,
    message: Message,
    routes: Sequence[Route],
    now: datetime,
    exclude: Collection[str] = (),
) -> int:
    """Put a notice into the outbox for each channel of the routes with `notices`.

    Args:
        tx: One unit of work.
        key: Names the notice; one that was told under it is not told again.
        message: What is told.
        routes: Of the configuration.
        now: The time (UTC).
        exclude: Channels that it is about: they would not carry it.

    Returns how many channels it is new for.
    """
    drafts = [
        DeliveryDraft(key=f"{key}/{channel}", channel=channel, message=message)
        for channel in notice_channels(routes)
        if channel not in exclude
    ]
    return outbox.add(tx, drafts, now)


async def warn_of_low_disk(services: Services) -> bool:
    """Tell operators, once a day, that the disk is nearly full; whether they are told now."""
    room = services.disk() if services.disk else None
    if room is None or not _is_low(room):
        return False
    now = services.now()
    message = notices.low_disk(room.free_bytes, str(services.config.state))
    key = f"disk/{now:%Y-%m-%d}"
    routes = services.config.routes
    return await services.store.write(lambda tx: notify(tx, key, message, routes, now)) > 0


async def warn_of_blind_feeds(services: Services) -> bool:
    """Tell operators of feeds that fell silent, once of all of a day; whether they are told now."""
    now = services.now()
    states = await services.store.query(feeds.states)
    gone = [each for each in states if has_gone_blind(each, now)]
    since = last_word(gone)
    if since is None:
        return False
    labels = {feed.url: feed.label for feed in services.config.feeds}
    message = notices.blind(gone, labels)
    key = f"blind/{since:%Y-%m-%d}"
    routes = services.config.routes
    return await services.store.write(lambda tx: notify(tx, key, message, routes, now)) > 0


async def warn_of_rejected_config(services: Services, mistakes: str, since: datetime) -> bool:
    """Tell operators that a new configuration is not used, once of each set of mistakes.

    Args:
        services: With the configuration that stays in use.
        mistakes: One a line, without secrets.
        since: When the configuration in use was read (UTC): after it, all mistakes are new.

    Returns whether they are told now.
    """
    now, lines = services.now(), mistakes.splitlines()
    digest = blake2b("\n".join(sorted(lines)).encode(), digest_size=8).hexdigest()
    key = f"config/{since:%Y%m%dT%H%M%S}/{digest}"
    message, routes = notices.config_rejected(lines, since), services.config.routes
    return await services.store.write(lambda tx: notify(tx, key, message, routes, now)) > 0


def _is_low(room: DiskSpace) -> bool:
    share = min(AMPLE_BYTES, LOW_SHARE * room.total_bytes)
    return room.free_bytes < max(LOW_BYTES, share)
