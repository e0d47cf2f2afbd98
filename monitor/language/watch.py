"""All topics, compiled once: whose names to look for, and what was found in a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.config.gazetteer import GazetteerEntry, Scope, load_gazetteer
from monitor.config.schema import Event, Party, Topic
from monitor.language.finder import NameFinder
from monitor.language.folding import fold
from monitor.language.gazetteer import entity_finder
from monitor.model.events import Lifecycle

Target = tuple["HitKind", str, str | None, int | None]
"""What a name stands for: kind, topic, event, party, as in `Hit`."""


class HitKind(StrEnum):
    """What a piece of text was found to be.

    `party` names a side of an event, `affiliate` somebody who speaks for that side, `term` is
    what the event is called, `exclude` a near miss, `event_name` the event's own name, `phrase`
    makes an article on topic.
    """

    PARTY = "party"
    AFFILIATE = "affiliate"
    TERM = "term"
    EXCLUDE = "exclude"
    EVENT_NAME = "event_name"
    PHRASE = "phrase"


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
class CompiledParty:
    """A side of an event: `label` is its first alias, `entry` its gazetteer id or None.

    `names` stand for the party itself, `affiliates` for those who may speak for it.
    """

    label: str
    entry: str | None
    names: tuple[str, ...]
    affiliates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledEvent:
    """A watched event with its topic.

    `scope` is whose meeting it is, None where anybody's; `states` are the gazetteer's entries that
    the topic names: who may speak for an event that is known by its own name.
    """

    topic: str
    event: Event
    parties: tuple[CompiledParty, ...]
    scope: Scope | None
    states: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The event's id."""
        return self.event.id

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
    """Everything that is watched, ready to be looked for in a text."""

    topics: tuple[CompiledTopic, ...]
    events: Mapping[str, CompiledEvent]
    finder: NameFinder[Target]

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


def compile_watch(topics: Sequence[Topic]) -> Watch:
    """One watch from all topics: their names, what the gazetteer adds to them, one automaton."""
    compiled = tuple(_compile_topic(topic) for topic in topics)
    events = {event.id: _compile_event(topic, event) for topic in topics for event in topic.events}
    return Watch(topics=compiled, events=events, finder=NameFinder(_names(compiled, events)))


def _compile_topic(topic: Topic) -> CompiledTopic:
    names = tuple(event.name for event in topic.events)
    return CompiledTopic(topic=topic, phrases=topic.phrases or names)


def _compile_event(topic: Topic, event: Event) -> CompiledEvent:
    parties = tuple(_compile_party(party) for party in event.parties)
    return CompiledEvent(
        topic=topic.topic,
        event=event,
        parties=parties,
        scope=_event_scope(event),
        states=frozenset(_named_states(topic)),
    )


def _named_states(topic: Topic) -> Iterator[str]:
    """The states and bodies that a topic's names and parties name."""
    names = [topic.name, *topic.phrases, *(event.name for event in topic.events)]
    parties = [party for event in topic.events for party in event.parties]
    names += [alias for party in parties if party.entry is None for alias in party.aliases]
    for name in names:
        for _, _, entries in entity_finder().find(name, fold(name)):
            yield from entries
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


def _compile_party(party: Party) -> CompiledParty:
    """A party with what the gazetteer knows of it, its names apart from its spokespeople's."""
    if party.entry is not None:
        entry = load_gazetteer()[party.entry]
        return CompiledParty(
            label=entry.name, entry=entry.id, names=_own_names(entry), affiliates=entry.aliases
        )
    label = party.aliases[0]
    entry_of = _entry_of(party.aliases)
    if entry_of is None:
        return CompiledParty(label=label, entry=None, names=party.aliases)
    names = dict.fromkeys((*party.aliases, *_same_names(party.aliases, entry_of)))
    return CompiledParty(
        label=label, entry=entry_of.id, names=tuple(names), affiliates=entry_of.aliases
    )


def _own_names(entry: GazetteerEntry) -> tuple[str, ...]:
    """What stands for the whole state or body: its leaders too, its ministers not."""
    leaders = (
        name for office in entry.offices if office.scope is Scope.LEADER for name in office.names
    )
    return tuple(dict.fromkeys((*entry.names, *entry.places, *entry.demonyms, *leaders)))


def _bare(name: str) -> str:
    return fold(name).replace("*", "")


def _entry_of(aliases: Sequence[str]) -> GazetteerEntry | None:
    """The entry that most of the aliases name; None where none names any."""
    wanted = {_bare(alias) for alias in aliases}
    counts = {entry_id: len(wanted & words) for entry_id, words in _known_words().items()}
    best = max(counts, key=lambda entry_id: counts[entry_id])
    return load_gazetteer()[best] if counts[best] else None


_WORDS: dict[str, frozenset[str]] = {}


def _known_words() -> Mapping[str, frozenset[str]]:
    """Entry id → its names without stars; built on first use."""
    if not _WORDS:
        for entry in load_gazetteer().values():
            _WORDS[entry.id] = frozenset(_bare(alias) for alias in entry.aliases)
    return _WORDS


def _same_names(aliases: Sequence[str], entry: GazetteerEntry) -> Iterator[str]:
    """Other spellings of just what the aliases name: the state, or one person, or one office.

    A list that names a person must not catch his ministers: theirs are other meetings.
    """
    wanted = {_bare(alias) for alias in aliases}
    groups = (entry.names, entry.places, entry.demonyms)
    if any(_bare(name) in wanted for name in (*entry.names, *entry.demonyms)):
        for group in groups:
            yield from group
    for office in entry.offices:
        if any(_bare(name) in wanted for name in office.names):
            yield from office.names


def _event_scope(event: Event) -> Scope | None:
    """Whose meeting it is: the highest office that every party's aliases name; None: anybody's."""
    scopes = [_party_scope(party) for party in event.parties]
    if len(scopes) < 2 or None in scopes:  # noqa: PLR2004 - a meeting takes two
        return None
    order = (Scope.OFFICIAL, Scope.MINISTER, Scope.LEADER)
    return min((scope for scope in scopes if scope), key=order.index)


def _party_scope(party: Party) -> Scope | None:
    entry = _entry_of(party.aliases) if party.aliases else None
    if entry is None:
        return None
    wanted = {_bare(alias) for alias in party.aliases}
    if any(_bare(name) in wanted for name in entry.names):
        return None
    named = (o.scope for o in entry.offices if any(_bare(name) in wanted for name in o.names))
    return next(named, None)
