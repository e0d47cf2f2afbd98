"""Event nouns before a predicate that is, or is not, said of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

VISIT: dict[str, Any] = {
    "id": "visit",
    "name": "Macron's visit to Japan",
    "lifecycle": "meeting",
    "parties": [["Macron", "French"], ["Japan", "Japon", "Tokyo"]],
    "terms": ["visit", "trip", "visite", "pourparlers"],
}


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        pytest.param(
            "fr",
            "La visite que Macron devait effectuer au Japon en mai est annulée.",
            ["cancelled asserted"],
            id="a relative clause behind its noun",
        ),
        pytest.param(
            "fr",
            "Macron au Japon : la visite reportée compte tenu de la grève",
            ["postponed asserted"],
            id="a participle that agrees",
        ),
        pytest.param(
            "fr",
            "Des pourparlers entre Macron et le Japon ont été reportés.",
            ["postponed asserted"],
            id="an article that looks like a preposition",
        ),
        pytest.param(
            "en",
            "Macron's Japan visit venue was postponed, and so was dinner.",
            [],
            id="a noun that only modifies the next",
        ),
        pytest.param(
            "en",
            "The visit of Macron to Japan ended as airports were closed.",
            ["held asserted"],
            id="another clause with a subject of its own",
        ),
        pytest.param(
            "en",
            "A dinner to mark the visit of Macron to Japan was cancelled.",
            [],
            id="the object of an infinitive that completes another noun",
        ),
        pytest.param(
            "fr",
            "Un dîner pour préparer la visite de Macron au Japon a été annulé.",
            [],
            id="and in French",
        ),
        pytest.param(
            "en",
            "The trip to visit Japan was cancelled, Macron said.",
            ["cancelled asserted"],
            id="the noun that an infinitive completes is the event",
        ),
    ],
)
def test_a_predicate_is_said_of_its_subject(language: str, text: str, claims: list[str]) -> None:
    assert told(text, watch=watch_for(VISIT), language=language) == claims


def test_an_object_may_stand_behind_the_place() -> None:
    treaty: dict[str, Any] = VISIT | {
        "name": "Treaty of Macron and Japan",
        "lifecycle": "agreement",
        "terms": ["договор"],
        "parties": [["Макрон"], ["Япония"]],
    }
    text = "Макрон и Япония подписали в Женеве договор."
    assert told(text, watch=watch_for(treaty), language="ru") == ["agreed asserted"]
