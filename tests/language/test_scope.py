"""What negations, denials, modals, questions and commas make of a cue."""

from __future__ import annotations

import pytest

from tests.readings import told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Will Macron meet Merz?", [], id="a question whether two will meet says nothing"
        ),
        pytest.param(
            "Nobody knows whether the summit of Macron and Merz will be cancelled.",
            ["cancelled hypothetical"],
            id="an indirect question is a possibility",
        ),
        pytest.param(
            "Is the summit of Macron and Merz cancelled?",
            ["cancelled hypothetical"],
            id="a question about a change is a possibility",
        ),
        pytest.param(
            "Why was the summit of Macron and Merz cancelled?",
            [],
            id="a question for the reason takes the change for granted",
        ),
        pytest.param(
            "Macron will not attend the summit with Merz unless it rains.",
            ["cancelled hypothetical"],
            id="what is denied on a condition is threatened",
        ),
        pytest.param(
            "Macron warns Merz: Don't wait or I will call off the summit.",
            ["cancelled hypothetical"],
            id="a negation does not reach what comes otherwise",
        ),
        pytest.param(
            "The news that Macron and Merz will meet does not reflect the facts.",
            ["confirmed denied"],
            id="what does not reflect the facts is denied",
        ),
        pytest.param(
            "Negotiators are trying to conclude the Amber Pact.",
            [],
            id="an infinitive only aims at an agreement",
        ),
        pytest.param(
            "Could Macron and Merz meet in May?", [], id="so is one that is asked for: no claim"
        ),
        pytest.param(
            "Macron and Merz will meet on Friday, not on Thursday as planned.",
            ["rescheduled asserted"],
            id="another day than planned is a new date",
        ),
        pytest.param(
            "Macron and Merz will meet on Friday as planned.",
            ["confirmed asserted"],
            id="the planned day is none",
        ),
        pytest.param(
            "Macron and Merz could meet elsewhere.",
            ["rescheduled hypothetical"],
            id="another place that is only possible",
        ),
    ],
)
def test_scope(text: str, claims: list[str]) -> None:
    assert told(text) == claims
