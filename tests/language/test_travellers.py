"""Whose trip it is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

VISIT: dict[str, Any] = {
    "id": "visit",
    "name": "Macron's visit to Japan",
    "lifecycle": "meeting",
    "parties": [["Macron", "French President"], ["Japan", "Japanese", "Tokyo"]],
    "terms": ["visit", "trip", "Besuch", "визит"],
}
WATCH = watch_for(VISIT)


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        pytest.param(
            "en", "Merz cancelled his trip; Macron still flies to Tokyo", [], id="another's"
        ),
        pytest.param(
            "en", "Merz has put off his visit to Tokyo, Macron was told", [], id="to the same place"
        ),
        pytest.param(
            "en", "Macron cancelled his visit to Japan", ["cancelled asserted"], id="his own"
        ),
        pytest.param(
            "en",
            "Macron, who met Merz on Monday, cancelled his visit to Japan",
            ["cancelled asserted"],
            id="somebody else in a relative clause",
        ),
        pytest.param(
            "en",
            "Merz said Macron had cancelled his visit to Japan",
            ["cancelled asserted"],
            id="who says so",
        ),
        pytest.param(
            "en", "Barrot has cancelled an official visit to Japan", [], id="a minister's"
        ),
        pytest.param(
            "en",
            "Macron has cancelled an official visit to Japan",
            ["cancelled asserted"],
            id="an official one",
        ),
        pytest.param(
            "de",
            "Macron hat seinen Arbeitsbesuch in Japan abgesagt.",
            ["cancelled asserted"],
            id="one for work",
        ),
        pytest.param(
            "ru", "Мерц отменил свой визит в Токио, Макрон приедет.", [], id="another's in Russian"
        ),
    ],
)
def test_a_trip_is_of_him_who_goes(language: str, text: str, claims: list[str]) -> None:
    assert told(text, watch=WATCH, language=language) == claims
