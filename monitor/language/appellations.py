"""Some words of a sentence → the name or office of somebody in them, without what surrounds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.config.lexicon import Grammar
from monitor.language.lines import CAPITAL_NOUNS, Word
from monitor.language.passages import Passage, Span, is_calendar


def is_day(text: str, grammar: Grammar) -> bool:
    """Whether a word tells the day: `Tuesday`, `may`, `3`."""
    return is_calendar(text, grammar) or text[:1].isdigit()


@dataclass(frozen=True, slots=True)
class Appellations:
    """The names and offices in a sentence."""

    _passage: Passage
    _grammar: Grammar

    @property
    def _words(self) -> tuple[Word, ...]:
        return self._passage.words

    def within(self, start: int, end: int) -> Iterator[Span]:
        """A span without its determiners, if somebody is in it: a name, an office, a role."""
        start = self._behind_adjunct(start, end)
        while start < end and self._is(start, "determiner", "addressee"):
            start += 1
        end = self._before_verb(start, self._before_adjunct(start, end))
        if not self._is_event(start, end) and self._is_somebody(start, end):
            yield Span(start, end)

    def _behind_adjunct(self, start: int, end: int) -> int:
        """Where a subject begins behind a place or a manner: `in a televised address the envoy`.

        At the end where nobody follows it, but a place stands for those who speak there: `В Кремле`.
        """
        opening = range(max(0, start - 1), min(start + 1, end))
        if not any(self._is(index, "oblique", "with") for index in opening):
            return start
        last = end
        while last > start and self._belongs(last - 1):
            last -= 1
        while last < end and self._is(last, "govern"):
            last += 1
        return last if last < end else start

    def _belongs(self, index: int) -> bool:
        """Whether a word may be a part of somebody's name or office."""
        word = self._words[index]
        if is_day(word.text, self._grammar) or self._is(index, "oblique", "determiner", "with"):
            return False
        named = word.capital or word.text == "'s" or self._passage.is_named(index)
        return named or self._is(index, "govern", "official", "host", "outsider")

    def _before_adjunct(self, start: int, end: int) -> int:
        """Where a name or office ends and tells only where or when: `the envoy at the end of`."""
        leads = (i for i in range(start + 1, end) if self._is(i, "oblique"))
        adjuncts = (index for index in leads if not self._is(index, "govern"))
        return next((index for index in adjuncts if self._is_somebody(start, index)), end)

    def _before_verb(self, start: int, end: int) -> int:
        """Where nouns end whose language writes them with capitals: `stellte Kiew richtig`."""
        if self._grammar.language not in CAPITAL_NOUNS:
            return end
        first = next((i for i in range(start, end) if self._words[i].capital), end)
        kinds = ("govern", "determiner", "article", "with")
        lower = (i for i in range(first, end) if self._words[i].text[:1].isalpha())
        return next(
            (i for i in lower if not self._words[i].capital and not self._is(i, *kinds)), end
        )

    def _is_somebody(self, start: int, end: int) -> bool:
        return any(
            self._is(index, "official", "outsider", "host")
            or self._passage.is_named(index)
            or (self._words[index].capital and not is_day(self._words[index].text, self._grammar))
            for index in range(start, end)
        )

    def _is_event(self, start: int, end: int) -> bool:
        """Whether a phrase names an event, which neither speaks nor acts; its host does."""
        if self._is(end - 1, "official", "host"):
            return False
        return any(start <= mention.span.start < end for mention in self._passage.mentions)

    def _is(self, index: int, *kinds: str) -> bool:
        return self._grammar.is_kind(self._words[index].text, *kinds)
