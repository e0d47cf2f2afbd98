"""Everybody the shipped gazetteer knows, found in a text: who else may be meant than the parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from monitor.config.gazetteer import GazetteerEntry, Kind, Scope, load_gazetteer
from monitor.config.lexicon import load_lexicon
from monitor.language.finder import NameFinder
from monitor.language.folding import fold
from monitor.model.claims import Lifecycle


class Known(NamedTuple):
    """What a name of the gazetteer stands for: an entry, and the scope of a person's office.

    `adjective`: it is the adjective of a state; a body has a short name instead.
    """

    entry: str
    scope: Scope | None
    adjective: bool = False


def _names(entry: GazetteerEntry) -> Iterator[tuple[str, Known]]:
    """Names that stand alone: offices are left out, for they hold a demonym that is found."""
    for name in (*entry.names, *entry.places):
        yield name, Known(entry.id, None)
    for name in entry.demonyms:
        yield name, Known(entry.id, None, entry.kind is Kind.STATE)
    for office in entry.offices:
        if office.person:
            yield from ((name, Known(entry.id, office.scope)) for name in office.names)


def is_called(name: str, names: Iterable[str]) -> bool:
    """Whether a name, folded, is one of those of an entry, in whatever case."""
    return any(name.startswith(fold(each).rstrip("*")) for each in names)


@cache
def entity_finder() -> NameFinder[Known]:
    """Finds states, bodies and their people."""
    entries = (entry for entry in load_gazetteer().values() if entry.kind is not Kind.TREATY)
    return NameFinder((named for entry in entries for named in _names(entry)), proper=True)


@cache
def noun_finder(language: str) -> NameFinder[Lifecycle]:
    """Finds what events are called in a language; the target is their lifecycle."""
    return NameFinder(
        (noun, lifecycle)
        for lifecycle in Lifecycle
        for noun in load_lexicon(lifecycle, language).nouns
    )
