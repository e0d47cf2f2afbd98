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


INTERIM: dict[str, Any] = {
    "id": "interim",
    "name": "Interim nuclear accord of India and Japan",
    "lifecycle": "agreement",
    "parties": [["India"], ["Japan"]],
}
SUBSTATIONS: dict[str, Any] = {
    "id": "substations",
    "name": "Moratorium on strikes against energy infrastructure",
    "lifecycle": "agreement",
    "parties": [["energy truce"]],
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
        pytest.param(
            INTERIM, "India and Japan sign final nuclear deal", [], id="another stage of the same"
        ),
        pytest.param(
            INTERIM,
            "India and Japan sign provisional nuclear deal",
            ["agreed asserted"],
            id="its own stage",
        ),
        pytest.param(
            TRADE,
            "India and Japan sign final agreement",
            ["agreed asserted"],
            id="a stage of what has none by its name",
        ),
    ],
)
def test_an_event_noun_of_another_field_is_another_event(
    event: dict[str, Any], text: str, claims: list[str]
) -> None:
    assert told(text, watch=watch_for(event)) == claims


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("uk", "Енергетичне перемир'я набуло чинності.", id="a long adjective"),
        pytest.param("en", "The halt to attacks on energy targets took effect.", id="a halt"),
        pytest.param("ru", "Прекращение ударов по энергетике вступило в силу.", id="its end"),
        pytest.param(
            "fr", "L'arrêt des frappes sur l'énergie est entré en vigueur.", id="its stop"
        ),
    ],
)
def test_a_truce_is_known_by_what_is_spared(language: str, text: str) -> None:
    told_of_it = told(text, watch=watch_for(SUBSTATIONS), language=language)
    assert told_of_it == ["in_force asserted"]


def test_a_field_is_found_in_another_language_than_the_name() -> None:
    text = "Индия и Япония подписали контракт на газ."
    assert told(text, watch=watch_for(GAS), language="ru") == ["agreed asserted"]
