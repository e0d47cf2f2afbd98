"""The words of a passage → its noun phrases: where they end, what governs them, what is in them.

A shallow parse: words of a few kinds (auxiliaries, prepositions, determiners) tell where a noun
phrase ends and what is subordinate to what; any other word is a *stranger*, a noun of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.config.lexicon import Grammar
from monitor.config.marks import Mark
from monitor.language.passages import Mention, Passage, is_calendar
from monitor.model.claims import Lifecycle

PHRASE_REACH = 6
"""Words of a noun phrase before its noun."""
FREE_ORDER = frozenset({"ru", "uk", "de"})
"""Languages in which the subject often follows its verb."""
SLAVIC = frozenset({"ru", "uk"})
"""Languages whose adjectives and objects have endings of their own."""
ADDED_REACH = 2
"""Words behind `and`, the noun among them, that may still belong to the phrase."""
CONJUNCTIONS = frozenset(
    {*("and", "or"), *("und", "oder"), *("et", "ou"), *("и", "или"), *("і", "й", "та", "або")}
)
"""What joins words or clauses as equals, in the languages of `monitor.config.lexicon`."""
NO_VERBS = (
    *("determiner", "article", "oblique", "govern", "temporal", "pronoun", "stop", "relative"),
    *("official", "outsider", "host", "complementizer", "interrogative"),
)
"""Kinds of words that are no finite verbs."""
INSIDE_PHRASES = frozenset({",", "'s", "$", "€", "£", "%"})
"""Marks that do not end a noun phrase."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """A passage, for the events of one lifecycle."""

    passage: Passage
    lifecycle: Lifecycle
    grammar: Grammar

    @property
    def speech(self) -> frozenset[int]:
        """The words that are verbs of speech: what stands before them is another clause."""
        return frozenset(
            index
            for found in self.passage.marks
            if found.meaning is Mark.SAYS
            for index in range(found.start, found.end)
        )

    def is_kind(self, index: int, *kinds: str) -> bool:
        """Whether a word is of one of the grammar's kinds of words."""
        return self.grammar.is_kind(self.passage.words[index].text, *kinds)

    def is_topical(self, index: int) -> bool:
        """Whether a word may lead to what a noun is about: to no place, and it is no `of`."""
        return self.is_kind(index, "oblique") and not self.is_kind(index, "govern", "at_place")

    def is_stranger(self, index: int) -> bool:
        """Whether a word may be a noun of its own: no function word, no name, no plan or date."""
        word = self.passage.words[index]
        kinds = ("determiner", "transparent", "aux", "govern", "oblique", "pronoun", "stop")
        if not word.text[:1].isalpha() or self.is_kind(index, *kinds):
            return False
        if word.text in self.grammar.numerals:
            return False
        if is_calendar(word.text, self.grammar):
            return False
        given_name = word.capital and self.passage.is_named(index + 1)
        return not (given_name or self.passage.is_named(index))

    def ends_phrase(self, index: int, *, begun: bool) -> bool:
        """Whether a noun phrase ends before a word; `begun`: prepositions may still lead into it."""
        text = self.passage.words[index].text
        if not text[:1].isalnum() and text not in INSIDE_PHRASES:
            return True
        if self.is_kind(index, "oblique") and self.is_kind(index, "determiner"):
            return False  # a partitive article: `propose des pourparlers`
        return self.is_kind(index, "oblique", "stop") and not begun

    def measures(self, index: int) -> bool:
        """Whether a word leads from a measure to what is measured: `nearly three hours of talks`."""
        unit = index > 0 and self.passage.words[index - 1].text in self.grammar.units
        return unit and self.is_kind(index, "govern")

    def begins_another(self, comma: int) -> bool:
        """Whether a comma ends a noun phrase: behind a noun, or right before an event noun.

        `Cancelled tariffs, talks will resume`, but `a long, costly summit`.
        """
        if self.passage.words[comma].text != ",":
            return False
        if self.grammar.language in SLAVIC:
            return not self.is_kind(comma - 1, "adjective")
        return self.mention_at(comma + 1, comma + 2) is not None

    def is_pronoun(self, index: int) -> bool:
        """Whether a word stands for a noun: what may be an article does so where no noun follows."""
        if not self.is_kind(index, "pronoun") or self.is_kind(index, "stop"):
            return False
        behind = self.passage.words[index + 1 : index + 2]
        if not self.is_kind(index, "article") or not behind or not behind[0].text[:1].isalnum():
            return True
        return self.is_kind(index + 1, "aux", "oblique", "stop")

    def parts_clauses(self, index: int) -> bool:
        """Whether a word parts a subject from what stands before it.

        A subordinator does, `binned the trip as airports closed`, and the article of a subject
        behind one: `and that his move was delayed`.
        """
        if self.is_kind(index, "stop") and self.grammar.language not in FREE_ORDER:
            text = self.passage.words[index].text
            return text not in CONJUNCTIONS and not self.is_kind(index, "relative")
        if not index or not self.is_kind(index, "article", "possessive"):
            return False
        return self.is_kind(index - 1, "complementizer")

    def adds(self, index: int) -> bool:
        """Whether a conjunction adds one more word to a phrase that leads to an event noun.

        `Agree to an immediate and full truce`, `cancel flights and talks`.
        """
        if self.passage.words[index].text not in CONJUNCTIONS:
            return False
        beyond = range(index + 1, min(index + 1 + ADDED_REACH, len(self.passage.words)))
        return any(self.mention_at(each, each + 1) for each in beyond)

    def mentions(self) -> tuple[Mention, ...]:
        """The event nouns that can be of the lifecycle."""
        return tuple(
            mention for mention in self.passage.mentions if self.lifecycle in mention.lifecycles
        )

    def mention_at(self, start: int, end: int) -> Mention | None:
        """The mention that begins within some words."""
        return next((m for m in self.mentions() if start <= m.span.start < end), None)

    def mention_ending(self, index: int) -> Mention | None:
        """The mention whose last word is at an index."""
        return next((m for m in self.mentions() if m.span.end - 1 == index), None)

    def is_oblique(self, mention: Mention) -> bool:
        """Whether a preposition before the mention makes it a circumstance of something else."""
        for index in self._before_phrase(mention):
            if index in self.speech:
                return False
            if self.is_kind(index, "temporal", "oblique", "govern"):
                return self._subordinates(index, mention)
            text = self.passage.words[index].text
            if (not text[:1].isalnum() and text != "'s") or self.is_kind(index, "aux", "stop"):
                return False
        return False

    def _subordinates(self, preposition: int, mention: Mention) -> bool:
        """Whether a preposition governs a mention and follows nothing that it only completes."""
        if self._is_filled(preposition, mention) or self._is_partitive(preposition):
            return False
        temporal = self.is_kind(preposition, "temporal")
        completed = ("article",) if temporal else ("transparent", "determiner")
        return preposition == 0 or not self.is_kind(preposition - 1, *completed)

    def _is_partitive(self, index: int) -> bool:
        """Whether a word that may be a preposition opens a clause as an article: `Des pourparlers`."""
        if not self.is_kind(index, "determiner"):
            return False
        return index == 0 or not self.passage.words[index - 1].text[:1].isalnum()

    def _is_filled(self, preposition: int, mention: Mention) -> bool:
        """Whether a preposition has its noun before the mention: `намеченная в Риме встреча`.

        Only where adjectives have endings of their own can a name or a day not modify the mention,
        and only where nouns have them is it plain what no preposition governs.
        """
        if self.grammar.language not in FREE_ORDER:
            return False
        between = range(preposition + 1, mention.span.start)
        if any(self._is_date(index) or self._is_proper(index) for index in between):
            return True
        return self._is_direct(mention) and any(self._is_noun(index) for index in between)

    def _is_direct(self, mention: Mention) -> bool:
        """Whether a mention's form is a subject's or object's: `из-за шторма визит отменён`."""
        ends = (mention.span.start, mention.span.end - 1)
        return any(self.is_kind(index, "direct") for index in ends)

    def _is_noun(self, index: int) -> bool:
        return self.is_stranger(index) and not self.is_kind(index, "adjective")

    def _is_proper(self, index: int) -> bool:
        """Whether a word is a name, not made an adjective: `римская`."""
        named = self.passage.is_named(index) and not self.is_kind(index, "adjective")
        return named or self.passage.words[index].capital

    def _is_date(self, index: int) -> bool:
        text = self.passage.words[index].text
        return text.isdecimal() or is_calendar(text, self.grammar)

    def opening(self, mention: Mention) -> int:
        """The word before a mention and its article."""
        index = mention.span.start - 1
        while index > 0 and self.is_kind(index, "article", "determiner"):
            index -= 1
        return max(index, 0)

    def _before_phrase(self, mention: Mention) -> range:
        """Where the preposition of a mention may stand: right before the article, if it has one."""
        first = mention.span.start - 1
        lowest = max(-1, first - PHRASE_REACH)
        for index in range(first, lowest, -1):
            if self.is_kind(index, "oblique", "govern", "temporal"):
                break
            if self.is_kind(index, "article"):
                return range(index - 1, max(-1, index - 2), -1)
        return range(first, lowest, -1)
