"""An outbox for tests: what is put into it, what became of it, and what was sent."""

from __future__ import annotations

import asyncio
from datetime import datetime

from monitor.jobs.deliver import deliver_due
from monitor.jobs.services import Services
from monitor.model.alerts import Message
from monitor.model.deliveries import (
    Address,
    DeliveryDraft,
    DeliveryState,
    Notification,
    PushResult,
    ServiceAddress,
)
from monitor.store import outbox, views
from monitor.store.engine import Store
from tests.builders import NOON
from tests.fakes import Clock, FakePusher

MESSAGE = Message(title="POSTPONED: Summit", body="“It was put off.”")


def draft(key: str, channel: str, change_id: int | None = None) -> DeliveryDraft:
    return DeliveryDraft(key=key, channel=channel, message=MESSAGE, change_id=change_id)


def put(store: Store, *channels: str, key: str = "summit/1/1") -> None:
    drafts = [
        DeliveryDraft(key=f"{key}/{channel}", channel=channel, message=MESSAGE)
        for channel in channels
    ]
    with store.begin() as tx:
        outbox.add(tx, drafts, NOON)


def counted(store: Store) -> dict[DeliveryState, int]:
    with store.read() as tx:
        return {state: n for state, n in outbox.counts(tx).items() if n}


def told(pusher: FakePusher) -> list[tuple[str, str]]:
    """Channels and titles in the order in which they were sent."""
    return [
        (address.url.removeprefix("json://"), notification.title)
        for address, notification in pusher.sent
        if isinstance(address, ServiceAddress)
    ]


def keys(pusher: FakePusher) -> list[str]:
    """The keys of deliveries in the order in which they were sent, without their time."""
    return [notification.key.rpartition("/")[0] for _, notification in pusher.sent]


def channels(pusher: FakePusher) -> list[str]:
    return [channel for channel, _ in told(pusher)]


class HangingPusher(FakePusher):
    """Answers nobody at the desk until everybody else has their message."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = asyncio.Event()
        self.answer = asyncio.Event()

    async def push(self, address: Address, notification: Notification) -> PushResult:
        if address == ServiceAddress(url="json://desk"):
            self.asked.set()
            await asyncio.wait_for(self.answer.wait(), 5)
        elif len(self.sent) == 1:
            self.answer.set()
        return await super().push(address, notification)


async def try_often(services: Services, times: int, clock: Clock) -> DeliveryState:
    """A delivery tried so often, each time when it is due; the state that it is in then."""
    for _ in range(times):
        await deliver_due(services)
        clock.now = _due(services.store) or clock.now
    (state,) = counted(services.store)
    return state


def _due(store: Store) -> datetime | None:
    """When the first delivery is due."""
    with store.read() as tx:
        detail = views.delivery(tx, 1)
    assert detail is not None
    return detail.delivery.due_at
