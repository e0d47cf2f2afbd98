"""Deliveries while the clock is not to be trusted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from monitor.jobs.deliver import deliver_due
from monitor.jobs.services import Services
from monitor.model.deliveries import DeliveryState, Refused
from monitor.stages.backoff import FEWEST_TRIES, LONGEST_WAIT
from monitor.store import outbox
from monitor.store.engine import Store
from tests.builders import NOON
from tests.fakes import Clock, FakePusher
from tests.outbox import (
    HangingPusher,
    counted,
    draft,
    put,
    try_often,
)

MakeServices = Callable[..., Services]
UNSET = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)
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
