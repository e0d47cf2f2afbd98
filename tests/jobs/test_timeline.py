from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from monitor.jobs.timeline import overview, timeline
from monitor.model.articles import DedupeReason, Novelty, Verdict
from monitor.model.claims import Claim, Reading, Stance, Standing, Status
from monitor.model.events import Change, ChangeKind, Ignored, IgnoredReason
from monitor.store import corpus, events
from monitor.store.engine import Store, Transaction
from tests.builders import at, make_change, make_claim, make_event, make_occurrence
from tests.store.stock import make_draft

EVENT = make_event()
HELD, DENIED = make_claim(status=Status.HELD), make_claim(status=Status.HELD, stance=Stance.DENIED)


class Desk:
    """Files articles that make one claim each, numbered from 1."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._number = 0

    def file(self, outlet: str, hours: float, claim: Claim = HELD, **verdict: Any) -> int:
        self._number += 1
        draft = make_draft(self._number, outlet=outlet, published=at(hours), url=None)
        values = {"novelty": Novelty.NEW, "reason": DedupeReason.NEW} | verdict
        (article_id,) = corpus.add_articles(self._tx, [replace(draft, verdict=Verdict(**values))])
        events.add_readings(self._tx, [(article_id, at(hours), Reading(claims=(claim,)))])
        return article_id


def changed(status: Status, hours: float, **changes: Any) -> Change:
    claim = make_claim(status=status)
    values = {"status": status, "previous": None, "published": at(hours), "claim": claim}
    return make_change(**values | changes)


def sources(store: Store) -> list[tuple[tuple[str, ...], int]]:
    """Of each change the names of its sources, and how many copies they have."""
    with store.read() as tx:
        found = timeline(tx, EVENT, at(9)).changes
    return [(each.outlets, sum(source.copies for source in each.sources)) for each in found]


@pytest.mark.parametrize(
    ("outlet", "hours", "claim", "copy", "told"),
    [
        pytest.param("Herald", 2, HELD, False, (("Courier", "Herald"), 0), id="who says the same"),
        pytest.param("Courier", 2, HELD, False, (("Courier",), 0), id="not the first one twice"),
        pytest.param("Herald", 2, HELD, True, (("Courier",), 1), id="nor one that copies"),
        pytest.param("Herald", 2, DENIED, False, (("Courier",), 0), id="nor one that denies it"),
        pytest.param(
            "Herald", 2, make_claim(), False, (("Courier",), 0), id="nor one with other news"
        ),
        pytest.param(
            "Herald", 0.5, HELD, False, (("Courier",), 0), id="nor what was written before"
        ),
        pytest.param(
            "Herald", 5, HELD, False, (("Courier",), 0), id="nor what came after the next status"
        ),
    ],
)
def test_who_else_reports_a_change(
    store: Store,
    outlet: str,
    hours: float,
    claim: Claim,
    copy: bool,
    told: tuple[tuple[str, ...], int],
) -> None:
    with store.begin() as tx:
        desk = Desk(tx)
        first = desk.file("Courier", 1)
        events.add_change(tx, changed(Status.HELD, 1), first, at(1))
        events.add_change(tx, changed(Status.PROPOSED, 4), None, at(4))
        verdict = {"novelty": Novelty.COPY, "reason": DedupeReason.SAME_TEXT, "of": first}
        desk.file(outlet, hours, claim, **(verdict if copy else {}))
    assert sources(store) == [told, ((), 0)]


def test_a_first_date_has_the_sources_of_its_status(store: Store) -> None:
    confirmed = make_claim(status=Status.CONFIRMED)
    with store.begin() as tx:
        desk = Desk(tx)
        first, second = (
            desk.file(name, n, confirmed) for n, name in enumerate(("Courier", "Post"))
        )
        events.add_change(tx, changed(Status.CONFIRMED, 0), first, at(1))
        dated = changed(Status.CONFIRMED, 1, kind=ChangeKind.FIRST_DATE)
        events.add_change(tx, dated, second, at(1))
    assert sources(store) == [(("Courier", "Post"), 0)] * 2


def test_a_copy_that_was_read_better_is_heard_and_is_no_source_of_its_own(store: Store) -> None:
    with store.begin() as tx:
        desk = Desk(tx)
        first = desk.file("Courier", 1)
        desk.file("Herald", 2, novelty=Novelty.COPY, reason=DedupeReason.RETOLD, of=first)
        events.add_change(tx, changed(Status.HELD, 1), first, at(1))
        heard = [each.copy for each in events.history(tx, EVENT.id, None)]
    assert heard == [False, False]
    assert sources(store) == [(("Courier",), 1)]


def test_what_lacks_sources_is_shown_until_it_is_old(store: Store) -> None:
    twice = make_event(min_sources=2)
    postponed = make_claim(status=Status.POSTPONED)
    with store.begin() as tx:
        article_id = Desk(tx).file("Courier", 1, postponed)
        events.mark_ignored(tx, article_id, [Ignored(postponed, IgnoredReason.UNCONFIRMED)])
        events.save(tx, make_occurrence())
        waiting = [
            timeline(tx, twice, at(9)).unconfirmed,
            *(view.unconfirmed for view in overview(tx, [twice], at(9))),
            timeline(tx, twice, at(99)).unconfirmed,
            timeline(tx, EVENT, at(9)).unconfirmed,
        ]
    shown = [
        [(w.status, [s.name for s in w.sources], w.needed) for w in found] for found in waiting
    ]
    assert shown == [*[[(Status.POSTPONED, ["Courier"], 2)]] * 2, [], []]


def test_of_what_is_not_watched_any_more_there_is_no_overview(store: Store) -> None:
    with store.begin() as tx:
        Desk(tx).file("Courier", 1, make_claim(event="treaty", standing=Standing.OTHER))
        assert overview(tx, [EVENT], at(9)) == []
