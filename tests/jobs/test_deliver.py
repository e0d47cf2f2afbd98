from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from monitor.jobs.deliver import OPINIONS, deliver_due
from monitor.jobs.services import Services
from monitor.model.alerts import (
    Address,
    Delivered,
    DeliveryDraft,
    DeliveryState,
    Message,
    Notification,
    PushResult,
    Refused,
    ServiceAddress,
    Unclear,
)
from monitor.stages.backoff import FEWEST_TRIES, FIRST_PROBE, HORIZON, LONGEST_WAIT
from monitor.stages.wording import REPEAT_NOTE, notification
from monitor.store import events, outbox, pauses, views
from monitor.store.engine import Store
from tests.builders import NOON, at, make_change
from tests.fakes import FakePusher

MakeServices = Callable[..., Services]
UNSET = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)
MESSAGE = Message(title="POSTPONED: Summit", body="“It was put off.”")


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


def draft(key: str, channel: str, change_id: int | None = None) -> DeliveryDraft:
    return DeliveryDraft(key=key, channel=channel, message=MESSAGE, change_id=change_id)


def due(store: Store) -> datetime | None:
    """When the first delivery is due."""
    with store.read() as tx:
        detail = views.delivery(tx, 1)
    assert detail is not None
    return detail.delivery.due_at


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


async def try_often(services: Services, times: int, clock: Clock) -> DeliveryState:
    """A delivery tried so often, each time when it is due; the state that it is in then."""
    for _ in range(times):
        await deliver_due(services)
        clock.now = due(services.store) or clock.now
    (state,) = counted(services.store)
    return state


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


# A channel that fails rests as a whole.


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


# The clock is not to be trusted.

YEARS = timedelta(days=3653)


@pytest.mark.parametrize(
    "jump",
    [
        pytest.param(timedelta(hours=-1), id="an hour back"),
        pytest.param(timedelta(seconds=-20), id="a little back"),
        pytest.param(timedelta(hours=1), id="an hour ahead"),
        pytest.param(YEARS, id="ten years ahead"),
        pytest.param(-YEARS / 2, id="years back"),
    ],
)
async def test_a_clock_that_jumps_loses_nothing_and_delays_nothing_for_long(
    memory: Store, make_services: MakeServices, jump: timedelta
) -> None:
    clock = Clock()
    pusher = FakePusher(results=[Refused("HTTP 503"), Refused("HTTP 503")])
    services = make_services(pusher=pusher, now=clock)
    for number in range(3):
        put(memory, "desk", key=f"summit/1/{number}")
    await deliver_due(services)
    clock.now += jump
    await deliver_due(services)
    clock.now += LONGEST_WAIT
    await deliver_due(services)
    assert counted(memory) == {DeliveryState.SENT: 3}


async def test_no_jump_of_the_clock_takes_away_what_is_being_sent(
    memory: Store, make_services: MakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.jobs.deliver.NEXT_LOOK_SECONDS", 0.01)
    clock, pusher = Clock(), HangingPusher()
    put(memory, "desk")
    delivering = asyncio.create_task(deliver_due(make_services(pusher=pusher, now=clock)))
    await asyncio.wait_for(pusher.asked.wait(), 5)
    clock.now += YEARS
    await asyncio.sleep(0.05)
    clock.now -= 2 * YEARS
    pusher.answer.set()
    assert await delivering == {DeliveryState.SENT: 1}
    assert len(pusher.sent) == 1


async def test_what_was_written_in_the_future_is_sent_when_the_clock_is_right_again(
    memory: Store, make_services: MakeServices
) -> None:
    with memory.begin() as tx:
        outbox.add(tx, [draft("summit/1/1", "desk")], NOON + YEARS)
    assert await deliver_due(make_services()) == {DeliveryState.SENT: 1}


async def test_a_jump_ahead_gives_up_nothing_that_was_tried_a_few_times(
    memory: Store, make_services: MakeServices
) -> None:
    clock = Clock()
    put(memory, "ops")
    pusher = FakePusher(results=[Refused("HTTP 503")] * FEWEST_TRIES)
    services = make_services(pusher=pusher, now=clock)
    await try_often(services, 3, clock)
    clock.now += YEARS
    assert await try_often(services, 5, clock) is DeliveryState.PENDING


async def test_while_the_clock_is_not_set_nothing_is_sent(
    memory: Store, make_services: MakeServices
) -> None:
    put(memory, "desk")
    pusher = FakePusher()
    assert await deliver_due(make_services(pusher=pusher, now=lambda: UNSET)) == {}
    assert pusher.sent == []
