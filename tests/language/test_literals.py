"""Many strings are looked for at once."""

from __future__ import annotations

import pytest

from monitor.language.literals import LiteralFinder

FINDER = LiteralFinder([("ONP", "news"), ("Okarin News", "news"), ("Tarvos", "state")])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Nothing of them", set(), id="none is there"),
        pytest.param("OKARA (ONP) - In Tarvos", {"news", "state"}, id="several are there"),
        pytest.param("the onp says", set(), id="small letters are others"),
        pytest.param("Tarvosian and HONPO", {"news", "state"}, id="within words too"),
    ],
)
def test_what_a_text_holds(text: str, found: set[str]) -> None:
    assert FINDER.find(text) == found
