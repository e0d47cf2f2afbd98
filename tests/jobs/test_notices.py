from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.config.schema.alerts import Route
from monitor.jobs.notices import notify, warn_of_blind_feeds, warn_of_low_disk
from monitor.model.alerts import Message
from monitor.model.items import FeedOutcome, FeedState, PollRecord
from monitor.model.machine import DiskSpace
from monitor.stages import notices
from monitor.store import feeds, views
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.jobs.conftest import MakeServices

MESSAGE = Message(title="Not delivered: channel desk", body="The channel desk did not take it.")
ROUTES = (
    Route(to=("desk", "mail")),
    Route(to=("ops", "desk"), notices=True, topics=("none",)),
    Route(to=("pager",), notices=True),
)
GB, MB = 10**9, 10**6


def keys(store: Store) -> list[str]:
    with store.read() as tx:
        return [each.key for each in reversed(views.deliveries(tx, 99))]


def test_a_notice_goes_to_every_route_that_asks_but_not_to_the_channel_that_it_is_about(
    memory: Store,
) -> None:
    with memory.begin() as tx:
        assert notify(tx, "dead/desk/2031-05-14", MESSAGE, ROUTES, NOON, exclude={"desk"}) == 2
        assert notify(tx, "dead/desk/2031-05-14", MESSAGE, ROUTES, at(1), exclude={"desk"}) == 0
    assert keys(memory) == ["dead/desk/2031-05-14/ops", "dead/desk/2031-05-14/pager"]


@pytest.mark.parametrize(
    ("free", "total", "told"),
    [
        pytest.param(199 * MB, 400 * MB, True, id="little is left"),
        pytest.param(201 * MB, 400 * MB, False, id="enough for a week is left"),
        pytest.param(1 * GB, 40 * GB, True, id="a large disk is nearly full"),
        pytest.param(6 * GB, 400 * GB, False, id="so much is never low"),
    ],
)
async def test_when_the_disk_is_low(
    memory: Store, make_services: MakeServices, free: int, total: int, told: bool
) -> None:
    space = DiskSpace(free_bytes=free, total_bytes=total)
    assert await warn_of_low_disk(make_services(disk=lambda: space)) is told
    assert keys(memory) == (["disk/2031-05-14/ops"] if told else [])


async def test_of_a_disk_that_stays_low_operators_hear_once_a_day(
    memory: Store, make_services: MakeServices
) -> None:
    def disk() -> DiskSpace:
        return DiskSpace(free_bytes=0, total_bytes=GB)

    told = [
        await warn_of_low_disk(make_services(disk=disk, now=lambda: at(hours)))  # noqa: B023
        for hours in (0, 11, 13)
    ]
    assert told == [True, False, True]
    assert keys(memory) == ["disk/2031-05-14/ops", "disk/2031-05-15/ops"]


async def test_a_disk_that_nobody_looks_at_is_no_concern(make_services: MakeServices) -> None:
    assert not await warn_of_low_disk(make_services(disk=None))


async def test_of_feeds_that_fell_silent_operators_hear_once(
    memory: Store, make_services: MakeServices
) -> None:
    services = make_services()
    with memory.begin() as tx:
        feeds.sync(tx, [feed.url for feed in services.config.feeds], at(-30))
        (state,) = feeds.states(tx)
        answered = PollRecord(
            feed_id=state.id, at=at(-25), outcome=FeedOutcome.OK, next_poll_at=at(-24)
        )
        feeds.record_polls(tx, [answered])
        silent = replace(answered, at=at(-1), outcome=FeedOutcome.FETCH_FAILED, failures=9)
        feeds.record_polls(tx, [replace(silent, detail="HTTP 503")])
    told = [
        await warn_of_blind_feeds(make_services(now=lambda: at(hours)))  # noqa: B023
        for hours in (-2, 0, 11, 13, 24)
    ]
    assert told == [False, True, False, False, False]
    assert keys(memory) == ["blind/2031-05-13/ops"]
    with memory.read() as tx:
        found = views.delivery(tx, 1)
    assert found is not None
    assert found.message.title == "Blind: 1 feed without an answer for a day"
    assert "• The Strelsau Courier: HTTP 503" in found.message.body


def test_a_notice_of_a_dead_network_names_some_feeds_and_counts_the_others() -> None:
    state = FeedState(id=1, url="https://courier.example/feed", next_poll_at=NOON, detail="refused")
    labels = {state.url: "Courier"}
    body = notices.blind([state] * (notices.MOST_NAMED + 2), labels).body
    assert body.count("• Courier: refused") == notices.MOST_NAMED
    assert "• and 2 more" in body
