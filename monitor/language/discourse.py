"""Which event a sentence speaks of: named there, or still meant from before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.config.lexicon import Argument, Cue, Grammar
from monitor.language.actors import actors_fit
from monitor.language.arguments import Anchor, Kind
from monitor.language.cues import Found
from monitor.language.folding import fold
from monitor.language.gazetteer import noun_finder
from monitor.language.passages import Mention, Passage, Signs, Span
from monitor.language.rivals import is_rival
from monitor.language.watch import CompiledEvent
from monitor.model.articles import Part
from monitor.model.events import Lifecycle

EXPLICIT = 1.0
"""All parties, or the event's name, in the sentence itself."""
ONE_PARTY = 0.75
"""One of the parties in title or lead, or in an article that never names them together."""
TITLE = 0.6
"""Somebody of a party's people in the sentence, and no other event is watched."""
BEFORE = 0.55
"""Named in the sentence right before, and no other event since."""
FURTHER_UP = 0.45
"""Only one party, or only a generic noun, further down: of such claims in whole articles nine in
ten were wrong. Source: own count over 136 labelled articles, November 2026; the other weights
here are ordered by the same count and not tuned one by one."""
ELSEWHERE = 0.3
"""Named somewhere in the article: too little to change a status."""
PARTIAL = 0.85
"""Factor where a brief never names all parties: it may be another event of the one it names."""
INCOMPLETE = 0.6
"""The same factor for a whole article, which has room to name everybody."""
BRIEF_SENTENCES = 4
"""Up to so many sentences, title included, a text is a brief. Source: docs/data-format.md, "Single
texts"; the same count as above: no claim of a whole article that names but one party was right."""
VAGUE = 0.6
"""Factor where states do something that is no event by name, or a noun is none of the terms."""
OWN_TERM = "its own term in the sentence"
BESIDE = 3
"""Words between a noun and the names that say whose it is: `the Doe–Roe meeting`."""
STEM_LETTERS = 5
"""So many letters tell a noun in any of its cases."""
ALONE = 0.75
"""The event's own long term (`Easter truce`) without its parties."""


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
        self._nouns = noun_finder(language)
        self._passages = passages
        self._explicit = [tuple(self._named(passage)) for passage in passages]
        self._complete = self._all_named()
        self._is_brief = len(passages) <= BRIEF_SENTENCES
        self._opening = self._opening_by_parts() | self._opening_in_full()

    @property
    def opening(self) -> Mapping[str, int]:
        """The events that title or lead name, each with the sentence that does so first."""
        return self._opening

    def resolve(
        self, index: int, cue: Found[Cue], anchor: Anchor, lifecycle: Lifecycle, grammar: Grammar
    ) -> Meant | None:
        """The event that a cue with its argument is about; None where it is none of the watched."""
        best: Meant | None = None
        for event in self._events.values():
            if event.lifecycle is not lifecycle:
                continue
            meant = self._score(index, cue, anchor, event, grammar)
            if meant and (
                best is None or self._rank(meant, index, anchor) > self._rank(best, index, anchor)
            ):
                best = meant
        return best

    def _rank(self, meant: Meant, index: int, anchor: Anchor) -> tuple[float, int, int, int]:
        """Surer first; among equals whose people stand beside the noun, then whose terms."""
        passage = self._passages[index]
        signs = passage.signs.get(meant.event.id, Signs())
        special = sum(not self._is_plain(passage, span) for span in signs.terms)
        terms = len(signs.terms) + len(signs.names)
        return meant.confidence, _beside(signs, anchor), special, terms

    def _score(
        self, index: int, cue: Found[Cue], anchor: Anchor, event: CompiledEvent, grammar: Grammar
    ) -> Meant | None:
        passage = self._passages[index]
        if anchor.mention and is_rival(passage, anchor.mention, event, grammar):
            return None
        by_parties = cue.meaning.argument is Argument.PARTIES
        if by_parties and not actors_fit(passage, cue, event, grammar):
            return None
        confidence, reason = self._presence(index, event, grammar)
        doubts = (
            by_parties and self._lacks_a_party(passage, event, grammar) and reason != OWN_TERM,
            by_parties and event.scope is None and not passage.mentions,
            anchor.mention
            and not by_parties
            and not self._is_called(anchor.mention, passage, event),
            anchor.kind is Kind.UNKNOWN and not _is_about(cue, passage, event),
        )
        confidence *= VAGUE ** sum(map(bool, doubts))
        if event.id not in self._complete:
            confidence *= PARTIAL if self._is_brief else INCOMPLETE
        return Meant(event, confidence, (f"argument {anchor.kind}", reason))

    def _lacks_a_party(self, passage: Passage, event: CompiledEvent, grammar: Grammar) -> bool:
        """Whether one of those who meet is neither named nor stood for by a pronoun or a role."""
        signs = passage.signs.get(event.id, Signs())
        if len(signs.parties) == len(event.parties):
            return False
        return not any(word.text in grammar.words["together"] for word in passage.words)

    def _is_called(self, mention: Mention, passage: Passage, event: CompiledEvent) -> bool:
        """Whether the noun is one of the event's own terms, where these are special."""
        if not event.event.terms:
            return True
        signs = passage.signs.get(event.id, Signs())
        own = (*signs.terms, *signs.names, *(s for spans in signs.parties.values() for s in spans))
        if any(s.start < mention.span.end and mention.span.start < s.end for s in own):
            return True
        return not self._special(event) or self._is_head(mention, passage, event)

    def _is_head(self, mention: Mention, passage: Passage, event: CompiledEvent) -> bool:
        """Whether the noun is a word of one of the terms: `moratorium` of `moratorium on strikes`."""
        said = passage.words[mention.span.end - 1].text[:STEM_LETTERS]
        words = (word for term in event.event.terms for word in fold(term).split())
        return any(word.startswith(said) for word in words)

    def _special(self, event: CompiledEvent) -> bool:
        """Whether no term of the event is a plain event noun."""
        return not any(
            next(self._nouns.find(term, fold(term)), None)
            for term in event.event.terms
            if " " not in term and "-" not in term
        )

    def _presence(self, index: int, event: CompiledEvent, grammar: Grammar) -> tuple[float, str]:
        """How surely a sentence is about an event, by who and what is named in it."""
        signs = self._passages[index].signs.get(event.id, Signs())
        if event.id in self._explicit[index]:
            return EXPLICIT, "named in the sentence"
        if self._has_own_term(self._passages[index], signs):
            return ALONE, OWN_TERM
        if signs.parties:
            return self._one_party(index, event, grammar)
        return self._affiliate(event) if signs.affiliates else self._before(index, event)

    def _has_own_term(self, passage: Passage, signs: Signs) -> bool:
        """Whether a term of several words that is no plain event noun stands in the sentence."""
        long = (span for span in signs.terms if span.end - span.start > 1)
        return any(not self._is_plain(passage, span) for span in long)

    def _is_plain(self, passage: Passage, span: Span) -> bool:
        """Whether words are an event noun of the language and nothing special."""
        term = " ".join(word.text for word in passage.words[span.start : span.end])
        return any(end - start == len(term) for start, end, _ in self._nouns.find(term, term))

    def _before(self, index: int, event: CompiledEvent) -> tuple[float, str]:
        """A sentence that names nobody."""
        if index and event.id in self._explicit[index - 1]:
            return BEFORE, "named just before"
        if event.id in self._opening:
            return self._by_term(index, event)
        return ELSEWHERE, "named elsewhere"

    def _by_term(self, index: int, event: CompiledEvent) -> tuple[float, str]:
        """A title or lead that calls by a term what the other of them names."""
        passage = self._passages[index]
        if _is_opening(passage) and event.id in passage.signs and self._is_alone(event):
            return TITLE, "called by its term in title or lead"
        return FURTHER_UP, "named in title or lead"

    def _is_alone(self, event: CompiledEvent) -> bool:
        """Whether no other event of its kind may be meant."""
        return sum(other.lifecycle is event.lifecycle for other in self._events.values()) == 1

    def _affiliate(self, event: CompiledEvent) -> tuple[float, str]:
        """A sentence with a party's people only: enough where nothing else is watched."""
        return (TITLE if self._is_alone(event) else FURTHER_UP), "a party's people"

    def _one_party(self, index: int, event: CompiledEvent, grammar: Grammar) -> tuple[float, str]:
        """A sentence with one of the parties, and perhaps with somebody else's name."""
        passage = self._passages[index]
        own = {party.entry for party in event.parties}
        stranger = any(
            entry not in own and _is_joined(passage, span, grammar)
            for span, entry in passage.entities
        )
        if stranger and len(event.parties) > 1 and None not in own:
            return ELSEWHERE, "one party and somebody else"
        if not self._names_its_thing(passage, event):
            return FURTHER_UP, "a party, but not what it is party to"
        if self._is_brief or (_is_opening(passage) and event.id in self._opening):
            return ONE_PARTY, "one party in the sentence"
        return FURTHER_UP, "one party, and the event is named further up"

    def _names_its_thing(self, passage: Passage, event: CompiledEvent) -> bool:
        """Of parties that are states and one that is none, as a treaty's name, this one counts."""
        things = [index for index, party in enumerate(event.parties) if party.entry is None]
        if self._is_brief or not things or len(things) == len(event.parties):
            return True
        signs = passage.signs.get(event.id, Signs())
        return all(index in signs.parties for index in things) or self._has_own_term(passage, signs)

    def _named(self, passage: Passage) -> Iterator[str]:
        for event_id, signs in passage.signs.items():
            event = self._events[event_id]
            if signs.names or len(signs.parties) == len(event.parties):
                yield event_id

    def _all_named(self) -> frozenset[str]:
        """The events of which the article names every party, or the name, or a long term."""
        together: dict[str, set[int]] = {}
        called: set[str] = set()
        for passage in self._passages:
            for event_id, signs in passage.signs.items():
                together.setdefault(event_id, set()).update(signs.parties, signs.affiliates)
                if signs.names or self._has_own_term(passage, signs):
                    called.add(event_id)
        complete = {
            event_id
            for event_id, parties in together.items()
            if len(parties) == len(self._events[event_id].parties)
        }
        return frozenset(complete | called)

    def _opening_in_full(self) -> dict[str, int]:
        """Events that one sentence of title or lead names in full."""
        found: dict[str, int] = {}
        for index, passage in enumerate(self._passages):
            if _is_opening(passage):
                for event_id in self._explicit[index]:
                    found.setdefault(event_id, index)
        return found

    def _opening_by_parts(self) -> dict[str, int]:
        """Events whose parties stand apart: one in the title, the other in the lead."""
        together: dict[str, set[int]] = {}
        first: dict[str, int] = {}
        for index, passage in enumerate(self._passages):
            if _is_opening(passage):
                for event_id, signs in passage.signs.items():
                    first.setdefault(event_id, index)
                    together.setdefault(event_id, set()).update(signs.parties)
        return {
            event_id: first[event_id]
            for event_id, parties in together.items()
            if len(parties) == len(self._events[event_id].parties)
        }


def _beside(signs: Signs, anchor: Anchor) -> int:
    """How many of an event's parties stand right beside a noun."""
    if anchor.mention is None:
        return 0
    at = anchor.mention.span
    near = Span(at.start - BESIDE, at.end + BESIDE)
    return sum(any(near.overlaps(each) for each in spans) for spans in signs.parties.values())


def _is_opening(passage: Passage) -> bool:
    """Whether a sentence stands in the title or the lead."""
    return passage.sentence.part is Part.TITLE or passage.sentence.block == 0


def _is_joined(passage: Passage, span: Span, grammar: Grammar) -> bool:
    """Whether a name is coupled to another by `and` or `with`: who meets whom."""
    words = passage.words
    around = (words[span.start - 1 : span.start], words[span.end : span.end + 1])
    return any(word.text in grammar.words["with"] for side in around for word in side)


def _is_about(cue: Found[Cue], passage: Passage, event: CompiledEvent) -> bool:
    """Whether a cue without an argument may still be about the event: its people do it."""
    if cue.meaning.argument not in {Argument.PARTIES, Argument.CLAUSE}:
        return False
    return bool(passage.signs.get(event.id, Signs()).parties) or bool(passage.mentions)
