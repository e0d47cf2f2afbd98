"""Parties by their names and by their ids."""

from __future__ import annotations

import pytest

from monitor.config.gazetteer import entry_ids, load_gazetteer
from monitor.config.parties import find_entry, unknown_party


def test_the_ids_are_those_of_the_entries() -> None:
    assert entry_ids() == set(load_gazetteer())


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        pytest.param("us", "us", id="an id"),
        pytest.param("US", "us", id="an id in capitals"),
        pytest.param("United States", "us", id="a name"),
        pytest.param("russie", "ru", id="a name in another language and case"),
        pytest.param("Trump", None, id="a person is no state"),
        pytest.param("Ruritania", None, id="a state that is none"),
    ],
)
def test_entries_by_name(name: str, entry: str | None) -> None:
    assert find_entry(name, load_gazetteer()) == entry


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        pytest.param("Russia", ": did you mean ru? Else write", id="a name in place of an id"),
        pytest.param("Rusia", ": did you mean ru? Else write", id="one letter is missing"),
        pytest.param("Gondor", ": write its names as a list: [Gondor]", id="nothing like it"),
    ],
)
def test_what_is_said_of_unknown_parties(name: str, hint: str) -> None:
    assert hint in unknown_party(name, load_gazetteer())
