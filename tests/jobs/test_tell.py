"""Tell: a change becomes rows of the outbox, in the transaction that keeps the change."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.jobs.follow import Follower
from monitor.jobs.tell import Teller
from monitor.model.alerts import AlertKind
from monitor.model.claims import Status
from monitor.model.deliveries import DeliveryState
from monitor.store import mutes
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.messages import make_alert
from tests.newsroom import Newsroom

NIGHT = {"from": "22:00", "to": "07:00"}
SUMMIT = "Ruritania–Graustark summit"


@pytest.fixture
def memory() -> Any:
    with Store.in_memory() as opened:
        yield opened


def room_of(store: Store, root: Path, *routes: dict[str, Any], **alerts: Any) -> Newsroom:
    return Newsroom(store, root, {"routes": list(routes)} | alerts)


def teller_of(room: Newsroom) -> Teller:
    return Follower.of(room.services, room.now).teller


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        pytest.param(None, "the event is muted", id="for good"),
        pytest.param(at(48), "the event is muted until 2031-05-16 12:00 UTC", id="for two days"),
    ],
)
async def test_of_a_muted_event_nobody_is_told(
    memory: Store, tmp_path: Path, until: Any, reason: str
) -> None:
    room = room_of(memory, tmp_path, {"to": ["desk"]})
    with memory.begin() as tx:
        mutes.mute(tx, "summit", NOON, until)
    room.publish(Status.CONFIRMED)
    room.publish(Status.CONFIRMED, event="tolls")
    await room.work()
    assert room.titles == ["CONFIRMED: Toll conference"]
    muted = room.deliveries()[0]
    assert (muted.state, muted.detail) == (DeliveryState.SUPPRESSED, reason)


async def test_when_a_mute_is_over_people_are_told_again(memory: Store, tmp_path: Path) -> None:
    room = room_of(memory, tmp_path, {"to": ["desk"]})
    with memory.begin() as tx:
        mutes.mute(tx, "summit", NOON, at(1))
    room.publish(Status.CONFIRMED)
    await room.pass_time(timedelta(hours=1))
    room.publish(Status.POSTPONED)
    await room.work()
    assert room.titles == [f"POSTPONED: {SUMMIT}"]


async def test_an_alert_that_no_change_makes_goes_by_the_routes(
    memory: Store, tmp_path: Path
) -> None:
    room = room_of(
        memory,
        tmp_path,
        {"to": ["desk"], "statuses": ["confirmed"]},
        {"to": ["mail"], "digest": {"every": "daily"}},
    )
    overdue = make_alert(kind=AlertKind.OVERDUE, status=Status.CONFIRMED, day=NOON.date())
    with memory.begin() as tx:
        assert teller_of(room).send(tx, overdue, None, "overdue/summit/1/2031-05-14") == 1
        assert teller_of(room).send(tx, overdue, None, "overdue/summit/1/2031-05-14") == 0
    (row,) = room.deliveries()
    assert (row.key, row.due_at) == ("overdue/summit/1/2031-05-14/desk", NOON)


async def test_a_correction_goes_where_the_alert_went_and_by_its_routes(
    memory: Store, tmp_path: Path
) -> None:
    room = room_of(
        memory,
        tmp_path,
        {"to": ["desk"], "statuses": ["postponed"], "quiet": NIGHT},
        {"to": ["mail"], "statuses": ["postponed"]},
    )
    room.now = at(12)
    correction = make_alert(kind=AlertKind.CORRECTION, status=Status.CANCELLED)
    with memory.begin() as tx:
        new = teller_of(room).send(
            tx,
            correction,
            None,
            "correction/7",
            like=make_alert(status=Status.POSTPONED),
            channels=["desk", "gone"],
        )
    assert new == 2
    assert {each.channel: each.due_at for each in room.deliveries()} == {
        "desk": at(19),
        "gone": at(12),
    }


def test_an_alert_with_nowhere_to_go_is_no_error(memory: Store, tmp_path: Path) -> None:
    room = room_of(memory, tmp_path, {"to": ["desk"], "topics": ["elsewhere"]})
    with memory.begin() as tx:
        assert teller_of(room).send(tx, make_alert(), None, "correction/7") == 0
        assert teller_of(room).send(tx, make_alert(), None, "correction/7", channels=[]) == 0


async def test_what_waits_for_a_digest_is_not_held_besides(memory: Store, tmp_path: Path) -> None:
    room = room_of(memory, tmp_path, {"to": ["desk"], "digest": {"every": "daily"}})
    await room.work()
    for status in (Status.CONFIRMED, Status.POSTPONED, Status.CONFIRMED):
        room.publish(status)
        room.now += timedelta(minutes=1)
    assert {each.due_at for each in room.deliveries()} == {at(20)}
    await room.pass_time(timedelta(hours=20), timedelta(hours=1))
    assert len(room.titles) == 1
    assert room.titles[0].startswith("Daily digest, 3 alerts: ")
