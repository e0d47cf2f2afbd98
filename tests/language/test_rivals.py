"""Other events in the same article: their levels, partners and names."""

from __future__ import annotations

import pytest

from tests.readings import told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "The summit of Macron and Merz was cancelled.",
            ["cancelled asserted"],
            id="the event itself",
        ),
        pytest.param(
            "The fisheries ministers of Macron and Merz cancelled their session.",
            [],
            id="a session that others own",
        ),
        pytest.param(
            "The preparatory talks for Macron and Merz were cancelled.",
            [],
            id="a modifier of another level",
        ),
        pytest.param(
            "Macron cancelled his talks with the German ambassador while Merz slept.",
            [],
            id="a partner of another level",
        ),
        pytest.param(
            "Macron's meeting with Japan was cancelled, and Merz laughed.",
            [],
            id="another partner",
        ),
        pytest.param(
            "Macron's meeting with the Ostrian premier was cancelled, Merz was told.",
            [],
            id="a partner whom nobody knows, where both parties are named",
        ),
        pytest.param(
            "Before the summit with Merz, Macron cancelled a conference.",
            [],
            id="something else beside the event",
        ),
        pytest.param(
            "After the death of a diplomat in May, Macron cancelled his summit with Merz.",
            ["cancelled asserted"],
            id="a role in an adjunct is nobody's level",
        ),
        pytest.param(
            "The Rome talks between Macron and Merz were cancelled.",
            ["cancelled asserted"],
            id="a capital before the noun is where it is held",
        ),
        pytest.param(
            "The hearing on the summit of Macron and Merz was cancelled.",
            [],
            id="a thing that has the event as its subject",
        ),
        pytest.param(
            "Macron and Merz will hold a summit on whether to hold a summit.",
            [],
            id="a meeting about the meeting",
        ),
        pytest.param(
            "A commission of ministers slept; the summit of Macron and Merz was cancelled.",
            ["cancelled asserted"],
            id="another level beyond a semicolon",
        ),
        pytest.param(
            "The Amber Pact stands. A new treaty on cod was signed.",
            [],
            id="some other treaty beside one that is known by its name",
        ),
    ],
)
def test_rivals_are_told_apart(text: str, claims: list[str]) -> None:
    found = [claim for claim in told(text) if not claim.endswith("denied")]
    assert found == claims


def test_a_lead_tells_anew_what_the_title_has_named() -> None:
    text = "A seven-year pact took effect at midnight."
    assert told(text, title="Amber Pact is here") == ["in_force asserted"]
    assert told(f"It rained. {text}", title="Amber Pact is here") == []
