"""A cue → what it is said of: a mention of an event, a pronoun, something else, or nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from monitor.config.lexicon import Argument, Cue, Grammar
from monitor.language.adjuncts import behind_adjuncts
from monitor.language.clauses import clause_bounds
from monitor.language.cues import Found
from monitor.language.lines import Word
from monitor.language.passages import Mention, Passage, Span
from monitor.language.phrases import FREE_ORDER, Phrases
from monitor.language.predicates import Predicate
from monitor.language.subordination import (
    OPEN_COMPOUNDS,
    heads_compound,
    is_absolute,
    is_of_portion,
    is_parted,
    purpose_start,
)
from monitor.model.claims import Lifecycle, Status

OBJECT_REACH = 9
"""Words between a verb and the noun that it governs: `call off next week's long-planned summit`."""
SUBJECT_REACH = 20
"""Words between a subject and its predicate, a relative clause or two included."""
ANTECEDENT_REACH = 4
"""Words between a relative pronoun and the noun that it stands for."""
ADJUNCT_REACH = 3
"""Words of a place or a time between a verb and its object: `in the Swiss Davos`."""


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
    """What a cue is said of, by the cue's kind of argument; no agreement ends with its phase."""
    phrases = Phrases(passage, lifecycle, grammar)
    anchor = _Search(phrases, cue, Predicate(phrases, cue)).find()
    ended = anchor.mention if cue.meaning.status is Status.ENDED else None
    return OTHER if ended and is_of_portion(phrases, ended) else anchor


