"""A text falls into sentences at their ends, and knows what blocks they stand in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language.sentences import MAX_CHARACTERS, Block, split_sentences
from monitor.model.articles import Part


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, Part.TEXT)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("One. Two.", ["One.", "Two."], id="a full stop and a space"),
        pytest.param("It ended clearly.He left.", ["It ended clearly.", "He left."], id="glued"),
        pytest.param("Mr. Okarin came.", ["Mr. Okarin came."], id="an abbreviation"),
        pytest.param("The U.S. side came.", ["The U.S. side came."], id="an acronym with stops"),
        pytest.param("Он встал. Она села.", ["Он встал.", "Она села."], id="Cyrillic"),
        pytest.param("Am 9. Mai war Ruhe.", ["Am 9. Mai war Ruhe."], id="a German ordinal"),
        pytest.param("“Off.” He left.", ["“Off.”", "He left."], id="a stop within quotes"),
        pytest.param("One\n\nTwo", ["One", "Two"], id="a paragraph ends a sentence"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_text_is_split(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("The talks went on until the evening came.", Block.PROSE, id="prose"),
        pytest.param("What we know", Block.HEADING, id="few words without a stop"),
        pytest.param("- a bullet point", Block.LIST, id="a list item"),
        pytest.param("1987 | Norland | pact", Block.TABLE, id="cells"),
    ],
)
def test_a_block_has_a_kind(text: str, kind: Block) -> None:
    assert [sentence.kind for sentence in split_sentences(text, Part.TEXT)] == [kind]


def test_only_the_first_characters_are_read() -> None:
    text = "a" * MAX_CHARACTERS + "\nThe end."
    assert all(sentence.end <= MAX_CHARACTERS for sentence in split_sentences(text, Part.TEXT))


@given(st.text())
def test_sentences_stand_in_order_and_never_overlap(text: str) -> None:
    ends = [0]
    for sentence in split_sentences(text, Part.TEXT):
        assert ends[-1] <= sentence.start < sentence.end
        ends.append(sentence.end)
