"""Names in lists, and whose leaders they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

LEADERS: dict[str, Any] = {
    "id": "leaders",
    "name": "Macron–Merz summit",
    "lifecycle": "meeting",
    "parties": [["Macron", "French President"], ["Merz", "German Chancellor"]],
    "terms": ["summit", "meeting", "встреча", "Treffen", "rencontre"],
}
WATCH = watch_for(LEADERS)


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        pytest.param(
            "en",
            "The leaders of France and Germany will meet in Oslo on Friday for a summit, Paris said.",
            ["confirmed asserted"],
            id="the leaders of two states",
        ),
        pytest.param(
            "en",
            "The foreign ministers of France and Germany will meet in Oslo before the summit, Paris said.",
            [],
            id="other people of two states",
        ),
        pytest.param(
            "en",
            "The leaders of France and Poland will meet in Oslo on Friday for a summit, Paris said.",
            [],
            id="the leaders of other states",
        ),
        pytest.param(
            "en",
            "The leaders of France, Poland, Italy and Germany will meet in Oslo for a summit, Paris said.",
            ["confirmed asserted"],
            id="company in the list",
        ),
        pytest.param(
            "en",
            "Macron and Meloni will meet in Oslo on Friday, an aide of Merz said.",
            [],
            id="one party with company, and the other elsewhere",
        ),
        pytest.param(
            "ru",
            "Встреча лидеров Франции и Германии отменена, сообщили в Париже.",
            ["cancelled asserted"],
            id="a Russian genitive",
        ),
        pytest.param(
            "en",
            "The president of France and the German chancellor will meet in Oslo on Friday.",
            ["confirmed asserted"],
            id="a role that is part of a known name",
        ),
        pytest.param(
            "de",
            "Das Treffen der Präsidenten von Frankreich und Deutschland ist abgesagt.",
            ["cancelled asserted"],
            id="a German genitive",
        ),
        pytest.param(
            "fr",
            "La rencontre entre les présidents français et allemand est annulée.",
            ["cancelled asserted"],
            id="French adjectives behind the role",
        ),
    ],
)
def test_states_with_a_role_are_their_leaders(language: str, text: str, claims: list[str]) -> None:
    assert told(text, watch=WATCH, language=language) == claims
