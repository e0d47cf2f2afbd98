"""Edits of articles, case by case: what a feed brings one poll after another, what people get."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from monitor.config.schema.alerts import Route
from monitor.config.schema.settings import IngestSettings, Settings
from monitor.jobs.commit import commit
from monitor.jobs.deliver import deliver_due
from monitor.jobs.follow import Follower
from monitor.jobs.ingest import ingest_batch
from monitor.jobs.services import Services
from monitor.jobs.tell import Teller
from monitor.language.watch import compile_watch
from monitor.model.claims import Status
from monitor.model.events import IgnoredReason
from monitor.model.items import FeedItem
from monitor.stages.read import read_article
from monitor.store import events, items, timelines, topics, versions
from monitor.store.engine import Store
from tests.builders import NOON, at, make_article, make_item, make_topic
from tests.fakes import FakePusher
from tests.store.stock import count_pending

MakeServices = Callable[..., Services]

PADDING = " ".join(
    f"Farmers of district {n} spoke of tolls and the old border road." for n in range(12)
)
AGREED = "Ruritania and Graustark agree to hold a summit"
HELD_UP = "Ruritania–Graustark summit postponed"
CALLED_OFF = "Ruritania–Graustark summit cancelled"
BACK_ON = "The summit of Ruritania and Graustark will go ahead, both governments said"
COLOUR = "Ruritania and Graustark: where the two delegations like to dine"
POSTPONED = "The summit of Ruritania and Graustark was postponed, the Ruritanian government said."


@dataclass
class Press:
    """A feed that is polled by hand, and the desk that gets the alerts."""

    services: Services
    now: datetime = NOON
    told: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)

    def poll(self, hours: float, *found: FeedItem, flood: bool = False) -> None:
        """The feed has these items so many hours after noon; all that follows is done."""
        self.now = at(hours)
        with self.services.store.begin() as tx:
            keyed = items.by_key(found)
            items.add(tx, 1, keyed, self.now, keyed if flood else ())
        asyncio.run(self._work())

    def wait(self, hours: float) -> None:
        self.now = at(hours)
        asyncio.run(self._work())

    async def _work(self) -> None:
        while await ingest_batch(self.services) is not None:
            pass
        await deliver_due(self.services)
        pusher = self.services.pusher
        assert isinstance(pusher, FakePusher)
        self.told += [sent.title.partition(": Ruritania")[0] for _, sent in pusher.sent]
        self.bodies += [sent.body for _, sent in pusher.sent]
        pusher.sent.clear()

    def status(self) -> Status | None:
        with self.services.store.read() as tx:
            current = events.current(tx, "summit")
        return current.status if current else None

    def ignored(self) -> list[tuple[str, IgnoredReason | None]]:
        with self.services.store.read() as tx:
            claims = timelines.event_timeline(tx, "summit").claims
        return [(view.claim.status.value, view.ignored) for view in claims]


@pytest.fixture
def press(make_services: MakeServices) -> Press:
    clock: list[Press] = []
    found = Press(services=make_services(now=lambda: clock[0].now))
    clock.append(found)
    return found


def item(title: str, text: str = "", **changes: Any) -> FeedItem:
    values: dict[str, Any] = {"content": f"{text} {PADDING}".strip(), "summary": ""}
    return make_item(title=title, **(values | changes))


def other(title: str, hours: float) -> FeedItem:
    """A report by another outlet: of its own words and address."""
    return item(
        title,
        f"This is what the Gazette heard at {hours}. ",
        content=f"The Gazette of hour {hours} heard it from several people in the palace. " * 3,
        guid=f"gazette-{hours}",
        url=f"https://gazette.example/{hours}",
        published=at(hours),
    )


Polls = Sequence[tuple[float, Sequence[FeedItem]]]


@pytest.mark.parametrize(
    ("polls", "told", "status"),
    [
        pytest.param(
            [(0, [item(AGREED)]), (3, [item(HELD_UP)])],
            ["CONFIRMED", "POSTPONED"],
            Status.POSTPONED,
            id="an edited headline is news",
        ),
        pytest.param(
            [(0, [item(AGREED)]), (3, [item(AGREED, POSTPONED)])],
            ["CONFIRMED", "POSTPONED"],
            Status.POSTPONED,
            id="so is a paragraph that is put in",
        ),
        pytest.param(
            [(0, [item(AGREED)]), (1, [item(AGREED.replace("agree", "agrre"))])],
            ["CONFIRMED"],
            Status.CONFIRMED,
            id="a typo is none",
        ),
        pytest.param(
            [(0, [item(AGREED)]), (1, [item(AGREED, "The cooks have been told.")])],
            ["CONFIRMED"],
            Status.CONFIRMED,
            id="nor is a paragraph about something else",
        ),
        pytest.param(
            [(0, [item(AGREED)]), (1, [other(HELD_UP, 1)]), (2, [item(AGREED, "Cooks know it.")])],
            ["CONFIRMED", "POSTPONED"],
            Status.POSTPONED,
            id="what an edited article said before is not said again: it is not back on",
        ),
        pytest.param(
            [(0, [item(AGREED)]), (1, [other(HELD_UP, 1)]), (2, [item(BACK_ON)])],
            ["CONFIRMED", "POSTPONED"],
            Status.POSTPONED,
            id="nor by the same status in other words",
        ),
        pytest.param(
            [(0, [other(AGREED, 0)]), (1, [item(HELD_UP)]), (2, [item(COLOUR)])],
            ["CONFIRMED", "POSTPONED", "CORRECTION"],
            Status.CONFIRMED,
            id="an edit that takes the evidence back is corrected",
        ),
        pytest.param(
            [(1, [item(HELD_UP)]), (2, [item(COLOUR)])],
            ["POSTPONED", "CORRECTION"],
            None,
            id="even where nothing is known any more",
        ),
        pytest.param(
            [(0, [other(AGREED, 0)]), (1, [item(HELD_UP)]), (1.5, [other(HELD_UP, 1.5)]),
             (2, [item(COLOUR)])],
            ["CONFIRMED", "POSTPONED"],
            Status.POSTPONED,
            id="but not while another outlet says the same",
        ),
        pytest.param(
            [(0, [other(AGREED, 0)]), (1, [item(HELD_UP)]), (2, [item(CALLED_OFF)])],
            ["CONFIRMED", "POSTPONED", "CANCELLED"],
            Status.CANCELLED,
            id="an edit that says something stronger is plain news",
        ),
        pytest.param(
            [(0, [other(AGREED, 0)]), (1, [item(AGREED, POSTPONED)]),
             (2, [item(AGREED, content="Farmers of district 0 spoke of tolls and the old border")])],
            ["CONFIRMED", "POSTPONED"],
            Status.POSTPONED,
            id="a text that is cut takes nothing back",
        ),
        pytest.param(
            [(0, [other(AGREED, 0)]), (1, [item(AGREED, POSTPONED)]),
             (2, [item(AGREED, content="Subscribe to read the full story. Already a subscriber?")])],
            ["CONFIRMED", "POSTPONED"],
            Status.POSTPONED,
            id="nor does a paywall in its place",
        ),
        pytest.param(
            [(0, [other(AGREED, 0)]), (1, [item(AGREED, POSTPONED)]), (2, [item(AGREED)])],
            ["CONFIRMED", "POSTPONED", "CORRECTION"],
            Status.CONFIRMED,
            id="a single sentence that is taken out does",
        ),
        pytest.param(
            [(0, [item(AGREED)]), (1, [item(HELD_UP)]), (2, [item(AGREED)])],
            ["CONFIRMED", "POSTPONED", "CORRECTION"],
            Status.CONFIRMED,
            id="a version that comes back is what the article says again",
        ),
        pytest.param(
            [(0, [item(AGREED)]), (1, [item(HELD_UP)]), (2, [item(BACK_ON)])],
            ["CONFIRMED", "POSTPONED", "CORRECTION"],
            Status.CONFIRMED,
            id="so it is in other words",
        ),
        pytest.param(
            [(0, [item(AGREED)]), (1, [item(HELD_UP)]), (50, [item(BACK_ON)])],
            ["CONFIRMED", "POSTPONED", "CONFIRMED"],
            Status.CONFIRMED,
            id="days later it is back on",
        ),
        pytest.param(
            [(0, [item(AGREED)]),
             (1, [item("Rare bees return", content="Bees came back to the hives. " * 30,
                       url="https://courier.example/bees")])],
            ["CONFIRMED"],
            Status.CONFIRMED,
            id="a guid that is given to another article takes nothing back",
        ),
    ],
)  # fmt: skip
def test_edits(press: Press, polls: Polls, told: list[str], status: Status | None) -> None:
    for hours, found in polls:
        press.poll(hours, *found)
    assert press.told == told
    assert press.status() is status
    with press.services.store.read() as tx:
        assert versions.faults(tx) == []


def test_what_an_older_version_said_is_shown_as_revised(press: Press) -> None:
    press.poll(0, item(AGREED))
    press.poll(1, item(HELD_UP))
    assert press.ignored()[0] == ("confirmed", IgnoredReason.REVISED)


def test_an_alert_says_that_an_edit_brought_it(press: Press) -> None:
    press.poll(0, item(AGREED))
    press.poll(3, item(HELD_UP))
    assert ["edit" in body for body in press.bodies] == [False, True]
    assert "14 May 2031, 12:00" in press.bodies[1]


@pytest.mark.parametrize("hours", [pytest.param(-1, id="late"), pytest.param(2, id="new")])
def test_what_came_in_a_flood_is_no_news_and_no_history(press: Press, hours: float) -> None:
    press.poll(0, item(AGREED))
    press.poll(3, other(HELD_UP, hours), flood=True)
    assert press.told == ["CONFIRMED"]
    assert press.status() is Status.CONFIRMED
    assert ("postponed", IgnoredReason.FLOOD) in press.ignored()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"content": PADDING}, id="a report of its own"),
        pytest.param({}, id="a copy of what came in it"),
    ],
)
def test_who_reports_after_a_flood_what_came_in_it_is_told(
    press: Press, changes: dict[str, Any]
) -> None:
    press.poll(0, item(AGREED))
    press.poll(3, other(HELD_UP, 2), flood=True)
    fresh = replace(other(HELD_UP, 2), guid="fresh", url="https://fresh.example/1", **changes)
    press.poll(4, replace(fresh, published=at(4)))
    assert press.told == ["CONFIRMED", "POSTPONED"]


def test_an_edit_of_what_came_in_a_flood_is_news(press: Press) -> None:
    press.poll(0, item(AGREED))
    press.poll(3, other(HELD_UP, -2), flood=True)
    press.poll(5, replace(other(CALLED_OFF, -2)))
    assert press.told == ["CONFIRMED", "CANCELLED"]


def test_a_flood_edits_nothing(press: Press) -> None:
    press.poll(0, item(AGREED))
    press.poll(3, item(COLOUR, guid="another"), flood=True)
    assert press.told == ["CONFIRMED"]
    assert press.status() is Status.CONFIRMED


def test_an_old_article_whose_edit_is_news_is_not_too_old(make_services: MakeServices) -> None:
    services = make_services()
    settings = Settings(ingest=IngestSettings(alert_max_age=timedelta(days=3)))
    clock: list[Press] = []
    config = services.config.model_copy(update={"settings": settings})
    clock.append(Press(services=replace(services, config=config, now=lambda: clock[0].now)))
    with services.store.begin() as tx:
        topics.first_pass(tx, ["ruritania"], NOON)
        topics.settle(tx, "ruritania", NOON)
    clock[0].poll(0, item(AGREED))
    clock[0].poll(24 * 5, item(HELD_UP))
    assert clock[0].told == ["CONFIRMED", "POSTPONED"]


def test_a_title_that_goes_back_and_forth_is_settled_after_three_changes(press: Press) -> None:
    press.poll(0, item(AGREED))
    for poll in range(1, 9):
        press.poll(poll, item(HELD_UP if poll % 2 else AGREED))
    assert press.told == ["CONFIRMED", "POSTPONED", "CORRECTION", "CORRECTION"]
    assert press.status() is Status.POSTPONED


def test_what_was_held_is_told_when_another_outlet_prints_it(press: Press) -> None:
    press.poll(0, item(AGREED))
    for poll, title in enumerate([HELD_UP, AGREED, HELD_UP, CALLED_OFF], 1):
        press.poll(poll, item(title))
    reprint = item(CALLED_OFF, guid="reprint", url="https://reprint.example/1", published=at(5))
    press.poll(5, reprint)
    assert press.told[-1] == "CANCELLED"
    press.wait(12.5)
    assert press.told.count("CANCELLED") == 1


def test_what_was_held_counts_on_the_next_day(press: Press) -> None:
    press.poll(0, item(AGREED))
    for poll, title in enumerate([HELD_UP, AGREED, HELD_UP, CALLED_OFF], 1):
        press.poll(poll, item(title))
    assert press.status() is Status.POSTPONED
    assert ("cancelled", IgnoredReason.UNSETTLED) in press.ignored()
    with press.services.store.read() as tx:
        assert count_pending(tx) == 1
    press.wait(12.5)
    assert press.status() is Status.CANCELLED
    assert press.told[-1] == "CANCELLED"
    with press.services.store.read() as tx:
        assert count_pending(tx) == 0


def test_an_edit_is_dated_by_the_poll_that_brought_it(press: Press) -> None:
    press.poll(0, item(AGREED))
    press.poll(30, item(HELD_UP))
    with press.services.store.read() as tx:
        current = events.current(tx, "summit")
    assert current is not None
    assert current.since == at(30)


VERSIONS = [AGREED, HELD_UP, CALLED_OFF, COLOUR, BACK_ON]


def test_versions_of_an_hour_end_alike_whatever_their_order() -> None:
    watch = compile_watch([make_topic()])

    def arrive(order: Sequence[tuple[int, str]]) -> tuple[object, object]:
        teller = Teller(routes=(Route(to=("desk",)),), timezone="UTC", now=at(2))
        follower = Follower(watch=watch, teller=teller)
        with Store.in_memory() as store:
            for minute, title in order:
                article = make_article(
                    title=title, text=PADDING, published=at(minute / 60), feed_id=None, guid=None
                )
                with store.begin() as tx:
                    commit(tx, [read_article(article, watch)], follower)
            with store.read() as tx:
                past = events.history(tx, "summit", None)
                said = [(each.published, [c.status for c in each.claims]) for each in past]
                current = events.current(tx, "summit")
        return replace(current, version=0) if current else None, said

    @settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate])
    @given(
        st.dictionaries(
            st.integers(0, 59), st.sampled_from(VERSIONS), min_size=2, max_size=4
        ).filter(lambda hour: len(set(hour.values())) == len(hour)),
        st.randoms(use_true_random=False),
    )
    def check(hour: dict[int, str], chance: object) -> None:
        shuffled = sorted(hour.items())
        chance.shuffle(shuffled)  # type: ignore[attr-defined]
        assert arrive(shuffled) == arrive(sorted(hour.items()))

    check()
