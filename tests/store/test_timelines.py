from __future__ import annotations

from dataclasses import replace

from monitor.model.articles import DedupeReason, Novelty, Part, Verdict
from monitor.model.claims import Claim, Reading, Stance, Status, UnreadSignal
from monitor.model.deliveries import DeliveryState
from monitor.model.events import Change
from monitor.model.views import EventTimeline, EventView, SourceView
from monitor.store import corpus, events, outbox, timelines
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_change, make_claim, make_occurrence
from tests.store.stock import make_delivery, make_draft

SIGNAL = UnreadSignal(event="summit", evidence="Summit?", part=Part.TITLE, start=0, end=7)


class Desk:
    """Files articles that make one claim each, numbered from 1."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._number = 0

    def file(self, outlet: str, hours: float, claim: Claim, novelty: Novelty = Novelty.NEW) -> int:
        self._number += 1
        draft = make_draft(self._number, outlet=outlet, published=at(hours), url=None)
        verdict = Verdict(novelty=novelty, reason=DedupeReason.NEW)
        (article_id,) = corpus.add_articles(self._tx, [replace(draft, verdict=verdict)])
        events.add_readings(self._tx, [(article_id, at(hours), Reading(claims=(claim,)))])
        return article_id


def changed(status: Status, hours: float, stance: Stance = Stance.ASSERTED) -> Change:
    claim = make_claim(status=status, stance=stance)
    return make_change(status=status, previous=None, published=at(hours), claim=claim)


def test_of_an_unknown_event_nothing_is_shown(store: Store) -> None:
    with store.read() as tx:
        assert timelines.event_overview(tx) == []
        assert timelines.event_timeline(tx, "summit") == EventTimeline(
            event="summit", occurrences=(), changes=(), claims=(), signals=()
        )


def test_events_are_summed_up_by_id(store: Store) -> None:
    with store.begin() as tx:
        desk = Desk(tx)
        article_id = desk.file("Courier", 0, make_claim())
        desk.file("Herald", 1, make_claim(event="treaty"))
        events.add_readings(tx, [(article_id, NOON, Reading(signals=(SIGNAL, SIGNAL)))])
        events.save(tx, make_occurrence())
        events.save(tx, make_occurrence(ordinal=2))
        for hours in (4, 2):
            events.add_change(tx, changed(Status.HELD, hours), article_id, at(9))
        assert timelines.event_overview(tx) == [
            EventView(
                event="summit",
                occurrence=make_occurrence(ordinal=2, version=1),
                changes=2,
                claims=1,
                signals=2,
                changed_at=at(4),
            ),
            EventView(
                event="treaty", occurrence=None, changes=0, claims=1, signals=0, changed_at=None
            ),
        ]


def test_a_change_is_shown_with_its_source_and_its_deliveries(store: Store) -> None:
    change = changed(Status.HELD, 1)
    with store.begin() as tx:
        article_id = Desk(tx).file("Courier", 1, change.claim)
        change_id = events.add_change(tx, change, article_id, at(2))
        drafts = [
            make_delivery(key="1", change_id=change_id),
            make_delivery(key="2", change_id=change_id, channel="mail", suppressed="first pass"),
        ]
        outbox.add(tx, drafts, at(2))
        (view,) = timelines.event_timeline(tx, "summit").changes
    assert (view.id, view.change, view.noticed_at) == (change_id, change, at(2))
    assert view.source == SourceView(
        article_id=article_id,
        outlet="Courier",
        title="Ruritania and Graustark agree to hold a summit",
        url=None,
        published=at(1),
        copy=False,
    )
    assert [(each.channel, each.state, each.detail) for each in view.deliveries] == [
        ("desk", DeliveryState.PENDING, ""),
        ("mail", DeliveryState.SUPPRESSED, "first pass"),
    ]


HELD, DENIED = make_claim(status=Status.HELD), make_claim(status=Status.HELD, stance=Stance.DENIED)


def test_what_was_read_is_shown_where_it_stands(store: Store) -> None:
    with store.begin() as tx:
        desk = Desk(tx)
        late = desk.file("Courier", 3, HELD)
        early = desk.file("Herald", 1, DENIED, Novelty.COPY)
        desk.file("Gazette", 2, make_claim(event="treaty"))
        events.add_readings(tx, [(late, at(3), Reading(signals=(SIGNAL,)))])
        events.save(tx, make_occurrence())
        timeline = timelines.event_timeline(tx, "summit")
    assert [(view.source.article_id, view.source.copy) for view in timeline.claims] == [
        (early, True),
        (late, False),
    ]
    assert [view.claim for view in timeline.claims] == [DENIED, HELD]
    assert [(view.signal, view.source.outlet) for view in timeline.signals] == [(SIGNAL, "Courier")]
    assert timeline.occurrences == (make_occurrence(version=1),)
