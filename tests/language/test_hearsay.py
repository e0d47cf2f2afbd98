"""Where a cue stands in the content of hearsay, and where it does not."""

from __future__ import annotations

import pytest

from tests.readings import told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Berlin mocks claims summit of Macron and Merz is cancelled",
            ["cancelled denied"],
            id="a headline needs no conjunction",
        ),
        pytest.param(
            "After weeks of rumours Berlin cancelled the summit of Macron and Merz.",
            ["cancelled asserted"],
            id="a time of rumours has no content",
        ),
        pytest.param(
            "Berlin laughed off rumours of a rift and cancelled the summit of Macron and Merz.",
            ["cancelled asserted"],
            id="what its subject does next is no content",
        ),
        pytest.param(
            "A Berlin paper claims that the summit of Macron and Merz has been cancelled.",
            [],
            id="a paper that claims is a verb, and an outsider's word",
        ),
    ],
)
def test_the_content_of_hearsay(text: str, claims: list[str]) -> None:
    assert [each for each in told(text) if "denied" in each or claims] == claims
