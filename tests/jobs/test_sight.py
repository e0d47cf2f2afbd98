from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from random import Random

import pytest

from monitor.errors import FetchError
from monitor.jobs.poll import poll_all
from monitor.jobs.sight import look_out
from monitor.model.items import FeedOutcome, PollRecord
from monitor.model.pages import NotModified, Page, PageRequest
from monitor.store import feeds, topics, views
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.fakes import FakeFetcher
from tests.jobs.conftest import MakeServices

STEP = timedelta(minutes=5)


def polled(store: Store, hours: float, outcome: FeedOutcome, failures: int = 0) -> None:
    record = PollRecord(
        feed_id=1,
        at=at(hours),
        outcome=outcome,
        failures=failures,
        detail="HTTP 503" if failures else "",
        next_poll_at=at(hours),
    )
    with store.begin() as tx:
        feeds.record_polls(tx, [record])


def told(store: Store) -> list[str]:
    with store.read() as tx:
        return [each.title for each in reversed(views.deliveries(tx, 99))]


async def test_of_a_topic_that_no_feed_tells_of_operators_hear_once_and_once_when_it_is_over(
    memory: Store, make_services: MakeServices
) -> None:
    polled(memory, -2, FeedOutcome.OK)
    polled(memory, 0, FeedOutcome.FETCH_FAILED, failures=3)
    services = make_services()
    name = services.config.topics[0].name
    assert [await look_out(services) for _ in range(3)] == [True, False, False]
    polled(memory, 1, FeedOutcome.NOT_MODIFIED)
    later = make_services(now=lambda: at(1))
    assert [await look_out(later) for _ in range(3)] == [True, False, False]
    assert told(memory) == [f"Blind watch: {name}", f"Watch restored: {name}"]
    with memory.read() as tx:
        blind, back = (views.delivery(tx, number) for number in (1, 2))
        assert topics.blind(tx) == {}
    assert blind is not None
    assert back is not None
    assert "No feed has answered since 2031-05-14 10:00 UTC" in blind.message.body
    assert "• The Strelsau Courier: HTTP 503 (3 times in a row)" in blind.message.body
    assert "Blind from 2031-05-14 10:00 to 2031-05-14 13:00 UTC" in back.message.body


async def test_a_watch_that_sees_is_left_alone(memory: Store, make_services: MakeServices) -> None:
    polled(memory, -9, FeedOutcome.OK)
    assert not await look_out(make_services())
    assert told(memory) == []


async def test_where_no_route_wants_notices_it_is_known_all_the_same(
    memory: Store, make_services: MakeServices
) -> None:
    polled(memory, -2, FeedOutcome.OK)
    polled(memory, 0, FeedOutcome.FETCH_FAILED, failures=3)
    services = make_services()
    quiet = make_services(config=services.config.model_copy(update={"routes": ()}))
    assert not await look_out(quiet)
    with memory.read() as tx:
        assert list(topics.blind(tx).values()) == [at(-2)]


class Network(FakeFetcher):
    """A web that is down for some hours of a clock; the feeds never change."""

    def __init__(self, clock: list[datetime], down: tuple[float, float]) -> None:
        super().__init__()
        self._clock, self._down = clock, down
        self.moments: Counter[datetime] = Counter()

    async def fetch(self, request: PageRequest) -> Page | NotModified:
        self.moments[self._clock[0]] += 1
        if at(self._down[0]) <= self._clock[0] < at(self._down[1]):
            msg = f"{request.url}: its name cannot be looked up"
            raise FetchError(msg, reason="dns", subject=request.url)
        return NotModified()


@pytest.mark.parametrize(
    ("down", "expected"),
    [
        pytest.param((2, 8), ["Blind watch", "Watch restored"], id="for six hours"),
        pytest.param((2, 2.5), [], id="for half an hour"),
    ],
)
async def test_case_42_the_network_is_down_and_comes_back(
    memory: Store, make_services: MakeServices, down: tuple[float, float], expected: list[str]
) -> None:
    """Twenty feeds fail together: one notice each way, and nobody is asked in a burst."""
    clock = [NOON]
    network = Network(clock, down)
    chance = Random(20)  # noqa: S311 -- the same in every run
    services = make_services(fetcher=network, now=lambda: clock[0], jitter=chance.random)
    urls = [f"https://courier{number}.example/feed.xml" for number in range(20)]
    with memory.begin() as tx:
        feeds.sync(tx, urls, NOON)
    while clock[0] < at(14):
        with memory.read() as tx:
            due = feeds.due(tx, clock[0], 99)
        await poll_all(services, due, lambda _stage: None)
        await look_out(services)
        clock[0] += STEP
    assert [title.partition(":")[0] for title in told(memory)] == expected
    with memory.read() as tx:
        assert {state.failures for state in feeds.states(tx)} == {0}
    after = [asked for moment, asked in network.moments.items() if moment >= at(down[1])]
    assert max(after) < len(urls) * 0.75
