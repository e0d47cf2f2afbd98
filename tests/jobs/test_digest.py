"""Digest: what is told at its time, with what nobody could make sure of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.jobs.digest import once_each, send_digests, subscriptions
from monitor.jobs.sweep import sweep
from monitor.model.claims import Standing, Status
from monitor.model.deliveries import DeliveryState
from monitor.store import digests, mutes
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.messages import make_hint
from tests.newsroom import Newsroom

DAILY = {"to": ["desk"], "digest": {"every": "daily"}}
RUMOUR: dict[str, Any] = {"standing": Standing.OTHER, "by": "an analyst", "side": None}


class KilledError(BaseException):
    """The end of the program, which no code of ours gets hold of."""


@pytest.fixture
def memory() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


@pytest.fixture
def room(memory: Store, tmp_path: Path) -> Newsroom:
    return Newsroom(memory, tmp_path, {"routes": [DAILY]})


async def test_at_first_sight_only_the_time_is_noted(room: Newsroom, memory: Store) -> None:
    assert await send_digests(room.services) == 0
    with memory.read() as tx:
        assert digests.last_at(tx, "desk", "daily") == NOON
    assert room.deliveries() == []


async def test_a_rumour_alone_is_told(room: Newsroom) -> None:
    await room.work()
    room.now = at(1)
    room.publish(Status.CANCELLED, **RUMOUR)
    await room.pass_time(timedelta(hours=30), timedelta(hours=1))
    assert room.titles == ["Daily digest: no change, 1 unconfirmed claim"]
    assert "an analyst" in room.inbox.told[0].body


async def test_a_rumour_is_told_in_one_digest_alone(room: Newsroom) -> None:
    await room.work()
    room.now = at(1)
    room.publish(Status.CANCELLED, **RUMOUR)
    await room.pass_time(timedelta(hours=70), timedelta(hours=1))
    assert len(room.titles) == 1


async def test_what_several_say_is_told_of_each_outlet_once(room: Newsroom, memory: Store) -> None:
    await room.work()
    room.now = at(1)
    room.publish(Status.CANCELLED, **RUMOUR)
    room.publish(Status.CANCELLED, **RUMOUR)
    with memory.begin() as tx:
        tx.connection().exec_driver_sql("UPDATE article SET outlet = 'One outlet'")
    room.publish(Status.CANCELLED, **RUMOUR)
    await room.pass_time(timedelta(hours=20), timedelta(hours=1))
    assert room.titles == ["Daily digest: no change, 2 unconfirmed claims"]


def test_every_signal_is_told(noon: datetime) -> None:
    signals = [make_hint(published=noon), make_hint(published=at(1))]
    assert list(once_each(signals, Status.CONFIRMED)) == signals


async def test_of_a_muted_event_no_rumour_is_told(room: Newsroom, memory: Store) -> None:
    await room.work()
    room.now = at(1)
    with memory.begin() as tx:
        mutes.mute(tx, "summit", NOON, None)
    room.publish(Status.CANCELLED, **RUMOUR)
    await room.pass_time(timedelta(hours=30), timedelta(hours=1))
    assert room.titles == []


async def test_what_has_become_true_is_no_rumour(room: Newsroom) -> None:
    await room.work()
    room.now = at(1)
    room.publish(Status.CANCELLED, **RUMOUR)
    room.publish(Status.CONFIRMED)
    room.publish(Status.CANCELLED)
    await room.pass_time(timedelta(hours=30), timedelta(hours=1))
    (told,) = room.inbox.told
    assert "an analyst" not in told.body


async def test_a_digest_is_of_its_routes_events_alone(memory: Store, tmp_path: Path) -> None:
    room = Newsroom(memory, tmp_path, {"routes": [DAILY | {"events": ["tolls"]}]})
    await room.work()
    room.now = at(1)
    room.publish(Status.CANCELLED, **RUMOUR)
    await room.pass_time(timedelta(hours=30), timedelta(hours=1))
    assert room.titles == []


def test_a_channel_may_have_digests_of_two_rhythms(memory: Store, tmp_path: Path) -> None:
    both = Newsroom(
        memory, tmp_path, {"routes": [DAILY, {"to": ["desk"], "digest": {"every": "weekly"}}]}
    )
    assert set(subscriptions(both.services.config.routes)) == {
        ("desk", "daily"),
        ("desk", "weekly"),
    }


async def test_a_clock_that_was_ahead_delays_no_digest(room: Newsroom, memory: Store) -> None:
    with memory.begin() as tx:
        digests.remember(tx, "desk", "daily", at(24 * 3650))
    await room.work()
    room.publish(Status.CONFIRMED)
    await room.pass_time(timedelta(hours=20), timedelta(hours=1))
    assert len(room.titles) == 1


async def test_a_single_pass_makes_digests_and_ends_holds(room: Newsroom) -> None:
    await sweep(room.services)
    room.publish(Status.CONFIRMED)
    room.now = at(20)
    await sweep(room.services)
    assert [each.key.partition("/")[0] for each in room.deliveries()] == ["summit", "bundle"]


async def test_nothing_is_lost_if_the_program_dies_in_a_digest(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await room.work()
    room.publish(Status.CONFIRMED)
    room.now = at(20)

    def dies(*_arguments: object) -> int:
        msg = "killed before the parts were folded"
        raise KilledError(msg)

    monkeypatch.setattr("monitor.store.bundles.fold", dies)
    with pytest.raises(KilledError):
        await send_digests(room.services)
    monkeypatch.undo()
    assert [each.state for each in room.deliveries()] == [DeliveryState.PENDING]
    await room.work()
    assert room.titles == ["Daily digest, 1 alert: CONFIRMED: Ruritania–Graustark summit"]
