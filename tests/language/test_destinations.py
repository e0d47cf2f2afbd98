"""Where a trip leads, and whose visit it therefore is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

VISIT: dict[str, Any] = {
    "id": "visit",
    "name": "Macron's visit to Japan",
    "lifecycle": "meeting",
    "parties": [["Macron", "Макрон"], ["Japan", "Tokyo", "Япония", "Токио"]],
    "terms": ["visit", "trip", "визит", "поездка", "Besuch", "Reise", "visite"],
}
SUMMIT: dict[str, Any] = {
    "id": "summit",
    "name": "Macron–Merz summit",
    "lifecycle": "meeting",
    "parties": [["Macron"], ["Merz"]],
    "terms": ["summit", "meeting"],
    "exclude": ["regatta"],
}


@pytest.mark.parametrize(
    ("event", "language", "text", "claims"),
    [
        pytest.param(VISIT, "en", "Macron cancels trip to Tarn", [], id="a place nobody knows"),
        pytest.param(VISIT, "ru", "Макрон отменил визит в Тарн", [], id="the same in Russian"),
        pytest.param(VISIT, "de", "Macron sagt Reise nach Tarn ab", [], id="the same in German"),
        pytest.param(VISIT, "fr", "Macron annule sa visite à Tarn", [], id="the same in French"),
        pytest.param(VISIT, "ru", "Визит Макрона в Тарн отменён", [], id="behind the visitor"),
        pytest.param(VISIT, "en", "Macron arrives in Seoul", [], id="a verb leads elsewhere"),
        pytest.param(
            VISIT,
            "en",
            "Macron cancels trip to Tokyo",
            ["cancelled asserted"],
            id="a party's place",
        ),
        pytest.param(
            VISIT,
            "en",
            "Macron cancels trip in May",
            ["cancelled asserted"],
            id="a month is no place",
        ),
        pytest.param(
            VISIT, "en", "Macron's trip to Italy was delayed, Japan is next", [], id="who looks on"
        ),
        pytest.param(VISIT, "ru", "Визит Макрона в Китай отложен, в Токио ждут", [], id="in Tokyo"),
        pytest.param(
            VISIT, "de", "Macron sagt Besuch in Kanada ab, Japan wartet", [], id="in German"
        ),
        pytest.param(
            VISIT,
            "en",
            "Macron cancels trip to Nara, Japan",
            ["cancelled asserted"],
            id="a town and its state",
        ),
        pytest.param(
            VISIT,
            "en",
            "Macron cancels trip to Italy, Japan said",
            ["cancelled asserted"],
            id="the host tells of it",
        ),
        pytest.param(VISIT, "en", "Takaichi to visit Paris", [], id="the host goes to the visitor"),
        pytest.param(
            VISIT, "en", "Japan cancels trip to Paris", [], id="the host's trip in return"
        ),
        pytest.param(VISIT, "fr", "Le Japon annule sa visite à Paris", [], id="this one in French"),
        pytest.param(
            VISIT,
            "en",
            "Japan accepts Macron's invitation to visit Paris",
            [],
            id="the visitor is the one who invites",
        ),
        pytest.param(
            VISIT,
            "en",
            "Macron accepts Japan's invitation to visit Tokyo",
            ["confirmed asserted"],
            id="the host is the one who invites",
        ),
        pytest.param(
            VISIT,
            "en",
            "Macron in Paris confirms trip to Tokyo",
            ["confirmed asserted"],
            id="where the visitor is while he says so",
        ),
        pytest.param(
            SUMMIT, "en", "Merz will not travel to Paris for the regatta", [], id="for a near miss"
        ),
        pytest.param(
            SUMMIT,
            "en",
            "Merz will not travel to Paris to meet Macron after the regatta",
            ["cancelled asserted"],
            id="a near miss that only says when",
        ),
        pytest.param(
            SUMMIT,
            "en",
            "Macron postpones trip to Tarn for summit with Merz",
            ["postponed asserted"],
            id="a summit may be anywhere",
        ),
    ],
)
def test_a_trip_leads(event: dict[str, Any], language: str, text: str, claims: list[str]) -> None:
    assert told(text, watch=watch_for(event), language=language) == claims
