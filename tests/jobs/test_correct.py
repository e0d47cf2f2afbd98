"""Corrections, case by case: what people have, what turns out, what they get."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from monitor.config.schema.alerts import Route
from monitor.jobs import operator
from monitor.jobs.commit import commit
from monitor.jobs.follow import Follower
from monitor.jobs.tell import Teller
from monitor.language.watch import Watch, compile_watch
from monitor.model.alerts import Message
from monitor.model.claims import Claim, Reading, Stance, Status
from monitor.model.deliveries import Delivered, DeliveryState
from monitor.stages.dedupe import article_keys
from monitor.stages.read import ReadArticle
from monitor.store import deadletters, events, mutes, outbox, timelines, views
from monitor.store.engine import Store
from tests.builders import at, make_article, make_claim, make_topic

EVERYBODY = Route(to=("desk",))
DAY = at(24 * 9).date()
OTHER_DAY = at(24 * 12).date()


@pytest.fixture(scope="module")
def watch() -> Watch:
    return compile_watch([make_topic()])


@dataclass
class Desk:
    """Reads articles as they arrive, and keeps what was sent."""

    store: Store
    watch: Watch
    routes: tuple[Route, ...] = (EVERYBODY,)
    sent: list[tuple[str, Message]] = field(default_factory=list)
    articles: int = 0

    max_age: timedelta | None = None

    def follower(self) -> Follower:
        teller = Teller(routes=self.routes, timezone="UTC", now=at(9), max_age=self.max_age)
        return Follower(watch=self.watch, teller=teller)

    def read(self, hours: float, *claims: Claim) -> None:
        """An article that was published so many hours after noon."""
        self.articles += 1
        article = make_article(
            title=f"Report {self.articles}",
            text=f"This is report {self.articles}. " * 20,
            published=at(hours),
            url=f"https://courier.example/{self.articles}",
            guid=f"courier-{self.articles}",
            feed_id=None,
        )
        keys = article_keys(article, None)
        reading = Reading(claims=claims)
        with self.store.begin() as tx:
            read = ReadArticle(article=article, keys=keys, matches=(), reading=reading)
            commit(tx, [read], self.follower())

    def send(self, channel: str | None = None) -> None:
        """All that waits goes out, or what waits for one channel."""
        others = [] if channel is None else [c for c in ("desk", "phone") if c != channel]
        with self.store.begin() as tx:
            while (delivery := outbox.claim(tx, at(9), 60.0, others)) is not None:
                outbox.finish(tx, delivery, Delivered(), at(9), None)
                self.sent.append((delivery.channel, delivery.message))

    def set(self, status: Status, **more: Any) -> None:
        with self.store.begin() as tx:
            operator.set_status(tx, self.follower(), self.watch.events["summit"], status, **more)

    def undo(self) -> None:
        with self.store.begin() as tx:
            operator.undo(tx, self.watch.events["summit"], self.follower().teller)

    def wrong(self, delivery_id: int) -> None:
        with self.store.begin() as tx:
            operator.call_wrong(tx, delivery_id, self.watch.events, self.follower().teller)

    def titles(self) -> list[str]:
        return [message.title.partition(": Ruritania")[0] for _, message in self.sent]

    def states(self) -> dict[str, DeliveryState]:
        with self.store.read() as tx:
            found = views.deliveries(tx, 99)
        return {each.key: each.state for each in reversed(found)}


@pytest.fixture
def desk(watch: Watch) -> Any:
    with Store.in_memory() as store:
        yield Desk(store, watch)


def said(status: Status, **changes: Any) -> Claim:
    return make_claim(status=status, **changes)


CONFIRMED = said(Status.CONFIRMED)
POSTPONED = said(Status.POSTPONED)
CANCELLED = said(Status.CANCELLED)
HELD = said(Status.HELD)
PROPOSED = said(Status.PROPOSED)
DENIED = said(Status.POSTPONED, stance=Stance.DENIED, by="the Chancellor", side="Graustark")

Step = Callable[[Desk], None]


def read(hours: float, *claims: Claim) -> Step:
    return lambda desk: desk.read(hours, *claims)


def send(desk: Desk) -> None:
    desk.send()


def undo(desk: Desk) -> None:
    desk.undo()


def put(status: Status, **more: Any) -> Step:
    return lambda desk: desk.set(status, **more)


def wrong(delivery_id: int) -> Step:
    return lambda desk: desk.wrong(delivery_id)


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        pytest.param(
            [read(0, CONFIRMED), send, put(Status.CANCELLED), send, undo],
            ["CONFIRMED", "CANCELLED", "CORRECTION"],
            id="an undone word that was told is taken back",
        ),
        pytest.param(
            [read(0, CONFIRMED), send, put(Status.CANCELLED), undo],
            ["CONFIRMED"],
            id="one that still waited is withdrawn, and nobody hears of it",
        ),
        pytest.param(
            [read(0, CONFIRMED), put(Status.CANCELLED), undo],
            ["CONFIRMED"],
            id="what waited before it is still sent",
        ),
        pytest.param(
            [read(0, CONFIRMED), send, wrong(1)],
            ["CONFIRMED", "CORRECTION"],
            id="an only alert called wrong leaves nothing known, and that is told",
        ),
        pytest.param(
            [read(0, CONFIRMED), send, read(1, POSTPONED), send, wrong(2)],
            ["CONFIRMED", "POSTPONED", "CORRECTION"],
            id="an alert called wrong leaves the one before it standing, and that is told",
        ),
        pytest.param(
            [read(0, CONFIRMED), send, read(1, POSTPONED), send, wrong(1)],
            ["CONFIRMED", "POSTPONED"],
            id="a wrong alert that later news has overtaken needs no correction",
        ),
        pytest.param(
            [put(Status.RESCHEDULED, day=DAY), send, put(Status.HELD), send, undo, send, undo],
            ["RESCHEDULED", "HELD", "CORRECTION", "CORRECTION"],
            id="each step back is told",
        ),
        pytest.param(
            [read(0, said(Status.CONFIRMED, day=DAY)), send,
             read(1, said(Status.RESCHEDULED, day=OTHER_DAY)), send, wrong(2)],
            ["CONFIRMED", "RESCHEDULED", "CORRECTION"],
            id="another day is another standing",
        ),
        pytest.param(
            [read(0, CONFIRMED), send, read(2, POSTPONED), send, read(1, CONFIRMED)],
            ["CONFIRMED", "POSTPONED"],
            id="a late article that bears history out tells nobody",
        ),
        pytest.param(
            [read(2, PROPOSED), send, read(1, CONFIRMED)],
            ["PROPOSED", "CONFIRMED"],
            id="a late article whose word stands now is told like any other",
        ),
        pytest.param(
            [read(2, HELD), send, read(1, CONFIRMED, said(Status.HELD, stance=Stance.DENIED))],
            ["HELD"],
            id="what a late article says is no news if the newer word stands",
        ),
        pytest.param(
            [read(0, CONFIRMED), send, read(2, POSTPONED, DENIED), send, wrong(2)],
            ["CONFIRMED", "POSTPONED (disputed)", "CORRECTION"],
            id="a dispute called wrong ends with a correction",
        ),
        pytest.param(
            [read(0, CONFIRMED), send, put(Status.CANCELLED), send, undo, put(Status.CANCELLED)],
            ["CONFIRMED", "CANCELLED", "CORRECTION", "CANCELLED"],
            id="what is said again after a correction is news again",
        ),
    ],
)  # fmt: skip
def test_what_people_get(desk: Desk, steps: Sequence[Step], told: list[str]) -> None:
    for step in steps:
        step(desk)
    desk.send()
    assert desk.titles() == told


def test_a_correction_points_back_and_says_how_it_stands(desk: Desk) -> None:
    for step in (read(0, CONFIRMED), send, read(1, POSTPONED), send, wrong(2), send):
        step(desk)
    _, message = desk.sent[-1]
    assert message.title == "CORRECTION: Ruritania–Graustark summit (confirmed)"
    assert (
        "This takes back “POSTPONED: Ruritania–Graustark summit” of Wed 14 May 2031" in message.body
    )
    assert "It stands as confirmed." in message.body
    assert "“The leaders of Ruritania and Graustark will meet.”" in message.body
    assert "https://courier.example/1" in message.body


def test_after_the_only_word_nothing_is_known(desk: Desk) -> None:
    for step in (read(0, CONFIRMED), send, wrong(1), send):
        step(desk)
    _, message = desk.sent[-1]
    assert message.title == "CORRECTION: Ruritania–Graustark summit (nothing known)"
    assert message.alert is not None
    assert message.alert.quote is None


def test_the_change_that_fell_is_marked(desk: Desk) -> None:
    for step in (read(0, CONFIRMED), send, read(1, POSTPONED), send, wrong(2)):
        step(desk)
    with desk.store.read() as tx:
        changes = timelines.event_timeline(tx, "summit").changes
    assert [each.corrected_at for each in changes] == [None, at(9)]


def test_only_who_had_the_alert_is_corrected_whatever_routes_say_of_the_new_status(
    desk: Desk,
) -> None:
    desk.routes = (
        Route(to=("phone",), statuses=(Status.POSTPONED,), **{"continue": True}),
        Route(to=("desk",), statuses=(Status.CONFIRMED,)),
    )
    for step in (read(0, CONFIRMED), read(1, POSTPONED), send, wrong(2), send):
        step(desk)
    assert [(channel, message.title.split(":")[0]) for channel, message in desk.sent] == [
        ("desk", "CONFIRMED"),
        ("phone", "POSTPONED"),
        ("phone", "CORRECTION"),
    ]


def test_each_channel_gets_what_it_lacks(desk: Desk) -> None:
    desk.routes = (Route(to=("desk", "phone")),)
    for step in (read(0, CONFIRMED), send, put(Status.CANCELLED)):
        step(desk)
    desk.send("phone")
    desk.undo()
    desk.send()
    by_channel = {
        name: [message.title.split(":")[0] for channel, message in desk.sent if channel == name]
        for name in ("desk", "phone")
    }
    assert by_channel == {
        "desk": ["CONFIRMED"],
        "phone": ["CONFIRMED", "CANCELLED", "CORRECTION"],
    }


def test_who_was_told_nothing_yet_is_told_the_present_as_news(desk: Desk) -> None:
    desk.read(0, CONFIRMED)
    with desk.store.begin() as tx:
        mutes.mute(tx, "summit", at(8), None)
    desk.read(2, CANCELLED)  # suppressed: nobody hears of it
    with desk.store.begin() as tx:
        mutes.unmute(tx, "summit")
    desk.set(Status.HELD)
    desk.wrong(1)
    desk.undo()
    desk.send()
    assert desk.titles() == ["CANCELLED"]


def test_of_a_muted_event_a_correction_is_kept_and_not_sent(desk: Desk) -> None:
    for step in (read(0, CONFIRMED), send, read(1, POSTPONED), send):
        step(desk)
    with desk.store.begin() as tx:
        mutes.mute(tx, "summit", at(8), None)
    desk.wrong(2)
    desk.send()
    assert desk.titles() == ["CONFIRMED", "POSTPONED"]
    assert list(desk.states().values())[-1] is DeliveryState.SUPPRESSED


def test_what_was_sent_again_is_no_word_of_how_it_stands(desk: Desk) -> None:
    for step in (read(0, CONFIRMED), send, read(1, POSTPONED), send):
        step(desk)
    with desk.store.begin() as tx:
        deadletters.resend(tx, 1, at(9))
    for step in (send, wrong(2), send):
        step(desk)
    assert desk.titles() == ["CONFIRMED", "POSTPONED", "CONFIRMED", "CORRECTION"]


def test_how_it_stands_is_kept_with_the_correction(desk: Desk) -> None:
    for step in (read(0, CONFIRMED), send, read(1, POSTPONED), send, wrong(2), send):
        step(desk)
    with desk.store.read() as tx:
        current = events.current(tx, "summit")
    assert current is not None
    assert current.status is Status.CONFIRMED


def test_a_late_article_that_is_too_old_to_be_news_corrects_what_people_have(desk: Desk) -> None:
    for step in (read(2, PROPOSED), send):
        step(desk)
    desk.max_age = timedelta(hours=1)
    desk.read(1, CONFIRMED)
    desk.send()
    assert desk.titles() == ["PROPOSED", "CORRECTION"]
    assert desk.sent[-1][1].title.endswith("(confirmed)")
