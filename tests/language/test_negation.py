"""What negations and denials make of a cue."""

from __future__ import annotations

import pytest

from tests.readings import told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "No summit of Macron and Merz is being prepared, Macron said.",
            ["confirmed denied"],
            id="a denied plan denies that the meeting is set",
        ),
        pytest.param(
            "Paris denied that the summit of Macron and Merz was cancelled.",
            ["cancelled denied"],
            id="a denial reaches its content clause",
        ),
        pytest.param(
            "Paris denied the rumours, the summit of Macron and Merz was cancelled.",
            ["cancelled asserted"],
            id="a denial stops at a comma",
        ),
        pytest.param(
            "A delay of the summit of Macron and Merz was never on the cards.",
            ["postponed denied"],
            id="what was never on the cards is denied",
        ),
        pytest.param(
            "Paris denied the rumours; the summit of Macron and Merz was cancelled.",
            ["cancelled asserted"],
            id="nor does it reach over a semicolon",
        ),
    ],
)
def test_negation(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Orla poured cold water on the idea of an early meeting between Macron and Merz.",
            ["confirmed denied"],
            id="cold water on an idea",
        ),
        pytest.param(
            "Macron shot down the idea of a summit with Merz.",
            ["confirmed denied"],
            id="an idea shot down",
        ),
        pytest.param(
            "Macron rejected the idea of postponing the summit with Merz.",
            ["postponed denied"],
            id="the idea of a change is no idea of a meeting",
        ),
        pytest.param(
            "Macron warms to the idea of a summit with Merz.",
            ["proposed asserted"],
            id="an idea that nobody minds",
        ),
        pytest.param(
            "Drones were shot down as the summit of Macron and Merz was cancelled.",
            ["cancelled asserted"],
            id="what else is shot down",
        ),
    ],
)
def test_ideas_turned_down(text: str, claims: list[str]) -> None:
    assert told(text) == claims
