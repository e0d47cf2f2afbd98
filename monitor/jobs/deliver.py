"""Deliver: due rows of the outbox to their channels, each result written with its lease's token."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Collection
from typing import assert_never

from monitor.jobs.services import Services
from monitor.model.alerts import (
    Delivered,
    Delivery,
    DeliveryState,
    PushResult,
    Refused,
    Unclear,
)
from monitor.stages.backoff import next_try
from monitor.stages.wording import notification
from monitor.store import outbox
from monitor.telemetry import get_logger

LEASE_SECONDS = 60.0
"""How long a row is ours: twice the hard time-out of a push."""
AT_ONCE = 4
"""Channels that are sent to at once: as many as the pusher has threads."""
NEXT_LOOK_SECONDS = 1.0
"""How long what comes due may wait while a channel hangs: a beat of the daemon."""

log = get_logger()


async def deliver_due(
    services: Services, go_on: Callable[[], bool] = lambda: True
) -> dict[DeliveryState, int]:
    """Everything that is due, sent: to several channels side by side, to each in its order.

    A channel that fails is left alone until the next call; one that hangs holds up no other.

    Args:
        services: What jobs work with.
        go_on: Asked before each delivery is begun; those under way are always finished.

    Returns how many deliveries ended in which state.
    """
    ended: Counter[DeliveryState] = Counter()
    resting: set[str] = set()
    under_way: set[asyncio.Task[DeliveryState]] = set()
    while True:
        may_begin = len(under_way) < AT_ONCE and go_on()
        delivery = await _claim(services, resting) if may_begin else None
        if delivery is not None:
            resting.add(delivery.channel)
            under_way.add(asyncio.create_task(_deliver(services, delivery, resting)))
        elif under_way:
            done, under_way = await asyncio.wait(
                under_way, timeout=NEXT_LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            ended.update(each.result() for each in done)
        else:
            return dict(ended)


async def _deliver(services: Services, delivery: Delivery, resting: set[str]) -> DeliveryState:
    """One leased delivery sent and recorded; its channel rests no more if it took it."""
    result = await _push(services, delivery)
    now = services.now()
    retry_at = (
        None
        if isinstance(result, Delivered) or _is_final(result)
        else next_try(now, delivery.created_at, delivery.attempts, services.jitter())
    )
    await services.store.write(lambda tx: outbox.finish(tx, delivery, result, now, retry_at))
    if isinstance(result, Delivered):
        resting.discard(delivery.channel)
    state = _state(result, again=retry_at is not None)
    log.info("delivery", id=delivery.id, channel=delivery.channel, state=state.value)
    return state


async def _claim(services: Services, resting: Collection[str]) -> Delivery | None:
    now = services.now()
    return await services.store.write(
        lambda tx: outbox.claim(tx, now, LEASE_SECONDS, exclude_channels=resting)
    )


async def _push(services: Services, delivery: Delivery) -> PushResult:
    address = services.addresses.get(delivery.channel)
    if address is None:
        return Refused(f"alerts.yml has no channel {delivery.channel}", permanent=True)
    channel = services.config.channels.get(delivery.channel)
    timezone = (channel and channel.timezone) or services.config.settings.timezone
    worded = notification(delivery.message, delivery.key, timezone, may_repeat=delivery.may_repeat)
    return await services.pusher.push(address, worded)


def _is_final(result: PushResult) -> bool:
    return isinstance(result, Refused) and result.permanent


def _state(result: PushResult, *, again: bool) -> DeliveryState:
    match result:
        case Delivered():
            return DeliveryState.SENT
        case Refused():
            return DeliveryState.PENDING if again else DeliveryState.DEAD
        case Unclear():
            return DeliveryState.PENDING if again else DeliveryState.AMBIGUOUS
        case _:
            assert_never(result)
