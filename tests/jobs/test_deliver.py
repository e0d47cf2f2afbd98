from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from monitor.jobs.deliver import deliver_due
from monitor.jobs.services import Services
from monitor.model.alerts import Message
from monitor.model.deliveries import (
    Address,
    DeliveryDraft,
    DeliveryState,
    Notification,
    PushResult,
    Refused,
    Unclear,
)
from monitor.stages.backoff import HORIZON
from monitor.stages.wording import REPEAT_NOTE, notification
from monitor.store import outbox, views
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.fakes import Clock, FakePusher
from tests.outbox import (
    MESSAGE,
    HangingPusher,
    channels,
    counted,
    draft,
    keys,
    put,
    told,
    try_often,
)

MakeServices = Callable[..., Services]


async def test_what_is_due_is_sent_once(memory: Store, make_services: MakeServices) -> None:
    pusher = FakePusher()
    put(memory, "desk", "ops")
    services = make_services(pusher=pusher)
    assert await deliver_due(services) == {DeliveryState.SENT: 2}
    assert await deliver_due(services) == {}
    assert told(pusher) == [("desk", MESSAGE.title), ("ops", MESSAGE.title)]
    assert keys(pusher) == ["summit/1/1/desk", "summit/1/1/ops"]


@pytest.mark.parametrize(
    ("result", "state"),
    [
        pytest.param(Refused("HTTP 503"), DeliveryState.PENDING, id="a refusal is tried again"),
        pytest.param(
            Refused("HTTP 400", permanent=True), DeliveryState.DEAD, id="a final refusal is not"
        ),
        pytest.param(Unclear("timed out"), DeliveryState.PENDING, id="an unclear end is repeated"),
    ],
)
async def test_how_a_try_ends(
    memory: Store, make_services: MakeServices, result: PushResult, state: DeliveryState
) -> None:
    put(memory, "ops")
    assert await deliver_due(make_services(pusher=FakePusher(results=[result]))) == {state: 1}
    assert counted(memory) == {state: 1}


async def test_a_key_is_the_same_for_each_try_and_another_in_a_database_begun_afresh(
    memory: Store, make_services: MakeServices
) -> None:
    pusher = FakePusher(results=[Unclear("timed out")])
    put(memory, "desk")
    await deliver_due(make_services(pusher=pusher))
    await deliver_due(make_services(pusher=pusher, now=lambda: at(1)))
    with Store.in_memory() as fresh:
        with fresh.begin() as tx:
            outbox.add(tx, [draft("summit/1/1/desk", "desk")], at(2))
        await deliver_due(make_services(store=fresh, pusher=pusher, now=lambda: at(2)))
    first, again, anew = [notification.key for _, notification in pusher.sent]
    assert first == again != anew


async def test_the_repeat_of_an_unclear_try_says_so(
    memory: Store, make_services: MakeServices
) -> None:
    pusher = FakePusher(results=[Unclear("timed out")])
    put(memory, "desk")
    await deliver_due(make_services(pusher=pusher))
    await deliver_due(make_services(pusher=pusher, now=lambda: at(1)))
    assert [REPEAT_NOTE in message.body for _, message in pusher.sent] == [False, True]


async def test_a_channel_that_fails_holds_up_no_other(
    memory: Store, make_services: MakeServices
) -> None:
    pusher = FakePusher(results=[Refused("HTTP 503")])
    put(memory, "desk", key="summit/1/1")
    put(memory, "desk", "ops", key="summit/1/2")
    await deliver_due(make_services(pusher=pusher))
    assert channels(pusher) == ["desk", "ops", "desk"]


async def test_a_channel_that_hangs_holds_up_no_other(
    memory: Store, make_services: MakeServices
) -> None:
    pusher = HangingPusher()
    put(memory, "desk", "ops", key="summit/1/1")
    put(memory, "desk", "ops", key="summit/1/2")
    assert await deliver_due(make_services(pusher=pusher)) == {DeliveryState.SENT: 4}
    assert channels(pusher) == ["ops"] * 2 + ["desk"] * 2


