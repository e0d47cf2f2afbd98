"""Some words of a passage → those of its subjects and objects, the adjuncts left out.

`After the death of a minister the presidents met` tells of presidents.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.lexicon import Grammar
from monitor.language.clauses import pauses
from monitor.language.lines import Word
from monitor.language.passages import Passage, is_calendar

OPENING = ("oblique", "temporal")
"""Kinds of words that begin an adjunct."""
JOINING = ("govern", "with")
"""Kinds that lead on to people or to what a noun is of, even where they may begin an adjunct."""


def outside_adjuncts(passage: Passage, start: int, end: int, grammar: Grammar) -> Iterator[str]:
    """The words of `start:end` that stand in no adjunct; a name, a day or a pause ends one."""
    ends = _ends(passage)
    inside = False
    for index in range(start, end):
        word = passage.words[index]
        opens = _opens_adjunct(word, grammar)
        if not (inside or opens):
            yield word.text
        closes = index in ends or pauses((word,)) or is_calendar(word.text, grammar)
        inside = (inside or opens) and not closes


def _opens_adjunct(word: Word, grammar: Grammar) -> bool:
    return not grammar.is_kind(word.text, *JOINING) and grammar.is_kind(word.text, *OPENING)


def _ends(passage: Passage) -> frozenset[int]:
    """The places of names and event nouns: behind one, a noun is of another phrase."""
    spans = (*passage.names(), *(mention.span for mention in passage.mentions))
    return frozenset(index for span in spans for index in range(span.start, span.end))
