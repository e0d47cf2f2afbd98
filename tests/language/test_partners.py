"""With whom else an event noun may be."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

DEAL: dict[str, Any] = {
    "id": "deal",
    "name": "EU–India trade deal",
    "lifecycle": "agreement",
    "parties": [["EU", "European Union"], ["India"]],
    "terms": ["trade deal", "deal", "Handelsabkommen"],
}
TRUCE: dict[str, Any] = {
    "id": "truce",
    "name": "Gaza ceasefire",
    "lifecycle": "agreement",
    "parties": [["Israel"], ["Hamas"]],
    "terms": ["ceasefire", "truce"],
}
LEADERS: dict[str, Any] = {
    "id": "leaders",
    "name": "Macron–Merz meeting",
    "lifecycle": "meeting",
    "parties": [["Macron"], ["Merz"]],
    "terms": ["meeting", "summit", "зустріч"],
}
REBELS: dict[str, Any] = {
    "id": "rebels",
    "name": "Peace deal of Ukraine with rebels",
    "lifecycle": "agreement",
    "parties": [["India"], ["rebels"]],
    "terms": ["deal"],
}


@pytest.mark.parametrize(
    ("event", "text", "claims"),
    [
        pytest.param(DEAL, "India and Japan sign trade deal", [], id="a third state in the list"),
        pytest.param(DEAL, "EU suspends trade deal with Japan", [], id="a third state behind with"),
        pytest.param(
            DEAL, "India and EU sign trade deal, Japan says", ["agreed asserted"], id="a bystander"
        ),
        pytest.param(
            TRUCE, "Israel sees ceasefire in Sudan extended", [], id="a state that a truce is in"
        ),
        pytest.param(
            TRUCE,
            "Israel sees Hamas ceasefire in Doha extended",
            ["extended asserted"],
            id="a capital that it was made in",
        ),
        pytest.param(
            REBELS,
            "India and Myanmar militias sign deal",
            ["agreed asserted"],
            id="a party of no name may be called by any",
        ),
        pytest.param(
            LEADERS,
            "Macron and Merz met for an hour on the sidelines of the G20 summit on Friday.",
            ["held asserted"],
            id="the summit of a body is where they meet",
        ),
        pytest.param(
            LEADERS, "Macron's G20 summit with Modi was cancelled", [], id="a body's own summit"
        ),
    ],
)
def test_another_partner_is_another_event(
    event: dict[str, Any], text: str, claims: list[str]
) -> None:
    assert told(text, watch=watch_for(event)) == claims


def test_in_german_an_article_may_stand_before_the_partner() -> None:
    text = "EU setzt Handelsabkommen mit den USA aus"
    assert told(text, watch=watch_for(DEAL), language="de") == []


def test_a_capital_that_is_left_for_another_place_is_no_partner() -> None:
    text = "Зустріч Макрона і Мерца перенесли з Києва до Варшави."
    assert told(text, watch=watch_for(LEADERS), language="uk") == ["rescheduled asserted"]
