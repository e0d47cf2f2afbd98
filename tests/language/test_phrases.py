"""Noun phrases: what a preposition governs where nouns have cases."""

from __future__ import annotations

import pytest

from tests.readings import SUMMIT, told, watch_for

WATCH = watch_for(
    {
        **SUMMIT,
        "parties": [["Дорн"], ["Лаккен"]],
        "terms": ["саммит", "встреча", "переговоры", "саміт", "зустріч", "перемовини"],
    }
)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Из-за землетрясения саммит Дорна и Лаккена отменён.",
            ["cancelled asserted"],
            id="a cause before the subject",
        ),
        pytest.param(
            "Из-за шторма встречу Дорна и Лаккена отложили.",
            ["postponed asserted"],
            id="a cause before the object",
        ),
        pytest.param(
            "Из-за саммита Дорна и Лаккена рейс отменён.",
            [],
            id="the event is the cause of something else",
        ),
        pytest.param(
            "После недели переговоров Дорна и Лаккена рейс отложили.",
            [],
            id="the event completes the noun behind the preposition",
        ),
        pytest.param(
            "Накануне долгих переговоров Дорна и Лаккена концерт отменили.",
            [],
            id="adjectives fill no preposition",
        ),
    ],
)
def test_fronted_circumstances_in_russian(text: str, claims: list[str]) -> None:
    assert told(text, watch=WATCH, language="ru") == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "За рішенням керівництва зустріч Дорна й Лаккена скасовано.",
            ["cancelled asserted"],
            id="a ground before the subject",
        ),
        pytest.param(
            "Через саміт Дорна й Лаккена рейс скасовано.",
            [],
            id="the accusative right behind a preposition is its own",
        ),
        pytest.param(
            "Після тижня перемовин Дорна й Лаккена рейс відкладено.",
            [],
            id="the event completes the noun behind the preposition",
        ),
    ],
)
def test_fronted_circumstances_in_ukrainian(text: str, claims: list[str]) -> None:
    assert told(text, watch=WATCH, language="uk") == claims
