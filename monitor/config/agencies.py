"""The shipped list of news agencies: YAML data in, agencies by id out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from monitor.config.documents import load_data

FILE = "stages/agencies.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """Who sells reports to other outlets.

    `signs` are the spellings of its name in credits, letter for letter, the longest first; `hosts`
    are the domains on which it publishes itself.
    """

    id: str
    name: str
    signs: tuple[str, ...]
    hosts: tuple[str, ...]


@cache
def load_agencies() -> Mapping[str, Agency]:
    """The agencies by id; read once a process.

    Raises:
        InvalidConfigError: if the shipped file is broken.
    """
    data = cast("dict[str, Any]", load_data(files("monitor").joinpath(FILE)))
    return {
        agency_id: Agency(
            id=agency_id,
            name=values["name"],
            signs=_spellings(values["signs"]),
            hosts=tuple(values["hosts"]),
        )
        for agency_id, values in data.items()
    }


def _spellings(signs: list[str]) -> tuple[str, ...]:
    """Each sign as it is and in capitals; the longest first, since it may hold a shorter one."""
    return tuple(
        sorted({*signs, *(sign.upper() for sign in signs)}, key=lambda each: (-len(each), each))
    )
