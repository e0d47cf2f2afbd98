from __future__ import annotations

from datetime import date, timedelta

import pytest

from monitor.model.claims import OUTLETS, Claim
from monitor.model.events import Occurrence
from monitor.stages.tracking.progress import advance, dispute
from monitor.stages.tracking.transitions import Decisive, Step
from tests.builders import NOON, make_occurrence
from tests.stories import said

LATER = NOON + timedelta(days=2)
DAY = date(2031, 5, 23)
DATED = make_occurrence(day=DAY, day_told=True, venue="Strelsau", asserters=("Ruritania",))


def after(current: Occurrence | None, words: list[str], step: Step | None) -> Occurrence | None:
    claims: list[Claim] = [said(each) for each in words]
    decisive = Decisive(claim=claims[0], step=step) if step else None
    return advance(current, decisive, claims, LATER)


@pytest.mark.parametrize(
    ("words", "day", "venue"),
    [
        pytest.param(["outlet held"], DAY, "Strelsau", id="what takes place keeps day and venue"),
        pytest.param(["R postponed"], None, None, id="what is put off loses them"),
        pytest.param(
            ["R rescheduled @20"], date(2031, 6, 3), None, id="what is moved has new ones"
        ),
        pytest.param(
            ["R rescheduled", "G rescheduled @20"],
            date(2031, 6, 3),
            None,
            id="the day may stand in another claim",
        ),
    ],
)
def test_day_and_venue(words: list[str], day: date | None, venue: str | None) -> None:
    found = after(DATED, words, Step.CHANGE)
    assert found is not None
    assert (found.day, found.venue, found.since) == (day, venue, LATER)


def test_follow_up_adds_who_says_so_too() -> None:
    found = after(DATED, ["outlet confirmed", "G postponed"], None)
    assert found is not None
    assert found.asserters == ("Ruritania", OUTLETS)
    assert (found.since, found.last_published) == (NOON, LATER)


def test_first_date_keeps_the_status() -> None:
    current = make_occurrence(venue="Strelsau")
    found = after(current, ["G confirmed @9"], Step.FIRST_DATE)
    assert found is not None
    assert (found.day, found.day_told, found.venue, found.since) == (DAY, True, "Strelsau", NOON)


def test_nothing_comes_of_nothing() -> None:
    assert after(None, ["G not confirmed"], None) is None
    assert dispute(None, [said("G not confirmed")]) is None


def test_deniers_are_kept_sorted() -> None:
    current = make_occurrence(disputed=True, deniers=("Hentzau",), asserters=("Ruritania",))
    found = dispute(current, [said("G not confirmed"), said("R not confirmed")])
    assert found is not None
    assert (found.disputed, found.deniers) == (True, ("Graustark", "Hentzau"))
