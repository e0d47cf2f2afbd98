"""A sentence that calls the one before it false."""

from __future__ import annotations

import pytest

from tests.readings import told

PAPERS = "Newspapers said the summit of Macron and Merz was cancelled."


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            f'{PAPERS} "That is complete rubbish," Berlin said.',
            ["cancelled denied"],
            id="a pronoun is called false",
        ),
        pytest.param(
            f"{PAPERS} The claim is false, Berlin said.",
            ["cancelled denied"],
            id="the report is called false",
        ),
        pytest.param(
            f'{PAPERS} "That is complete rubbish," a reader said.',
            ["cancelled asserted"],
            id="nobody with standing says so",
        ),
        pytest.param(
            'Paris said the summit of Macron and Merz was cancelled. "That is a lie," Berlin said.',
            ["cancelled asserted", "cancelled denied"],
            id="two parties contradict each other",
        ),
        pytest.param(
            f"{PAPERS} Nonsense",
            ["cancelled denied"],
            id="one word that ends the text without a mark",
        ),
    ],
)
def test_a_retort(text: str, claims: list[str]) -> None:
    assert told(text) == claims
