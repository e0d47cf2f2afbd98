"""Surnames of parties in other people's full names."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

LEADERS: dict[str, Any] = {
    "id": "leaders",
    "name": "Macron–Putin summit",
    "lifecycle": "meeting",
    "parties": [["Macron", "French President"], ["Kim Jong Un", "Kim"]],
    "terms": ["summit", "meeting", "talks", "встреча", "Treffen"],
}
WATCH = watch_for(LEADERS)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Emmanuel Macron and Kim Jong Un have cancelled their meeting.",
            ["cancelled asserted"],
            id="their own given names",
        ),
        pytest.param(
            "The envoy Kim Dae-ho and one Lara Macron have cancelled their meeting.",
            [],
            id="other given names, before and behind the surname",
        ),
        pytest.param(
            "Lara Macron has cancelled her meeting.", [], id="a given name that opens the sentence"
        ),
        pytest.param(
            "Will Macron cancel? He did: the meeting of Macron and Kim is off.",
            ["cancelled asserted"],
            id="a function word that opens the sentence",
        ),
        pytest.param(
            "President Macron has cancelled the meeting with Kim on Friday.",
            ["cancelled asserted"],
            id="a title and a day are no given names",
        ),
        pytest.param(
            "Macron Kim meeting cancelled by the palace",
            ["cancelled asserted"],
            id="another party's name is no given name",
        ),
        pytest.param(
            "Macron Cancels Kim Meeting", ["cancelled asserted"], id="a headline all in capitals"
        ),
    ],
)
def test_a_longer_name_around_a_surname_is_somebody_else(text: str, claims: list[str]) -> None:
    assert told(text, watch=WATCH) == claims


def test_in_russian_a_capital_that_opens_a_sentence_says_nothing() -> None:
    text = "Встретит Макрон Ким Чен Ына: встреча отменена."
    assert told(text, watch=WATCH, language="ru") == ["cancelled asserted"]


def test_in_german_any_noun_has_a_capital() -> None:
    text = "Der Gast Macron hat das Treffen mit Kim abgesagt."
    assert told(text, watch=WATCH, language="de") == ["cancelled asserted"]


@pytest.mark.parametrize(
    ("language", "title", "claims"),
    [
        pytest.param("en", "European Free Trade Association and Mercosur sign deal", [], id="en"),
        pytest.param(
            "fr",
            "L'Association européenne de libre-échange et le Mercosur signent un accord",
            [],
            id="fr",
        ),
        pytest.param(
            "de",
            "Die Europäische Freihandelsassoziation und der Mercosur unterzeichnen Abkommen",
            [],
            id="de",
        ),
        pytest.param(
            "fr",
            "L'Union européenne et le Mercosur signent un accord",
            ["agreed asserted"],
            id="the party itself",
        ),
    ],
)
def test_a_party_is_not_named_by_a_longer_name_of_a_body(
    language: str, title: str, claims: list[str]
) -> None:
    deal = {
        "id": "deal",
        "name": "EU–Mercosur deal",
        "lifecycle": "agreement",
        "parties": ["eu", ["Mercosur"]],
        "terms": ["agreement", "deal"],
    }
    assert told("", title=title, watch=watch_for(deal), language=language) == claims
