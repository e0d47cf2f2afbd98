"""A cue → what it is said of: a mention of an event, a pronoun, something else, or nobody knows.

A shallow parse: words of a few kinds (auxiliaries, prepositions, determiners) tell where a noun
phrase ends and what is subordinate to what; any other word is a *stranger*, a noun of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from monitor.config.lexicon import Argument, Cue, Grammar, Mark
from monitor.language.cues import Found
from monitor.language.passages import Mention, Passage, Span, is_calendar
from monitor.language.scope import clause_bounds
from monitor.model.events import Lifecycle

OBJECT_REACH = 9
"""Words between a verb and the noun that it governs: `call off next week's long-planned summit`."""
SUBJECT_REACH = 20
"""Words between a subject and its predicate, a relative clause or two included."""
COMPOUND_REACH = 4
"""Words between an event noun and a predicate that a compound can fill: `the summit venue was`."""
PHRASE_REACH = 6
"""Words of a noun phrase before its noun."""
ANTECEDENT_REACH = 4
"""Words between a relative pronoun and the noun that it stands for."""
FREE_ORDER = frozenset({"ru", "uk", "de"})
"""Languages in which the subject often follows its verb."""
INSIDE_PHRASES = frozenset({",", "'s", "$", "€", "£", "%"})
"""Marks that do not end a noun phrase."""
BRACKETS = frozenset({",", "-", "(", ")"})


class Kind(StrEnum):
    """What a cue's argument was found to be."""

    MENTION = "mention"
    PRONOUN = "pronoun"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The argument of a cue; `mention` only where its kind is one."""

    kind: Kind
    mention: Mention | None = None


PRONOUN = Anchor(Kind.PRONOUN)
OTHER = Anchor(Kind.OTHER)
UNKNOWN = Anchor(Kind.UNKNOWN)


def find_argument(
    passage: Passage, cue: Found[Cue], lifecycle: Lifecycle, grammar: Grammar
) -> Anchor:
    """What a cue is said of, by the cue's kind of argument."""
    search = _Search(passage, cue, lifecycle, grammar)
    match cue.meaning.argument:
        case Argument.OBJECT:
            return search.object()
        case Argument.SUBJECT:
            return search.subject()
        case Argument.INSIDE:
            return search.inside()
        case Argument.NOUN | Argument.PARTIES | Argument.CLAUSE:
            return search.around()


