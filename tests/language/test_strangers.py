"""Whom nobody knows beside an event."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

SUMMIT: dict[str, Any] = {
    "id": "summit",
    "name": "Okarin–Velt summit",
    "lifecycle": "meeting",
    "parties": [["Okarin", "Dorn", "Окарин", "Дорн"], ["Velt", "Lakken", "Вельт", "Лаккен"]],
    "terms": ["summit", "meeting", "саммит", "встреча", "sommet", "rencontre", "Treffen"],
}
VISIT: dict[str, Any] = {
    "id": "visit",
    "name": "Dorn's visit to Velt",
    "lifecycle": "meeting",
    "parties": [["Okarin", "Dorn"], ["Velt"]],
    "terms": ["visit"],
}


@pytest.mark.parametrize(
    ("event", "language", "text", "claims"),
    [
        pytest.param(SUMMIT, "en", "Dorn cancels meeting with bankers", [], id="a crowd, met"),
        pytest.param(SUMMIT, "ru", "Дорн отменил встречу с банкирами", [], id="met in Russian"),
        pytest.param(SUMMIT, "de", "Dorn sagt Treffen mit Bankern ab", [], id="met in German"),
        pytest.param(
            SUMMIT, "en", "Dorn ends meeting with a smile", ["held asserted"], id="a manner"
        ),
        pytest.param(
            SUMMIT, "en", "Summit of Velt and Zembla cancelled", [], id="a name behind and"
        ),
        pytest.param(SUMMIT, "en", "Zembla and Velt cancel summit", [], id="a name at the head"),
        pytest.param(SUMMIT, "de", "Gipfel von Velt und Zembla abgesagt", [], id="a bare name"),
        pytest.param(
            SUMMIT,
            "de",
            "Velt und die Opposition sagen Gipfel ab",
            ["cancelled asserted"],
            id="in German any noun has a capital",
        ),
        pytest.param(
            SUMMIT,
            "en",
            "Velt and Zembla agree to hold summit; Okarin shrugs",
            [],
            id="a party behind a semicolon",
        ),
        pytest.param(
            SUMMIT, "fr", "Le sommet entre Velt et la Zembla est annulé", [], id="behind an article"
        ),
        pytest.param(
            SUMMIT,
            "en",
            "Summit of Velt and President Dorn cancelled",
            ["cancelled asserted"],
            id="a title is no name",
        ),
        pytest.param(
            VISIT,
            "en",
            "Dorn and Camilla cancel visit",
            ["cancelled asserted"],
            id="a visitor comes in company",
        ),
    ],
)
def test_a_stranger_makes_another_event(
    event: dict[str, Any], language: str, text: str, claims: list[str]
) -> None:
    assert told(text, watch=watch_for(event), language=language) == claims