async def test_what_comes_due_while_a_channel_hangs_is_sent_meanwhile(
    memory: Store, make_services: MakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.jobs.deliver.NEXT_LOOK_SECONDS", 0.01)
    pusher = HangingPusher()
    put(memory, "desk")
    delivering = asyncio.create_task(deliver_due(make_services(pusher=pusher)))
    await asyncio.wait_for(pusher.asked.wait(), 5)
    put(memory, "ops", key="summit/1/2")
    put(memory, "ops", key="summit/1/3")
    assert await delivering == {DeliveryState.SENT: 3}


async def test_each_channel_is_told_in_the_order_of_the_changes(
    memory: Store, make_services: MakeServices
) -> None:
    pusher = FakePusher()
    for number in range(5):
        drafts = [
            DeliveryDraft(
                key=f"{number}/{name}", channel=name, message=Message(title=str(number), body="")
            )
            for name in ("desk", "ops")
        ]
        with memory.begin() as tx:
            outbox.add(tx, drafts, NOON)
    await deliver_due(make_services(pusher=pusher))
    for channel in ("desk", "ops"):
        assert [title for to, title in told(pusher) if to == channel] == list("01234")


async def test_who_is_told_to_stop_begins_no_other_delivery(
    memory: Store, make_services: MakeServices
) -> None:
    put(memory, "desk", "ops")
    answers = iter([True, False])
    services = make_services(pusher=FakePusher())
    assert await deliver_due(services, lambda: next(answers, False)) == {DeliveryState.SENT: 1}
    assert counted(memory) == {DeliveryState.SENT: 1, DeliveryState.PENDING: 1}


async def test_after_three_days_of_failures_it_is_given_up(
    memory: Store, make_services: MakeServices
) -> None:
    clock = Clock()
    put(memory, "ops")
    services = make_services(pusher=FakePusher(results=[Refused("HTTP 503")] * 200), now=clock)
    assert await try_often(services, 140, clock) is DeliveryState.PENDING
    assert clock.now < NOON + HORIZON
    assert await try_often(services, 20, clock) is DeliveryState.DEAD


async def test_a_message_that_may_have_arrived_is_sent_four_times_at_most(
    memory: Store, make_services: MakeServices
) -> None:
    clock = Clock()
    put(memory, "ops")
    pusher = FakePusher(results=[Unclear("timed out")] * 200)
    state = await try_often(make_services(pusher=pusher, now=clock), 9, clock)
    assert (state, len(pusher.sent)) == (DeliveryState.AMBIGUOUS, 4)


async def test_what_waited_long_before_its_first_try_is_not_given_up(
    memory: Store, make_services: MakeServices
) -> None:
    put(memory, "ops")
    services = make_services(pusher=FakePusher(results=[Refused("HTTP 503")]), now=lambda: at(100))
    assert await deliver_due(services) == {DeliveryState.PENDING: 1}


async def test_a_channel_taken_out_of_the_configuration_is_dead_and_operators_hear_of_it(
    memory: Store, make_services: MakeServices
) -> None:
    pusher = FakePusher()
    put(memory, "gone")
    ended = await deliver_due(make_services(pusher=pusher))
    assert ended == {DeliveryState.DEAD: 1, DeliveryState.SENT: 1}
    assert told(pusher) == [("ops", "Not delivered: channel gone")]


# What nobody planned.


class BrokenPusher(FakePusher):
    async def push(self, address: Address, notification: Notification) -> PushResult:
        await super().push(address, notification)
        msg = "what nobody planned"
        raise RuntimeError(msg)


async def test_a_defect_while_sending_may_have_sent(
    memory: Store, make_services: MakeServices
) -> None:
    put(memory, "desk")
    assert await deliver_due(make_services(pusher=BrokenPusher())) == {DeliveryState.PENDING: 1}
    with memory.read() as tx:
        detail = views.delivery(tx, 1)
    assert detail is not None
    assert detail.delivery.may_repeat
    assert "RuntimeError" in detail.delivery.detail


async def test_a_message_that_cannot_be_worded_holds_up_no_other(
    memory: Store, make_services: MakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def word(message: Message, key: str, timezone: str, *, may_repeat: bool) -> Notification:
        if key.startswith("broken/desk/"):
            raise ValueError(key)
        return notification(message, key, timezone, may_repeat=may_repeat)

    monkeypatch.setattr("monitor.jobs.deliver.notification", word)
    pusher = FakePusher()
    put(memory, "desk", key="broken")
    put(memory, "desk", key="whole")
    ended = await deliver_due(make_services(pusher=pusher))
    assert ended == {DeliveryState.PENDING: 1, DeliveryState.SENT: 1}
    assert keys(pusher) == ["whole/desk"]
