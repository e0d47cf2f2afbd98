"""What is left of a line without what interrupts its clauses."""

from __future__ import annotations

import pytest

from monitor.language.cues import grammar_of
from monitor.language.folding import fold
from monitor.language.insertions import without_insertions
from monitor.language.lines import Line, make_line, read_words


def line_of(text: str) -> Line:
    """The line of a text without tags."""
    return make_line(read_words(text, fold(text), 0, len(text)), {})


@pytest.mark.parametrize(
    ("language", "text", "rest"),
    [
        pytest.param(
            "de",
            "Sie sagt das Treffen, das am Freitag sein sollte, ab",
            "sie sagt das treffen ab",
            id="a relative clause interrupts",
        ),
        pytest.param(
            "fr",
            "Ils ont voté, dans la nuit, contre le texte",
            "ils ont voté contre le texte",
            id="a prepositional phrase interrupts",
        ),
        pytest.param(
            "en",
            "They met - as planned - on Friday",
            "they met on friday",
            id="dashes interrupt as commas do",
        ),
        pytest.param(
            "en", "The talks, in Rome, in Oslo", "the talks in oslo", id="the last mark closes one"
        ),
    ],
)
def test_what_is_left(language: str, text: str, rest: str) -> None:
    whole = line_of(text)
    short = without_insertions(whole, grammar_of(language))
    assert short is not None
    assert short.line.text.strip() == rest
    assert [whole.words[index] for index in short.kept] == list(short.line.words)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", "They met on Friday", id="no mark"),
        pytest.param("en", "Dorn, Lakken, and Mohl met", id="names are listed"),
        pytest.param("en", "They met, but not in Rome, on Friday", id="what follows contrasts"),
        pytest.param("en", "They met, after a delay. On Friday, they left", id="the sentence ends"),
        pytest.param("en", "They met, after a delay", id="nothing closes it"),
    ],
)
def test_nothing_interrupts(language: str, text: str) -> None:
    assert without_insertions(line_of(text), grammar_of(language)) is None
