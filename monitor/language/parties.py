"""A party as its user wrote it → all the names that stand for it, and those who speak for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from monitor.config.gazetteer import (
    GazetteerEntry,
    Kind,
    Office,
    Scope,
    load_gazetteer,
    load_titles,
)
from monitor.config.schema.topics import Party
from monitor.language.finder import NameFinder
from monitor.language.folding import fold

LONGEST_NAME = 3
"""Words of somebody's own name behind a title: `President Ana María Roldán`."""
JOINED = re.compile(r"\w+(?=[–-]\w|['’]s\b)|(?<=\w[–-])\w+")
"""Who is called in an event's name: `Doe` and `Roe` of `Doe–Roe summit`, `Doe` of `Doe's visit`."""
HELD_BY_ONE = frozenset(
    {
        *("president", "head_of_state", "prime_minister", "secretary_general"),
        *("foreign_minister", "defence_minister"),
    }
)
"""Offices that stand for who holds them; an envoy is one of many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledParty:
    """A side of an event: `label` is its first alias, `entry` its gazetteer id or None.

    `names` stand for the party itself, `affiliates` for those who may speak for it. `scope` is the
    office that is meant, None for the whole party. `thing`: it is no side but what they agree on,
    a treaty: its names stand for the event.
    """

    label: str
    entry: str | None
    names: tuple[str, ...]
    affiliates: tuple[str, ...] = ()
    scope: Scope | None = None
    thing: bool = False


def compile_party(party: Party, event_name: str) -> CompiledParty:
    """A party with what the gazetteer knows of it, its names apart from its spokespeople's.

    Args:
        party: An entry of the gazetteer, or a list of aliases that may name one.
        event_name: Persons of an entry that it names are who meets: `Trump–Putin summit`.
    """
    if party.entry is not None:
        entry = load_gazetteer()[party.entry]
        persons = tuple(_persons_named(entry, event_name))
        return _of_aliases(persons, entry, entry.name) if persons else _of_entry(entry)
    aliases = tuple(dict.fromkeys((*party.aliases, *_short_names(party.aliases, event_name))))
    entry_of = _entry_of(party.aliases)
    if entry_of is None:
        names = tuple(dict.fromkeys((*aliases, *_bare_names(aliases))))
        return CompiledParty(label=party.aliases[0], entry=None, names=names)
    compiled = _of_aliases(aliases, entry_of, party.aliases[0])
    return replace(compiled, scope=compiled.scope or _scope_in(event_name, entry_of))


def _of_entry(entry: GazetteerEntry) -> CompiledParty:
    if entry.kind is Kind.TREATY:
        return CompiledParty(label=entry.name, entry=None, names=entry.names, thing=True)
    return CompiledParty(
        label=entry.name, entry=entry.id, names=_own_names(entry), affiliates=entry.aliases
    )


def _of_aliases(aliases: Sequence[str], entry: GazetteerEntry, label: str) -> CompiledParty:
    """A party by the names that its user gave and what else the same thing is called."""
    if entry.kind is Kind.TREATY:
        names = tuple(dict.fromkeys((*aliases, *entry.names)))
        return CompiledParty(label=label, entry=None, names=names, thing=True)
    names = tuple(dict.fromkeys((*aliases, *_bare_names(aliases), *_same_names(aliases, entry))))
    return CompiledParty(
        label=label,
        entry=entry.id,
        names=names,
        affiliates=entry.aliases,
        scope=_scope_of(aliases, entry),
    )


def _bare_names(aliases: Sequence[str]) -> Iterator[str]:
    """Full name and surname of those whom aliases name with a title: `Premier Ilse Marn`."""
    for alias in aliases:
        words = alias.split()
        titles = [i for i, word in enumerate(words) if fold(word) in load_titles()]
        name = words[titles[-1] + 1 :] if titles else []
        if 0 < len(name) <= LONGEST_NAME and all(word[:1].isupper() for word in name):
            yield from dict.fromkeys((" ".join(name), name[-1]))


def _short_names(aliases: Sequence[str], event_name: str) -> Iterator[str]:
    """What an event's name calls somebody whose full name is an alias: `Roe` of `Doe–Roe summit`."""
    called = set(JOINED.findall(event_name))
    for alias in aliases:
        words = alias.split()
        short = [word for word in words if word in called]
        capital = all(word[:1].isupper() for word in words)
        if capital and len(short) == 1 < len(words) and alias not in event_name:
            yield from short


