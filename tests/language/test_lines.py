"""A sentence becomes words as patterns see them."""

from __future__ import annotations

import pytest

from monitor.config.patterns import Tag
from monitor.language.folding import fold
from monitor.language.lines import make_line, read_words


def words(text: str) -> list[str]:
    return [word.text for word in read_words(text, fold(text), 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It won't", ["it", "will", "n't"], id="a contraction is two words"),
        pytest.param("Okarin's team", ["okarin", "'s", "team"], id="a genitive too"),
        pytest.param("l'accord n'est", ["l'", "accord", "n'", "est"], id="French elisions"),
        pytest.param("перемир'я", ["перемир'я"], id="a Ukrainian apostrophe stays inside"),
        pytest.param("a sit-down", ["a", "sit", "down"], id="a hyphen is a space"),
        pytest.param("on — off", ["on", "-", "off"], id="a dash between words is a mark"),
        pytest.param("summit—off", ["summit", "-", "off"], id="a long dash always"),
        pytest.param("“off”", ["off"], id="quotes are left out"),
        pytest.param("Doe (CDU) fell", ["doe", "fell"], id="a party behind a name is left out"),
        pytest.param("held (on May 5)", ["held", "(", "on", "may", "5", ")"], id="an aside stays"),
        pytest.param("U.S. said", ["u.s.", "said"], id="an acronym keeps its stops"),
    ],
)
def test_a_text_has_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_line_maps_its_offsets_to_words() -> None:
    read = read_words("The summit is off", "the summit is off", 0, 17)
    line = make_line(read, {1: {Tag.EVENT}})
    assert line.text == " the summit\ue000 is off "
    assert [line.word_at(offset) for offset in line.offsets] == [0, 1, 2, 3]
    assert line.word_after(len(line.text)) == len(read)
