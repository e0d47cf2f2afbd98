"""The shipped gazetteer is complete and says the same in all five languages."""

from __future__ import annotations

import re

import pytest

from monitor.config.gazetteer import Kind, Scope, load_gazetteer

ENTRIES = load_gazetteer()
MIXED_SCRIPT = re.compile(r"[а-яёіїєґ][a-z]|[a-z][а-яёіїєґ]", re.IGNORECASE)


def test_at_least_sixty_states_and_the_usual_bodies_are_known() -> None:
    states = [entry for entry in ENTRIES.values() if entry.kind is Kind.STATE]
    assert len(states) >= 60
    assert {"eu", "nato", "un", "iaea", "osce", "opec", "g7", "hamas"} <= set(ENTRIES)


@pytest.mark.parametrize(
    ("entry", "alias"),
    [
        pytest.param("us", "White House", id="the seat of a president stands for the state"),
        pytest.param("ru", "Russian president", id="an office is composed of the demonym"),
        pytest.param("ru", "президент* Росси*", id="a Russian office keeps its stems"),
        pytest.param("us", "госсекретар*", id="an office that only one state has needs no demonym"),
        pytest.param("de", "deutsch* außenminister*", id="German offices are composed too"),
        pytest.param("fr", "président* français*", id="French puts the demonym behind"),
        pytest.param("ua", "речниц*", id="a bare spokesperson belongs to nobody"),
    ],
)
def test_an_entry_knows_its_aliases(entry: str, alias: str) -> None:
    known = alias in ENTRIES[entry].aliases
    assert known is (alias != "речниц*")


def test_the_first_alias_is_the_plain_english_name() -> None:
    assert all(entry.aliases[0] == entry.name for entry in ENTRIES.values())


def test_a_president_is_a_leader_and_an_envoy_is_not() -> None:
    scopes = {office.role: office.scope for office in ENTRIES["us"].offices}
    assert (scopes["president"], scopes["foreign_minister"], scopes["envoy"]) == (
        Scope.LEADER,
        Scope.MINISTER,
        Scope.OFFICIAL,
    )


@pytest.mark.parametrize("entry", sorted(ENTRIES))
def test_no_name_mixes_scripts_or_hides_a_star(entry: str) -> None:
    for alias in ENTRIES[entry].aliases:
        assert alias == alias.strip()
        assert not MIXED_SCRIPT.search(alias), alias
        assert "{" not in alias
        assert all("*" not in word[:-1] for word in alias.split()), alias
