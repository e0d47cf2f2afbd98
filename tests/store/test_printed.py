from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from monitor.model.articles import DedupeReason, Novelty, Role, TopicMatch, Verdict
from monitor.model.claims import Reading, Stance, Standing, Status
from monitor.model.copies import Told
from monitor.store import corpus, events, printed
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, make_claim
from tests.store.stock import add_article, make_draft

HOUR = timedelta(hours=1)


def add_copy(tx: Transaction, number: int, of: int) -> int:
    copied = Verdict(novelty=Novelty.COPY, reason=DedupeReason.NEAR_TEXT, of=of, score=0.7)
    draft = make_draft(number)
    return corpus.add_articles(tx, [replace(draft, verdict=copied)])[0]


def test_an_article_is_printed_with_what_may_be_news(store: Store) -> None:
    with store.begin() as tx:
        article_id = add_article(tx)
        claims = (
            make_claim(day=date(2031, 6, 2)),
            make_claim(status=Status.HELD, weak=True),
            make_claim(status=Status.CANCELLED, stance=Stance.HYPOTHETICAL),
            make_claim(status=Status.POSTPONED, standing=Standing.LOW_TRUST),
            make_claim(status=Status.POSTPONED, stance=Stance.DENIED),
        )
        events.add_readings(tx, [(article_id, NOON, Reading(claims=claims))])
        found = printed.printed(tx, {article_id, 99})
    assert list(found) == [article_id]
    assert found[article_id].told == {
        Told(
            event="summit",
            status=Status.CONFIRMED,
            stance=Stance.ASSERTED,
            day=date(2031, 6, 2),
        ),
        Told(event="summit", status=Status.POSTPONED, stance=Stance.DENIED),
    }


def test_a_copy_stands_for_its_original(store: Store) -> None:
    with store.begin() as tx:
        original = add_article(tx, 1)
        copy = add_copy(tx, 2, original)
        found = printed.printed(tx, [original, copy])
    assert [found[number].original_id for number in (original, copy)] == [original, original]


def test_the_newest_on_a_topic_are_those_that_came_last(store: Store) -> None:
    match = TopicMatch(topic="ruritania", role=Role.PASSING, score=0.5, reason="text")
    with store.begin() as tx:
        ids = [add_article(tx, n, published=NOON - n * HOUR) for n in range(5)]
        copy = add_copy(tx, 9, ids[0])
        corpus.add_matches(tx, [(number, [match]) for number in (*ids[:4], copy)])
        newest = printed.newest(tx, "ruritania", 3)
        before = printed.newest(tx, "ruritania", 3, before=ids[2])
        other = printed.newest(tx, "graustark", 3)
    assert newest == {ids[n]: NOON - n * HOUR for n in (3, 2, 1)}
    assert list(before) == [ids[1], ids[0]]
    assert other == {}


def test_signatures_of_articles_that_have_none_any_more_are_left_out(store: Store) -> None:
    with store.begin() as tx:
        assert printed.signatures(tx, [add_article(tx)]) == {}