def _persons_named(entry: GazetteerEntry, text: str) -> Iterator[str]:
    """The names of an entry's people that stand in a text, and of the offices that they hold."""
    yield from _with_offices(_named(entry, text), entry)


def _with_offices(holders: Sequence[Office], entry: GazetteerEntry) -> Iterator[str]:
    """The names of some people, and of the offices that are theirs alone."""
    roles = {office.role for office in holders} & HELD_BY_ONE
    for office in (*holders, *(o for o in entry.offices if o.role in roles and not o.person)):
        yield from office.names


def _named(entry: GazetteerEntry, text: str) -> tuple[Office, ...]:
    """Those of an entry's people whom a text names, inflected or not, in the order of the text."""
    found = _people_finder(entry.id).find(text, fold(text))
    return tuple(dict.fromkeys(office for _, _, offices in found for office in offices))


@cache
def _people_finder(entry_id: str) -> NameFinder[Office]:
    people = (office for office in load_gazetteer()[entry_id].offices if office.person)
    return NameFinder((name, office) for office in people for name in office.names)


def _own_names(entry: GazetteerEntry) -> tuple[str, ...]:
    """What stands for the whole state or body: its leaders too, its ministers not."""
    leaders = (
        name for office in entry.offices if office.scope is Scope.LEADER for name in office.names
    )
    return tuple(dict.fromkeys((*entry.names, *entry.places, *entry.demonyms, *leaders)))


def _offices_named(aliases: Sequence[str], entry: GazetteerEntry) -> list[Office]:
    """The offices and people that aliases name; a seat, as Kremlin, rather names its state."""
    wanted = {_bare(alias) for alias in aliases} - {_bare(place) for place in entry.places}
    return [office for office in entry.offices if any(_bare(n) in wanted for n in office.names)]


def _holders(offices: Sequence[Office], entry: GazetteerEntry) -> Iterator[str]:
    """The names of all who hold offices of which aliases name no holder."""
    roles = {office.role for office in offices} & HELD_BY_ONE
    if not any(office.person for office in offices):
        for office in entry.offices:
            if office.person and office.role in roles:
                yield from office.names


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

    A list that names a person must not catch his ministers: theirs are other meetings. One that
    names no state means the office with the person and the person with the office, and one that
    names a capital alone its state.
    """
    wanted = {_bare(alias) for alias in aliases}
    groups = (entry.names, entry.places, entry.demonyms)
    named = _offices_named(aliases, entry)
    if any(_bare(name) in wanted for name in (*entry.names, *entry.demonyms)):
        for group in groups:
            yield from group
    elif not named:
        yield from _own_names(entry)
    else:
        yield from _with_offices([office for office in named if office.person], entry)
        yield from _holders(named, entry)
    for office in named:
        yield from office.names


def _scope_of(aliases: Sequence[str], entry: GazetteerEntry) -> Scope | None:
    """The office that the aliases name first; None for the state itself, or for none."""
    wanted = {_bare(alias) for alias in aliases}
    if any(_bare(name) in wanted for name in entry.names):
        return None
    return next((office.scope for office in _offices_named(aliases, entry)), None)


def _scope_in(event_name: str, entry: GazetteerEntry) -> Scope | None:
    """The office of the person of an entry whom an event's name names; None for nobody."""
    return next((office.scope for office in _named(entry, event_name)), None)


def event_scope(parties: Sequence[CompiledParty]) -> Scope | None:
    """Whose meeting it is: the lowest of the offices that its parties name; None: anybody's."""
    scopes = [party.scope for party in parties]
    if len(scopes) < 2 or None in scopes:  # noqa: PLR2004 - a meeting takes two
        return None
    order = (Scope.OFFICIAL, Scope.MINISTER, Scope.LEADER)
    return min((scope for scope in scopes if scope), key=order.index)
