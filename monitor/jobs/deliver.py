"""Deliver: one due row of the outbox to one channel, the result written with the lease's token."""

from __future__ import annotations

from collections.abc import Collection
from typing import assert_never

from monitor.jobs.services import Services
from monitor.model.alerts import (
    Delivered,
    Delivery,
    DeliveryState,
    Message,
    PushResult,
    Refused,
    Unclear,
)
from monitor.stages.backoff import next_try
from monitor.store import outbox
from monitor.telemetry import get_logger

LEASE_SECONDS = 60.0
"""How long a row is ours: twice the hard time-out of a push."""
REPEAT_NOTE = "(This may be a repeat: an earlier try ended unclear.)"

log = get_logger()


async def deliver_due(services: Services) -> dict[DeliveryState, int]:
    """Everything that is due, sent; a channel that fails is left alone until the next call.

    Returns how many deliveries ended in which state.
    """
    ended: dict[DeliveryState, int] = {}
    resting: set[str] = set()
    while (state := await deliver_one(services, resting)) is not None:
        ended[state] = ended.get(state, 0) + 1
    return ended


async def deliver_one(services: Services, resting: set[str]) -> DeliveryState | None:
    """One delivery leased, sent and recorded; None when nothing is due.

    Args:
        services: What jobs work with.
        resting: Channels to leave alone; one that fails is added.
    """
    delivery = await _claim(services, resting)
    if delivery is None:
        return None
    result = await _push(services, delivery)
    if not isinstance(result, Delivered):
        resting.add(delivery.channel)
    now = services.now()
    retry_at = (
        None
        if isinstance(result, Delivered) or _is_final(result)
        else next_try(now, delivery.created_at, delivery.attempts, services.jitter())
    )
    await services.store.write(lambda tx: outbox.finish(tx, delivery, result, now, retry_at))
    state = _state(result, again=retry_at is not None)
    log.info("delivery", id=delivery.id, channel=delivery.channel, state=state.value)
    return state


async def _claim(services: Services, resting: Collection[str]) -> Delivery | None:
    now = services.now()
    return await services.store.write(
        lambda tx: outbox.claim(tx, now, LEASE_SECONDS, exclude_channels=resting)
    )


async def _push(services: Services, delivery: Delivery) -> PushResult:
    url = services.channel_urls.get(delivery.channel)
    if url is None:
        return Refused(f"alerts.yml has no channel {delivery.channel}", permanent=True)
    message = delivery.message
    if delivery.may_repeat:
        message = Message(
            title=message.title,
            body=f"{message.body}\n\n{REPEAT_NOTE}",
            severity=message.severity,
        )
    return await services.pusher.push(url, message)


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
