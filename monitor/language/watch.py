"""All topics, compiled once: whose names to look for, and what was found in a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from monitor.config.cues import OwnCues, own_cues
from monitor.config.gazetteer import Scope
from monitor.config.schema.cues import CueFile
from monitor.config.schema.topics import Event, Topic
from monitor.language.finder import NameFinder
from monitor.language.folding import fold
from monitor.language.gazetteer import entity_finder
from monitor.language.heads import head_of
from monitor.language.parties import CompiledParty, compile_party, event_scope
from monitor.language.subjects import subject_words, without_spans
from monitor.model.claims import Lifecycle

Target = tuple["HitKind", str, str | None, int | None]
"""What a name stands for: kind, topic, event, party, as in `Hit`."""


class HitKind(StrEnum):
    """What a piece of text was found to be.

    `party` names a side of an event, `affiliate` somebody who speaks for that side, `term` is
    what the event is called, `exclude` a near miss, `event_name` the event's own name, `phrase`
    makes an article on topic. `subject`: a word of what an event is about that is known by that
    alone; it is a sign of the event only beside an event noun.
    """

    PARTY = "party"
    AFFILIATE = "affiliate"
    TERM = "term"
    EXCLUDE = "exclude"
    EVENT_NAME = "event_name"
    PHRASE = "phrase"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Hit:
    """A watched name in a text, `start:end` offsets into that text.

    `event` is None for a topic's phrase; `party` counts the event's parties from 0, None for what
    is no party.
    """

    kind: HitKind
    topic: str
    start: int
    end: int
    event: str | None = None
    party: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledEvent:
    """A watched event with its topic.

    `scope` is whose meeting it is, None where anybody's; `states` are the gazetteer's entries that
    the topic names: who may speak for an event that is known by its own name; `subject` are the
    words that tell it from others of its kind.
    """

    topic: str
    event: Event
    parties: tuple[CompiledParty, ...]
    scope: Scope | None
    states: frozenset[str] = frozenset()
    subject: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The event's id."""
        return self.event.id

    @property
    def goes_by_subject(self) -> bool:
        """Whether nothing but its subject tells of it: an agreement of nobody, without terms."""
        alone = len(self.parties) == 1 and self.lifecycle is Lifecycle.AGREEMENT
        known = any(party.entry is not None or party.thing for party in self.parties)
        return alone and not known and not self.event.terms

    @property
    def lifecycle(self) -> Lifecycle:
        """The event's lifecycle."""
        return self.event.lifecycle


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledTopic:
    """A topic with what makes an article on topic: its phrases, else its events' names."""

    topic: Topic
    phrases: tuple[str, ...]

    @property
    def id(self) -> str:
        """The topic's id."""
        return self.topic.topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Everything that is watched, ready to be looked for in a text; `cues` are the user's own."""

    topics: tuple[CompiledTopic, ...]
    events: Mapping[str, CompiledEvent]
    finder: NameFinder[Target]
    cues: OwnCues = field(default_factory=dict)

    def names(self, text: str) -> bool:
        """Whether a text holds anything that could make an article concern a topic or an event.

        What events are called in general (`summit`, `talks`) is no name.
        """
        found = self.finder.find(text, fold(text))
        return any(kind is not HitKind.TERM for _, _, targets in found for kind, *_ in targets)

    def scan(self, text: str) -> tuple[Hit, ...]:
        """Every watched name in a text, by start; longer before shorter."""
        return self.scan_folded(text, fold(text))

    def scan_folded(self, text: str, folded: str) -> tuple[Hit, ...]:
        """The same, for whoever has folded the text already."""
        hits = (
            Hit(kind, topic, start, end, event, party)
            for start, end, targets in self.finder.find(text, folded)
            for kind, topic, event, party in targets
        )
        return tuple(sorted(hits, key=lambda hit: (hit.start, -hit.end)))


def compile_watch(topics: Sequence[Topic], cues: Mapping[str, CueFile] | None = None) -> Watch:
    """One watch from all topics: their names, what the gazetteer adds to them, one automaton.

    Args:
        topics: With all names of their parties.
        cues: The user's own, by file; None: the shipped ones alone.
    """
    compiled = tuple(_compile_topic(topic) for topic in topics)
    events = {event.id: _compile_event(topic, event) for topic in topics for event in topic.events}
    finder = NameFinder(_names(compiled, events))
    told = {each.id: replace(each, subject=_subject(each, finder)) for each in events.values()}
    return Watch(
        topics=compiled,
        events=told,
        finder=NameFinder((*_names(compiled, told), *_derived_names(told))),
        cues=own_cues(cues or {}),
    )


