"""Days that pass in silence: told once, and not before all that was published has been read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from monitor.jobs.overdue import remind_overdue
from monitor.jobs.services import Services
from monitor.model.claims import Reading, Status
from monitor.model.items import FeedOutcome, PollRecord
from monitor.stages.overdue import over_at
from monitor.store import acks, events, feeds, mutes, outbox, topics, views
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_change, make_claim, make_item, make_occurrence
from tests.store.stock import add_article, add_items, make_delivery

DAY = at(24 * 9).date()
OVER = over_at(DAY)
SOON = timedelta(minutes=30)


@dataclass
class World:
    """A confirmed summit whose day is over, and a feed that has answered since."""

    store: Store
    services: Services

    def remind(self) -> int:
        return asyncio.run(remind_overdue(self.services))

    def titles(self) -> list[str]:
        with self.store.read() as tx:
            return [each.title for each in reversed(views.deliveries(tx, 99))]

    def write(self, work: Callable[[Transaction], object]) -> None:
        with self.store.begin() as tx:
            work(tx)


@pytest.fixture
def world(memory: Store, make_services: Callable[..., Services]) -> World:
    with memory.begin() as tx:
        topics.first_pass(tx, ["ruritania"], NOON)
        topics.settle(tx, "ruritania", NOON)
        events.save(tx, make_occurrence(day=DAY))
        claim = make_claim(day=DAY)
        article_id = add_article(tx, published=NOON)
        events.add_readings(tx, [(article_id, NOON, Reading(claims=(claim,)))])
        change = make_change(status=Status.CONFIRMED, previous=None, claim=claim, day=DAY)
        events.add_change(tx, change, article_id, NOON)
        poll(tx, OVER)
    return World(memory, make_services(now=lambda: OVER + timedelta(minutes=10)))


def poll(tx: Transaction, when: datetime, outcome: FeedOutcome = FeedOutcome.OK) -> None:
    record = PollRecord(
        feed_id=1,
        at=when,
        outcome=outcome,
        next_poll_at=when + SOON,
        failures=0 if outcome is FeedOutcome.OK else 1,
    )
    feeds.record_polls(tx, [record])


def test_it_is_told_once_with_the_last_word(world: World) -> None:
    assert [world.remind(), world.remind()] == [1, 0]
    assert world.titles() == ["OVERDUE, 23 May: Ruritania–Graustark summit"]
    with world.store.read() as tx:
        found = views.delivery(tx, 1)
    assert found is not None
    assert found.delivery.key == f"overdue/summit/1/{DAY}/desk"
    assert "“The leaders of Ruritania and Graustark will meet.”" in found.message.body
    assert "https://courier.example/1" in found.message.body


def test_another_day_of_the_same_occurrence_is_told_again(world: World) -> None:
    world.remind()
    moved = make_occurrence(
        status=Status.RESCHEDULED, day=DAY - timedelta(days=1), version=1, since=at(1)
    )
    world.write(lambda tx: events.save(tx, moved))
    assert world.remind() == 1


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(lambda tx: poll(tx, OVER - SOON * 3), id="no feed has answered since"),
        pytest.param(lambda tx: poll(tx, OVER - SOON), id="a feed is due: the word may be in it"),
        pytest.param(
            lambda tx: add_items(tx, 1, [make_item()], NOON), id="an item waits to be read"
        ),
        pytest.param(
            lambda tx: events.save(tx, make_occurrence(ordinal=2)), id="the next one is on its way"
        ),
        pytest.param(
            lambda tx: events.save(tx, make_occurrence(status=Status.HELD, day=DAY, version=1)),
            id="it was held",
        ),
    ],
)
def test_nobody_is_reminded_when(world: World, before: Callable[[Transaction], object]) -> None:
    world.write(before)
    assert world.remind() == 0
    assert world.titles() == []


def test_nobody_is_reminded_of_what_was_acknowledged(world: World) -> None:
    def told_and_read(tx: Transaction) -> None:
        outbox.add(tx, [make_delivery(change_id=1)], NOON)
        acks.ack(tx, 1, NOON)

    world.write(told_and_read)
    assert world.remind() == 0


def test_of_a_muted_event_it_is_kept_and_not_sent(world: World) -> None:
    world.write(lambda tx: mutes.mute(tx, "summit", NOON, None))
    assert world.remind() == 1
    with world.store.read() as tx:
        (found,) = views.deliveries(tx, 9)
    assert (found.state.value, found.due_at) == ("suppressed", None)


def test_an_event_that_is_watched_no_more_is_forgotten(world: World) -> None:
    stale = make_occurrence(event="coronation", day=DAY)
    world.write(lambda tx: events.save(tx, stale))
    world.remind()
    assert world.titles() == ["OVERDUE, 23 May: Ruritania–Graustark summit"]


def test_without_an_article_it_is_told_without_a_word(world: World) -> None:
    world.write(lambda tx: tx.connection().exec_driver_sql("UPDATE change SET article_id = NULL"))
    assert world.remind() == 1
