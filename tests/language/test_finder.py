"""Names are found as their script inflects them, and nowhere else."""

from __future__ import annotations

import pytest

from monitor.language.finder import NameFinder
from monitor.language.folding import fold


def find(name: str, text: str) -> list[str]:
    finder = NameFinder([(name, "it")])
    return [text[start:end] for start, end, _ in finder.find(text, fold(text))]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param("Okarin", "Mr Okarin's team", ["Okarin's"], id="an English genitive"),
        pytest.param("Okarin", "Okarinsky spoke", [], id="no part of a longer name"),
        pytest.param("Vela", "In Marvela", [], id="nor its end"),
        pytest.param("US", "the US said", ["US"], id="an acronym in capitals"),
        pytest.param("US", "tell us more", [], id="but no pronoun"),
        pytest.param("Окарин", "встреча с Окариным", ["Окариным"], id="a Slavic case"),
        pytest.param("встреча", "о встрече", ["встрече"], id="an ending that changes"),
        pytest.param("российск*", "российской стороны", ["российской"], id="a stem"),
        pytest.param("*gipfel*", "Der EU-Krisengipfels", ["gipfels"], id="the end of a compound"),
        pytest.param("sit-down", "a sit down", ["sit down"], id="hyphen and space are alike"),
        pytest.param(
            "White House", "the White\nHouse", ["White\nHouse"], id="a name over two lines"
        ),
        pytest.param("G7", "The G7 met", ["G7"], id="letters and figures"),
    ],
)
def test_a_name_is_found(name: str, text: str, found: list[str]) -> None:
    assert find(name, text) == found


def test_a_name_of_nothing_finds_nothing() -> None:
    assert find("*", "anything") == []


def test_one_name_may_stand_for_several_things() -> None:
    finder = NameFinder([("Okarin", "one"), ("Okarin", "two")])
    assert [targets for _, _, targets in finder.find("Okarin", "okarin")] == [("one", "two")]
