"""Leaders' meetings and those of their staff."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.language.cues import grammar_of
from monitor.language.levels import is_leaders, is_of_another_level
from monitor.language.watch import CompiledEvent
from tests.readings import told, watch_for

QUAD: dict[str, Any] = {
    "id": "quad",
    "name": "Amber League leaders' summit",
    "lifecycle": "meeting",
    "parties": [["Amber League"]],
    "terms": ["summit", "meeting"],
}
MINISTERS: dict[str, Any] = {
    "id": "ministers",
    "name": "Amber League energy ministers' meeting",
    "lifecycle": "meeting",
    "parties": [["Amber League"]],
    "terms": ["ministers' meeting"],
}


def only_event(raw: dict[str, Any]) -> CompiledEvent:
    return next(iter(watch_for(raw).events.values()))


def test_a_summit_is_the_leaders() -> None:
    grammar = grammar_of("en")
    assert is_leaders(only_event(QUAD), grammar)
    assert not is_leaders(only_event(MINISTERS), grammar)


@pytest.mark.parametrize(
    ("words", "other"),
    [
        pytest.param(["foreign", "ministers"], True, id="ministers where leaders meet"),
        pytest.param(["prime", "ministers"], False, id="prime ministers are leaders"),
        pytest.param(["the", "summit"], False, id="nobody's level"),
        pytest.param(["secretary", "of", "state"], True, id="a secretary where leaders meet"),
        pytest.param(["general", "secretary"], False, id="a party's general secretary leads it"),
    ],
)
def test_words_of_another_level(words: list[str], other: bool) -> None:
    assert is_of_another_level(words, only_event(QUAD), grammar_of("en")) is other


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Amber League foreign ministers meet in Rome.", [], id="ministers before the verb"
        ),
        pytest.param(
            "Officials said the Amber League leaders will meet in Rome.",
            ["confirmed asserted"],
            id="those who only say so do not count",
        ),
        pytest.param(
            "The Amber League leaders will meet in Rome.", ["confirmed asserted"], id="the leaders"
        ),
    ],
)
def test_who_meets_decides(text: str, claims: list[str]) -> None:
    assert told(text, watch=watch_for(QUAD)) == claims


PAIR = watch_for(
    {
        "id": "pair",
        "name": "Macron–Merz summit",
        "lifecycle": "meeting",
        "parties": [["Macron", "Макрон"], ["Merz", "Мерц"]],
        "terms": ["summit", "meeting", "Treffen", "rencontre", "встреча", "зустріч"],
    }
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("Macron's wife postpones meeting with Merz's daughter.", "en", id="en: kin"),
        pytest.param(
            "The sisters of Macron and Merz have called off their meeting.",
            "en",
            id="en: kin of both",
        ),
        pytest.param(
            "Macrons Stellvertreterin sagt Treffen mit dem Vizekanzler von Merz ab.",
            "de",
            id="de: deputies",
        ),
        pytest.param(
            "L'adjoint de Macron annule sa rencontre avec le vice-chancelier de Merz.",
            "fr",
            id="fr: deputies",
        ),
        pytest.param("Сёстры Макрона и Мерца отменили встречу.", "ru", id="ru: kin of both"),
        pytest.param("Сестри Макрона й Мерца скасували зустріч.", "uk", id="uk: kin of both"),
    ],
)
def test_deputies_and_kin_are_not_the_leaders(text: str, language: str) -> None:
    assert told(text, watch=PAIR, language=language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(
            "The meeting of Macron and Merz was called off, Macron's deputy said.",
            "en",
            id="en: a deputy who speaks",
        ),
        pytest.param(
            "Macron hat sein Treffen mit Merz abgesagt, sagte sein Stellvertreter.",
            "de",
            id="de: a deputy who speaks",
        ),
        pytest.param(
            "Macron a annulé sa rencontre avec Merz, a indiqué son adjoint.",
            "fr",
            id="fr: a deputy who speaks",
        ),
    ],
)
def test_a_deputy_may_tell_of_the_leaders(text: str, language: str) -> None:
    assert told(text, watch=PAIR, language=language) == ["cancelled asserted"]


FOREIGN_MINISTERS = watch_for(
    {
        "id": "ministers",
        "name": "Séjourné–Baerbock meeting",
        "lifecycle": "meeting",
        "parties": [
            ["Séjourné", "French foreign minister", "Сежурне", "МИД Франции"],
            ["Baerbock", "German foreign minister", "Бербок", "МИД Германии"],
        ],
        "terms": ["meeting", "встреча", "rencontre"],
    }
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(
            "Встреча главы МИД Франции Сежурне с Бербок отменена.", "ru", id="ru: of a ministry"
        ),
        pytest.param(
            "The meeting of Séjourné and Baerbock, head of the foreign ministry, is cancelled.",
            "en",
            id="en: of a ministry",
        ),
    ],
)
def test_the_head_of_a_ministry_is_no_leader(text: str, language: str) -> None:
    assert told(text, watch=FOREIGN_MINISTERS, language=language) == ["cancelled asserted"]
