"""What an event is about: the words that tell it from others of its kind."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.language.subjects import compound_part, subject_stems, without_spans
from tests.readings import told, watch_for

GAS: dict[str, Any] = {
    "id": "gas",
    "name": "Ostmark–Velden gas supply deal",
    "lifecycle": "agreement",
    "parties": [["Ostmark"], ["Velden"]],
    "terms": ["gas supply deal"],
}
EASTER: dict[str, Any] = {
    "id": "easter",
    "name": "Easter truce",
    "lifecycle": "agreement",
    "parties": [["Ostmark"], ["Velden"]],
}


@pytest.mark.parametrize(
    ("names", "language", "stems"),
    [
        pytest.param(("gas supply deal",), "en", {"gas", "suppl"}, id="modifiers of a noun"),
        pytest.param(("the summit",), "en", set(), id="a plain noun says nothing of its own"),
        pytest.param(("30-day truce",), "en", set(), id="a length of time is no subject"),
        pytest.param(("accord of 2013",), "en", {"2013"}, id="a year is one"),
        pytest.param(("osterwaffenruhe",), "de", {"oster"}, id="the first part of a compound"),
        pytest.param(("зерновая сделка",), "ru", {"зерно"}, id="an adjective in its stem"),
    ],
)
def test_the_stems_of_a_subject(names: tuple[str, ...], language: str, stems: set[str]) -> None:
    found = subject_stems(names, language)
    assert stems <= found
    assert not found & {"summi", "truce", "waffe", "сделк", "day"}


def test_names_of_people_are_blanked() -> None:
    assert without_spans("Ostmark–Velden pact", [(0, 7), (8, 14)]) == "       -       pact"


@pytest.mark.parametrize(
    ("word", "part"),
    [("gasvertrag", "gas"), ("vertrag", ""), ("haus", "")],
)
def test_the_first_part_of_a_compound(word: str, part: str) -> None:
    assert compound_part(word, "de") == part


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Ostmark has suspended the gas pact.",
            ["suspended asserted"],
            id="another noun with the subject before it, and one party",
        ),
        pytest.param(
            "Velden is cold. The agreement on gas was suspended.",
            ["suspended asserted"],
            id="the subject behind its preposition, the party elsewhere",
        ),
        pytest.param(
            "Velden is cold. The deal was suspended.", [], id="a plain noun without anybody"
        ),
        pytest.param("Velden is cold. The deal on salmon was suspended.", [], id="another subject"),
        pytest.param(
            "Velden needs gas. The deal was suspended.", [], id="the word apart from the noun"
        ),
    ],
)
def test_a_noun_with_the_subject_beside_it_means_the_event(text: str, claims: list[str]) -> None:
    assert told(text, watch=watch_for(GAS)) == claims


def test_an_event_without_terms_is_known_by_the_words_of_its_name() -> None:
    text = "Velden says that the Easter ceasefire has expired."
    assert told(text, watch=watch_for(EASTER)) == ["ended asserted"]
