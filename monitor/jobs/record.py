"""Record: how a try ended, written in one transaction with all that follows from it."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from monitor.jobs.notices import notify
from monitor.jobs.services import Services
from monitor.model.alerts import Message
from monitor.model.deliveries import (
    Delivered,
    Delivery,
    DeliveryState,
    PushResult,
    Refused,
    Unclear,
)
from monitor.model.holds import Pause
from monitor.stages import notices
from monitor.stages.retry import Next, address_hash, after_try
from monitor.store import outbox, pauses
from monitor.store.engine import Transaction


def record(
    tx: Transaction, services: Services, delivery: Delivery, result: PushResult, now: datetime
) -> DeliveryState:
    """The state that a delivery is in after a try, written down; its channel rests or does not.

    Args:
        tx: One unit of work.
        services: What jobs work with.
        delivery: As it was claimed.
        result: What the service did.
        now: When the try ended (UTC).
    """
    before = _pause_before(tx, services, delivery.channel, now)
    failures = outbox.failures(tx, delivery.id)
    then = after_try(result, failures, before, now, services.jitter())
    outbox.finish(tx, delivery, result, now, then.retry_at)
    if then.pause is None:
        pauses.end(tx, delivery.channel)
    else:
        pauses.put(tx, then.pause)
    state = _state(result, again=then.retry_at is not None)
    notice = _notice(delivery, result, state, barred_now=_is_barred_now(before, then))
    if notice is not None:
        name, message = notice
        key = f"{name}/{delivery.channel}/{now:%Y-%m-%d}"
        notify(tx, key, message, services.config.routes, now, exclude={delivery.channel})
    return state


def _pause_before(tx: Transaction, services: Services, channel: str, now: datetime) -> Pause:
    """How a channel rested before; with no tries if it did not, or had another address then."""
    address = services.addresses.get(channel)
    known = address_hash(address) if address else ""
    pause = pauses.of_channel(tx, channel)
    if pause is not None and pause.address_hash == known:
        return pause
    return Pause(channel=channel, since=now, retry_at=now, tries=0, reason="", address_hash=known)


def _is_barred_now(before: Pause, then: Next) -> bool:
    return then.pause is not None and then.pause.credentials and not before.credentials


def _notice(
    delivery: Delivery, result: PushResult, state: DeliveryState, *, barred_now: bool
) -> tuple[str, Message] | None:
    """What operators are told of a try, and under which name; None: nothing."""
    if isinstance(result, Delivered):
        return None
    if barred_now:
        return "paused", notices.barred(delivery.channel, result.detail)
    if state in {DeliveryState.DEAD, DeliveryState.AMBIGUOUS}:
        return "dead", notices.undelivered(delivery.channel, delivery.message.title, result.detail)
    return None


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
