from __future__ import annotations

import pytest

from monitor.stages.scoring.timelines import Difference, Figure, score
from tests.labels import make_labelled, make_prediction

STORY = [
    make_labelled("a", claims=["proposed"], alerts=["proposed"], topics=["palace"]),
    make_labelled("b", claims=["confirmed", "not postponed"], alerts=["confirmed"], lang="de"),
    make_labelled("c", claims=["confirmed"], duplicate_of="b"),
]
QUIET = [make_labelled("q"), make_labelled("r")]


@pytest.mark.parametrize(
    ("gold", "predicted", "hits", "shares"),
    [
        pytest.param(4, 2, 1, (0.5, 0.25, 1 / 3), id="some"),
        pytest.param(0, 0, 0, (1.0, 1.0, 1.0), id="nothing to find and nothing told"),
        pytest.param(2, 0, 0, (1.0, 0.0, 0.0), id="nothing told"),
        pytest.param(0, 2, 0, (0.0, 1.0, 0.0), id="nothing to find"),
        pytest.param(2, 2, 0, (0.0, 0.0, 0.0), id="everything wrong"),
    ],
)
def test_figure(gold: int, predicted: int, hits: int, shares: tuple[float, float, float]) -> None:
    figure = Figure(gold=gold, predicted=predicted, hits=hits)
    assert (figure.precision, figure.recall, figure.f1) == pytest.approx(shares)


def test_figures_count_what_agrees() -> None:
    predictions = [
        make_prediction("a", claims=["proposed"], alerts=["proposed"], topics=["palace"]),
        make_prediction("b", claims=["not confirmed", "maybe held"], alerts=["confirmed!"]),
        make_prediction("c", claims=["confirmed"], duplicate_of="b", unread=True),
        make_prediction("q", alerts=["held"], topics=["palace"]),
    ]
    scores = score([STORY, QUIET], {row.id: row for row in predictions})
    assert {
        name: (figure.gold, figure.predicted, figure.hits)
        for name, figure in scores.figures.items()
    } == {
        "claims": (4, 4, 2),
        "asserted": (3, 2, 2),
        "alerts": (2, 3, 1),
        "duplicates": (1, 1, 1),
        "topics": (1, 2, 1),
    }
    assert {name: figure.hits for name, figure in scores.languages.items()} == {"de": 0, "en": 2}
    assert (scores.transitions.hits, scores.covered, scores.signals) == (1, 2, 1)
    assert (scores.quiet_articles, scores.quiet_alerts) == (2, 1)
    assert [each.id for each in scores.differences] == ["b", "q"]
    assert scores.differences[0] == Difference(
        id="b",
        title="The title of b",
        missed=[("summit", "confirmed", "asserted"), ("summit", "postponed", "denied")],
        false=[("summit", "confirmed", "denied"), ("summit", "held", "hypothetical")],
        missed_alerts=[("summit", "confirmed", "settled")],
        false_alerts=[("summit", "confirmed", "disputed")],
    )


def test_article_without_a_prediction_says_nothing() -> None:
    scores = score([STORY, QUIET], {})
    assert {figure.predicted for figure in scores.figures.values()} == {0}
    assert scores.quiet_alerts == 0
    assert [each.id for each in scores.differences] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("article", "of", "counts"),
    [
        pytest.param("d", "b", (2, 1, 1), id="the original"),
        pytest.param("d", "c", (2, 1, 1), id="any member of the story"),
        pytest.param("d", "a", (2, 1, 0), id="another story"),
        pytest.param("a", "b", (2, 1, 0), id="no copy at all"),
    ],
)
def test_copies_are_right_within_their_story(
    article: str, of: str, counts: tuple[int, int, int]
) -> None:
    story = [*STORY, make_labelled("d", duplicate_of="b")]
    predictions = {article: make_prediction(article, duplicate_of=of)}
    figure = score([story], predictions).figures["duplicates"]
    assert (figure.gold, figure.predicted, figure.hits) == counts
