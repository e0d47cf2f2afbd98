"""The shipped gazetteer: YAML data in, states and bodies with all their names out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, cast

from monitor.config.documents import load_data

FOLDER = "language/gazetteer"
ENTRY_ID = re.compile(r'^"?([a-z][a-z0-9-]*)"?:', re.MULTILINE)
"""A key at the edge of a file, in quotes where YAML would read it as something else."""


class Kind(StrEnum):
    """What an entry is; a body's `demonym` is its short name. A treaty has names and no people."""

    STATE = "state"
    BODY = "body"
    TREATY = "treaty"


class Scope(StrEnum):
    """How high an office stands: whose meeting a summit is, and whose a preparatory one."""

    LEADER = "leader"
    MINISTER = "minister"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office or one who holds it: all spellings in all languages; `person` for names."""

    role: str
    scope: Scope
    names: tuple[str, ...]
    person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerEntry:
    """A state or body with everything it is called.

    Names are plain words in any letter case; a word that ends in `*` is a stem, and inflected
    endings may follow it. `names` and `places` (capital, seats of power) stand for the whole,
    `demonyms` are adjectives, `offices` speak for it. `aliases` is all of it, the plain English
    name first.
    """

    id: str
    name: str
    kind: Kind
    names: tuple[str, ...]
    places: tuple[str, ...]
    demonyms: tuple[str, ...]
    offices: tuple[Office, ...]

    @property
    def aliases(self) -> tuple[str, ...]:
        """All names, each once, the English one first."""
        offices = (name for office in self.offices for name in office.names)
        return tuple(dict.fromkeys((*self.names, *self.places, *self.demonyms, *offices)))


@cache
def load_gazetteer() -> Mapping[str, GazetteerEntry]:
    """The entries of the shipped gazetteer by id; read once a process.

    Raises:
        InvalidConfigError: if a shipped file is broken.
    """
    offices, people = _data("offices"), _data("people")
    kinds = ((Kind.STATE, _data("states")), (Kind.BODY, _data("bodies")))
    entries = {
        entry_id: _entry(entry_id, kind, words, people.get(entry_id, {}), offices)
        for kind, table in kinds
        for entry_id, words in table.items()
    }
    return entries | {
        entry_id: _treaty(entry_id, words) for entry_id, words in _data("treaties").items()
    }


@cache
def load_titles() -> frozenset[str]:
    """What stands before somebody's own name, in small letters; read once a process."""
    return frozenset(_data("offices")["titles"])


@cache
def entry_ids() -> frozenset[str]:
    """The ids of all entries, read off the files: who only checks ids needs no names."""
    return frozenset(
        entry_id
        for name in ("states", "bodies", "treaties")
        for entry_id in ENTRY_ID.findall(_resource(name).read_text(encoding="utf-8"))
    )


def _resource(name: str) -> Traversable:
    return files("monitor").joinpath(f"{FOLDER}/{name}.yml")


def _data(name: str) -> dict[str, Any]:
    return cast("dict[str, Any]", load_data(_resource(name)))


def _entry(
    entry_id: str,
    kind: Kind,
    words: Mapping[str, Mapping[str, list[str]]],
    people: Mapping[str, list[list[str]]],
    offices: Mapping[str, Any],
) -> GazetteerEntry:
    scopes = offices["scope"]
    own = offices["own"].get(entry_id, {})
    return GazetteerEntry(
        id=entry_id,
        name=words["en"]["names"][0],
        kind=kind,
        names=_flat(words, "names"),
        places=_flat(words, "places"),
        demonyms=_flat(words, "demonyms"),
        offices=(
            *(
                Office(role=role, scope=Scope(scopes[role]), names=tuple(names), person=True)
                for role, holders in people.items()
                for names in holders
            ),
            *(
                Office(
                    role=role,
                    scope=Scope(scope),
                    names=tuple(
                        dict.fromkeys((*_composed(role, words, offices), *own.get(role, [])))
                    ),
                )
                for role, scope in scopes.items()
            ),
        ),
    )


def _treaty(entry_id: str, words: Mapping[str, Mapping[str, list[str]]]) -> GazetteerEntry:
    return GazetteerEntry(
        id=entry_id,
        name=words["en"]["names"][0],
        kind=Kind.TREATY,
        names=_flat(words, "names"),
        places=(),
        demonyms=(),
        offices=(),
    )


def _flat(words: Mapping[str, Mapping[str, list[str]]], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for table in words.values() for name in table[key]))


def _composed(
    role: str, words: Mapping[str, Mapping[str, list[str]]], offices: Mapping[str, Any]
) -> Iterator[str]:
    """`{demonym} president` and the like, filled in for each language."""
    for language, table in words.items():
        for template in offices[language].get(role, []):
            if "{demonym}" in template:
                yield from (template.format(demonym=word) for word in table["demonyms"])
            elif "{name}" in template:
                yield from (template.format(name=word) for word in table["names"])
            else:
                yield template
