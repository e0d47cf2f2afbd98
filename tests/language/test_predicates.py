"""What a verb governs where words stand between, and what it does not."""

from __future__ import annotations

import pytest

from tests.readings import told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Macron has cancelled, without giving a reason, the summit with Merz.",
            ["cancelled asserted"],
            id="an object behind a parenthesis",
        ),
        pytest.param(
            "Macron called off on Friday a long-planned meeting with Merz.",
            ["cancelled asserted"],
            id="an object behind a day",
        ),
        pytest.param(
            "Macron cancelled tariffs, talks with Merz are next.",
            [],
            id="a comma and an event noun begin another clause",
        ),
        pytest.param(
            "The summit of Macron and the German chancellor was postponed.",
            ["postponed asserted"],
            id="partners joined by a conjunction and an article",
        ),
        pytest.param(
            "The summit that Macron and Merz were to open when the snow melts is postponed.",
            ["postponed asserted"],
            id="a clause within a relative clause",
        ),
        pytest.param(
            "The summit of Macron and Merz, because fog closed the roads, was postponed.",
            ["postponed asserted"],
            id="a clause between commas",
        ),
    ],
)
def test_english_predicates(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    ("text", "language", "claims"),
    [
        pytest.param(
            "Le sommet entre Macron et le chancelier Merz est reporté.",
            "fr",
            ["postponed asserted"],
            id="fr: partners joined by a conjunction and an article",
        ),
        pytest.param(
            "Das für Freitag in Rom geplante Treffen von Macron und Merz wurde verschoben.",
            "de",
            ["postponed asserted"],
            id="de: prepositions that an attribute fills",
        ),
        pytest.param(
            "Намеченная на субботу в Риме встреча Макрона и Мерца отложена.",
            "ru",
            ["postponed asserted"],
            id="ru: prepositions that a day and a place fill",
        ),
        pytest.param(
            "На римской встрече Макрона и Мерца отменили ужин.",
            "ru",
            [],
            id="ru: a preposition whose adjective leads to the noun",
        ),
        pytest.param(
            "Встречу Макрона и Мерца сорвал туман.",
            "ru",
            ["cancelled asserted"],
            id="ru: an object before its verb, known by its ending",
        ),
    ],
)
def test_predicates_of_other_languages(text: str, language: str, claims: list[str]) -> None:
    assert told(text, language=language) == claims
