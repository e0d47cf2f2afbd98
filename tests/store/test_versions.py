from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text

from monitor.model.articles import (
    ArticleDraft,
    ArticleKeys,
    DedupeReason,
    Novelty,
    Verdict,
)
from monitor.model.claims import Reading
from monitor.model.events import Ignored, IgnoredReason
from monitor.model.versions import Version
from monitor.store import corpus, events, integrity, versions
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_article, make_claim


@pytest.fixture
def memory() -> Any:
    with Store.in_memory() as opened:
        yield opened


def add_article(tx: Transaction, title: str, hours: float = 0.0) -> int:
    article = make_article(title=title, feed_id=None, published=at(hours))
    keys = ArticleKeys(guid=None, canonical_url=None, text_hash=title)
    verdict = Verdict(novelty=Novelty.NEW, reason=DedupeReason.NEW)
    draft = ArticleDraft(article=article, keys=keys, verdict=verdict, found_at=NOON)
    (article_id,) = corpus.add_articles(tx, [draft])
    events.add_readings(tx, [(article_id, at(hours), Reading(claims=(make_claim(),)))])
    return article_id


def make_version(article_id: int, hours: float, *, partial: bool = False) -> Version:
    return Version(
        article_id=article_id, at=at(hours), published=NOON, title="", text=None, partial=partial
    )


def edited(tx: Transaction, *hours: float, **changes: Any) -> list[int]:
    """An article with versions that were noticed so many hours after noon."""
    ids = [add_article(tx, f"Report {number}", each) for number, each in enumerate(hours, 1)]
    for article_id, each in zip(ids, hours, strict=True):
        of = {"changed": each != hours[0], **changes}
        versions.add(tx, ids[0], make_version(article_id, each), at(each), **of)
    return ids


def test_an_article_without_versions_is_its_own_first(memory: Store) -> None:
    with memory.begin() as tx:
        article_id = add_article(tx, "Report")
        assert versions.first_id(tx, article_id) == article_id
        assert versions.first_published(tx, article_id) is None
        assert versions.chain(tx, article_id) == []
        assert versions.log(tx, article_id) == []


def test_versions_stand_in_the_order_of_their_places(memory: Store) -> None:
    with memory.begin() as tx:
        first, second, third = edited(tx, 0, 2, 1)
        found = versions.chain(tx, first)
        assert [each.article_id for each in found] == [first, third, second]
        assert [each.title for each in found] == ["Report 1", "Report 3", "Report 2"]
        assert [len(each.claims) for each in found] == [1, 1, 1]
        assert versions.first_id(tx, third) == first
        assert versions.first_published(tx, third) == NOON
        assert versions.first_published(tx, first) is None


def test_a_version_that_comes_back_stands_at_its_newest_place(memory: Store) -> None:
    with memory.begin() as tx:
        first, second = edited(tx, 0, 1)
        versions.add(tx, first, make_version(first, 2), at(2), changed=True)
        assert [each.article_id for each in versions.chain(tx, first)] == [second, first]
        assert [each.article_id for each in versions.log(tx, second)] == [first, second, first]


def test_a_version_that_is_held_is_logged_and_does_not_count(memory: Store) -> None:
    with memory.begin() as tx:
        (first,) = edited(tx, 0)
        held = add_article(tx, "Held", 1)
        versions.add(tx, first, make_version(held, 1), at(1), changed=False, held=True)
        versions.unsettle(tx, held)
        assert [each.article_id for each in versions.chain(tx, first)] == [first]
        assert [each.held for each in versions.log(tx, first)] == [False, True]
        assert [each.mark for each in versions.claims(tx, held)] == [IgnoredReason.UNSETTLED]
        assert [each.article_id for each in events.history(tx, "summit", None)] == [first]


def test_a_rendering_by_another_feed_is_no_edit(memory: Store) -> None:
    with memory.begin() as tx:
        (first,) = edited(tx, 0)
        other = add_article(tx, "Rendering")
        versions.add(tx, first, make_version(other, 0, partial=True), at(1), changed=False)
        assert versions.first_published(tx, other) is None
        assert [each.partial for each in versions.chain(tx, first)] == [False, True]


@pytest.mark.parametrize(
    ("now", "turns"),
    [
        pytest.param(at(5), 2, id="on the same day"),
        pytest.param(at(11.9), 2, id="until midnight"),
        pytest.param(at(12), 0, id="not on the next"),
    ],
)
def test_turns_are_counted_by_the_day(memory: Store, now: datetime, turns: int) -> None:
    with memory.begin() as tx:
        first, *_ = edited(tx, 0, 1, 2)
        assert versions.turns(tx, first, now) == turns


def test_marks_leave_alone_what_the_operator_withdrew(memory: Store) -> None:
    with memory.begin() as tx:
        first, second = edited(tx, 0, 1)
        events.withdraw(tx, first, "summit")
        ids = [claim.id for each in versions.chain(tx, first) for claim in each.claims]
        versions.mark(tx, dict.fromkeys(ids, IgnoredReason.SAID_BEFORE))
        marks = [claim.mark for each in versions.chain(tx, first) for claim in each.claims]
        assert marks == [IgnoredReason.WITHDRAWN, IgnoredReason.SAID_BEFORE]
        (said,) = events.history(tx, "summit", None)
        assert said.article_id == second
        assert said.claims[0].said_before


def test_a_mark_that_falls_makes_room_for_what_the_event_says(memory: Store) -> None:
    with memory.begin() as tx:
        first, _ = edited(tx, 0, 1)
        (claim,) = versions.claims(tx, first)
        versions.mark(tx, {claim.id: IgnoredReason.REVISED})
        versions.mark(tx, {claim.id: None})
        events.mark_ignored(tx, first, [Ignored(claim.claim, IgnoredReason.SAME_STATUS)])
        assert [each.mark for each in versions.claims(tx, first)] == [IgnoredReason.SAME_STATUS]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        pytest.param("DELETE FROM version WHERE article_id = 1", "first text", id="a version"),
        pytest.param(
            "INSERT INTO article_words(article_words, rowid, title, text)"
            " SELECT 'delete', id, title, text FROM article WHERE id = 1",
            "index of words",
            id="an article that cannot be found",
        ),
        pytest.param(
            "UPDATE claim SET event = 'another'",
            "nobody says anything",
            id="an occurrence of nothing",
        ),
    ],
)
def test_what_is_half_done_is_found(memory: Store, damage: str, told: str) -> None:
    with memory.begin() as tx:
        first, _ = edited(tx, 0, 1)
        tx.connection().execute(text("UPDATE article SET story_id = id"))
        tx.connection().execute(
            text(
                "INSERT INTO occurrence SELECT 'summit', 1, 'held', '2031-01-01', '2031-01-01',"
                " 0, NULL, 0, NULL, '[]', '[]', 0, 1"
            )
        )
        assert integrity.faults(tx) == []
        tx.connection().execute(text(damage))
        assert any(told in sentence for sentence in integrity.faults(tx)), first
