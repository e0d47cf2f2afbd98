"""Upkeep: what goes when, and what never does."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.config.schema.settings import RetentionSettings, Settings
from monitor.jobs.services import Services
from monitor.jobs.upkeep import BACKUPS_KEPT, Upkeep, upkeep, upkeep_if_due
from monitor.model.articles import DedupeReason, Novelty, Role, TopicMatch, Verdict
from monitor.model.claims import Reading, Status, UnreadSignal
from monitor.model.deliveries import DeliveryState
from monitor.model.search import Query
from monitor.stages.backoff import LONGEST_PUT_BACK
from monitor.stages.query import read_terms
from monitor.store import ahead, corpus, events, space, timelines, views
from monitor.store.backup import backups_folder
from monitor.store.engine import Store, Transaction
from monitor.store.integrity import faults
from monitor.store.readings import reading
from monitor.store.search import find
from tests.builders import NOON, make_claim, make_item
from tests.newsroom import Newsroom
from tests.store.stock import add_feed, add_items, make_draft

DAYS = timedelta(days=1)
ROUTES = {"routes": [{"to": ["desk"]}]}


@pytest.fixture
def newsroom(store: Store, tmp_path: Path) -> Newsroom:
    return Newsroom(store, tmp_path, ROUTES)


def keeping(services: Services, **kept: Any) -> Services:
    """The same with another retention."""
    retention = RetentionSettings.model_validate(kept)
    return replace(
        services,
        config=services.config.model_copy(update={"settings": Settings(retention=retention)}),
    )


def add(tx: Transaction, number: int, age: timedelta, **changes: Any) -> int:
    """An article that was found so long ago."""
    draft = replace(make_draft(number, **changes), found_at=NOON - age)
    return corpus.add_articles(tx, [draft])[0]


def add_copy(tx: Transaction, number: int, age: timedelta, of: int) -> int:
    verdict = Verdict(novelty=Novelty.COPY, reason=DedupeReason.SAME_TEXT, of=of)
    draft = replace(make_draft(number), found_at=NOON - age, verdict=verdict)
    return corpus.add_articles(tx, [draft])[0]


def put_on_topic(tx: Transaction, article_id: int, role: Role = Role.PRIMARY) -> None:
    match = TopicMatch(topic="ruritania", role=role, score=1.0, reason="title")
    corpus.add_matches(tx, [(article_id, [match])])


def claim_something(tx: Transaction, article_id: int) -> None:
    events.add_readings(tx, [(article_id, NOON, Reading(claims=(make_claim(),)))])


def signal_something(tx: Transaction, article_id: int) -> None:
    signal = UnreadSignal(event="summit", evidence="?", part=make_claim().part, start=0, end=1)
    events.add_readings(tx, [(article_id, NOON, Reading(signals=(signal,)))])


def ids(store: Store) -> list[int]:
    with store.read() as tx:
        return sorted(found.article_id for found in find(tx, Query(), 99))


# Texts.


async def test_old_texts_go_with_their_words_and_titles_stay(newsroom: Newsroom) -> None:
    store = newsroom.services.store
    with store.begin() as tx:
        for number, days in enumerate((91, 89), start=1):
            put_on_topic(tx, add(tx, number, days * DAYS, title="Toll summit", text="It rained."))
    done = await upkeep(newsroom.services)
    assert done == Upkeep(texts=1)
    with store.read() as tx:
        assert [found.article_id for found in find(tx, Query(terms=read_terms(["rained"])), 9)] == [
            2
        ]
        old, young = sorted(
            find(tx, Query(terms=read_terms(["toll"])), 9), key=lambda found: found.article_id
        )
        article = corpus.article(tx, 1)
    assert (old.text_removed_at, young.text_removed_at) == (NOON, None)
    assert article is not None
    assert (article.article.title, article.article.text) == ("Toll summit", "")


async def test_null_keeps_everything(newsroom: Newsroom) -> None:
    services = keeping(newsroom.services, texts=None, unmatched=None)
    with services.store.begin() as tx:
        add(tx, 1, 9999 * DAYS)
    assert await upkeep(services) == Upkeep()
    assert ids(services.store) == [1]


# Articles on which nothing rests.


@pytest.mark.parametrize(
    ("mark", "stays"),
    [
        pytest.param(lambda _tx, _id: None, False, id="on no topic it goes"),
        pytest.param(put_on_topic, True, id="mainly about a topic it stays"),
        pytest.param(
            lambda tx, i: put_on_topic(tx, i, Role.PASSING), False, id="in passing is not enough"
        ),
        pytest.param(claim_something, True, id="it says something of an event"),
        pytest.param(signal_something, True, id="it says something that could not be read"),
        pytest.param(
            lambda tx, i: put_on_topic(tx, add_copy(tx, 2, DAYS, i)),
            True,
            id="its copy is about a topic",
        ),
        pytest.param(lambda tx, i: add_copy(tx, 2, DAYS, i), True, id="its copy is not old enough"),
    ],
)
async def test_an_article_goes_when_nothing_rests_on_it(
    newsroom: Newsroom, mark: Callable[[Transaction, int], object], stays: bool
) -> None:
    store = newsroom.services.store
    with store.begin() as tx:
        mark(tx, add(tx, 1, 31 * DAYS))
    done = await upkeep(newsroom.services)
    assert done.articles == (0 if stays else 1)
    assert (1 in ids(store)) is stays


async def test_copies_go_before_their_original(newsroom: Newsroom) -> None:
    with newsroom.services.store.begin() as tx:
        original = add(tx, 1, 40 * DAYS)
        for number in range(2, 120):
            add_copy(tx, number, 40 * DAYS, original)
    assert (await upkeep(newsroom.services)).articles == 119
    assert ids(newsroom.services.store) == []


async def test_a_young_article_stays(newsroom: Newsroom) -> None:
    with newsroom.services.store.begin() as tx:
        add(tx, 1, 29 * DAYS)
    assert (await upkeep(newsroom.services)).articles == 0


# Items.


async def test_items_go_when_their_feed_cannot_show_them_any_more(newsroom: Newsroom) -> None:
    store = newsroom.services.store
    with store.begin() as tx:
        feed_id = add_feed(tx)
        for number in range(10):
            add_items(tx, feed_id, [make_item(guid=f"g{number}")], NOON - 40 * DAYS)
        done = "UPDATE item SET due_at = NULL WHERE guid != 'g1'"
        tx.connection().exec_driver_sql(done)
    assert (await upkeep(newsroom.services)).items == 0, "nobody knows yet what the feed shows"
    with store.begin() as tx:
        tx.connection().exec_driver_sql("UPDATE feed SET document_items = 3")
    assert (await upkeep(newsroom.services)).items == 3
    with store.read() as tx:
        left = tx.connection().exec_driver_sql("SELECT guid FROM item ORDER BY id").scalars()
        assert list(left) == ["g1", "g4", "g5", "g6", "g7", "g8", "g9"]


# Tries and backups.


async def test_the_tries_of_old_deliveries_go_and_the_deliveries_stay(newsroom: Newsroom) -> None:
    newsroom.publish(Status.CONFIRMED)
    await newsroom.work()
    newsroom.now += 91 * DAYS
    assert (await upkeep(newsroom.services)).attempts == 1
    (delivery,) = newsroom.deliveries()
    assert delivery.state is DeliveryState.SENT


async def test_the_newest_copies_of_migrations_stay_and_peoples_own(newsroom: Newsroom) -> None:
    path = newsroom.services.store.path
    assert path is not None
    folder = backups_folder(path)
    folder.mkdir()
    for number in range(BACKUPS_KEPT + 2):
        copy = folder / f"before-{number:04}-from-0001.db"
        copy.touch()
        os.utime(copy, (number, number))
    (folder / "mine.db").touch()
    assert (await upkeep(newsroom.services)).backups == 2
    left = sorted(each.name for each in folder.iterdir())
    assert len(left) == BACKUPS_KEPT + 1
    assert left[0] == "before-0002-from-0001.db"
    assert left[-1] == "mine.db"


# When.


async def test_upkeep_is_due_a_day_after_the_last_one(newsroom: Newsroom) -> None:
    services = newsroom.services
    assert await upkeep_if_due(services) is None, "there is nothing yet"
    with services.store.begin() as tx:
        add(tx, 1, timedelta(0))
    assert await upkeep_if_due(services) is None, "the first article has just come"
    newsroom.now += DAYS
    assert await upkeep_if_due(services) is not None
    newsroom.now += timedelta(hours=23)
    assert await upkeep_if_due(services) is None
    newsroom.now += timedelta(hours=1)
    assert await upkeep_if_due(services) is not None


async def test_case_46_a_clock_that_jumps_ahead_by_years_expires_nothing(
    newsroom: Newsroom,
) -> None:
    services, years = newsroom.services, timedelta(days=3653)
    with services.store.begin() as tx:
        add(tx, 1, timedelta(0))
    for _ in range(40):
        newsroom.now += DAYS
        await upkeep_if_due(services)
    right = newsroom.now
    with services.store.begin() as tx:
        kept = add(tx, 2, NOON - right)
    newsroom.now += years
    assert await upkeep_if_due(services) is None
    newsroom.now += timedelta(hours=20)
    assert await upkeep_if_due(services) is None
    newsroom.now = right + DAYS
    with services.store.begin() as tx:
        ahead.mend(tx, newsroom.now, LONGEST_PUT_BACK)
    assert await upkeep_if_due(services) is not None
    assert ids(services.store) == [kept]


async def test_whoever_slept_for_a_year_is_tended_a_day_later(newsroom: Newsroom) -> None:
    services = newsroom.services
    with services.store.begin() as tx:
        add(tx, 1, 365 * DAYS)
    assert await upkeep_if_due(services) is None
    newsroom.now += DAYS
    assert await upkeep_if_due(services) is not None
    assert ids(services.store) == []


async def test_an_upkeep_that_is_told_to_stop_is_due_still(newsroom: Newsroom) -> None:
    services = newsroom.services
    with services.store.begin() as tx:
        for number in range(120):
            add(tx, number, 31 * DAYS)
    steps = iter([True] * 3)
    done = await upkeep(services, lambda: next(steps, False))
    assert 0 < done.articles < 120
    assert (await upkeep_if_due(services)) is not None
    assert ids(services.store) == []


# Room.


async def test_room_is_given_back_to_the_disk(newsroom: Newsroom) -> None:
    store = newsroom.services.store
    with store.begin() as tx:
        for number in range(600):
            add(tx, number, 31 * DAYS, text=f"word{number} " * 400)
        before = space.sizes(tx, store.path)
    done = await upkeep(newsroom.services)
    with store.read() as tx:
        after = space.sizes(tx, store.path)
    assert done.bytes_released > before.used_bytes / 2
    assert after.free_bytes <= (after.used_bytes + after.free_bytes) / 9
    assert after.words_bytes < before.words_bytes / 20
    assert (after.articles, after.texts) == (0, 0)


async def test_sizes_are_remembered_for_a_year(newsroom: Newsroom) -> None:
    for _ in range(2):
        newsroom.now += 401 * DAYS
        await upkeep(newsroom.services)
    with newsroom.services.store.read() as tx:
        tended = space.tended_since(tx, NOON)
    assert tended is not None
    assert tended.at == newsroom.now
    assert tended.used_bytes > 0


# What became known stays known.

SAID = st.tuples(
    st.sampled_from(list(Status)[:5]), st.integers(0, 200), st.booleans(), st.booleans()
)


@given(said=st.lists(SAID, min_size=1, max_size=6))
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_pruning_changes_nothing_that_was_read_told_or_decided(
    tmp_path: Path, said: list[tuple[Status, int, bool, bool]]
) -> None:
    with Store.in_memory() as store:
        newsroom = Newsroom(store, tmp_path, ROUTES)
        for status, days, is_copied, is_told in sorted(said, key=lambda each: -each[1]):
            newsroom.now = NOON - days * DAYS
            newsroom.publish(status)
            with store.begin() as tx:
                other = add(tx, newsroom._articles + 100, days * DAYS)
                if is_copied:
                    add_copy(tx, newsroom._articles + 200, days * DAYS, other)
            if is_told:
                await newsroom.work()
        newsroom.now = NOON
        before = known(store)
        await upkeep(keeping(newsroom.services, texts="14d", unmatched="14d"))
        assert known(store) == before


def known(store: Store) -> list[object]:
    """Everything that people are shown of events, alerts and what articles say."""
    with store.read() as tx:
        told: list[datetime | str] = []
        for each in views.deliveries(tx, 99):
            detail = views.delivery(tx, each.id)
            assert detail is not None
            told += [each.key, each.state, detail.message.title, detail.message.body]
        read = [reading(tx, article_id) for article_id in range(1, 30)]
        return [timelines.event_overview(tx), timelines.event_timeline(tx, "summit"), told, read]


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 5, 8])
async def test_an_upkeep_may_end_anywhere(newsroom: Newsroom, steps: int) -> None:
    """After any of its transactions all parts of the database agree, and the next one ends it."""
    services = newsroom.services
    with services.store.begin() as tx:
        for number in range(30):
            article_id = add(tx, number, 100 * DAYS, text=f"word{number} " * 200)
            if number % 3 == 0:
                put_on_topic(tx, article_id)
    left = iter([True] * steps)
    await upkeep(services, lambda: next(left, False))
    assert words_agree(services.store)
    await upkeep(services)
    assert words_agree(services.store)
    with services.store.read() as tx:
        sizes = space.sizes(tx, None)
    assert (sizes.articles, sizes.texts) == (10, 0)


def words_agree(store: Store) -> bool:
    with store.begin() as tx:  # FTS5 checks itself by a statement that counts as writing
        check = "INSERT INTO article_words(article_words, rank) VALUES ('integrity-check', 1)"
        tx.connection().exec_driver_sql(check)
        return not [fault for fault in faults(tx) if "story" not in fault]


async def test_articles_without_text_share_their_pages(newsroom: Newsroom) -> None:
    store = newsroom.services.store
    with store.begin() as tx:
        for number in range(400):
            article_id = add(tx, number, 100 * DAYS, text=f"word{number} " * 300)
            put_on_topic(tx, article_id)
            claim_something(tx, article_id)
        put_on_topic(tx, add_copy(tx, 500, 100 * DAYS, 1))
        before = space.sizes(tx, store.path).used_bytes
    assert (await upkeep(newsroom.services)).texts == 401
    with store.read() as tx:
        assert space.sizes(tx, store.path).used_bytes < before / 2
        assert tx.connection().exec_driver_sql("PRAGMA foreign_key_check").all() == []
        copy = corpus.article(tx, 401)
        assert copy is not None
        assert copy.verdict.of == 1
        assert reading(tx, 400).claims == (make_claim(),)
    assert words_agree(store)
