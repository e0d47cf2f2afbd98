"""A line → the cues and marks of a language that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from monitor.config.lexicon import LANGUAGES, Cue, Grammar, load_grammar, load_lexicon
from monitor.config.marks import Mark
from monitor.config.patterns import CLASSES, TAGGED, Pattern, Tag
from monitor.language.lines import Line
from monitor.model.claims import Lifecycle

Meaning = TypeVar("Meaning")


WORD_ENDS = (" ", *Tag)
"""What stands behind a word."""
EVERY_LINE = frozenset({-1})
"""What a pattern needs of which nothing is known."""


class Found(NamedTuple, Generic[Meaning]):
    """Words `start` to `end` (exclusive) of a line matched a pattern, which means something."""

    start: int
    end: int
    meaning: Meaning
    source: str


class PatternFinder(Generic[Meaning]):
    """Many patterns tried at once: an automaton over words says which to try, and where.

    A pattern is tried where a match may begin, in lines that hold what every match of it needs: of
    twenty that may begin somewhere, nineteen miss one of their words.
    """

    def __init__(self, patterns: Sequence[tuple[Pattern, Meaning]]) -> None:
        self._patterns = patterns
        words: dict[str, list[int]] = {}
        self._classes: dict[Tag, list[int]] = {}
        for index, (pattern, _) in enumerate(patterns):
            for trigger in pattern.triggers:
                if trigger in TAGGED:
                    self._classes.setdefault(TAGGED[trigger], []).append(index)
                elif trigger not in CLASSES:
                    for beginning in _beginnings(trigger):
                        words.setdefault(beginning, []).append(index)
        for pattern, _ in patterns:
            for beginning in _spelled(pattern.needs):
                words.setdefault(beginning, [])
        numbers = {beginning: number for number, beginning in enumerate((*words, *Tag))}
        self._needs = [
            frozenset(map(numbers.__getitem__, _spelled(pattern.needs))) or EVERY_LINE
            for pattern, _ in patterns
        ]
        self._tags = {tag: numbers[tag] for tag in Tag}
        self._by_word = list(words.values())
        self._automaton = AhoCorasick(words, matchkind=MatchKind.Standard)

    def find(self, line: Line) -> Iterator[Found[Meaning]]:
        """Every match, overlapping ones included."""
        for start, index in self._places(line):
            pattern, meaning = self._patterns[index]
            match = pattern.regex.match(line.text, start)
            if match and match.end() > start:
                first, last = line.word_at(start), line.word_after(match.end())
                yield Found(first, last, meaning, pattern.source)

    def _places(self, line: Line) -> Iterable[tuple[int, int]]:
        """Where in a line which pattern is to be tried, each once."""
        text, needs = line.text, self._needs
        words = self._automaton.find_matches_as_indexes(text, overlapping=True)
        there = EVERY_LINE.union([word for word, _, _ in words])
        tags = [tag for tag in Tag if tag in text]
        there |= {self._tags[tag] for tag in tags}
        begun = [
            (start + 1, index)
            for word, start, _ in words
            for index in self._by_word[word]
            if not needs[index].isdisjoint(there)
        ]
        for tag in tags:
            indexes = self._classes.get(tag, ())
            tried = [index for index in indexes if not needs[index].isdisjoint(there)]
            begun += [(start, index) for start in _tagged(line, tag) for index in tried]
        return dict.fromkeys(begun)


def _tagged(line: Line, tag: Tag) -> Iterator[int]:
    """Where the words begin that have a tag."""
    at = line.text.find(tag)
    while at >= 0:
        yield line.offsets[line.word_at(at)]
        at = line.text.find(tag, at + 1)


@cache
def _beginnings(trigger: str) -> tuple[str, ...]:
    """How a line has a stem, or a whole word: most words that begin with `be` are others."""
    if trigger.endswith("*"):
        return (f" {trigger[:-1]}",)
    return tuple([f" {trigger}{end}" for end in WORD_ENDS])


def _spelled(needs: Iterable[str]) -> Iterator[str]:
    """What of a line's text stands for words, stems and classes."""
    for each in needs:
        yield from (TAGGED[each],) if each in TAGGED else _beginnings(each)


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


@cache
def names_kind(name: str, kind: str) -> bool:
    """Whether what a user calls an event, in whatever language, has a function word of a kind."""
    words = name.lower().replace("-", " ").split()
    return any(grammar_of(each).is_kind(word, kind) for each in LANGUAGES for word in words)
