"""Which event a cue speaks of: named in its sentence, or still meant from before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.config.lexicon import Argument, Cue, Grammar
from monitor.language.actors import actors_fit, has_crowd_as_subject
from monitor.language.arguments import Anchor, Kind
from monitor.language.clauses import clause_bounds
from monitor.language.cues import Found, grammar_of
from monitor.language.destinations import leads_elsewhere
from monitor.language.outsiders import (
    is_between_others,
    is_done_by_another,
    is_held_with_another,
    is_of_firms,
)
from monitor.language.owners import is_among_staff
from monitor.language.partners import is_setting
from monitor.language.passages import Mention, Passage, Signs, Span
from monitor.language.presence import EXPLICIT, OWN_TERM, Presence
from monitor.language.rivals import A_NEW_ONE, is_rival
from monitor.language.siblings import Siblings
from monitor.language.sports import is_about_sport, may_be_match
from monitor.language.telephony import is_by_telephone
from monitor.language.terms import Terms
from monitor.language.watch import CompiledEvent
from monitor.model.articles import Part
from monitor.model.claims import Lifecycle

PARTIAL = 0.85
"""Factor where a brief never names all parties: it may be another event of the one it names."""
INCOMPLETE = 0.6
"""The same factor for a whole article, which has room to name everybody."""
VAGUE = 0.6
"""Factor where states do something that is no event by name, or a noun is none of the terms."""
BESIDE = 3
"""Words between a noun and the names that say whose it is: `the Doe–Roe meeting`."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The event that a cue is about, how sure that is (0–1), and why."""

    event: CompiledEvent
    confidence: float
    why: tuple[str, ...]


