from __future__ import annotations

import pytest

from monitor.stages.scoring.matching import Matches, match_alerts, story_roots
from tests.labels import make_labelled, make_prediction


def matches(gold: list[str], told: list[str], unread: list[bool] | None = None) -> Matches:
    articles = [make_labelled(f"a{n}", alerts=alert.split()) for n, alert in enumerate(gold)]
    signals = unread or [False] * len(told)
    predictions = {
        f"a{n}": make_prediction(f"a{n}", alerts=alert.split(), unread=signal)
        for n, (alert, signal) in enumerate(zip(told, signals, strict=True))
    }
    return match_alerts(articles, predictions)


@pytest.mark.parametrize(
    ("gold", "told", "hits", "late"),
    [
        pytest.param(["held"], ["held"], 1, 0, id="on its article"),
        pytest.param(["held", ""], ["", "held"], 1, 1, id="on a later one"),
        pytest.param(["", "held"], ["held", ""], 0, 0, id="never on an earlier one"),
        pytest.param(
            ["held", "proposed", ""], ["", "proposed", "held"], 1, 0, id="not after the next"
        ),
        pytest.param(["held"], ["held!"], 0, 0, id="a dispute is another alert"),
        pytest.param(["held", "held"], ["held", ""], 1, 0, id="one told alert meets one true one"),
        pytest.param(["held proposed"], ["held proposed"], 2, 0, id="two on one article"),
        pytest.param(["held"], [], 0, 0, id="nothing is told"),
        pytest.param([""], ["held"], 0, 0, id="nothing is true"),
    ],
)
def test_hits(gold: list[str], told: list[str], hits: int, late: int) -> None:
    found = matches(gold, told)
    assert (found.hits, found.late, found.covered) == (hits, late, hits)
    assert (found.gold, found.told) == (
        sum(len(each.split()) for each in gold),
        sum(len(each.split()) for each in told),
    )


@pytest.mark.parametrize(
    ("gold", "unread", "covered"),
    [
        pytest.param(["held"], [True], 1, id="a signal on its article covers an alert"),
        pytest.param(["held", ""], [False, True], 1, id="so does one on a later article"),
        pytest.param(["", "held"], [True, False], 0, id="an earlier one does not"),
        pytest.param(["held", "proposed"], [False, True], 1, id="nor one after the next alert"),
    ],
)
def test_unread_signals_cover(gold: list[str], unread: list[bool], covered: int) -> None:
    found = matches(gold, [""] * len(gold), unread)
    assert (found.hits, found.covered) == (0, covered)


def test_story_roots_follow_copies_of_copies_and_survive_a_circle() -> None:
    articles = [
        make_labelled("a"),
        make_labelled("b", duplicate_of="a"),
        make_labelled("c", duplicate_of="b"),
        make_labelled("d", duplicate_of="e"),
        make_labelled("e", duplicate_of="d"),
        make_labelled("f", duplicate_of="elsewhere"),
    ]
    assert story_roots(articles) == {
        "a": "a",
        "b": "a",
        "c": "a",
        "d": "e",
        "e": "d",
        "f": "elsewhere",
    }