@dataclass(frozen=True, slots=True)
class _Search:
    """The words around one cue."""

    passage: Passage
    cue: Found[Cue]
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

    def inside(self) -> Anchor:
        """The event that the cue's own pattern names."""
        for mention in self._mentions():
            if self.cue.start <= mention.span.start < self.cue.end:
                return Anchor(Kind.MENTION, mention)
        return OTHER

    def around(self) -> Anchor:
        """The nearest mention in the clause, on either side."""
        start, end = clause_bounds(self.passage.words, self.cue.start, self.cue.end)
        near = [m for m in self._mentions() if start <= m.span.start < end]
        if not near:
            return UNKNOWN
        return Anchor(Kind.MENTION, min(near, key=lambda mention: self._distance(mention.span)))

    def object(self) -> Anchor:
        """What a verb governs: behind it, unless it is a passive; then its subject."""
        inside = self.inside()
        if inside.mention:
            return inside
        if self._is_attribute():
            return OTHER
        before = self.before()
        if before.mention and self._is_passive():
            return before
        after = self.after()
        found = after.kind in {Kind.MENTION, Kind.PRONOUN}
        if not found and before.mention and not self._governs_another():
            return before
        return after if found or after.kind is Kind.OTHER else before

    def subject(self) -> Anchor:
        """The subject of a predicate: before it, or behind it where the word order is free."""
        if self._is_attribute() and self._mention_at(self.cue.end, self.cue.end + 2):
            return OTHER
        inside = self.inside()
        if inside.mention and not self._is_oblique(inside.mention):
            return inside
        before = self.before()
        inverted = before.kind is Kind.UNKNOWN or self.grammar.language in FREE_ORDER
        if before.mention or not inverted:
            return before
        after = self.after()
        return after if after.mention else before

    def after(self) -> Anchor:
        """The noun phrase behind the cue."""
        words = self.passage.words
        strangers = 0
        for index in range(self.cue.end, min(len(words), self.cue.end + OBJECT_REACH)):
            mention = self._mention_at(index, index + 1)
            if mention:
                return Anchor(Kind.MENTION, mention)
            if index == self.cue.end and self._is(index, "pronoun") and not self._is(index, "stop"):
                return PRONOUN
            if self._ends_phrase(index, begun=index > self.cue.end and not strangers):
                break
            if strangers and self._is(index, "govern"):
                break
            strangers += self._is_stranger(index)
        return OTHER if strangers else UNKNOWN

    def before(self) -> Anchor:
        """The subject: the nearest mention to the left that no preposition subordinates."""
        index = self._last_of_subject()
        if index < 0:
            return UNKNOWN
        if self._is(index, "person"):
            return OTHER
        if self._is(index, "pronoun"):
            return self._antecedent(index)
        return self._subject_up_to(index)

    def _last_of_subject(self) -> int:
        """The word before the cue and its auxiliaries; -1 for none."""
        index = self.cue.start - 1
        while index >= 0 and (self._is(index, "aux") or self.passage.words[index].text in BRACKETS):
            index -= 1
        return index

    def _subject_up_to(self, last: int) -> Anchor:
        """The subject whose phrase ends with a word."""
        lowest = max(0, self.cue.start - SUBJECT_REACH)
        strangers = 0
        index = last
        while index >= lowest and self.passage.words[index].text not in ".;:!?":
            mention = self._mention_ending(index)
            if mention is None:
                strangers += self._is_stranger(index)
                index -= 1
                continue
            if strangers and self._heads_compound(index):
                return OTHER
            if not self._is_oblique(mention):
                return Anchor(Kind.MENTION, mention)
            index = mention.span.start - 1
        return OTHER if strangers or self._is_named(last) else UNKNOWN

    def _antecedent(self, index: int) -> Anchor:
        """A relative pronoun stands for the noun right before it; others for something earlier."""
        if self._is(index, "relative") and index and self._is_stranger(index - 1):
            return OTHER
        for place in range(index - 1, max(0, index - ANTECEDENT_REACH) - 1, -1):
            mention = self._mention_ending(place)
            if mention:
                return Anchor(Kind.MENTION, mention)
        return PRONOUN

    def _heads_compound(self, index: int) -> bool:
        """Whether the noun at an index only modifies the next: `the summit venue was changed`."""
        near = self.cue.start - index <= COMPOUND_REACH
        kinds = ("oblique", "govern", "stop", "participle")
        describes = self._is(index + 1, *kinds) or self.passage.words[index + 1].text in BRACKETS
        return near and not describes

    def _is_oblique(self, mention: Mention) -> bool:
        """Whether a preposition before the mention makes it a circumstance of something else."""
        for index in self._before_phrase(mention):
            if index in self.speech:
                return False
            if self._is(index, "temporal"):
                return True
            if self._is(index, "oblique", "govern"):
                return index == 0 or not self._is(index - 1, "transparent", "determiner")
            text = self.passage.words[index].text
            if (not text[:1].isalnum() and text != "'s") or self._is(index, "aux", "stop"):
                return False
        return False

    def _before_phrase(self, mention: Mention) -> range:
        """Where the preposition of a mention may stand: right before the article, if it has one."""
        first = mention.span.start - 1
        lowest = max(-1, first - PHRASE_REACH)
        for index in range(first, lowest, -1):
            if self._is(index, "oblique", "govern", "temporal"):
                break
            if self._is(index, "article"):
                return range(index - 1, max(-1, index - 2), -1)
        return range(first, lowest, -1)

    def _is_attribute(self) -> bool:
        """Whether an article makes the cue a noun or an attribute: `the postponed summit`."""
        return self.cue.start > 0 and self._is(self.cue.start - 1, "article")

    def _is_passive(self) -> bool:
        """Whether an auxiliary of the passive stands before the cue, adverbs between them aside."""
        if self._is(self.cue.start, "active"):
            return False
        index = self.cue.start - 1
        while index >= 0 and self._is(index, "aux"):
            if self._is(index, "passive"):
                return True
            index -= 1
        return False

    def _governs_another(self) -> bool:
        """Whether a word right behind the cue may begin its object."""
        words = self.passage.words
        if self.cue.end >= len(words) or self._is(self.cue.end - 1, "oblique", "govern"):
            return False
        starts = words[self.cue.end].text[:1].isalnum()
        return starts and not self._is(self.cue.end, "oblique", "stop", "aux")

    def _ends_phrase(self, index: int, *, begun: bool) -> bool:
        """Whether a noun phrase ends before a word; `begun`: prepositions may still lead into it."""
        text = self.passage.words[index].text
        if not text[:1].isalnum() and text not in INSIDE_PHRASES:
            return True
        return self._is(index, "oblique", "stop") and not begun

    def _is_stranger(self, index: int) -> bool:
        """Whether a word may be a noun of its own: no function word, no name, no plan or date."""
        word = self.passage.words[index]
        kinds = ("determiner", "transparent", "aux", "govern", "oblique", "pronoun")
        if not word.text[:1].isalpha() or self._is(index, *kinds):
            return False
        if is_calendar(word.text, self.grammar):
            return False
        given_name = word.capital and self._is_named(index + 1)
        return not (given_name or self._is_named(index))

    def _is_named(self, index: int) -> bool:
        """Whether a word belongs to a watched name or a known entity."""
        people = (span for signs in self.passage.signs.values() for span in signs.people())
        entities = (span for span, _ in self.passage.entities)
        return any(span.start <= index < span.end for spans in (people, entities) for span in spans)

    def _is(self, index: int, *kinds: str) -> bool:
        """Whether a word is of one of the grammar's kinds of words."""
        text = self.passage.words[index].text
        return any(text in self.grammar.words[kind] for kind in kinds)

    def _mentions(self) -> tuple[Mention, ...]:
        return tuple(
            mention for mention in self.passage.mentions if self.lifecycle in mention.lifecycles
        )

    def _mention_at(self, start: int, end: int) -> Mention | None:
        """The mention that begins within some words."""
        return next((m for m in self._mentions() if start <= m.span.start < end), None)

    def _mention_ending(self, index: int) -> Mention | None:
        return next((m for m in self._mentions() if m.span.end - 1 == index), None)

    def _distance(self, span: Span) -> int:
        return max(span.start - self.cue.end, self.cue.start - span.end, 0)
