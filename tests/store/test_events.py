from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.errors import StoreError
from monitor.model.articles import DedupeReason, Novelty, Verdict
from monitor.model.claims import Reading, Stance, Status
from monitor.model.events import Ignored, IgnoredReason, Occurrence
from monitor.store import corpus, events, timelines
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_claim, make_occurrence
from tests.store.stock import add_article, make_draft


def add_claim(tx: Transaction, number: int, hours: float, **changes: object) -> int:
    """An article of its own that was published so many hours after noon and makes one claim."""
    article_id = add_article(tx, number, published=at(hours), outlet=f"outlet {number}")
    reading = Reading(claims=(make_claim(**changes),))
    events.add_readings(tx, [(article_id, at(hours), reading)])
    return article_id


# What articles say.


def test_history_is_told_in_the_order_of_publication(store: Store) -> None:
    with store.begin() as tx:
        for number, hours in ((1, 2), (2, -5), (3, 2), (4, 0)):
            add_claim(tx, number, hours)
        add_claim(tx, 5, -9, event="treaty")
        found = events.history(tx, "summit", None)
    assert [(said.article_id, said.published, said.outlet) for said in found] == [
        (2, at(-5), "outlet 2"),
        (4, at(0), "outlet 4"),
        (1, at(2), "outlet 1"),
        (3, at(2), "outlet 3"),
    ]


def test_the_claims_of_an_article_stay_together_in_the_order_of_reading(store: Store) -> None:
    claims = tuple(make_claim(start=start) for start in (40, 0, 90))
    with store.begin() as tx:
        events.add_readings(tx, [(add_article(tx), NOON, Reading(claims=claims))])
        (said,) = events.history(tx, "summit", None)
    assert said.claims == claims


def test_history_can_begin_at_a_moment(store: Store) -> None:
    with store.begin() as tx:
        for number, hours in ((1, -1), (2, 0), (3, 1)):
            add_claim(tx, number, hours)
        assert [said.article_id for said in events.history(tx, "summit", NOON)] == [2, 3]


@pytest.mark.parametrize("novelty", list(Novelty))
def test_copies_are_known_as_such(store: Store, novelty: Novelty) -> None:
    verdict = Verdict(novelty=novelty, reason=DedupeReason.SAME_TEXT)
    with store.begin() as tx:
        (article_id,) = corpus.add_articles(tx, [replace(make_draft(), verdict=verdict)])
        events.add_readings(tx, [(article_id, NOON, Reading(claims=(make_claim(),)))])
        (said,) = events.history(tx, "summit", None)
    assert said.copy is (novelty is Novelty.COPY)


def test_the_latest_publication_tells_a_late_arrival(store: Store) -> None:
    with store.begin() as tx:
        assert events.latest_published(tx, "summit") is None
        add_claim(tx, 1, 3)
        add_claim(tx, 2, 1)
        add_claim(tx, 3, 8, event="treaty")
        assert events.latest_published(tx, "summit") == at(3)


def test_articles_that_say_nothing_leave_nothing(store: Store) -> None:
    with store.begin() as tx:
        events.add_readings(tx, [(add_article(tx), NOON, Reading())])
        events.mark_ignored(tx, 1, [])
        assert events.history(tx, "summit", None) == []


def test_the_reason_is_written_on_the_ignored_claim_alone(store: Store) -> None:
    told = make_claim(status=Status.POSTPONED)
    denied = make_claim(status=Status.POSTPONED, stance=Stance.DENIED)
    elsewhere = make_claim(status=Status.POSTPONED, start=90, end=99)
    with store.begin() as tx:
        one, two = add_article(tx, 1), add_article(tx, 2)
        reading = Reading(claims=(told, denied, elsewhere))
        events.add_readings(tx, [(one, NOON, reading), (two, NOON, reading)])
        events.mark_ignored(
            tx,
            two,
            [
                Ignored(denied, IgnoredReason.NOT_A_PARTY),
                Ignored(elsewhere, IgnoredReason.OUTRANKED),
            ],
        )
        views = timelines.event_timeline(tx, "summit").claims
    assert [view.ignored for view in views] == [
        *(None, None, None),
        *(None, IgnoredReason.NOT_A_PARTY, IgnoredReason.OUTRANKED),
    ]


# How events stand.


def test_nothing_is_known_of_an_event_at_first(store: Store) -> None:
    with store.read() as tx:
        assert events.current(tx, "summit") is None
        assert events.occurrences(tx, "summit") == []


def test_the_highest_ordinal_is_current(store: Store) -> None:
    with store.begin() as tx:
        for ordinal in (1, 3, 2):
            events.save(tx, make_occurrence(ordinal=ordinal))
        events.save(tx, make_occurrence(event="treaty", ordinal=9))
        current = events.current(tx, "summit")
        assert current is not None
        assert current.ordinal == 3
        assert [each.ordinal for each in events.occurrences(tx, "summit")] == [1, 2, 3]


def test_an_occurrence_is_written_over_the_version_that_was_read(store: Store) -> None:
    with store.begin() as tx:
        events.save(tx, make_occurrence())
        read = events.current(tx, "summit")
        assert read is not None
        events.save(tx, replace(read, status=Status.POSTPONED, deniers=("Graustark",)))
        now = events.current(tx, "summit")
    assert now == replace(read, status=Status.POSTPONED, deniers=("Graustark",), version=2)


@pytest.mark.parametrize(
    "stale",
    [
        pytest.param(
            make_occurrence(version=0), id="an occurrence that exists is not opened again"
        ),
        pytest.param(make_occurrence(version=1), id="an older version is not written over"),
        pytest.param(make_occurrence(version=3), id="nor is one that never was"),
        pytest.param(
            make_occurrence(ordinal=2, version=1), id="what does not exist has no version"
        ),
    ],
)
def test_what_somebody_else_changed_is_not_overwritten(store: Store, stale: Occurrence) -> None:
    with store.begin() as tx:
        events.save(tx, make_occurrence())
        second = events.current(tx, "summit")
        assert second is not None
        events.save(tx, second)
    with pytest.raises(StoreError, match="read it again") as caught, store.begin() as tx:
        events.save(tx, stale)
    assert not caught.value.permanent
    with store.read() as tx:
        assert events.occurrences(tx, "summit") == [make_occurrence(version=2)]


def test_a_replay_takes_the_place_of_what_was_stored(store: Store) -> None:
    replayed = [make_occurrence(status=Status.HELD), make_occurrence(ordinal=2)]
    with store.begin() as tx:
        for ordinal in (1, 2, 3):
            events.save(tx, make_occurrence(ordinal=ordinal))
        events.save(tx, make_occurrence(event="treaty"))
        read = events.current(tx, "summit")
        assert read is not None
        events.replace_occurrences(tx, "summit", replayed)
        assert [replace(each, version=0) for each in events.occurrences(tx, "summit")] == replayed
        assert len(events.occurrences(tx, "treaty")) == 1


def test_who_read_before_a_replay_cannot_write_after_it(store: Store) -> None:
    with store.begin() as tx:
        events.save(tx, make_occurrence())
        read = events.current(tx, "summit")
        assert read is not None
        events.replace_occurrences(tx, "summit", [make_occurrence()])
    with pytest.raises(StoreError, match="read it again"), store.begin() as tx:
        events.save(tx, read)


def test_a_replay_may_come_to_nothing(store: Store) -> None:
    with store.begin() as tx:
        events.save(tx, make_occurrence())
        events.replace_occurrences(tx, "summit", [])
        assert events.current(tx, "summit") is None
