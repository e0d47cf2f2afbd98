"""Parties by the gazetteer: the entry that a name means, and what to say of one that it lacks."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.config.gazetteer import GazetteerEntry
from monitor.config.problems import nearest, shortened


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
