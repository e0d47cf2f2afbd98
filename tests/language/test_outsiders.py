"""Known states that are no party, and what they agree on with one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

DEAL: dict[str, Any] = {
    "id": "deal",
    "name": "Franco-German gas deal",
    "lifecycle": "agreement",
    "parties": [["France", "Paris"], ["Germany", "Berlin"]],
    "terms": ["gas deal", "deal"],
}
WATCH = watch_for(DEAL)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("Norway signs gas deal with Germany", [], id="a third state with a party"),
        pytest.param(
            "Norway and its partners have suspended a gas deal with Germany",
            [],
            id="its partners too",
        ),
        pytest.param("Norway and Poland sign gas deal with Germany", [], id="two of them"),
        pytest.param(
            "France signs gas deal with Germany", ["agreed asserted"], id="the parties themselves"
        ),
        pytest.param(
            "Norway says Paris has signed a gas deal with Germany",
            ["agreed asserted"],
            id="a third state that tells of the parties",
        ),
        pytest.param(
            "In Norway France signed a gas deal with Germany",
            ["agreed asserted"],
            id="a third state as a place",
        ),
        pytest.param(
            "France signs gas deal with Germany, Norway looks on",
            ["agreed asserted"],
            id="one that looks on",
        ),
        pytest.param("Norway and rebels reach gas deal", [], id="a third state with others"),
        pytest.param(
            "An exporter from Lyon and a supermarket chain from Bonn have signed a gas deal.",
            [],
            id="firms",
        ),
        pytest.param(
            "French carmaker and German retailer sign gas deal",
            [],
            id="firms from the parties' states",
        ),
        pytest.param(
            "Companies cheer as France and Germany sign gas deal",
            ["agreed asserted"],
            id="firms that look on",
        ),
        pytest.param(
            "Germany rejects Norwegian gas deal plan, Paris too",
            ["rejected asserted"],
            id="who only offers it",
        ),
    ],
)
def test_a_third_state_has_agreements_of_its_own(text: str, claims: list[str]) -> None:
    assert told(text, watch=WATCH) == claims
