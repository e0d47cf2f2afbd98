"""Parties that are described instead of named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

MINISTERS: dict[str, Any] = {
    "id": "ministers",
    "name": "Rubio–Lavrov meeting",
    "lifecycle": "meeting",
    "parties": [["Rubio", "Secretary of State"], ["Lavrov", "Russian foreign minister"]],
    "terms": ["meeting", "Treffen", "rencontre", "встреча"],
}
PEACE: dict[str, Any] = {
    "id": "peace",
    "name": "Colombia–FARC peace deal",
    "lifecycle": "agreement",
    "parties": [["Colombia", "Santos"], ["FARC"]],
    "terms": ["peace deal", "deal"],
}


@pytest.mark.parametrize(
    ("event", "language", "text", "claims"),
    [
        pytest.param(
            MINISTERS,
            "en",
            "Rubio said he had called off a meeting with his Russian counterpart.",
            ["cancelled asserted"],
            id="a counterpart of a party",
        ),
        pytest.param(
            MINISTERS,
            "en",
            "Trump has called off a meeting with his Russian counterpart, Rubio said.",
            [],
            id="a counterpart of somebody else",
        ),
        pytest.param(
            MINISTERS,
            "en",
            "Rubio called off a meeting with his Chinese counterpart.",
            [],
            id="a counterpart from another state",
        ),
        pytest.param(
            MINISTERS,
            "de",
            "Rubio hat das Treffen mit seinem russischen Kollegen abgesagt.",
            ["cancelled asserted"],
            id="a counterpart in German",
        ),
        pytest.param(
            MINISTERS,
            "ru",
            "Рубио отменил встречу с российским коллегой.",
            ["cancelled asserted"],
            id="a counterpart in Russian",
        ),
        pytest.param(
            PEACE,
            "en",
            "Colombia and Rebels Reach Deal",
            ["agreed asserted"],
            id="rebels in a headline",
        ),
        pytest.param(
            PEACE,
            "en",
            "The Colombian government and the country's main guerrilla group signed a peace deal.",
            ["agreed asserted"],
            id="rebels at length",
        ),
        pytest.param(
            PEACE, "en", "Venezuela and rebels reach peace deal", [], id="rebels elsewhere"
        ),
    ],
)
def test_a_party_may_be_described(
    event: dict[str, Any], language: str, text: str, claims: list[str]
) -> None:
    assert told(text, watch=watch_for(event), language=language) == claims
