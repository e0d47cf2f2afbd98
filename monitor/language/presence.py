"""Who and what an article names where → how surely each of its sentences is about an event."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from monitor.config.lexicon import Grammar
from monitor.language.passages import Passage, Span
from monitor.language.terms import Terms
from monitor.language.watch import CompiledEvent
from monitor.model.articles import Part
from monitor.model.claims import Lifecycle

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
BRIEF_SENTENCES = 4
"""Up to so many sentences, title included, a text is a brief. Source: docs/data-format.md, "Single
texts"; the same count as above: no claim of a whole article that names but one party was right."""
OWN_TERM = "its own term in the sentence"
ALONE = 0.75
"""The event's own long term (`Easter truce`) without its parties."""


class Presence:
    """The names of events and of their parties, sentence by sentence."""

    def __init__(
        self, events: Mapping[str, CompiledEvent], passages: Sequence[Passage], terms: Terms
    ) -> None:
        """Find which events are named in full, by parts, and by the article as a whole.

        Args:
            events: Those that the article may concern, by id.
            passages: Its sentences in order.
            terms: What events are called in its language.
        """
        self._events = events
        self._passages = passages
        self._terms = terms
        self._explicit = [tuple(self._named(passage)) for passage in passages]
        self.is_brief = len(passages) <= BRIEF_SENTENCES
        self.complete = self._all_named()
        self.opening: Mapping[str, int] = self._opening_by_parts() | self._opening_in_full()

    def is_in_full(self, index: int, event: CompiledEvent) -> bool:
        """Whether a sentence, counted from 0, names an event in full; none stands before the first."""
        return index >= 0 and event.id in self._explicit[index]

    def is_namesake(self, event: CompiledEvent) -> bool:
        """Whether a treaty's name stands in an article with no state, body or leader anywhere.

        A brief has no room for them.
        """
        is_thing = len(event.parties) == 1 and event.lifecycle is Lifecycle.AGREEMENT
        return is_thing and not self.is_brief and not any(p.entities for p in self._passages)

    def weigh(self, index: int, event: CompiledEvent, grammar: Grammar) -> tuple[float, str]:
        """How surely a sentence is about an event, by who and what is named in it."""
        signs = self._passages[index].signs_of(event)
        if event.id in self._explicit[index]:
            return EXPLICIT, "named in the sentence"
        if self._terms.stand_in(self._passages[index], event):
            return ALONE, OWN_TERM
        if signs.parties:
            return self._one_party(index, event, grammar)
        return self._affiliate(index, event) if signs.affiliates else self._before(index, event)

    def _before(self, index: int, event: CompiledEvent) -> tuple[float, str]:
        """A sentence that names nobody."""
        if index and event.id in self._explicit[index - 1]:
            return BEFORE, "named just before"
        if event.id in self.opening:
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

    def _affiliate(self, index: int, event: CompiledEvent) -> tuple[float, str]:
        """A sentence with a party's people only: enough where nothing else is watched or told."""
        opens = self.is_brief or _is_opening(self._passages[index])
        return (TITLE if opens and self._is_alone(event) else FURTHER_UP), "a party's people"

    def _one_party(self, index: int, event: CompiledEvent, grammar: Grammar) -> tuple[float, str]:
        """A sentence with one of the parties, and perhaps with somebody else's name."""
        passage = self._passages[index]
        own = {party.entry for party in event.parties}
        stranger = any(
            entry not in own and _is_joined(passage, span, own, grammar)
            for span, entry in passage.entities
        )
        if stranger and len(event.parties) > 1 and None not in own:
            return ELSEWHERE, "one party and somebody else"
        if not self._names_its_thing(passage, event):
            return FURTHER_UP, "a party, but not what it is party to"
        if self.is_brief or (_is_opening(passage) and event.id in self.opening):
            return ONE_PARTY, "one party in the sentence"
        return FURTHER_UP, "one party, and the event is named further up"

    def _names_its_thing(self, passage: Passage, event: CompiledEvent) -> bool:
        """Of parties that are states and one that is none, as a treaty's name, this one counts."""
        things = [index for index, party in enumerate(event.parties) if party.entry is None]
        if self.is_brief or not things or len(things) == len(event.parties):
            return True
        signs = passage.signs_of(event)
        return all(index in signs.parties for index in things) or self._terms.stand_in(
            passage, event
        )

    def _named(self, passage: Passage) -> Iterator[str]:
        for event_id, signs in passage.signs.items():
            event = self._events[event_id]
            actor = len(event.parties) == 1 and event.parties[0].entry is not None
            told = bool(signs.terms) or not actor  # who acts alone is no treaty's name
            if signs.names or (told and len(signs.parties) == len(event.parties)):
                yield event_id

    def _all_named(self) -> frozenset[str]:
        """The events that the article names by the name, by every party or, with one, by a term."""
        return frozenset(event_id for event_id in self._events if self._is_complete(event_id))

    def _is_complete(self, event_id: str) -> bool:
        event = self._events[event_id]
        signs = [each.signs[event_id] for each in self._passages if event_id in each.signs]
        if any(each.names for each in signs):
            return True
        named = {party for each in signs for party in (*each.parties, *each.affiliates)}
        if len(named) == len(event.parties):
            return True
        return (self.is_brief or bool(named)) and any(
            self._terms.stand_in(passage, event) for passage in self._passages
        )

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


def _is_opening(passage: Passage) -> bool:
    """Whether a sentence stands in the title or the lead."""
    return passage.sentence.part is Part.TITLE or passage.sentence.block == 0


def _is_joined(passage: Passage, span: Span, own: Container[str | None], grammar: Grammar) -> bool:
    """Whether a name is coupled by `and` or `with`, and not to one more stranger: who meets whom."""
    words = passage.words
    taken = {index for at, entry in passage.entities if entry not in own for index in _range(at)}
    before, after = span.start - 1, span.end
    return any(
        0 <= index < len(words)
        and words[index].text in grammar.words["with"]
        and beyond not in taken
        for index, beyond in ((before, before - 1), (after, after + 1))
    )


def _range(span: Span) -> range:
    return range(span.start, span.end)
