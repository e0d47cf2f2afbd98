"""Deliver: due rows of the outbox to their channels, each result written with its lease's token.

A try is written down before anything is sent: where that cannot be written, nothing is sent. What
came of it is written until that succeeds: the message is out and must not go out again.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

from monitor.errors import StoreError
from monitor.jobs.record import record
from monitor.jobs.services import Services
from monitor.model.deliveries import (
    Delivery,
    DeliveryState,
    Notification,
    PushResult,
    Refused,
    Unclear,
)
from monitor.model.holds import Pause
from monitor.stages.backoff import LONGEST_WAIT
from monitor.stages.retry import address_hash, is_shut
from monitor.stages.wording import notification
from monitor.store import outbox, pauses, recovery
from monitor.store.engine import Transaction
from monitor.telemetry import get_logger

LEASE_SECONDS = 60.0
"""How long a row is ours: twice the hard time-out of a push. While we live no lease can be lost, as
a channel is sent one message at a time; after a crash the start ends them all."""
AT_ONCE = 16
"""Channels that are sent to at once: enough that several may hang and no other waits for them."""
NEXT_LOOK_SECONDS = 1.0
"""How long what comes due may wait while a channel hangs: a beat of the daemon."""
WRITE_AGAIN_SECONDS = 5.0
"""Between two tries to write down how a delivery ended, on a disk that is full."""
OPINIONS = 2
"""Deliveries that a channel is asked with before it rests: one may be what it chokes on."""
CLOCK_IS_SET = datetime(2026, 1, 1, tzinfo=UTC)
"""Before this program was written no clock is right: a machine without a battery starts in 1970, and
what it sent would be dated then."""

log = get_logger()


async def deliver_due(
    services: Services, go_on: Callable[[], bool] = lambda: True
) -> dict[DeliveryState, int]:
    """Everything that is due, sent: to several channels side by side, to each in its order.

    A channel that fails rests; one that hangs holds up no other.

    Args:
        services: What jobs work with.
        go_on: Asked before each delivery is begun; those under way are always finished.

    Returns how many deliveries ended in which state.

    Raises:
        StoreError: nothing can be claimed, and so nothing was sent.
    """
    if services.now() < CLOCK_IS_SET:
        return {}
    return await _Round(services, go_on).run()


class _Round:
    """All that is due at one time, until nothing is left that may be sent now."""

    def __init__(self, services: Services, go_on: Callable[[], bool]) -> None:
        self._services = services
        self._go_on = go_on
        self._busy: set[str] = set()
        self._failed: Counter[str] = Counter()
        self._is_first = True

    async def run(self) -> dict[DeliveryState, int]:
        """How many deliveries ended in which state."""
        ended: Counter[DeliveryState] = Counter()
        under_way: set[asyncio.Task[DeliveryState]] = set()
        try:
            while True:
                may_begin = len(under_way) < AT_ONCE and self._go_on()
                delivery = await self._claim() if may_begin else None
                if delivery is not None:
                    self._busy.add(delivery.channel)
                    under_way.add(asyncio.create_task(self._deliver(delivery)))
                elif under_way:
                    done, under_way = await asyncio.wait(
                        under_way, timeout=NEXT_LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED
                    )
                    ended.update(each.result() for each in done)
                else:
                    return dict(ended)
        finally:
            if under_way:  # claiming failed: what is out must still be written down
                await asyncio.wait(under_way)

    async def _claim(self) -> Delivery | None:
        now = self._services.now()

        def work(tx: Transaction) -> Delivery | None:
            if self._is_first:
                recovery.mend_times(tx, now, LONGEST_WAIT)
                self._lift_of_other_addresses(tx, now)
            shut = {each.channel for each in pauses.all_of(tx) if self._is_shut(each, now)}
            return outbox.claim(tx, now, LEASE_SECONDS, exclude_channels=shut | self._busy)

        delivery = await self._services.store.write(work)
        self._is_first = False
        return delivery

    def _lift_of_other_addresses(self, tx: Transaction, now: datetime) -> None:
        """A channel that was mended gets what it refused now, and not when it was to be asked."""
        for pause in pauses.all_of(tx):
            address = self._services.addresses.get(pause.channel)
            if address is not None and address_hash(address) != pause.address_hash:
                pauses.lift(tx, pause.channel, now)

    def _is_shut(self, pause: Pause, now: datetime) -> bool:
        if 0 < self._failed[pause.channel] < OPINIONS:
            return False
        address = self._services.addresses.get(pause.channel)
        return address is not None and is_shut(pause, address_hash(address), now)

    async def _deliver(self, delivery: Delivery) -> DeliveryState:
        """One leased delivery sent and recorded."""
        result = await _push(self._services, delivery)
        self._note(delivery.channel, result)
        state = await self._record(delivery, result)
        self._busy.discard(delivery.channel)
        log.info("delivery", id=delivery.id, channel=delivery.channel, state=state.value)
        return state

    def _note(self, channel: str, result: PushResult) -> None:
        """Count the plain failures of a channel; after any other end the store's word holds."""
        is_plain = (
            isinstance(result, Refused)
            and not (result.permanent or result.credentials)
            and result.retry_after_seconds is None
        )
        self._failed[channel] = self._failed[channel] + 1 if is_plain else 0

    async def _record(self, delivery: Delivery, result: PushResult) -> DeliveryState:
        """The end of a try, written; again and again while the disk does not take it."""
        services, now = self._services, self._services.now()
        is_told = False  # a full disk must not fill the log too
        while True:
            try:
                return await services.store.write(
                    lambda tx: record(tx, services, delivery, result, now)
                )
            except StoreError as error:
                if not self._go_on():
                    raise
                if not is_told:
                    log.warning("delivery_not_recorded", id=delivery.id, reason=str(error))
                is_told = True
                await asyncio.sleep(WRITE_AGAIN_SECONDS)


async def _push(services: Services, delivery: Delivery) -> PushResult:
    address = services.addresses.get(delivery.channel)
    if address is None:
        return Refused(f"alerts.yml has no channel {delivery.channel}", permanent=True)
    try:
        worded = _word(services, delivery)
    except Exception as error:  # a defect of ours must hold up no other alert
        log.exception("delivery_not_worded", id=delivery.id)
        return Refused(f"could not be worded: {type(error).__name__}")
    try:
        return await services.pusher.push(address, worded)
    except Exception as error:
        log.exception("push_failed", id=delivery.id)
        return Unclear(f"the push failed: {type(error).__name__}")


def _word(services: Services, delivery: Delivery) -> Notification:
    timezone = services.config.zone_of(delivery.channel)
    # The keys of a database that was begun afresh are those of the one before: with the time, no
    # receiver takes a new message for one that it had then.
    key = f"{delivery.key}/{delivery.created_at:%Y%m%dT%H%M%S}"
    return notification(delivery.message, key, timezone, may_repeat=delivery.may_repeat)
