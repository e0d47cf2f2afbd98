"""Several watched events of the same people → which of them a cue speaks of.

`The visit to Moscow` and `the meeting at the summit of twenty` are told apart by what only one of
them is called and by where it is; where a sentence says nothing of that, title and lead do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from monitor.config.lexicon import Cue, Grammar
from monitor.language.clauses import clause_bounds, pause_before, pause_behind
from monitor.language.cues import Found
from monitor.language.destinations import is_visit, leads_to_host
from monitor.language.distinctions import distinctions, is_same_word, places_in
from monitor.language.folding import fold
from monitor.language.parties import CompiledParty
from monitor.language.passages import Passage, Span
from monitor.language.watch import CompiledEvent
from monitor.model.claims import Lifecycle

OPENING = 2
"""Passages that open an article: its title and its first sentence."""

Family = Mapping[str, frozenset[str]]
"""What only one of several siblings is called, by the event's id."""


class Siblings:
    """The events of an article that have the same parties, and what tells them apart."""

    def __init__(
        self, events: Mapping[str, CompiledEvent], passages: Sequence[Passage], grammar: Grammar
    ) -> None:
        """Find which events are siblings.

        Args:
            events: Those that the article may concern, by id.
            passages: Its sentences in order.
            grammar: Of its language.
        """
        families = {event.id: _family(event, events) for event in events.values()}
        self._visits = {event.id: _visits(event, events) for event in events.values()}
        self._families = {event_id: family for event_id, family in families.items() if family}
        self._passages = passages
        self._grammar = grammar

    def is_meant_instead(self, index: int, cue: Found[Cue], event: CompiledEvent) -> bool:
        """Whether a cue of a sentence speaks of one of the event's siblings.

        What its clause says goes before the rest of the sentence, and near words before others.
        """
        passage = self._passages[index]
        if any(leads_to_host(passage, cue, each, self._grammar) for each in self._visits[event.id]):
            return True
        family = self._families.get(event.id)
        if family is None:
            return False
        told = list(self._told(passage, family))
        part = _part_around(passage, cue)
        inside = [each for each in told if part is None or part.start <= each[0] < part.end]
        if told and not inside:
            return event.id in {event_id for _, event_id in told}
        return event.id not in (_nearest(passage, cue, inside) or self._of_opening(family, event))

    def _of_opening(self, family: Family, event: CompiledEvent) -> set[str]:
        """Of which event title and lead speak; the one in question where they do not say."""
        told = {
            event_id
            for passage in self._passages[:OPENING]
            for _, event_id in self._told(passage, family)
        }
        return told if len(told) == 1 else {event.id}

    def _told(self, passage: Passage, family: Family) -> Iterator[tuple[int, str]]:
        """Where a sentence holds what tells one event from its siblings, and whose it is."""
        nouns = {i for each in passage.mentions for i in range(each.span.start, each.span.end)}
        places = places_in(passage.words, passage.entities, nouns, (self._grammar,))
        said = [*places, *((index, word.text) for index, word in enumerate(passage.words))]
        for index, text in said:
            for event_id, own in family.items():
                if any(is_same_word(text, each) for each in own):
                    yield index, event_id


def _nearest(passage: Passage, cue: Found[Cue], told: Sequence[tuple[int, str]]) -> set[str]:
    """The events of which the words nearest to a cue tell, those of its clause first."""
    start, end = clause_bounds(passage.words, cue.start, cue.end)
    places = [
        ((not start <= at < end, max(at - cue.end, cue.start - at)), event_id)
        for at, event_id in told
    ]
    nearest = min((place for place, _ in places), default=None)
    return {event_id for place, event_id in places if place == nearest}


def _part_around(passage: Passage, cue: Found[Cue]) -> Span | None:
    """The words between two pauses around a cue, where they hold an event noun of their own.

    `Visit to Rome off, trip to Paris unclear` tells of two. None where nothing parts them.
    """
    words = passage.words
    part = Span(pause_before(words, 0, cue.start), pause_behind(words, cue.end, len(words)))
    others = [each.span for each in passage.mentions if not part.overlaps(each.span)]
    own = len(passage.mentions) - len(others)
    return part if own and others else None


def _visits(event: CompiledEvent, events: Mapping[str, CompiledEvent]) -> list[CompiledEvent]:
    """Visits of the same people, of what is none itself; whom a leader visits may be a state."""
    states = {party.entry for party in event.parties}
    if is_visit(event) or None in states:
        return []
    return [
        each
        for each in events.values()
        if is_visit(each) and {party.entry for party in each.parties} == states
    ]


def _family(event: CompiledEvent, events: Mapping[str, CompiledEvent]) -> Family:
    """What only it and what only each of its siblings is called; empty if it has none."""
    kin = [each for each in events.values() if each is event or _are_siblings(each, event)]
    if len(kin) == 1:
        return {}
    called = {each.id: distinctions((each.event.name, *each.event.terms)) for each in kin}
    people = {word for each in kin for party in each.parties for word in _words(party)}
    return {
        own: words.difference(people, *(called[other] for other in called if other != own))
        for own, words in called.items()
    }


def _are_siblings(event: CompiledEvent, other: CompiledEvent) -> bool:
    """Whether the same people, in whatever order, meet or agree in both."""
    if event.lifecycle is Lifecycle.AGREEMENT:
        return False  # their subjects tell them apart
    alike = event.lifecycle is other.lifecycle and len(event.parties) == len(other.parties)
    return alike and all(
        any(_are_one(party, each) for each in other.parties) for party in event.parties
    )


def _are_one(party: CompiledParty, other: CompiledParty) -> bool:
    if party.entry is not None:
        return (party.entry, party.scope) == (other.entry, other.scope)
    return other.entry is None and not set(party.names).isdisjoint(other.names)


def _words(party: CompiledParty) -> Iterator[str]:
    for name in party.names:
        yield from re.findall(r"\w+", fold(name))
