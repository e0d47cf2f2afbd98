"""Who is listed with one party of an event while the other only looks on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

TRUCE: dict[str, Any] = {
    "id": "truce",
    "name": "Israel–Hamas truce",
    "lifecycle": "agreement",
    "parties": [
        ["Israel", "Israël", "Израиль", "Ізраїль"],
        ["Hamas", "ХАМАС"],
    ],
    "terms": ["truce", "Waffenruhe", "trêve", "перемирие", "перемир'я"],
}
WATCH = watch_for(TRUCE)


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        pytest.param("en", "Israel and Lebanon extend truce, Hamas looks on", [], id="comma"),
        pytest.param("en", "Israel and Zembla extend truce as Hamas waits", [], id="unknown name"),
        pytest.param(
            "de", "Israel und der Libanon verlängern Waffenruhe, Hamas wartet", [], id="in German"
        ),
        pytest.param(
            "fr", "Israël et le Liban prolongent la trêve, le Hamas observe", [], id="in French"
        ),
        pytest.param(
            "ru", "Израиль и Ливан продлили перемирие, ХАМАС наблюдает", [], id="in Russian"
        ),
        pytest.param(
            "uk",
            "Ізраїль і Ліван продовжили перемир'я, ХАМАС спостерігає",
            [],
            id="in Ukrainian",
        ),
        pytest.param(
            "en",
            "Israel and Hamas extend truce, Lebanon looks on",
            ["extended asserted"],
            id="the other one looks on",
        ),
        pytest.param(
            "en",
            "Israel and the mediators extend truce with Hamas",
            ["extended asserted"],
            id="the party stands behind the noun",
        ),
        pytest.param(
            "en",
            "Israel and Lebanon extend truce, Hamas says",
            ["extended asserted"],
            id="a party that tells of it does not look on",
        ),
        pytest.param(
            "fr",
            "Israël et le premier ministre libanais prolongent la trêve, le Hamas observe",
            [],
            id="a companion named by his role",
        ),
        pytest.param(
            "ru",
            "Израиль и премьер Ливана продлили перемирие, ХАМАС наблюдает",
            [],
            id="the same in Russian",
        ),
        pytest.param(
            "en",
            "In Lebanon, Israel ended the truce, and Hamas answered.",
            ["ended asserted"],
            id="a place is nobody's company",
        ),
    ],
)
def test_those_who_look_on_take_no_part(language: str, text: str, claims: list[str]) -> None:
    """A party behind a pause is no party to what others do before it."""
    assert told(text, language=language, watch=WATCH) == claims