class Discourse:
    """What has been spoken of, sentence by sentence."""

    def __init__(
        self, events: Mapping[str, CompiledEvent], passages: Sequence[Passage], language: str
    ) -> None:
        self._events = events
        self._passages = passages
        self._terms = Terms(language)
        self._presence = Presence(events, passages, self._terms)
        self._grammar = grammar_of(language)
        self._siblings = Siblings(events, passages, self._grammar)
        self._is_sport = is_about_sport(passages, language)

    @property
    def opening(self) -> Mapping[str, int]:
        """The events that title or lead name, each with the sentence that does so first."""
        return self._presence.opening

    def resolve(
        self, index: int, cue: Found[Cue], anchor: Anchor, lifecycle: Lifecycle
    ) -> Meant | None:
        """The event that a cue with its argument is about; None where it is none of the watched."""
        best: Meant | None = None
        for event in self._events.values():
            if event.lifecycle is not lifecycle:
                continue
            meant = self._score(index, cue, anchor, event)
            if meant and (
                best is None or self._rank(meant, index, anchor) > self._rank(best, index, anchor)
            ):
                best = meant
        return best

    def _rank(self, meant: Meant, index: int, anchor: Anchor) -> tuple[float, int, int, int]:
        """Surer first; among equals whose people stand beside the noun, then whose terms."""
        passage = self._passages[index]
        signs = passage.signs_of(meant.event)
        own = [span for span in signs.terms if not _is_meanwhile(passage, span, self._grammar)]
        special = sum(not self._terms.is_plain(passage, span) for span in own)
        terms = len(own) + len(signs.names)
        return meant.confidence, _beside(signs, anchor), special, terms

    def _score(
        self, index: int, cue: Found[Cue], anchor: Anchor, event: CompiledEvent
    ) -> Meant | None:
        if self._is_ruled_out(index, cue, anchor, event):
            return None
        passage = self._passages[index]
        by_parties = cue.meaning.argument is Argument.PARTIES
        confidence, reason = self._presence.weigh(index, event, self._grammar)
        both = by_parties and self._refers_back(index, cue, event, "dual")
        if both and self._passages[index - 1].sentence.part is Part.TITLE:
            confidence, reason = EXPLICIT, "both named in the title"
        doubts = (
            by_parties
            and reason != OWN_TERM
            and not self._presence.is_in_full(index - 1, event)
            and _lacks_a_party(passage, event, self._grammar),
            by_parties and event.scope is None and not (passage.mentions or both),
            anchor.mention
            and not by_parties
            and not self._terms.calls(event, anchor.mention, passage),
            anchor.mention
            and not self._presence.is_in_full(index, event)
            and self._is_called_by_another(passage, anchor.mention, event),
            anchor.kind is Kind.UNKNOWN
            and not _is_about(cue, passage, event)
            and not (by_parties and self._refers_back(index, cue, event, "together")),
        )
        confidence *= VAGUE ** sum(map(bool, doubts))
        if event.id not in self._presence.complete:
            confidence *= PARTIAL if self._presence.is_brief else INCOMPLETE
        return Meant(event, confidence, (f"argument {anchor.kind}", reason))

    def _is_called_by_another(
        self, passage: Passage, mention: Mention, event: CompiledEvent
    ) -> bool:
        """Whether a noun is none of the event's own terms, but one of another's that is told of."""
        return not passage.signs_of(event).covers(mention.span) and any(
            passage.signs_of(other).covers(mention.span)
            for other in self._events.values()
            if other.lifecycle is event.lifecycle and other.id in self._presence.complete
        )

    def _is_ruled_out(
        self, index: int, cue: Found[Cue], anchor: Anchor, event: CompiledEvent
    ) -> bool:
        """Whether noun, people, place or the headline say that it is another event."""
        passage, mention = self._passages[index], anchor.mention
        by_parties = cue.meaning.argument is Argument.PARTIES
        return (
            (mention is not None and self._names_another(index, cue, mention, event))
            or is_by_telephone(passage, cue, mention, event, self._grammar)
            or (by_parties and not actors_fit(passage, cue, event, self._grammar))
            or (by_parties and leads_elsewhere(passage, cue, event, self._grammar))
            or is_between_others(passage, cue, event, self._grammar)
            or is_of_firms(passage, cue, event, self._grammar)
            or self._presence.is_namesake(event)
            or (self._is_sport and may_be_match(event))
            or self._siblings.is_meant_instead(index, cue, event)
            or self._follows_a_rival(index, event)
        )

    def _names_another(
        self, index: int, cue: Found[Cue], mention: Mention, event: CompiledEvent
    ) -> bool:
        """Whether a noun is another event and not only the place where people do something."""
        passage = self._passages[index]
        by_parties = cue.meaning.argument is Argument.PARTIES
        aside = by_parties and is_setting(passage, mention, event, self._grammar)
        return (not aside and self._is_another(index, mention, event)) or (
            is_among_staff(passage, cue, mention, event, self._grammar)
            or has_crowd_as_subject(passage, cue, mention, event, self._grammar)
            or is_done_by_another(passage, cue, mention, event, self._grammar)
            or is_held_with_another(passage, cue, mention, event, self._grammar)
        )

    def _refers_back(self, index: int, cue: Found[Cue], event: CompiledEvent, kind: str) -> bool:
        """Whether a subject like `the two leaders` stands for those named just before.

        A pronoun does not: `he` may be anybody of them, and `they` their delegations.
        """
        if not self._presence.is_in_full(index - 1, event):
            return False
        words = self._passages[index].words
        start, _ = clause_bounds(words, cue.start, cue.end)
        many, alone = self._grammar.words[kind], self._grammar.words["pronoun"]
        return any(
            w.text in many and (kind == "dual" or w.text not in alone)
            for w in words[start : cue.end]
        )

    def _follows_a_rival(self, index: int, event: CompiledEvent) -> bool:
        """Whether a sentence that does not name the event goes on with a headline of another one.

        `EU and Chile sign pact. The pact will …`, whoever is told about further down.
        """
        headline = self._passages[0]
        if not index or headline.sentence.part is not Part.TITLE:
            return False
        near = (index, index - 1) if index > 1 else (index,)
        named = any(self._presence.is_in_full(each, event) for each in near)
        if named or self._terms.stand_in(self._passages[index], event):
            return False
        if headline.signs_of(event).names:
            return False
        nouns = [each for each in headline.mentions if event.lifecycle in each.lifecycles]
        return bool(nouns) and all(is_rival(headline, each, event, self._grammar) for each in nouns)

    def _is_another(self, index: int, mention: Mention, event: CompiledEvent) -> bool:
        """Whether a noun is another event; a lead tells anew what the title has named."""
        reason = is_rival(self._passages[index], mention, event, self._grammar)
        if reason != A_NEW_ONE:
            return bool(reason)
        retold = index == 1 and self._passages[0].sentence.part is Part.TITLE
        return not (retold and self._presence.is_in_full(0, event))


def _lacks_a_party(passage: Passage, event: CompiledEvent, grammar: Grammar) -> bool:
    """Whether one of those who meet is neither named nor stood for by a pronoun or a role."""
    signs = passage.signs_of(event)
    if len(signs.parties) == len(event.parties):
        return False
    return not any(word.text in grammar.words["together"] for word in passage.words)


def _is_meanwhile(passage: Passage, noun: Span, grammar: Grammar) -> bool:
    """Whether an event noun only says when something else happens: `during a tour of the coast`."""
    words = passage.words[max(0, noun.start - BESIDE) : noun.start]
    return any(grammar.is_kind(word.text, "temporal") for word in words)


def _beside(signs: Signs, anchor: Anchor) -> int:
    """How many of an event's parties stand right beside a noun."""
    if anchor.mention is None:
        return 0
    at = anchor.mention.span
    near = Span(at.start - BESIDE, at.end + BESIDE)
    return sum(any(near.overlaps(each) for each in spans) for spans in signs.parties.values())


def _is_about(cue: Found[Cue], passage: Passage, event: CompiledEvent) -> bool:
    """Whether a cue without an argument may still be about the event: its people do it."""
    if cue.meaning.argument not in {Argument.PARTIES, Argument.CLAUSE}:
        return False
    return bool(passage.signs_of(event).parties) or bool(passage.mentions)
