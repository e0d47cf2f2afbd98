"""Everything that the engine says of events survives the way into the store and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.articles import Part
from monitor.model.claims import Claim, Position, Reading, Stance, Standing, Status, UnreadSignal
from monitor.model.events import Change, ChangeKind, Occurrence
from monitor.store import events, timelines
from monitor.store.engine import Store
from tests.builders import NOON
from tests.store.stock import add_article

words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
several = st.lists(words, max_size=3).map(tuple)
numbers = st.integers(0, 10_000)
days = st.none() | st.dates(date(1950, 1, 1), date(2150, 1, 1))
times = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
claims = st.builds(
    Claim,
    event=st.just("summit"),
    status=st.sampled_from(Status),
    stance=st.sampled_from(Stance),
    standing=st.sampled_from(Standing),
    evidence=words,
    part=st.sampled_from(Part),
    start=numbers,
    end=numbers,
    position=st.sampled_from(Position),
    confidence=st.floats(0, 1),
    by=st.none() | words,
    side=st.none() | words,
    venue=st.none() | words,
    day=days,
    weak=st.booleans(),
    concrete=st.booleans(),
    why=several,
)
signals = st.builds(
    UnreadSignal,
    event=st.just("summit"),
    evidence=words,
    part=st.sampled_from(Part),
    start=numbers,
    end=numbers,
    why=several,
)
occurrences = st.builds(
    Occurrence,
    event=st.just("summit"),
    ordinal=numbers,
    status=st.sampled_from(Status),
    since=times,
    last_published=times,
    disputed=st.booleans(),
    day=days,
    day_told=st.booleans(),
    venue=st.none() | words,
    asserters=several,
    deniers=several,
    ending_told=st.booleans(),
    version=st.just(0),
)
changes = st.builds(
    Change,
    event=st.just("summit"),
    ordinal=numbers,
    kind=st.sampled_from(ChangeKind),
    status=st.sampled_from(Status),
    previous=st.none() | st.sampled_from(Status),
    disputed=st.booleans(),
    published=times,
    claim=claims,
    against=st.none() | claims,
    day=days,
)


@pytest.fixture(scope="module")
def blank() -> Iterator[Store]:
    """One store for all examples: in memory, `read` undoes what is written in it."""
    with Store.in_memory() as store:
        yield store


@given(reading=st.builds(Reading, claims=st.lists(claims, max_size=4).map(tuple)), at=times)
def test_claims(blank: Store, reading: Reading, at: datetime) -> None:
    with blank.read() as tx:
        events.add_readings(tx, [(add_article(tx), at, reading)])
        found = events.history(tx, "summit", None)
    assert [claim for said in found for claim in said.claims] == list(reading.claims)
    assert all(said.published == at for said in found)


@given(signal=signals)
def test_signals(blank: Store, signal: UnreadSignal) -> None:
    with blank.read() as tx:
        events.add_readings(tx, [(add_article(tx), NOON, Reading(signals=(signal,)))])
        (view,) = timelines.event_timeline(tx, "summit").signals
    assert view.signal == signal


@given(occurrence=occurrences)
def test_occurrences(blank: Store, occurrence: Occurrence) -> None:
    with blank.read() as tx:
        events.save(tx, occurrence)
        assert events.current(tx, "summit") == replace(occurrence, version=1)


@given(change=changes)
def test_changes(blank: Store, change: Change) -> None:
    with blank.read() as tx:
        change_id = events.add_change(tx, change, None, NOON)
        (view,) = timelines.event_timeline(tx, "summit").changes
    assert (view.id, view.change, view.noticed_at) == (change_id, change, NOON)
