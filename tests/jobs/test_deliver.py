from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from monitor.jobs.deliver import deliver_due
from monitor.jobs.services import Services
from monitor.model.alerts import (
    DeliveryDraft,
    DeliveryState,
    Message,
    PushResult,
    Refused,
    Unclear,
)
from monitor.stages.wording import REPEAT_NOTE
from monitor.store import outbox
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.fakes import FakePusher

MakeServices = Callable[..., Services]
MESSAGE = Message(title="POSTPONED: Summit", body="“It was put off.”")


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


async def test_what_is_due_is_sent_once(memory: Store, make_services: MakeServices) -> None:
    pusher = FakePusher()
    put(memory, "desk", "ops")
    services = make_services(pusher=pusher)
    assert await deliver_due(services) == {DeliveryState.SENT: 2}
    assert await deliver_due(services) == {}
    assert pusher.sent == [("json://desk", MESSAGE), ("json://ops", MESSAGE)]


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
    put(memory, "desk")
    assert await deliver_due(make_services(pusher=FakePusher(results=[result]))) == {state: 1}
    assert counted(memory) == {state: 1}


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
    assert [url for url, _ in pusher.sent] == ["json://desk", "json://ops"]


class HangingPusher(FakePusher):
    """Answers nobody at the desk until everybody else has their message."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = asyncio.Event()
        self.answer = asyncio.Event()

    async def push(self, url: str, message: Message) -> PushResult:
        if url == "json://desk":
            self.asked.set()
            await asyncio.wait_for(self.answer.wait(), 5)
        elif len(self.sent) == 1:
            self.answer.set()
        return await super().push(url, message)


async def test_a_channel_that_hangs_holds_up_no_other(
    memory: Store, make_services: MakeServices
) -> None:
    pusher = HangingPusher()
    put(memory, "desk", "ops", key="summit/1/1")
    put(memory, "desk", "ops", key="summit/1/2")
    assert await deliver_due(make_services(pusher=pusher)) == {DeliveryState.SENT: 4}
    assert [url for url, _ in pusher.sent] == ["json://ops"] * 2 + ["json://desk"] * 2


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
    for url in ("json://desk", "json://ops"):
        assert [message.title for to, message in pusher.sent if to == url] == list("01234")


async def test_who_is_told_to_stop_begins_no_other_delivery(
    memory: Store, make_services: MakeServices
) -> None:
    put(memory, "desk", "ops")
    answers = iter([True, False])
    services = make_services(pusher=FakePusher())
    assert await deliver_due(services, lambda: next(answers, False)) == {DeliveryState.SENT: 1}
    assert counted(memory) == {DeliveryState.SENT: 1, DeliveryState.PENDING: 1}


async def test_after_the_horizon_it_is_given_up(memory: Store, make_services: MakeServices) -> None:
    put(memory, "desk")
    services = make_services(pusher=FakePusher(results=[Refused("HTTP 503")]), now=lambda: at(100))
    assert await deliver_due(services) == {DeliveryState.DEAD: 1}


async def test_an_unclear_end_after_the_horizon_stays_unclear(
    memory: Store, make_services: MakeServices
) -> None:
    put(memory, "desk")
    services = make_services(pusher=FakePusher(results=[Unclear("timed out")]), now=lambda: at(100))
    assert await deliver_due(services) == {DeliveryState.AMBIGUOUS: 1}


async def test_a_channel_taken_out_of_the_configuration_is_dead(
    memory: Store, make_services: MakeServices
) -> None:
    pusher = FakePusher()
    put(memory, "gone")
    assert await deliver_due(make_services(pusher=pusher)) == {DeliveryState.DEAD: 1}
    assert pusher.sent == []