def _compile_topic(topic: Topic) -> CompiledTopic:
    names = tuple(event.name for event in topic.events)
    return CompiledTopic(topic=topic, phrases=topic.phrases or names)


def _compile_event(topic: Topic, event: Event) -> CompiledEvent:
    parties = tuple(compile_party(party, event.name) for party in event.parties)
    return CompiledEvent(
        topic=topic.topic,
        event=event,
        parties=parties,
        scope=event_scope(parties),
        states=frozenset(_named_states(topic)),
    )


def _subject(event: CompiledEvent, finder: NameFinder[Target]) -> tuple[str, ...]:
    """What an event is called, without its parties; an agreement's only party is what it is called."""
    names = dict.fromkeys((event.event.name, *event.event.terms))
    if event.goes_by_subject:
        return tuple(
            without_spans(name, _known_in(name)) for name in (*names, *event.parties[0].names)
        )
    return tuple(without_spans(name, _people_in(name, event, finder)) for name in names)


def _known_in(name: str) -> Iterator[tuple[int, int]]:
    """Where a name names states, bodies or people: whoever agrees is not told in its parties."""
    for start, end, _ in entity_finder().find(name, fold(name)):
        yield start, end


def _derived_names(events: Mapping[str, CompiledEvent]) -> Iterator[tuple[str, Target]]:
    """What tells of events without terms: the heads of their names, or the words of their subjects."""
    for event in events.values():
        head = None if event.event.terms else head_of(event.subject[0], event.lifecycle)
        if head is not None:
            yield head, (HitKind.TERM, event.topic, event.id, None)
        if event.goes_by_subject:
            for word in dict.fromkeys(subject_words(event.subject)):
                yield word, (HitKind.SUBJECT, event.topic, event.id, None)


def _is_thing(event: CompiledEvent, party: CompiledParty) -> bool:
    return party.thing or (len(event.parties) == 1 and event.lifecycle is Lifecycle.AGREEMENT)


def _people_in(
    name: str, event: CompiledEvent, finder: NameFinder[Target]
) -> Iterator[tuple[int, int]]:
    """Where a name names those who meet or agree, or somebody who speaks for them."""
    for start, end, targets in finder.find(name, fold(name)):
        for kind, _, event_id, party in targets:
            who = kind in {HitKind.PARTY, HitKind.AFFILIATE} and event_id == event.id
            if who and party is not None and not _is_thing(event, event.parties[party]):
                yield start, end


def _named_states(topic: Topic) -> Iterator[str]:
    """The states and bodies that a topic's names and parties name."""
    names = [topic.name, *topic.phrases, *(event.name for event in topic.events)]
    parties = [party for event in topic.events for party in event.parties]
    names += [alias for party in parties if party.entry is None for alias in party.aliases]
    for name in names:
        for _, _, found in entity_finder().find(name, fold(name)):
            yield from (known.entry for known in found)
    yield from (party.entry for party in parties if party.entry is not None)


def _names(
    topics: Sequence[CompiledTopic], events: Mapping[str, CompiledEvent]
) -> Iterator[tuple[str, Target]]:
    for topic in topics:
        for phrase in topic.phrases:
            yield phrase, (HitKind.PHRASE, topic.id, None, None)
    for event in events.values():
        yield event.event.name, (HitKind.EVENT_NAME, event.topic, event.id, None)
        yield from (
            (term, (HitKind.TERM, event.topic, event.id, None)) for term in event.event.terms
        )
        yield from (
            (name, (HitKind.EXCLUDE, event.topic, event.id, None)) for name in event.event.exclude
        )
        for index, party in enumerate(event.parties):
            yield from _party_names(event, index, party)


def _party_names(
    event: CompiledEvent, index: int, party: CompiledParty
) -> Iterator[tuple[str, Target]]:
    for name in party.names:
        yield name, (HitKind.PARTY, event.topic, event.id, index)
    for name in party.affiliates:
        if name not in party.names:
            yield name, (HitKind.AFFILIATE, event.topic, event.id, index)
