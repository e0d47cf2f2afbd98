"""What is sent with a poll, and what its answer changes for the next one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.config.schema.feeds import Feed
from monitor.config.schema.settings import PollSettings
from monitor.errors import FetchError
from monitor.jobs.keep import keep_polls
from monitor.jobs.poll import poll_feed
from monitor.jobs.services import Services
from monitor.model.items import FeedOutcome, FeedState, PollRecord
from monitor.model.pages import NotModified, Page
from monitor.store import feeds, views
from monitor.store.engine import Store
from tests.builders import NOON, at, make_page
from tests.fakes import FakeFetcher

MakeServices = Callable[..., Services]
FEED = "https://courier.example/feed.xml"
NEW = "https://www.courier.example/rss"


def document(*hours: float, head: str = "") -> Page:
    """A feed whose items were published so many hours before noon."""
    items = "".join(
        f"<item><guid>{hour}</guid><title>Tolls {hour}</title><pubDate>"
        f"{at(-hour):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for hour in hours
    )
    body = f'<rss version="2.0"><channel><title>Courier</title>{head}{items}</channel></rss>'
    return make_page(body.encode(), url=FEED, content_type="application/rss+xml", etag='"1"')


class Desk:
    """Polls one feed at given times, each poll written down before the next one."""

    def __init__(self, store: Store, services: Services, *, learned: bool = True) -> None:
        self.clock = [NOON]
        self.fetcher = FakeFetcher()
        settings = services.config.settings.model_copy(update={"poll": PollSettings()})
        update: dict[str, Any] = {"settings": settings}
        if learned:
            update["feeds"] = (Feed(url=FEED, name="The Strelsau Courier"),)
        config = services.config.model_copy(update=update)
        self.services = replace(
            services, config=config, fetcher=self.fetcher, now=lambda: self.clock[0]
        )
        self.store = store

    @property
    def state(self) -> FeedState:
        with self.store.read() as tx:
            (state,) = feeds.states(tx)
        return state

    async def poll(self, hours: float, answer: Page | NotModified | FetchError) -> PollRecord:
        self.clock[0] = at(hours)
        address = self.state.course.location or FEED
        self.fetcher.pages[address] = answer
        (record,) = await keep_polls(self.services, [await poll_feed(self.services, self.state)])
        return record

    def due(self, hours: float) -> bool:
        with self.store.read() as tx:
            return bool(feeds.due(tx, at(hours), 10))


@pytest.fixture
def desk(memory: Store, make_services: MakeServices) -> Desk:
    return Desk(memory, make_services())


def refusal(status: int | None = None, retry_after: float | None = None) -> FetchError:
    return FetchError(
        f"{FEED}: HTTP {status}",
        reason="http_status",
        subject=FEED,
        status=status,
        retry_after_seconds=retry_after,
    )


def wait(record: PollRecord) -> timedelta:
    return record.next_poll_at - record.at


@pytest.mark.parametrize(
    ("page", "minutes"),
    [
        pytest.param(document(*range(20)), 15, id="an item an hour"),
        pytest.param(document(*(n / 60 for n in range(20))), 2, id="an item a minute: the floor"),
        pytest.param(
            document(*range(0, 20_000, 1000)), 120, id="an item in six weeks: the ceiling"
        ),
        pytest.param(
            document(*range(20), head="<ttl>60</ttl>"), 60, id="it wishes to be kept for an hour"
        ),
        pytest.param(
            replace(document(*range(20)), fresh_for=timedelta(hours=3)),
            180,
            id="so does its server",
        ),
        pytest.param(
            document(*range(20), head="<skipHours><hour>12</hour></skipHours>"),
            60,
            id="it rests now",
        ),
    ],
)
async def test_a_feed_is_asked_by_its_rhythm_and_wishes(
    desk: Desk, page: Page, minutes: float
) -> None:
    record = await desk.poll(0, page)
    assert record.outcome is FeedOutcome.OK
    assert wait(record) / timedelta(minutes=1) == pytest.approx(minutes, rel=0.03)
    assert desk.state.course.interval_seconds is not None


async def test_what_it_said_counts_until_it_says_something_else(desk: Desk) -> None:
    await desk.poll(0, document(1, 2, 3, head="<ttl>300</ttl>"))
    assert wait(await desk.poll(5, NotModified())) == timedelta(hours=5)
    assert wait(await desk.poll(10, refusal(500))) < timedelta(hours=5)
    assert wait(await desk.poll(11, document(1, 2, 3))) < timedelta(hours=1)


async def test_an_interval_of_the_user_is_kept_below_the_floor(
    memory: Store, make_services: MakeServices
) -> None:
    desk = Desk(memory, make_services(), learned=False)
    feed = Feed.model_validate({"url": FEED, "interval": "10s"})
    config = desk.services.config.model_copy(update={"feeds": (feed,)})
    desk.services = replace(desk.services, config=config)
    assert wait(await desk.poll(0, document(1, 2, 3))) == timedelta(seconds=10)


async def test_a_restart_asks_nobody_before_the_time(desk: Desk) -> None:
    await desk.poll(0, document(*range(20)))
    with desk.store.begin() as tx:
        feeds.sync(tx, [FEED], at(0.1))
    assert not desk.due(0.1)
    assert desk.due(0.5)


@pytest.mark.parametrize(
    ("hours", "due"),
    [
        pytest.param(-1, 1, id="by an hour"),
        pytest.param(-87_600, 1, id="by ten years"),
    ],
)
async def test_a_clock_that_is_set_back_stalls_nothing(desk: Desk, hours: float, due: int) -> None:
    await desk.poll(0, document(*range(20)))
    with desk.store.begin() as tx:
        assert feeds.set_back(tx, at(hours)) == due
        assert feeds.set_back(tx, at(hours)) == 0
    assert not desk.due(hours)
    assert desk.due(hours + 0.3)
    state = desk.state
    assert state.polled_at == state.ok_at == state.course.body_at == at(hours)


async def test_a_clock_that_was_right_changes_nothing(desk: Desk) -> None:
    await desk.poll(0, document(*range(20)))
    before = desk.state
    with desk.store.begin() as tx:
        assert feeds.set_back(tx, NOON) == 0
    assert desk.state == before


# A feed that has moved


async def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(desk: Desk) -> None:
    moved = replace(document(1, 2, 3), url=NEW, moved_to=NEW)
    for hours in (0, 12, 24):
        await desk.poll(hours, moved)
    assert desk.fetcher.requests[-1].url == FEED
    await desk.poll(25, document(1, 2, 3))
    assert desk.fetcher.requests[-1].url == NEW
    assert desk.state.url == FEED, "what is configured stays"


async def test_an_address_that_fails_is_given_up_for_the_configured_one(desk: Desk) -> None:
    for hours in (0, 12, 24):
        await desk.poll(hours, replace(document(1, 2, 3), moved_to=NEW))
    for hours in (25, 26, 27):
        await desk.poll(hours, refusal(404))
        assert desk.fetcher.requests[-1].url == NEW
    await desk.poll(28, document(1, 2, 3))
    assert desk.fetcher.requests[-1].url == FEED


async def test_credentials_are_never_taken_to_a_new_address(desk: Desk) -> None:
    desk.services = replace(desk.services, feed_headers={FEED: (("X-Key", "k1"),)})
    for hours in (0, 12, 24, 48):
        await desk.poll(hours, replace(document(1, 2, 3), moved_to=NEW))
    assert {request.url for request in desk.fetcher.requests} == {FEED}
    assert desk.state.course.moved_to == NEW


# A feed that is gone, or whose host asks for a wait


async def test_a_feed_that_is_gone_is_paused_until_somebody_asks(desk: Desk) -> None:
    for hours in (0, 12, 24):
        assert desk.due(9999)
        await desk.poll(hours, refusal(410))
    with desk.store.read() as tx:
        told = [each.title for each in views.deliveries(tx, 10)]
    assert told == ["Gone: The Strelsau Courier"]
    paused, gone_for_good = desk.state.course, desk.due(9999)
    assert (paused.paused_at, gone_for_good) == (at(24), False)
    await desk.poll(10_000, document(1, 2, 3))
    assert desk.state.course.gone_times == 0
    assert desk.due(10_100)


async def test_a_feed_that_is_not_found_is_asked_less_and_less(desk: Desk) -> None:
    waits = [wait(await desk.poll(hours, refusal(404))) for hours in (0, 24, 48, 72)]
    assert waits == sorted(waits)
    assert desk.due(999)


async def test_a_feed_whose_host_rests_is_put_off_and_not_blamed(desk: Desk) -> None:
    resting = FetchError("rests", reason="resting", subject=FEED, retry_after_seconds=7200)
    for _ in range(3):
        record = await desk.poll(0, resting)
        assert (record.failures, wait(record)) == (1, timedelta(hours=2))


# Validators


@pytest.mark.parametrize(
    ("gap_hours", "asked_whole"),
    [
        pytest.param(1, True, id="it has news each hour: it should have changed"),
        pytest.param(100, False, id="it has news twice a week: it may be right"),
    ],
)
async def test_who_says_for_a_day_that_nothing_changed_is_asked_without_validators(
    desk: Desk, gap_hours: int, asked_whole: bool
) -> None:
    await desk.poll(0, document(*range(0, 10 * gap_hours, gap_hours)))
    await desk.poll(23, NotModified())
    assert desk.fetcher.requests[-1].etag == '"1"'
    await desk.poll(24, document(*range(0, 10 * gap_hours, gap_hours)))
    assert (desk.fetcher.requests[-1].etag is None) is asked_whole
    await desk.poll(25, NotModified())
    assert desk.fetcher.requests[-1].etag == '"1"'
