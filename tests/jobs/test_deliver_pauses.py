"""A channel that fails rests as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from monitor.jobs.deliver import OPINIONS, deliver_due
from monitor.jobs.services import Services
from monitor.model.alerts import Message
from monitor.model.deliveries import (
    Address,
    Delivered,
    DeliveryDraft,
    DeliveryState,
    Notification,
    PushResult,
    Refused,
    ServiceAddress,
)
from monitor.stages.backoff import FIRST_PROBE, HORIZON
from monitor.store import events, outbox, pauses
from monitor.store.engine import Store
from tests.builders import NOON, at, make_change
from tests.fakes import Clock, FakePusher
from tests.outbox import (
    MESSAGE,
    counted,
    draft,
    keys,
    put,
    told,
    try_often,
)

MakeServices = Callable[..., Services]


async def test_a_service_that_is_down_is_asked_twice_and_then_left_alone(
    memory: Store, make_services: MakeServices
) -> None:
    pusher = FakePusher(results=[Refused("HTTP 503")] * 9)
    for number in range(5):
        put(memory, "desk", key=f"summit/1/{number}")
    services = make_services(pusher=pusher)
    assert await deliver_due(services) == {DeliveryState.PENDING: 2}
    assert await deliver_due(services) == {}
    assert len(pusher.sent) == OPINIONS


async def test_after_an_outage_everything_comes_in_its_order(
    memory: Store, make_services: MakeServices
) -> None:
    clock = Clock()
    pusher = FakePusher(results=[Refused("connection refused")] * 61)
    services = make_services(pusher=pusher, now=clock)
    for number in range(20):
        put(memory, "desk", key=f"summit/1/{number:02}")
        await deliver_due(services)
        clock.now += timedelta(minutes=36)
    while pusher.results:
        await deliver_due(services)
        clock.now += timedelta(minutes=36)
    pusher.sent.clear()
    await deliver_due(services)
    assert keys(pusher) == [f"summit/1/{number:02}/desk" for number in range(20)]


class ChokingPusher(FakePusher):
    """Takes everything but one title."""

    async def push(self, address: Address, notification: Notification) -> PushResult:
        await super().push(address, notification)
        return Refused("HTTP 500") if notification.title == "poison" else Delivered()


async def test_a_message_that_a_service_chokes_on_does_not_keep_the_others(
    memory: Store, make_services: MakeServices
) -> None:
    poison = DeliveryDraft(key="0", channel="desk", message=Message(title="poison", body=""))
    with memory.begin() as tx:
        outbox.add(tx, [poison], NOON)
    for number in range(3):
        put(memory, "desk", key=f"summit/1/{number}")
    ended = await deliver_due(make_services(pusher=ChokingPusher()))
    assert ended == {DeliveryState.PENDING: 1, DeliveryState.SENT: 3}
    with memory.read() as tx:
        assert pauses.all_of(tx) == []


async def test_the_next_alert_of_an_event_waits_for_one_that_is_tried_again(
    memory: Store, make_services: MakeServices
) -> None:
    clock = Clock()
    pusher = FakePusher(results=[Refused("HTTP 502")])
    with memory.begin() as tx:
        for event, number in (("summit", 1), ("summit", 2), ("treaty", 1)):
            change_id = events.add_change(tx, make_change(event=event), None, NOON)
            key = f"{event}/{number}"
            outbox.add(tx, [draft(key, "desk", change_id=change_id)], NOON)
    services = make_services(pusher=pusher, now=clock)
    await deliver_due(services)
    clock.now = at(1)
    await deliver_due(services)
    assert keys(pusher) == ["summit/1", "treaty/1", "summit/1", "summit/2"]


async def test_a_service_that_names_a_wait_is_left_alone_for_so_long(
    memory: Store, make_services: MakeServices
) -> None:
    clock = Clock()
    pusher = FakePusher(results=[Refused("HTTP 429", retry_after_seconds=120)])
    put(memory, "desk", key="summit/1/1")
    put(memory, "desk", key="summit/1/2")
    services = make_services(pusher=pusher, now=clock)
    assert await deliver_due(services) == {DeliveryState.PENDING: 1}
    clock.now = NOON + timedelta(seconds=119)
    assert await deliver_due(services) == {}
    clock.now = NOON + timedelta(seconds=120)
    assert await deliver_due(services) == {DeliveryState.SENT: 2}


BARRED = Refused("HTTP 401", credentials=True)


async def test_a_channel_that_does_not_let_us_in_is_paused_and_its_alerts_wait(
    memory: Store, make_services: MakeServices
) -> None:
    clock = Clock()
    pusher = FakePusher(results=[BARRED])
    for number in range(3):
        put(memory, "desk", key=f"summit/1/{number}")
    services = make_services(pusher=pusher, now=clock)
    assert await deliver_due(services) == {DeliveryState.PENDING: 1, DeliveryState.SENT: 1}
    assert told(pusher) == [("desk", MESSAGE.title), ("ops", "Paused: channel desk")]
    with memory.read() as tx:
        (pause,) = pauses.all_of(tx)
    assert (pause.channel, pause.credentials, pause.tries) == ("desk", True, 1)
    assert pause.retry_at == NOON + FIRST_PROBE


async def test_a_paused_channel_is_probed_ever_more_rarely_and_nothing_dies(
    memory: Store, make_services: MakeServices
) -> None:
    clock = Clock()
    pusher = FakePusher(results=[BARRED] * 50)
    put(memory, "ops")
    services = make_services(pusher=pusher, now=clock)
    assert await try_often(services, 50, clock) is DeliveryState.PENDING
    assert clock.now > NOON + 2 * HORIZON
    await deliver_due(services)
    assert counted(memory) == {DeliveryState.SENT: 1}
    with memory.read() as tx:
        assert pauses.all_of(tx) == []


async def test_another_address_ends_a_pause_at_once(
    memory: Store, make_services: MakeServices
) -> None:
    put(memory, "ops")
    await deliver_due(make_services(pusher=FakePusher(results=[BARRED])))
    mended = {"ops": ServiceAddress(url="json://mended")}
    with memory.begin() as tx:
        outbox.add(tx, [draft("summit/1/2", "ops")], NOON)
    pusher = FakePusher()
    services = make_services(pusher=pusher, addresses=mended)
    assert await deliver_due(services) == {DeliveryState.SENT: 2}
    assert len(pusher.sent) == 2


async def test_of_a_dead_channel_operators_hear_once_a_day(
    memory: Store, make_services: MakeServices
) -> None:
    pusher = FakePusher(results=[Refused("HTTP 400", permanent=True)] * 3)
    for number in range(3):
        put(memory, "desk", key=f"summit/1/{number}")
    await deliver_due(make_services(pusher=pusher))
    assert [title for channel, title in told(pusher) if channel == "ops"] == [
        "Not delivered: channel desk"
    ]
