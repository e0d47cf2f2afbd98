"""A surname in a sentence → whether it is part of somebody else's full name.

`Lara Macron` is no president, nor is `Kim Yong-chol` a `Kim Jong Un`. That can be told only of
those whose own given names are known, by the gazetteer or by the user's aliases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from monitor.config.gazetteer import load_titles
from monitor.config.lexicon import Grammar
from monitor.language.folding import fold
from monitor.language.gazetteer import Known
from monitor.language.lines import CAPITAL_NOUNS, Word
from monitor.language.parties import CompiledParty
from monitor.language.passages import Span, is_calendar

FREE_ORDER = frozenset({"ru", "uk"})
"""Languages in which a verb often stands before its subject."""
FUNCTION_KINDS = (
    *("active", "aux", "at_place", "determiner", "govern", "interrogative", "oblique", "pronoun"),
    *("stop", "temporal", "wh", "with"),
)
"""Kinds of words that may open a sentence and are no names."""
LONG_WORD = 4
"""Letters of words that only a title in capitals capitalises. Source: AP headline capitals."""


@dataclass(frozen=True, slots=True)
class GivenNames:
    """What stands beside a party's surnames, by surname: before it, or behind it as in Korean."""

    before: Mapping[str, frozenset[str]]
    behind: Mapping[str, frozenset[str]]


@cache
def given_names(party: CompiledParty) -> GivenNames:
    """The given names of a party's people, folded, from all that they are called."""
    names = [fold(name).replace("*", "").split() for name in _capitalised(party)]
    surnames = {name[0] for name in names if len(name) == 1}
    full = [name for name in names if len(name) > 1 and not load_titles() & set(name)]
    return GivenNames(
        before=_grouped((name[-1], name[-2]) for name in full if name[-1] in surnames),
        behind=_grouped((name[0], name[1]) for name in full if name[0] in surnames),
    )


def _capitalised(party: CompiledParty) -> Iterator[str]:
    for name in (*party.names, *party.affiliates):
        if all(word[:1].isupper() for word in name.replace("-", " ").split()):
            yield name.replace("-", " ")


def _grouped(pairs: Iterator[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for surname, given in pairs:
        found.setdefault(surname, set()).add(given)
    return {surname: frozenset(given) for surname, given in found.items()}


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a sentence: its words, and the spans of all that is watched or known."""

    words: Sequence[Word]
    spans: Sequence[Span]
    grammar: Grammar

    def is_anothers(
        self, span: Span, party: CompiledParty | None, known: Iterable[tuple[Span, Known]]
    ) -> bool:
        """Whether a party's name is part of a longer one, of somebody else or of another body.

        `Lara Macron`, `the European Free Trade Association`.
        """
        return self.is_of_another(span, party) or _is_within_another(span, party, known)

    def is_of_another(self, span: Span, party: CompiledParty | None) -> bool:
        """Whether a party's surname is part of a full name that is none of the party's."""
        if party is None or span.end - span.start > 1 or not self._tells_names():
            return False
        known, surname = given_names(party), self.words[span.start].text
        return self._differs(span.start - 1, span.start, _of(known.before, surname)) or (
            self._differs(span.end, span.start, _of(known.behind, surname))
        )

    def _tells_names(self) -> bool:
        """Whether a capital tells a name: neither in German nor where all words have one."""
        if self.grammar.language in CAPITAL_NOUNS:
            return False
        return any(
            len(w.text) >= LONG_WORD and w.text.isalpha() and not w.capital for w in self.words
        )

    def _differs(self, index: int, surname: int, given: tuple[str, ...]) -> bool:
        """Whether a word beside a surname is a given name, and none that goes with it."""
        if not given or not 0 <= index < len(self.words):
            return False
        if not index and self._may_open(self.words[0].text):
            return False
        return self._may_be_given(index, surname) and not self.words[index].text.startswith(given)

    def _may_open(self, word: str) -> bool:
        """Whether a sentence's first word, which has a capital anyway, may be no name.

        Where the verb may come first, it may be any; else a function word: `Will Macron go?`
        """
        return self.grammar.language in FREE_ORDER or self.grammar.is_kind(word, *FUNCTION_KINDS)

    def _may_be_given(self, index: int, surname: int) -> bool:
        """Whether a word looks like a given name: a capital, no title, no day, no other name."""
        word = self.words[index]
        left, right = sorted((word, self.words[surname]))
        joined = right.start - left.end == 1 and len(word.text) > 1 and word.capital
        if not joined or word.text in load_titles() or is_calendar(word.text, self.grammar):
            return False
        others = (span for span in self.spans if not span.start <= surname < span.end)
        return not any(span.start <= index < span.end for span in others)


def _of(names: Mapping[str, frozenset[str]], word: str) -> tuple[str, ...]:
    """The given names that go with a surname, inflected or not."""
    return tuple(
        given for surname, known in names.items() if word.startswith(surname) for given in known
    )


def _is_within_another(
    span: Span, party: CompiledParty | None, known: Iterable[tuple[Span, Known]]
) -> bool:
    """Whether a wider name of another entry of the gazetteer covers a party's."""
    if party is None or party.entry is None:
        return False
    return any(
        at != span and at.start <= span.start and span.end <= at.end and each.entry != party.entry
        for at, each in known
    )
