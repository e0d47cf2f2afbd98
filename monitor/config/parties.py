"""Gazetteer ids of an event's parties → all their names."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.config.gazetteer import GazetteerEntry
from monitor.config.problems import nearest, shortened
from monitor.config.schema import Event, Party, Topic


def with_aliases(topic: Topic, gazetteer: Mapping[str, GazetteerEntry]) -> Topic:
    """A topic whose events' parties carry the names of their entries.

    Raises:
        KeyError: for an entry that the gazetteer does not have.
    """
    events = tuple(event_with_aliases(event, gazetteer) for event in topic.events)
    return topic.model_copy(update={"events": events})


def event_with_aliases(event: Event, gazetteer: Mapping[str, GazetteerEntry]) -> Event:
    """An event whose parties carry the names of their entries.

    Raises:
        KeyError: for an entry that the gazetteer does not have.
    """
    parties = tuple(_named(party, gazetteer) for party in event.parties)
    return event.model_copy(update={"parties": parties})


def _named(party: Party, gazetteer: Mapping[str, GazetteerEntry]) -> Party:
    if party.entry is None:
        return party
    return party.model_copy(update={"aliases": gazetteer[party.entry].aliases})


def find_entry(name: str, gazetteer: Mapping[str, GazetteerEntry]) -> str | None:
    """The id of the entry with an id or a name, in any letter case; None: there is none."""
    wanted = name.casefold()
    if wanted in gazetteer:
        return wanted
    return next(
        (
            entry_id
            for entry_id, entry in gazetteer.items()
            if wanted in (alias.casefold() for alias in entry.names)
        ),
        None,
    )


def unknown_party(name: str, gazetteer: Mapping[str, GazetteerEntry]) -> str:
    """What to say of a party that is no id of the gazetteer."""
    ids = {entry.name.casefold(): entry_id for entry_id, entry in gazetteer.items()}
    found = find_entry(name, gazetteer)
    meant = [found] if found else [ids[near] for near in nearest(name.casefold(), ids)]
    hint = f"did you mean {' or '.join(meant)}? Else " if meant else ""
    shown = shortened(name)
    return f"'{shown}' is no entry of the gazetteer: {hint}write its names as a list: [{shown}]"
