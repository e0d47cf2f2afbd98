"""What agreements and talks are about, and what that makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.config.fields import fields_in_any_language, fields_of, load_fields
from monitor.config.lexicon import LANGUAGES
from monitor.language.fields import event_fields
from tests.readings import told, watch_for

TRADE: dict[str, Any] = {
    "id": "trade",
    "name": "India–Japan trade deal",
    "lifecycle": "agreement",
    "parties": [["India"], ["Japan"]],
    "terms": ["trade deal", "deal", "agreement"],
}
LEADERS: dict[str, Any] = {
    "id": "leaders",
    "name": "Macron–Merz summit",
    "lifecycle": "meeting",
    "parties": [["Macron"], ["Merz"]],
    "terms": ["summit", "talks"],
}
GAS: dict[str, Any] = {
    "id": "gas",
    "name": "Gas deal of India and Japan",
    "lifecycle": "agreement",
    "parties": [["India"], ["Japan"]],
}


def test_every_field_has_words_in_every_language() -> None:
    assert all(load_fields(language).keys() == load_fields("en").keys() for language in LANGUAGES)


@pytest.mark.parametrize(
    ("word", "language", "field"),
    [
        pytest.param("tariffs", "en", {"trade"}, id="a stem"),
        pytest.param("gasvertrag", "de", {"gas"}, id="the first part of a compound"),
        pytest.param("osterwaffenruhe", "de", {"truce", "easter"}, id="both parts of a compound"),
        pytest.param("violin", "en", set(), id="no field"),
    ],
)
def test_a_word_is_of_fields(word: str, language: str, field: set[str]) -> None:
    assert fields_of(word, language) == field


def test_a_name_may_be_in_any_language() -> None:
    assert fields_in_any_language(["зерновая", "deal"]) == {"grain"}


def test_an_events_fields_are_those_of_its_names() -> None:
    event = watch_for(TRADE).events["trade"]
    assert event_fields(event) == {"trade"}


@pytest.mark.parametrize(
    ("event", "text", "claims"),
    [
        pytest.param(
            TRADE, "India and Japan sign trade deal", ["agreed asserted"], id="its own field"
        ),
        pytest.param(TRADE, "India and Japan sign extradition treaty", [], id="another field"),
        pytest.param(TRADE, "India and Japan agree tariff truce", [], id="a truce is no deal"),
        pytest.param(
            LEADERS, "Macron and Merz have ended their budget talks.", [], id="no matter of states"
        ),
        pytest.param(
            LEADERS, "French-German gas talks have ended", [], id="state talks about something"
        ),
        pytest.param(
            LEADERS,
            "Macron and Merz have ended their gas talks.",
            ["held asserted"],
            id="leaders may talk about anything",
        ),
        pytest.param(
            GAS, "India and Japan sign treaty on fish", [], id="no terms: the name's field"
        ),
    ],
)
def test_an_event_noun_of_another_field_is_another_event(
    event: dict[str, Any], text: str, claims: list[str]
) -> None:
    assert told(text, watch=watch_for(event)) == claims


def test_a_field_is_found_in_another_language_than_the_name() -> None:
    text = "Индия и Япония подписали контракт на газ."
    assert told(text, watch=watch_for(GAS), language="ru") == ["agreed asserted"]
