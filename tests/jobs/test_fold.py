"""Fold: bundles that are due, each in one transaction: nothing is lost, and nothing told twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.jobs.fold import fold_due
from monitor.model.alerts import Message
from monitor.model.claims import Status
from monitor.model.deliveries import DeliveryDraft, DeliveryState
from monitor.store import acks, outbox
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at
from tests.newsroom import Newsroom
from tests.store.stock import make_delivery

MINUTE = timedelta(minutes=1)
FLAP = "flap:summit:1"
PENDING, FOLDED, SENT = DeliveryState.PENDING, DeliveryState.FOLDED, DeliveryState.SENT


class KilledError(BaseException):
    """The end of the program, which no code of ours gets hold of."""


@pytest.fixture
def memory() -> Iterator[Store]:
    with Store.in_memory() as opened:
        yield opened


@pytest.fixture
def room(memory: Store, tmp_path: Path) -> Newsroom:
    limited = {"desk": {"limit": {"messages": 2, "per": "1h"}}}
    return Newsroom(memory, tmp_path, {"routes": [{"to": ["desk", "log"]}], "channels": limited})


def flap(room: Newsroom) -> None:
    """Three changes within two minutes: one is told, two are held until half past twelve."""
    room.publish(Status.CONFIRMED)
    for status in (Status.POSTPONED, Status.CONFIRMED, Status.POSTPONED):
        room.publish(status)
        room.now += MINUTE


def states(room: Newsroom, channel: str) -> Counter[DeliveryState]:
    return Counter(each.state for each in room.deliveries() if each.channel == channel)


async def test_a_fold_is_made_once(room: Newsroom) -> None:
    flap(room)
    room.now = at(1)
    assert await fold_due(room.services) > 0
    before = [each.key for each in room.deliveries()]
    await fold_due(room.services)
    assert [each.key for each in room.deliveries()] == before
    assert states(room, "log") == {PENDING: 3, FOLDED: 2}


@pytest.mark.parametrize(
    ("alerts", "words"),
    [
        pytest.param({}, "monitor.jobs.fold.summarise_flap", id="of what goes back and forth"),
        pytest.param(
            {"digest": {"every": "hourly"}},
            "monitor.jobs.digest.summarise_digest",
            id="of an hour",
        ),
    ],
)
async def test_a_summary_that_cannot_be_made_loses_nothing_and_holds_up_no_other(
    memory: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    alerts: dict[str, Any],
    words: str,
) -> None:
    """A defect of ours: its parts are told one by one."""
    room = Newsroom(memory, tmp_path, {"routes": [{"to": ["desk", "log"]} | alerts]})
    await room.work()
    room.now += MINUTE
    flap(room)

    def fails(*_: object) -> Message:
        msg = "a defect"
        raise RuntimeError(msg)

    monkeypatch.setattr(words, fails)
    room.now = at(1)
    await room.work()
    assert states(room, "desk") == states(room, "log") == {SENT: 4}


async def test_nothing_is_lost_if_the_program_dies_in_a_fold(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    flap(room)
    await room.work()
    room.now = at(1)
    before = room.deliveries()
    real = outbox.add

    def dies(tx: Transaction, drafts: Any, now: Any) -> int:
        real(tx, drafts, now)
        msg = "killed after the summary was written and before its parts were"
        raise KilledError(msg)

    monkeypatch.setattr(outbox, "add", dies)
    with pytest.raises(KilledError):
        await fold_due(room.services)
    monkeypatch.undo()
    assert room.deliveries() == before
    await room.work()
    assert [title for title in room.titles if "changed 2 times" in title] != []
    assert states(room, "log") == {SENT: 3, FOLDED: 2}


async def test_the_summary_of_a_hold_is_of_its_last_change(room: Newsroom, memory: Store) -> None:
    flap(room)
    room.now = at(1)
    await fold_due(room.services)
    (summary,) = (each for each in room.deliveries() if each.key.startswith("bundle/log/flap"))
    assert summary.change_id == 4
    assert summary.key == f"bundle/log/{FLAP}/20310514T130000/6"
    with memory.begin() as tx:
        assert acks.ack(tx, summary.id, at(1)) > 0
    await room.work()
    log = [each.title for each in room.inbox.told if each.channel == "log"]
    assert [title for title in log if "changed" in title] == []


async def test_a_hold_whose_alerts_were_all_acknowledged_tells_nothing(
    room: Newsroom, memory: Store
) -> None:
    flap(room)
    waiting = room.deliveries()
    with memory.begin() as tx:
        for each in waiting:
            acks.ack(tx, each.id, NOON)
    room.now = at(1)
    await room.work()
    assert room.titles == []


async def test_a_summary_waits_for_room_like_any_message(room: Newsroom) -> None:
    flap(room)
    await room.work()
    assert states(room, "desk") == {SENT: 2, PENDING: 2}
    room.now = NOON + 31 * MINUTE
    await room.work()
    assert states(room, "desk") == {SENT: 2, PENDING: 1, FOLDED: 2}
    await room.pass_time(timedelta(hours=1))
    assert states(room, "desk") == {SENT: 3, FOLDED: 2}


async def test_what_waits_for_room_goes_when_the_limit_is_taken_away(
    room: Newsroom, memory: Store, tmp_path: Path
) -> None:
    for name in ("summit", "tolls"):
        room.publish(Status.CONFIRMED, event=name)
        room.publish(Status.CANCELLED, event=name)
    after = Newsroom(memory, tmp_path, {"routes": [{"to": ["desk"]}]})
    await after.work()
    assert len([each for each in after.inbox.told if each.channel == "desk"]) == 4


async def test_a_notice_counts_and_does_not_wait(room: Newsroom, memory: Store) -> None:
    notices = [make_delivery(key=f"disk/{number}/desk") for number in range(3)]
    with memory.begin() as tx:
        outbox.add(tx, notices, NOON)
    await room.work()
    room.publish(Status.CONFIRMED)
    await room.work()
    assert [each.channel for each in room.inbox.told] == ["desk"] * 3 + ["log"]
    await room.pass_time(timedelta(hours=1))
    assert [each.channel for each in room.inbox.told][4:] == ["desk"]


async def test_what_may_have_arrived_makes_a_summary_that_may_repeat(
    room: Newsroom, memory: Store
) -> None:
    message = Message(title="POSTPONED: summit", body="It was put off.")
    drafts = [
        DeliveryDraft(key=f"a/{n}", channel="log", message=message, bundle=FLAP, may_repeat=n == 1)
        for n in range(3)
    ]
    with memory.begin() as tx:
        outbox.add(tx, drafts, NOON)
    await fold_due(room.services)
    assert [each.may_repeat for each in room.deliveries()] == [False, True, False, True]


@pytest.mark.parametrize(
    "bundle",
    [
        pytest.param("", id="of a quiet night"),
        pytest.param("overflow", id="for room"),
        pytest.param(FLAP, id="of an event that goes back and forth"),
    ],
)
async def test_what_waits_for_the_time_of_a_clock_that_was_ahead_is_due(
    room: Newsroom, memory: Store, bundle: str
) -> None:
    with memory.begin() as tx:
        draft = make_delivery(channel="log", bundle=bundle, due_at=at(24 * 3650))
        outbox.add(tx, [draft], at(24 * 3649))
    await room.work()
    assert room.titles == ["POSTPONED: summit"]


async def test_a_channel_that_is_gone_is_told_what_it_would_have_been(
    room: Newsroom, memory: Store
) -> None:
    with memory.begin() as tx:
        outbox.add(tx, [make_delivery(channel="gone", bundle="overflow")], NOON)
    assert await fold_due(room.services) == 1
    assert [each.bundle for each in room.deliveries()] == [""]


async def test_digests_are_left_to_their_own_time(room: Newsroom, memory: Store) -> None:
    with memory.begin() as tx:
        outbox.add(tx, [make_delivery(bundle="digest:daily")], NOON)
    assert await fold_due(room.services) == 0
    assert [each.state for each in room.deliveries()] == [PENDING]


async def test_what_was_acknowledged_in_between_is_not_folded(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = [("desk", "overflow"), ("log", FLAP)]
    monkeypatch.setattr("monitor.store.bundles.due", lambda _tx, _now: due)
    assert await fold_due(room.services) == 0
    assert room.deliveries() == []
