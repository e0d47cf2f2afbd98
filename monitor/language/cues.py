"""A line → the cues and marks of a language that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from monitor.config.lexicon import Cue, Grammar, Mark, load_grammar, load_lexicon
from monitor.config.patterns import CLASSES, Pattern, Tag
from monitor.language.lines import Line
from monitor.model.claims import Lifecycle

Meaning = TypeVar("Meaning")
CLASS_TAGS = {"EVENT": Tag.EVENT, "PARTY": Tag.PARTY, "DATE": Tag.DATE, "NAME": Tag.NAME}


class Found(NamedTuple, Generic[Meaning]):
    """Words `start` to `end` (exclusive) of a line matched a pattern, which means something."""

    start: int
    end: int
    meaning: Meaning
    source: str


class PatternFinder(Generic[Meaning]):
    """Many patterns tried at once: an automaton over their beginnings says which to try where."""

    def __init__(self, patterns: Sequence[tuple[Pattern, Meaning]]) -> None:
        self._patterns = patterns
        words: dict[str, list[int]] = {}
        self._classes: dict[Tag, list[int]] = {}
        for index, (pattern, _) in enumerate(patterns):
            for trigger in pattern.triggers:
                if trigger in CLASS_TAGS:
                    self._classes.setdefault(CLASS_TAGS[trigger], []).append(index)
                elif trigger not in CLASSES:
                    for beginning in _beginnings(trigger):
                        words.setdefault(beginning, []).append(index)
        self._by_word = list(words.values())
        self._automaton = AhoCorasick(words, matchkind=MatchKind.Standard)

    def find(self, line: Line) -> Iterator[Found[Meaning]]:
        """Every match, overlapping ones included."""
        tried = set[tuple[int, int]]()
        for start, index in self._beginnings(line):
            if (start, index) in tried:
                continue
            tried.add((start, index))
            pattern, meaning = self._patterns[index]
            match = pattern.regex.match(line.text, start)
            if match and match.end() > start:
                first, last = line.word_at(start), line.word_after(match.end())
                yield Found(first, last, meaning, pattern.source)

    def _beginnings(self, line: Line) -> Iterator[tuple[int, int]]:
        for word, start, _ in self._automaton.find_matches_as_indexes(line.text, overlapping=True):
            for index in self._by_word[word]:
                yield start + 1, index
        for tag, indexes in self._classes.items():
            at = line.text.find(tag)
            while at >= 0:
                start = line.offsets[line.word_at(at)]
                yield from ((start, index) for index in indexes)
                at = line.text.find(tag, at + 1)


def _beginnings(trigger: str) -> list[str]:
    """How a line has a stem, or a whole word: most words that begin with `be` are others."""
    if trigger.endswith("*"):
        return [f" {trigger[:-1]}"]
    return [f" {trigger}{end}" for end in (" ", *Tag)]


def longest(found: Sequence[Found[Meaning]]) -> list[list[Found[Meaning]]]:
    """Matches that do not overlap, the longest first; those of the same words stand together.

    Of the same words, the one that is written first in the file comes first.
    """
    taken: set[int] = set()
    kept: dict[tuple[int, int], list[Found[Meaning]]] = {}
    for match in sorted(found, key=lambda match: match.start - match.end):
        place = (match.start, match.end)
        words = set(range(*place))
        if place in kept:
            kept[place].append(match)
        elif not words & taken:
            taken |= words
            kept[place] = [match]
    return [kept[place] for place in sorted(kept)]


@cache
def cue_finder(
    lifecycle: Lifecycle, language: str, own: tuple[Cue, ...] = ()
) -> PatternFinder[Cue]:
    """All cues of a lifecycle in a language: the shipped ones and a user's own."""
    cues = (*own, *load_lexicon(lifecycle, language).cues)
    return PatternFinder([(cue.pattern, cue) for cue in cues])


@cache
def mark_finder(language: str) -> PatternFinder[Mark]:
    """All marks of a language's grammar."""
    return PatternFinder([(pattern, mark) for mark, pattern in load_grammar(language).marks])


def grammar_of(language: str) -> Grammar:
    """The grammar of a language, for whoever needs its words."""
    return load_grammar(language)