@dataclass(frozen=True, slots=True)
class _Search:
    """The words around one cue."""

    phrases: Phrases
    cue: Found[Cue]
    predicate: Predicate

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the sentence."""
        return self.phrases.passage.words

    def find(self) -> Anchor:
        """What the cue is said of, where its kind of argument stands."""
        searches = {
            Argument.OBJECT: self.object,
            Argument.SUBJECT: self.subject,
            Argument.INSIDE: self.inside,
            Argument.NOUN: self.complement,
        }
        return searches.get(self.cue.meaning.argument, self.around)()

    def inside(self) -> Anchor:
        """The event that the cue's own pattern names, not what is said about it: `talks on a visit`."""
        named = [
            m for m in self.phrases.mentions() if self.cue.start <= m.span.start < self.cue.end
        ]
        if not named:
            return OTHER
        about = len(named) > 1 and self.phrases.is_topical(named[0].span.end)
        return Anchor(Kind.MENTION, named[1] if about else named[0])

    def around(self) -> Anchor:
        """The nearest mention in the clause, on either side."""
        start, end = clause_bounds(self.words, self.cue.start, self.cue.end)
        near = [m for m in self.phrases.mentions() if start <= m.span.start < end]
        if not near:
            return UNKNOWN
        return Anchor(Kind.MENTION, min(near, key=lambda mention: self._distance(mention.span)))

    def complement(self) -> Anchor:
        """What a noun is of: its complement, unless that is something else; or nearby."""
        inside = self.inside()
        if inside.mention:
            return inside
        after = self.after()
        if after.mention or (after.kind is Kind.OTHER and self.predicate.has_complement()):
            return after
        around = self.around()
        return around if around.mention else OTHER

    def object(self) -> Anchor:
        """What a verb governs: behind it, unless it is a passive; then its subject."""
        inside = self.inside()
        if inside.mention:
            return inside
        if self.predicate.is_attribute():
            return UNKNOWN if self.predicate.stands_alone() else OTHER
        before = self.before()
        if before.mention and (self.predicate.is_passive() or self.predicate.agrees()):
            return before
        after = self.after()
        found = after.kind in {Kind.MENTION, Kind.PRONOUN}
        if not found and before.mention and not self.predicate.governs_another(before.mention):
            return before
        return after if found or after.kind is Kind.OTHER else before

    def subject(self) -> Anchor:
        """The subject of a predicate: before it, or behind it where the word order is free."""
        if self.predicate.is_attribute() and self.phrases.mention_at(
            self.cue.end, self.cue.end + 2
        ):
            return OTHER
        inside = self.inside()
        if inside.mention and not self.phrases.is_oblique(inside.mention):
            return inside
        before = self.before()
        inverted = before.kind is Kind.UNKNOWN or self.phrases.grammar.language in FREE_ORDER
        if before.mention or not inverted:
            return before
        after = self.after()
        return after if after.mention else before

    def after(self) -> Anchor:
        """The noun phrase behind the cue."""
        words, first = self.words, self._behind_adjunct(self.predicate.object_start)
        strangers = 0
        for index in range(first, min(len(words), first + OBJECT_REACH)):
            mention = self.phrases.mention_at(index, index + 1)
            if mention:
                return Anchor(Kind.MENTION, mention)
            if index == first and self.phrases.is_pronoun(index):
                return PRONOUN
            begun = index > first and not strangers
            if self.phrases.ends_phrase(index, begun=begun) and not self.phrases.adds(index):
                break
            if self.phrases.measures(index):
                strangers = 0
                continue
            if strangers and (
                self.phrases.is_kind(index, "govern") or self.phrases.begins_another(index)
            ):
                break
            strangers += self.phrases.is_stranger(index)
        return OTHER if strangers else UNKNOWN

    def _behind_adjunct(self, start: int) -> int:
        """The word behind a place or a time that opens an object: `signed in Oslo a treaty`.

        The same word where none does: English puts them last.
        """
        behind = behind_adjuncts(self.phrases, start)
        if behind > start:
            return behind
        grammar, words = self.phrases.grammar, self.words
        opens = start < len(words) and self.phrases.is_kind(start, "oblique", "at_place")
        if grammar.language in OPEN_COMPOUNDS or not opens:
            return start
        for index in range(start + 1, min(start + 1 + ADJUNCT_REACH, len(words))):
            mark = not words[index].text[:1].isalnum()
            if mark or self.phrases.mention_at(index, index + 1):
                break
            if words[index].capital or words[index].text in grammar.units:
                return index + 1
        return start

    def before(self) -> Anchor:
        """The subject: the nearest mention to the left that no preposition subordinates."""
        index = self.predicate.subject_end
        if index < 0:
            return UNKNOWN
        if self.phrases.is_kind(index, "person"):
            return OTHER
        if self.phrases.is_kind(index, "pronoun"):
            return self._antecedent(index)
        return self._subject_up_to(index)

    def _subject_up_to(self, last: int) -> Anchor:
        """The subject whose phrase ends with a word."""
        lowest = max(0, self.cue.start - SUBJECT_REACH)
        strangers = 0
        index = last
        while index >= lowest and self.words[index].text not in ".;:!?":
            mention = self.phrases.mention_ending(index)
            if mention is None:
                strangers += self.phrases.is_stranger(index)
                index -= 1
                continue
            if strangers and (
                heads_compound(self.phrases, index, self.cue.start)
                or is_parted(self.phrases, mention, last, self.cue.start)
            ):
                return OTHER
            purpose = purpose_start(self.phrases, mention)
            if purpose is not None:
                index = purpose - 1
                continue
            if not self.phrases.is_oblique(mention) or is_absolute(
                self.phrases, mention, self.cue.start
            ):
                return Anchor(Kind.MENTION, mention)
            index = mention.span.start - 1
        return OTHER if strangers or self.phrases.passage.is_named(last) else UNKNOWN

    def _antecedent(self, index: int) -> Anchor:
        """A relative pronoun stands for the noun right before it; others for something earlier."""
        if (
            self.phrases.is_kind(index, "relative")
            and index
            and self.phrases.is_stranger(index - 1)
        ):
            return OTHER
        for place in range(index - 1, max(0, index - ANTECEDENT_REACH) - 1, -1):
            mention = self.phrases.mention_ending(place)
            if mention:
                return Anchor(Kind.MENTION, mention)
        return PRONOUN

    def _distance(self, span: Span) -> int:
        return max(span.start - self.cue.end, self.cue.start - span.end, 0)
