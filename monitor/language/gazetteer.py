"""Everybody the shipped gazetteer knows, found in a text: who else may be meant than the parties."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from monitor.config.gazetteer import GazetteerEntry, Kind, load_gazetteer
from monitor.config.lexicon import load_lexicon
from monitor.language.finder import NameFinder
from monitor.model.events import Lifecycle


def _names(entry: GazetteerEntry) -> Iterator[str]:
    """Names that stand alone: offices are left out, for they hold a demonym that is found."""
    yield from (*entry.names, *entry.places, *entry.demonyms)
    for office in entry.offices:
        if office.person:
            yield from office.names


@cache
def entity_finder() -> NameFinder[str]:
    """Finds states, bodies and their people; the target is the entry's id."""
    entries = [entry for entry in load_gazetteer().values() if entry.kind is not Kind.TREATY]
    return NameFinder(
        ((name, entry.id) for entry in entries for name in _names(entry)), proper=True
    )


@cache
def noun_finder(language: str) -> NameFinder[Lifecycle]:
    """Finds what events are called in a language; the target is their lifecycle."""
    return NameFinder(
        (noun, lifecycle)
        for lifecycle in Lifecycle
        for noun in load_lexicon(lifecycle, language).nouns
    )
