"""What negations, denials, modals, questions and commas make of a cue."""

from __future__ import annotations

import pytest

from tests.readings import told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Macron may meet Merz.",
            ["proposed asserted"],
            id="a possible meeting is a proposal, and asserted",
        ),
        pytest.param(
            "Will Macron meet Merz?", [], id="a question whether two will meet says nothing"
        ),
        pytest.param(
            "Nobody knows whether the summit of Macron and Merz will be cancelled.",
            ["cancelled hypothetical"],
            id="an indirect question is a possibility",
        ),
        pytest.param(
            "No summit of Macron and Merz is being prepared.",
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
            "Macron said the summit with Merz would be postponed.",
            ["postponed asserted"],
            id="would is the future of what was said",
        ),
        pytest.param(
            "Asked if it rained, Macron said the summit with Merz was cancelled.",
            ["cancelled asserted"],
            id="if behind a verb of asking is no condition",
        ),
    ],
)
def test_scope(text: str, claims: list[str]) -> None:
    assert told(text) == claims
