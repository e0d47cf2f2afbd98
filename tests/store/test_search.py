"""Articles found by words and by what was read in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.model.articles import DedupeReason, Novelty, Role, TopicMatch, Verdict
from monitor.model.claims import Reading, Stance, Status
from monitor.model.search import Excerpt, Query, Term
from monitor.stages.query import read_terms
from monitor.store import corpus, events
from monitor.store.engine import Store, Transaction
from monitor.store.search import find
from tests.builders import NOON, at, make_claim
from tests.store.stock import add_article, make_draft


def words(*typed: str, **filters: Any) -> Query:
    return Query(terms=read_terms(typed), **filters)


def ids(tx: Transaction, query: Query, limit: int = 10) -> list[int]:
    return [found.article_id for found in find(tx, query, limit)]


def add_copy(tx: Transaction, number: int, of: int, **changes: Any) -> int:
    verdict = Verdict(novelty=Novelty.COPY, reason=DedupeReason.NEAR_TEXT, of=of, score=0.8)
    return corpus.add_articles(tx, [replace(make_draft(number, **changes), verdict=verdict)])[0]


@pytest.mark.parametrize(
    ("typed", "title", "is_found"),
    [
        pytest.param(["SUMMIT"], "A summit", True, id="case is no difference"),
        pytest.param(["саммит"], "САММИТ отложен", True, id="nor is it in Cyrillic"),
        pytest.param(["elysee"], "L'Élysée confirme", True, id="nor are accents"),
        pytest.param(["zurich"], "Nach Zürich", True, id="nor dots on Latin letters"),
        pytest.param(["перенесен"], "Перенесён саммит", True, id="nor those of ё"),
        pytest.param(["перенесён"], "перенесен саммит", True, id="neither way"),
        pytest.param(["п'ять"], "пʼять днів", True, id="nor one apostrophe or the other"),
        pytest.param(["put off"], "put off again", True, id="words in a row"),
        pytest.param(["put off"], "off they put", False, id="in another order"),
        pytest.param(["put off"], "put it off", False, id="with another word between"),
        pytest.param(["put", "off"], "off they put", True, id="each by itself"),
        pytest.param(["put", "off"], "put down", False, id="one of two is not enough"),
        pytest.param(["postpon*"], "A postponement", True, id="a beginning"),
        pytest.param(["postpon"], "A postponement", False, id="a whole word is no beginning"),
        pytest.param(["summit", "-film"], "A summit film", False, id="what was to be left out"),
        pytest.param(["Ruritania-Graustark"], "Ruritania–Graustark summit", True, id="any dash"),
        pytest.param(["NOT", "NEAR"], "near, not far", True, id="operators are words"),
        pytest.param(["title:x"], "the title x", True, id="a colon names no column"),
        pytest.param(['"a" b'], 'a "b"', True, id="quotation marks are no syntax"),
    ],
)
def test_words_are_found(store: Store, typed: list[str], title: str, is_found: bool) -> None:
    with store.begin() as tx:
        add_article(tx, title=title, text="Nothing else stands here.")
        assert ids(tx, words(*typed)) == ([1] if is_found else [])


@given(st.text(min_size=1, max_size=20).filter(lambda text: "\x00" not in text))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_no_words_are_syntax(store: Store, text: str) -> None:
    encodable = text.encode(errors="replace").decode()
    with store.read() as tx:
        assert find(tx, Query(terms=(Term(text=encodable),)), 1) == []


def test_what_was_found_is_marked(store: Store) -> None:
    with store.begin() as tx:
        add_article(tx, title="Summit put off", text="The summit, it seems, was put off.")
        (found,) = find(tx, words("put off"), 10)
    assert found.title == Excerpt(text="Summit put off", hits=((7, 14),))
    assert found.snippet == Excerpt(text="The summit, it seems, was put off.", hits=((26, 33),))


def test_a_snippet_is_a_piece_of_a_long_text(store: Store) -> None:
    filler = "They spoke of tolls and fish. " * 40
    with store.begin() as tx:
        add_article(tx, title="Talks", text=f"{filler}The bridge was closed. {filler}")
        (found,) = find(tx, words("bridge"), 10)
    assert found.title.hits == ()
    assert found.snippet is not None
    ((start, end),) = found.snippet.hits
    assert found.snippet.text[start:end] == "bridge"
    assert len(found.snippet.text) < 200
    assert found.snippet.text.startswith("…")


def test_what_stands_in_the_title_alone_has_no_snippet(store: Store) -> None:
    with store.begin() as tx:
        add_article(tx, title="Summit", text="Nothing.")
        (found,) = find(tx, words("summit"), 10)
    assert found.snippet is None


def test_the_newest_come_first_and_no_more_than_asked_for(store: Store) -> None:
    with store.begin() as tx:
        for number, hours in enumerate((0, 5, -3, 2), start=1):
            add_article(tx, number, published=at(hours))
        assert ids(tx, words("summit")) == [2, 4, 1, 3]
        assert ids(tx, words("summit"), 2) == [2, 4]
        assert ids(tx, Query(), 3) == [2, 4, 1]


def test_copies_stand_under_their_original(store: Store) -> None:
    with store.begin() as tx:
        original = add_article(tx, 1, outlet="Wire", published=at(0))
        other = add_article(tx, 2, published=at(1))
        for number in (3, 4):
            add_copy(tx, number, original, published=at(number), outlet="Gazette")
        found = find(tx, words("summit"), 10)
    assert [(each.article_id, each.copies) for each in found] == [(other, 0), (original, 2)]


def test_the_original_is_shown_even_where_its_copies_are_newer_than_the_limit(store: Store) -> None:
    with store.begin() as tx:
        original = add_article(tx, 1, published=at(-50))
        add_article(tx, 2, published=at(0))
        add_copy(tx, 3, original, published=at(1))
        assert ids(tx, words("summit"), 1) == [original]


def test_a_copy_stands_for_itself_where_its_original_is_not_asked_for(store: Store) -> None:
    with store.begin() as tx:
        original = add_article(tx, 1, outlet="Wire")
        add_copy(tx, 2, original, outlet="The Gazette", published=at(1))
        newest = add_copy(tx, 3, original, outlet="The Gazette", published=at(2))
        (found,) = find(tx, words("summit", outlet="gazette"), 10)
    assert (found.article_id, found.novelty, found.copies) == (newest, Novelty.COPY, 0)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        pytest.param({}, [3, 2, 1], id="no filter"),
        pytest.param({"topic": "summits"}, [2], id="mainly about a topic"),
        pytest.param({"topic": "tolls"}, [], id="no passing mention"),
        pytest.param({"event": "summit"}, [3, 2], id="a claim of an event"),
        pytest.param({"event": "truce"}, [], id="none of another"),
        pytest.param({"status": Status.POSTPONED}, [3], id="a claim of a status"),
        pytest.param({"event": "summit", "status": Status.CONFIRMED}, [2], id="both in one claim"),
        pytest.param({"outlet": "GAZ"}, [1], id="a part of an outlet's name"),
        pytest.param({"outlet": "%"}, [], id="which is no pattern"),
        pytest.param({"language": "ru"}, [3], id="a language"),
        pytest.param({"story": 7}, [1], id="a story"),
        pytest.param({"since": at(1)}, [3, 2], id="since, inclusive"),
        pytest.param({"until": at(1)}, [1], id="until, exclusive"),
        pytest.param({"since": at(1), "until": at(2)}, [2], id="between"),
    ],
)
@pytest.mark.parametrize("terms", [(), (Term(text="summit"),)], ids=["all", "with words"])
def test_filters(
    store: Store, terms: tuple[Term, ...], filters: dict[str, Any], found: list[int]
) -> None:
    with store.begin() as tx:
        for number, more in enumerate(({"outlet": "The Gazette"}, {}, {"language": "ru"}), start=1):
            add_article(tx, number, published=at(number - 1), **more)
        corpus.add_matches(tx, [(2, [match("summits"), match("tolls", Role.PASSING)])])
        tx.connection().exec_driver_sql("UPDATE article SET story_id = 7 WHERE id = 1")
        postponed = make_claim(status=Status.POSTPONED, stance=Stance.DENIED)
        events.add_readings(tx, [(2, NOON, Reading(claims=(make_claim(),)))])
        events.add_readings(tx, [(3, NOON, Reading(claims=(postponed,)))])
        assert ids(tx, Query(terms=terms, **filters)) == found


def match(topic: str, role: Role = Role.PRIMARY) -> TopicMatch:
    return TopicMatch(topic=topic, role=role, score=0.8, reason="title")


def test_a_find_tells_what_was_made_of_it(store: Store) -> None:
    with store.begin() as tx:
        add_article(tx)
        corpus.add_matches(tx, [(1, [match("summits")])])
        events.add_readings(tx, [(1, NOON, Reading(claims=(make_claim(), make_claim(start=9))))])
        (found,) = find(tx, Query(), 10)
    assert found.topics == ("summits",)
    assert found.claims == (("summit", Status.CONFIRMED),)
    assert (found.outlet, found.language, found.published) == ("The Strelsau Courier", "en", NOON)


# The index goes with the articles.


def test_a_new_text_is_found_by_its_words_alone(store: Store) -> None:
    with store.begin() as tx:
        add_article(tx, title="Talks", text="The bridge was closed.")
        tx.connection().exec_driver_sql("UPDATE article SET text = 'The ferry sank.'")
        assert ids(tx, words("bridge")) == []
        assert ids(tx, words("ferry")) == [1]


def test_nothing_of_a_deleted_article_is_left(store: Store) -> None:
    with store.begin() as tx:
        add_article(tx, title="Talks", text="The bridge was closed.")
        tx.connection().exec_driver_sql("DELETE FROM article")
        assert ids(tx, words("bridge")) == []
        check_index(tx)


def test_what_is_undone_is_not_in_the_index(store: Store) -> None:
    def add_then_fail() -> None:
        with store.begin() as tx:
            add_article(tx)
            raise LookupError

    with pytest.raises(LookupError):
        add_then_fail()
    with store.begin() as tx:
        assert ids(tx, words("summit")) == []
        check_index(tx)


def check_index(tx: Transaction) -> None:
    """Have the index compare itself with the articles; it raises where they differ."""
    tx.connection().exec_driver_sql(
        "INSERT INTO article_words(article_words, rank) VALUES ('integrity-check', 1)"
    )
