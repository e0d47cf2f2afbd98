"""An event's names → its subject: the words that tell it from others of its kind.

`Gas` of `gas supply deal`, `Ostern` of `Osterwaffenruhe`: whatever noun stands beside such a word,
`the gas contract` or `a pact on gas`, means the event. The names of those who meet or agree are no
subject, for they say who and not what; nor is what all such events are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from monitor.config.fields import STAGES, TRUCE, fields_in_any_language, load_fields
from monitor.config.lexicon import LANGUAGES, load_lexicon
from monitor.language.cues import grammar_of
from monitor.language.folding import fold
from monitor.language.gazetteer import noun_finder
from monitor.model.claims import Lifecycle

SHORTEST = 3
"""Letters of the shortest words that say something: `gas`, `oil`."""
STEM_LETTERS = 5
"""So many letters tell a noun in any of its cases."""
WORD = re.compile(r"\d+-\w+|\w+")
"""A number takes the unit behind it along: the `day` of `30-day truce` is no subject."""
FUNCTION_KINDS = (
    *("article", "at_place", "determiner", "govern", "leader", "oblique", "official"),
    *("other", "pronoun", "stop", "temporal", "transparent", "with"),
)
"""Kinds of words that say whose an event is, or nothing."""


def without_spans(name: str, spans: Iterable[tuple[int, int]]) -> str:
    """A name, folded, with some of its letters blank: those who meet or agree."""
    letters = list(fold(name))
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def subject_words(names: tuple[str, ...]) -> Iterator[str]:
    """What any article about an agreement's subject holds, as names to look for.

    That is its words, its fields' words and, as these may begin compounds, how compounds end that
    are agreements.

    Args:
        names: What the event is called, as for `subject_stems`.
    """
    for language in LANGUAGES:
        nouns = load_lexicon(Lifecycle.AGREEMENT, language).nouns
        yield from (noun for noun in nouns if noun.startswith("*"))
        parts = [part for name in names for part in _beside_nouns(name, language)]
        yield from (part for part in parts if _says_something(part))
        yield from (f"{stem}*" for stem in subject_stems(names, language))
        for field in fields_in_any_language(parts) - STAGES - {TRUCE}:
            known = load_fields(language)[field]
            yield from known.words
            yield from (f"{stem}**" for stem in known.stems)
            yield from (f"*{ending}" for ending in known.endings)


@cache
def subject_stems(names: tuple[str, ...], language: str) -> frozenset[str]:
    """What the words of a subject begin with, less a language's event nouns and function words.

    Args:
        names: What the event is called, folded, without those who meet or agree.
        language: Of the article; words of other languages are found in none of it.
    """
    grammar = grammar_of(language)
    return frozenset(
        part[:STEM_LETTERS]
        for name in names
        for part in _beside_nouns(name, language)
        if _says_something(part) and not grammar.is_kind(part, *FUNCTION_KINDS)
    )


def compound_part(word: str, language: str) -> str:
    """What stands before an event noun in one word: `gas` of `gasvertrag`; empty for no compound."""
    starts = [start for start, _, _ in noun_finder(language).find(word, word)]
    return word[: min(starts, default=0)]


def _beside_nouns(name: str, language: str) -> Iterator[str]:
    """The words of a name that are no event noun, and the first parts of compounds with one."""
    nouns = [(start, end) for start, end, _ in noun_finder(language).find(name, name)]
    for word in WORD.finditer(name):
        inside = [start for start, end in nouns if start < word.end() and word.start() < end]
        yield name[word.start() : max(word.start(), min(inside, default=word.end()))]


def _says_something(part: str) -> bool:
    return len(part) >= SHORTEST and (part.isalpha() or part.isdecimal())
