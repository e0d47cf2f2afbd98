"""A corpus of a few reports, replayed: what the property of replays does not say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import func, select

from monitor.config.schema.config import Config
from monitor.config.schema.feeds import Feed, Trust
from monitor.jobs import reread
from monitor.jobs.follow import Follower
from monitor.jobs.operator import set_status
from monitor.jobs.replay import (
    Compared,
    compare_configurations,
    compare_with_history,
    only,
    tally_topics,
)
from monitor.jobs.tell import Teller
from monitor.language.watch import compile_watch
from monitor.model.claims import Status
from monitor.model.replays import Effect
from monitor.stages.alert import TOO_OLD
from monitor.store import replays
from monitor.store.engine import Store, Transaction
from monitor.store.tables import table
from tests.builders import NOON, at, make_article, make_event, make_topic
from tests.corpora import FEED, Report, begin, ingest, make_config, replayed
from tests.fakes import InlineSandbox

T = TypeVar("T")
NOWHERE = Path("/nowhere")
CONFIG = make_config(NOWHERE)
STORY = [Report("proposed", 0, 1), Report("confirmed", 60, 2), Report("postponed", 120, 3)]


@pytest.fixture
def corpus() -> Iterator[Store]:
    """Proposed, confirmed, put off: an hour between two."""
    with Store.in_memory() as store:
        begin(store)
        for each in STORY:
            ingest(store, CONFIG, [each.article()], NOON + timedelta(minutes=each.minutes))
        yield store


def spell(compared: Compared) -> list[tuple[str, str]]:
    return [(e.effect.value, e.alert.change.status.value) for e in compared.comparisons]


@dataclass
class CountingSandbox(InlineSandbox):
    """Worker processes that count what they are given."""

    sizes: list[int] = field(default_factory=list)

    async def run(self, function: Callable[..., T], *arguments: Any) -> T:
        self.sizes.append(len(arguments[1]))
        return await super().run(function, *arguments)


async def both(store: Store, other: Config, since: datetime | None = None) -> Compared:
    with store.read() as tx:
        scope = replays.scope(tx, since)
        return await compare_configurations(
            tx, (CONFIG, other), scope, InlineSandbox(), progress=lambda _number: None
        )


async def test_nothing_is_written(corpus: Store) -> None:
    def rows(tx: Transaction) -> list[int]:
        counted = ("article", "claim", "change", "occurrence", "delivery", "topic_watch")
        statements = (select(func.count()).select_from(table(name)) for name in counted)
        return [tx.connection().execute(each).scalar_one() for each in statements]

    with corpus.read() as tx:
        before = rows(tx)
    await replayed(corpus, CONFIG)
    with corpus.read() as tx:
        assert rows(tx) == before


async def test_an_alert_goes_when_its_event_is_not_watched_any_more(corpus: Store) -> None:
    other = make_config(NOWHERE, make_topic(events=[make_event(id="talks")]))
    compared = await both(corpus, other)
    assert sorted(spell(compared)) == [
        *(("comes", status) for status in ("confirmed", "postponed", "proposed")),
        *(("goes", status) for status in ("confirmed", "postponed", "proposed")),
    ]
    assert set(only(compared, {"talks"}).after) == {"talks"}
    assert {each.event for each in only(compared, {"talks"}).comparisons} == {"talks"}


async def test_history_says_why_nobody_watches(corpus: Store) -> None:
    other = make_config(NOWHERE, make_topic(events=[make_event(id="talks")]))
    compared = await replayed(corpus, other)
    causes = {(each.event, each.effect, each.cause) for each in compared.comparisons}
    assert causes == {
        ("talks", Effect.COMES, None),
        ("summit", Effect.GOES, "not_watched_any_more"),
    }


async def test_alerts_go_that_lack_a_second_source(corpus: Store) -> None:
    strict = make_config(NOWHERE, make_topic(events=[make_event(min_sources=2)]))
    assert spell(await both(corpus, strict)) == [
        ("goes", "proposed"),
        ("goes", "confirmed"),
        ("goes", "postponed"),
    ]


async def test_low_trust_is_that_of_the_configuration(corpus: Store) -> None:
    own = "The summit between Ruritania and Graustark has been cancelled."
    lone = make_article(guid="own", url=None, title=own[4:-1], text=own, published=at(3))
    ingest(corpus, CONFIG, [lone], at(3))
    wary = CONFIG.model_copy(update={"feeds": (Feed(url=FEED, trust=Trust.LOW),)})
    compared = await both(corpus, wary)
    assert spell(compared)[3:] == [("goes", "cancelled")]
    assert compared.after["summit"] is not None
    assert compared.after["summit"].status is Status.POSTPONED


async def test_what_is_older_builds_the_state_as_it_was_read_then(corpus: Store) -> None:
    compared = await replayed(corpus, CONFIG, since=at(1))
    assert compared.scope.read == 2
    assert spell(compared) == [("same", "confirmed"), ("same", "postponed")]
    assert compared.comparisons[0].alert.change.previous is Status.PROPOSED


async def test_an_article_without_its_text_says_what_it_said_then(corpus: Store) -> None:
    with corpus.begin() as tx:
        tx.connection().exec_driver_sql(
            "UPDATE article SET text = '', text_removed_at = '2031-06-01 00:00:00' WHERE id = 2"
        )
    compared = await replayed(corpus, CONFIG)
    assert (compared.scope.read, compared.scope.kept) == (2, 1)
    assert spell(compared) == [("same", s) for s in ("proposed", "confirmed", "postponed")]


async def test_the_word_of_the_operator_is_taken_as_it_stands(corpus: Store) -> None:
    watch = compile_watch(CONFIG.topics)
    follower = Follower(watch=watch, teller=Teller(routes=(), timezone="UTC", now=at(4)))
    with corpus.begin() as tx:
        set_status(tx, follower, watch.events["summit"], Status.CANCELLED)
    compared = await replayed(corpus, CONFIG)
    assert compared.scope.read == 3
    assert spell(compared)[-1] == ("same", "cancelled")


async def test_what_was_found_late_is_held_back(corpus: Store) -> None:
    ingest(corpus, CONFIG, [Report("cancelled", 180, 4).article()], at(99))
    wary = make_config(NOWHERE, alert_max_age="2d")
    compared = await both(corpus, wary)
    held = {e.alert.change.status: e.after.held_back for e in compared.comparisons if e.after}
    assert held[Status.CANCELLED] == TOO_OLD
    assert compared.comparisons[-1].effect is Effect.SAME


async def test_articles_that_come_in_meanwhile_change_nothing(store: Store) -> None:
    begin(store)
    ingest(store, CONFIG, [STORY[0].article()], NOON)
    with store.read() as tx:
        scope = replays.scope(tx, None)
        ingest(store, CONFIG, [STORY[1].article()], at(1))
        compared = await compare_with_history(
            tx, CONFIG, scope, InlineSandbox(), progress=lambda _number: None
        )
    assert spell(compared) == [("same", "proposed")]


async def test_an_old_article_that_came_last_has_its_place_before_the_scope(corpus: Store) -> None:
    ingest(corpus, CONFIG, [Report("held", -9000, 4).article()], at(3))
    compared = await replayed(corpus, CONFIG, since=at(9))
    assert compared.comparisons == ()
    assert compared.before["summit"] is not None
    assert compared.after["summit"] == replace(compared.before["summit"], version=0)


async def test_many_articles_are_read_by_worker_processes_in_chunks(
    corpus: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reread, "BATCH", 5)
    monkeypatch.setattr(reread, "CHUNK", 2)
    monkeypatch.setattr(reread, "POOL_FROM", 3)
    more = [Report(said, 200 + n, 10 + n) for n, said in enumerate(["confirmed", "quiet"] * 4)]
    ingest(corpus, CONFIG, [each.article() for each in more], at(6))
    sandbox = CountingSandbox()
    told: list[int] = []
    with corpus.read() as tx:
        scope = replays.scope(tx, None)
        compared = await compare_with_history(tx, CONFIG, scope, sandbox, told.append)
    assert sandbox.sizes == [2, 2, 1]
    assert sum(told) == scope.read == 11
    assert spell(compared) == spell(await replayed(corpus, CONFIG))


async def tallied(store: Store, config: Config) -> list[tuple[Any, Any]]:
    with store.read() as tx:
        scope = replays.scope(tx, at(1))
        return list(
            await tally_topics(tx, config, scope, InlineSandbox(), progress=lambda _number: None)
        )


async def test_topics_are_counted_as_they_were_and_as_they_are(corpus: Store) -> None:
    ((then, now),) = await tallied(corpus, CONFIG)
    assert (then.primary, then.passing, then.claims, then.changes) == (2, 0, 2, 2)
    assert now == then
    ((then, now),) = await tallied(corpus, _elsewhere())
    assert (then.primary, now.primary, now.claims) == (2, 0, 0)


def _elsewhere() -> Config:
    """The same topic, of parties that nobody writes about."""
    event = make_event(name="Zenda talks", parties=[["Zenda"], ["Hentzau"]])
    return make_config(NOWHERE, make_topic(phrases=["Zenda talks"], events=[event]))
