from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.claims import Position, Stance, Standing, Status
from monitor.model.stories import Report, StoryRule
from monitor.stages.stories import place
from tests.builders import at, make_claim

FERRY = (
    "Strelsau ferry strike enters its ninth week as dockers reject mediation",
    "The harbour union of Strelsau voted on Tuesday against the proposal of the mediator.",
)
FERRY_RETOLD = (
    "Dockers of Strelsau reject mediation, ferry strike goes on for a ninth week",
    "Members of the harbour union turned down what the mediator had proposed on Tuesday.",
)
TOLLS = (
    "Border tolls may fall next spring, says the customs office",
    "Lorries would pay a third less on the old road over the pass, a draft ordinance shows.",
)
POSTPONED = (make_claim(status=Status.POSTPONED),)


def report(number: int, words: tuple[str, str] = TOLLS, **changes: Any) -> Report:
    """An article on a watched topic, published so many hours after noon."""
    values: dict[str, Any] = {
        "article_id": number,
        "published": at(number),
        "title": words[0],
        "lead": words[1],
        "topics": frozenset({"ruritania"}),
    }
    return Report(**values | changes)


def told(number: int, *claims: Any, **changes: Any) -> Report:
    """An article in words of its own that makes claims."""
    words = (f"Heading {number * 7919}", f"{number * 104729} {number * 1299709}")
    return report(number, words, claims=claims or POSTPONED, **changes)


def rules(new: Sequence[Report], known: Sequence[Report] = ()) -> list[tuple[int, str]]:
    return [(each.story, each.rule.value) for each in place(new, known)]


@pytest.mark.parametrize(
    ("articles", "places"),
    [
        pytest.param([report(1)], [(1, "first")], id="somebody begins"),
        pytest.param(
            [report(1), report(2, FERRY, original=1)],
            [(1, "first"), (1, "text")],
            id="a copy is of the story of its original",
        ),
        pytest.param(
            [report(1, FERRY, original=2), report(2)],
            [(2, "text"), (2, "first")],
            id="even if it stands before it",
        ),
        pytest.param(
            [report(1, topics=frozenset()), report(2, FERRY, topics=frozenset(), original=1)],
            [(1, "first"), (1, "text")],
            id="on a watched topic or not",
        ),
        pytest.param(
            [told(1), told(2)], [(1, "first"), (1, "status")], id="the same status is the same"
        ),
        pytest.param(
            [told(1), told(2, make_claim(status=Status.HELD))],
            [(1, "first"), (2, "first")],
            id="another status is another",
        ),
        pytest.param(
            [told(1), told(2, make_claim(status=Status.POSTPONED, event="tolls"))],
            [(1, "first"), (2, "first")],
            id="so is that of another event",
        ),
        pytest.param(
            [told(1), told(74)], [(1, "first"), (74, "first")], id="and that of another week"
        ),
        pytest.param(
            [told(1), told(60), told(120)],
            [(1, "first"), (1, "status"), (1, "status")],
            id="a story lasts as long as it is told",
        ),
        pytest.param(
            [report(1, FERRY), report(2, FERRY_RETOLD)],
            [(1, "first"), (1, "words")],
            id="the same words in title and lead are the same",
        ),
        pytest.param(
            [report(1, FERRY), report(2, TOLLS)],
            [(1, "first"), (2, "first")],
            id="other words are not",
        ),
        pytest.param(
            [report(1, FERRY), report(2, FERRY_RETOLD, topics=frozenset({"tolls"}))],
            [(1, "first"), (2, "first")],
            id="the same words on another topic are not compared",
        ),
        pytest.param(
            [report(1, ("Summit off", "")), report(2, ("Summit off", ""))],
            [(1, "first"), (2, "first")],
            id="a few words prove nothing",
        ),
        pytest.param(
            [report(1, FERRY), told(2), told(3, title=FERRY[0], lead=FERRY[1])],
            [(1, "first"), (2, "first"), (2, "status")],
            id="a status says more than words",
        ),
    ],
)
def test_place(articles: Sequence[Report], places: Sequence[tuple[int, str]]) -> None:
    assert rules(articles) == places


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"stance": Stance.DENIED}, id="denied"),
        pytest.param({"standing": Standing.OTHER}, id="by somebody without standing"),
        pytest.param({"weak": True}, id="not for certain"),
        pytest.param({"position": Position.BODY}, id="further down"),
        pytest.param({"said_before": True}, id="by an earlier version"),
    ],
)
def test_what_is_said_otherwise_makes_no_story(changes: dict[str, Any]) -> None:
    claim = make_claim(status=Status.POSTPONED, **changes)
    assert rules([told(1), told(2, claim)]) == [(1, "first"), (2, "first")]


def test_what_is_known_already_is_joined() -> None:
    known = [report(1, FERRY, story=9), told(2, story=8), Report(**EMPTY, article_id=3, story=7)]
    new = [report(4, FERRY_RETOLD), told(5), report(6, original=3), report(7, original=99)]
    assert [(p.story, p.rule, p.of) for p in place(new, known)] == [
        (9, StoryRule.WORDS, 1),
        (8, StoryRule.STATUS, 2),
        (7, StoryRule.TEXT, 3),
        (7, StoryRule.WORDS, 6),
    ]


EMPTY: Any = {"published": at(0), "title": "", "lead": ""}


@st.composite
def batches(draw: st.DrawFn) -> list[Report]:
    numbers = range(1, draw(st.integers(1, 12)) + 1)
    return [
        report(
            number,
            draw(st.sampled_from([FERRY, FERRY_RETOLD, TOLLS])),
            published=at(draw(st.integers(0, 200))),
            original=draw(st.sampled_from([None, *numbers])),
            topics=draw(
                st.sampled_from([frozenset[str](), frozenset({"a"}), frozenset({"a", "b"})])
            ),
            claims=draw(st.sampled_from([(), POSTPONED])),
        )
        for number in numbers
    ]


@given(batches())
def test_every_article_has_a_story_that_somebody_began(batch: list[Report]) -> None:
    placed = place(batch, ())
    assert [each.article_id for each in placed] == [each.article_id for each in batch]
    began = {each.story for each in placed if each.rule is StoryRule.FIRST}
    assert {each.story for each in placed} == began
    stories = {each.article_id: each.story for each in placed}
    assert all(stories[p.of] == p.story for p in placed if p.of is not None)
