"""A line → the same without what interrupts its clauses.

`Sie sagt das Treffen, das für Freitag geplant war, ab` tells what `sie sagt das Treffen ab` does:
a pattern cannot reach across the marks, which part clauses elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from monitor.config.lexicon import Grammar
from monitor.language.clauses import SENTENCE_END
from monitor.language.lines import Line, Word
from monitor.language.phrases import CONJUNCTIONS

INSERTION_REACH = 14
"""Words between two commas or dashes that may interrupt a clause, a relative clause among them."""
OPENING = ("relative", "oblique", "temporal", "govern", "at_place", "stop")
"""Kinds of words that begin what only interrupts: `, which`, `, after`, `, as`."""
CONTRASTING = frozenset({"but", "mais", "car", "aber", "sondern", "doch", "но", "а", "але"})
"""What opens a clause of the same rank, as conjunctions do."""
MARKS = frozenset({",", "-"})


class Shortened(NamedTuple):
    """A line with words left out; `kept` are the places of its words in the whole line."""

    line: Line
    kept: tuple[int, ...]


def without_insertions(line: Line, grammar: Grammar) -> Shortened | None:
    """A line without its insertions; None where nothing interrupts it."""
    dropped = frozenset(chain.from_iterable(_insertions(line.words, grammar)))
    if not dropped:
        return None
    kept = tuple(index for index in range(len(line.words)) if index not in dropped)
    return Shortened(_part(line, kept), kept)


def _part(line: Line, kept: Sequence[int]) -> Line:
    """The line of some words, with their tags."""
    places = tuple(pairwise((*line.offsets, len(line.text))))
    pieces = [line.text[slice(*places[index])] for index in kept]
    offsets, at = [], 1
    for piece in pieces:
        offsets.append(at)
        at += len(piece)
    return Line(tuple(line.words[i] for i in kept), f" {''.join(pieces)}", tuple(offsets))


def _insertions(words: Sequence[Word], grammar: Grammar) -> Iterator[range]:
    """The words of each insertion, both marks included, from left to right."""
    index = 0
    while index < len(words) - 1:
        end = _closing(words, index) if _opens(words, index, grammar) else None
        if end is None:
            index += 1
        else:
            yield range(index, end + 1)
            index = end + 1


def _opens(words: Sequence[Word], index: int, grammar: Grammar) -> bool:
    if words[index].text not in MARKS:
        return False
    text = words[index + 1].text
    return grammar.is_kind(text, *OPENING) and text not in CONJUNCTIONS | CONTRASTING


def _closing(words: Sequence[Word], opening: int) -> int | None:
    """The next mark like the one that opens, unless the sentence ends or another kind stands first."""
    for index in range(opening + 2, min(len(words), opening + 2 + INSERTION_REACH)):
        text = words[index].text
        if text == words[opening].text:
            return index
        if text in SENTENCE_END:
            return None
    return None
