"""What one transaction does with a batch: shelved, followed, told. No feed, no network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor.config.schema.alerts import Route
from monitor.jobs.commit import Ingested, commit
from monitor.jobs.follow import Follower
from monitor.jobs.tell import Teller
from monitor.language.watch import Watch, compile_watch
from monitor.model.articles import Article, Novelty
from monitor.model.claims import Claim, Reading, Stance, Standing, Status
from monitor.model.deliveries import Delivered, DeliveryState
from monitor.stages.alert import FIRST_PASS
from monitor.stages.dedupe import article_keys
from monitor.stages.read import ReadArticle
from monitor.store import events, feeds, outbox, suppression, topics
from monitor.store.engine import Store
from tests.builders import NOON, at, make_article, make_claim, make_topic
from tests.outbox import counted

LONG = " ".join(f"word{number}" for number in range(60))


@pytest.fixture
def memory() -> Iterator[Store]:
    with Store.in_memory() as opened:
        with opened.begin() as tx:
            feeds.sync(tx, ["https://courier.example/feed"], NOON)
        yield opened


@pytest.fixture
def watch() -> Watch:
    return compile_watch([make_topic()])


def make_follower(watch: Watch, **changes: Any) -> Follower:
    values: dict[str, Any] = {
        "routes": (Route(to=("desk", "mail")),),
        "timezone": "UTC",
        "now": at(1),
    }
    return Follower(watch=watch, teller=Teller(**(values | changes)))


def make_read(number: int, *claims: Claim, hours: float = 0.0, text: str = "") -> ReadArticle:
    article = make_article(
        guid=f"guid-{number}",
        url=f"https://courier.example/{number}",
        title=f"Report {number}",
        text=text or f"{LONG} number {number}",
        published=at(hours),
        outlet=f"Outlet {number}",
    )
    return read_as(article, *claims)


def read_as(article: Article, *claims: Claim) -> ReadArticle:
    keys = article_keys(article, article.feed_id)
    return ReadArticle(article=article, keys=keys, matches=(), reading=Reading(claims=claims))


def ingest(store: Store, follower: Follower, *read: ReadArticle) -> list[Ingested]:
    with store.begin() as tx:
        return commit(tx, read, follower)


CONFIRMED = make_claim()
POSTPONED = make_claim(status=Status.POSTPONED)


def test_a_change_and_its_deliveries_come_together(memory: Store, watch: Watch) -> None:
    ingested = ingest(memory, make_follower(watch), make_read(1, CONFIRMED))
    assert [change.status for change in ingested[0].changes] == [Status.CONFIRMED]
    assert counted(memory) == {DeliveryState.PENDING: 2}
    with memory.read() as tx:
        current = events.current(tx, "summit")
    assert current is not None
    assert current.status is Status.CONFIRMED


def test_the_same_status_again_tells_nobody(memory: Store, watch: Watch) -> None:
    ingest(memory, make_follower(watch), make_read(1, CONFIRMED))
    ingested = ingest(memory, make_follower(watch), make_read(2, CONFIRMED, hours=1))
    assert ingested[0].changes == ()
    assert counted(memory) == {DeliveryState.PENDING: 2}


def test_a_batch_is_followed_oldest_first_whatever_its_order(memory: Store, watch: Watch) -> None:
    later, earlier = make_read(2, POSTPONED, hours=2), make_read(1, CONFIRMED, hours=1)
    ingested = ingest(memory, make_follower(watch), later, earlier)
    told = [change.status for each in ingested for change in each.changes]
    assert told == [Status.CONFIRMED, Status.POSTPONED]


def test_a_late_article_behind_what_is_known_tells_nobody(memory: Store, watch: Watch) -> None:
    ingest(memory, make_follower(watch), make_read(2, POSTPONED, hours=2))
    ingested = ingest(memory, make_follower(watch), make_read(1, CONFIRMED, hours=1))
    assert ingested[0].changes == ()
    with memory.read() as tx:
        current = events.current(tx, "summit")
    assert current is not None
    assert current.status is Status.POSTPONED


def test_a_late_article_in_a_batch_does_not_swallow_a_later_change(
    memory: Store, watch: Watch
) -> None:
    ingest(memory, make_follower(watch), make_read(1, CONFIRMED, hours=2))
    late, newer = make_read(2, CONFIRMED, hours=1), make_read(3, POSTPONED, hours=3)
    ingested = ingest(memory, make_follower(watch), late, newer)
    assert [change.status for each in ingested for change in each.changes] == [Status.POSTPONED]


def test_a_copy_in_the_same_batch_adds_no_news(memory: Store, watch: Watch) -> None:
    first, second, third = (make_read(n, POSTPONED, hours=n, text=LONG) for n in (1, 2, 3))
    same_title = [
        read_as(replace(each.article, title="Report"), POSTPONED) for each in (first, second, third)
    ]
    ingested = ingest(memory, make_follower(watch), *same_title)
    assert [each.shelved.verdict.novelty for each in ingested] == [
        Novelty.NEW,
        Novelty.COPY,
        Novelty.COPY,
    ]
    original = ingested[0].shelved.article_id
    assert {each.shelved.verdict.of for each in ingested[1:]} == {original}
    assert [len(each.changes) for each in ingested] == [1, 0, 0]


def test_a_known_article_is_not_stored_again(memory: Store, watch: Watch) -> None:
    first = ingest(memory, make_follower(watch), make_read(1, CONFIRMED))
    again = ingest(memory, make_follower(watch), make_read(1, CONFIRMED))
    assert again[0].shelved.verdict.novelty is Novelty.KNOWN
    assert again[0].shelved.article_id == first[0].shelved.article_id


@pytest.mark.parametrize(
    ("max_age", "published", "settled", "state"),
    [
        pytest.param(None, 0, False, DeliveryState.PENDING, id="no limit: all are told"),
        pytest.param(
            timedelta(days=3), 0, True, DeliveryState.PENDING, id="fresh and watched: told"
        ),
        pytest.param(
            timedelta(days=3), -73, True, DeliveryState.SUPPRESSED, id="too old: built silently"
        ),
        pytest.param(
            timedelta(days=3), 0, False, DeliveryState.SUPPRESSED, id="first pass: held back"
        ),
    ],
)
def test_who_is_told(
    memory: Store,
    watch: Watch,
    max_age: timedelta | None,
    published: float,
    settled: bool,
    state: DeliveryState,
) -> None:
    follower = make_follower(watch, max_age=max_age, now=NOON)
    with memory.begin() as tx:
        topics.first_pass(tx, ["ruritania"], NOON)
        if settled:
            topics.settle(tx, "ruritania", NOON)
    ingest(memory, follower, make_read(1, CONFIRMED, hours=published))
    assert counted(memory) == {state: 2}


def test_a_lone_change_of_a_first_pass_is_let_go(memory: Store, watch: Watch) -> None:
    ingest(memory, make_follower(watch, max_age=timedelta(days=3)), make_read(1, CONFIRMED))
    with memory.begin() as tx:
        assert suppression.release_lone_change(tx, ["summit"], FIRST_PASS) == 2


def test_a_dispute_in_one_article_is_told_once(memory: Store, watch: Watch) -> None:
    ingest(memory, make_follower(watch), make_read(1, CONFIRMED))
    denied = make_claim(
        status=Status.POSTPONED,
        stance=Stance.DENIED,
        by="the Graustarkian chancellor",
        side="Graustark",
    )
    ingested = ingest(memory, make_follower(watch), make_read(2, POSTPONED, denied, hours=1))
    changes = ingested[0].changes
    assert [(change.status, change.disputed) for change in changes] == [(Status.POSTPONED, True)]


def test_nothing_of_a_batch_stays_when_it_fails(memory: Store, watch: Watch) -> None:
    class BrokenFollower(Follower):
        def follow(self, *_arguments: object, **_named: object) -> Any:
            msg = "planned by nobody"
            raise RuntimeError(msg)

    teller = Teller(routes=(), timezone="UTC", now=NOON)
    broken = BrokenFollower(watch=watch, teller=teller)
    with pytest.raises(RuntimeError):
        ingest(memory, broken, make_read(1, CONFIRMED))
    again = ingest(memory, make_follower(watch), make_read(1, CONFIRMED))
    assert again[0].shelved.verdict.novelty is Novelty.NEW


def test_who_has_no_standing_is_no_source(memory: Store, watch: Watch) -> None:
    other = make_claim(standing=Standing.OTHER, by="an analyst", side=None, status=Status.POSTPONED)
    follower = make_follower(watch)
    ingest(memory, follower, make_read(1, CONFIRMED))
    ingest(memory, follower, make_read(2, other, hours=1), make_read(3, POSTPONED, hours=2))
    with memory.begin() as tx:
        bodies = []
        while (delivery := outbox.claim(tx, at(9), 60.0)) is not None:
            bodies.append(delivery.message.body)
            outbox.finish(tx, delivery, Delivered(), at(9), None)
    assert "Reported by 1 independent source: " in bodies[-1]
