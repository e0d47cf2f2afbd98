from __future__ import annotations

import itertools

import pytest

from monitor.model.claims import Claim, Status
from monitor.stages.tracking.choice import choose, says_more_than_text, stands_beside_known
from monitor.stages.tracking.transitions import Decisive, Step
from tests.builders import make_occurrence
from tests.stories import said


def decide(claims: list[Claim]) -> Claim | None:
    chosen = choose([Decisive(claim=each, step=Step.CHANGE) for each in claims], claims)
    return chosen.claim if chosen else None


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["R cancelled"], id="the only one"),
        pytest.param(["R held body", "R proposed"], id="decided before suggested next"),
        pytest.param(["R postponed body", "R cancelled title"], id="text before title"),
        pytest.param(["R postponed", "R cancelled body"], id="lead before body"),
        pytest.param(
            ["R postponed body", "R postponed title", "G cancelled body"],
            id="what the title has too",
        ),
        pytest.param(["R rescheduled", "R postponed"], id="what says more"),
        pytest.param(["R held", "R underway"], id="the end before the beginning"),
    ],
)
def test_first_of_the_row_decides_in_any_order(words: list[str]) -> None:
    claims = [said(each) for each in words]
    for order in itertools.permutations(claims):
        assert decide(list(order)) == claims[0]


def test_nothing_decides_without_candidates() -> None:
    assert decide([]) is None


@pytest.mark.parametrize(
    ("title", "text", "more"),
    [
        pytest.param("outlet cancelled title", ["R maybe cancelled"], True, id="a doubt"),
        pytest.param("outlet confirmed title", ["R proposed"], True, id="a softer word"),
        pytest.param("outlet cancelled title", ["G not cancelled"], True, id="its own denial"),
        pytest.param("G cancelled title", ["G not cancelled"], True, id="the speaker's denial"),
        pytest.param("R cancelled title", ["G not cancelled"], False, id="another's denial"),
        pytest.param("outlet cancelled title", ["outlet confirmed body"], False, id="a plan"),
        pytest.param(
            "outlet cancelled title", ["R cancelled", "G maybe cancelled"], False, id="the same"
        ),
        pytest.param("outlet ended title", ["outlet suspended body"], False, id="history"),
        pytest.param("outlet cancelled title", [], False, id="nothing"),
        pytest.param("outlet cancelled", ["R maybe cancelled"], False, id="no title at all"),
    ],
)
def test_title_says_more_than_its_text(title: str, text: list[str], more: bool) -> None:
    claims = [said(each) for each in (title, *text)]
    assert says_more_than_text(claims[0], claims) is more


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        pytest.param(["R confirmed body", "R postponed"], True, id="the plan below the news"),
        pytest.param(["R confirmed", "R postponed"], False, id="both in the lead"),
        pytest.param(["R confirmed body", "R postponed body"], False, id="both in the body"),
        pytest.param(["R held body", "R postponed"], False, id="no step back"),
    ],
)
def test_plan_beside_known_news(words: list[str], beside: bool) -> None:
    claims = [said(each) for each in words]
    current = make_occurrence(status=Status.POSTPONED)
    assert stands_beside_known(claims[0], claims, current) is beside
    assert not stands_beside_known(claims[0], claims, None)
