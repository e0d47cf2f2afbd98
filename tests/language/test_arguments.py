"""What a cue is said of: an event noun, a pronoun, something else or nobody knows."""

from __future__ import annotations

import pytest

from tests.readings import told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Macron and Merz accept an immediate and full Amber Pact.",
            ["agreed asserted"],
            id="adjectives joined by a conjunction lead on to the noun",
        ),
        pytest.param(
            "Merz left the summit as airports were closed.",
            [],
            id="the subject behind a subordinator",
        ),
        pytest.param(
            "Macron told Merz that talks went on in May and that his flight was postponed.",
            [],
            id="the subject of another clause is no event",
        ),
        pytest.param(
            "With the Amber Pact respected along the river, fishermen returned.",
            ["in_force asserted"],
            id="a participle behind a noun with its preposition",
        ),
        pytest.param(
            "The summit of Macron and Merz opens on Friday, he said, denying any delay.",
            ["confirmed asserted", "postponed denied"],
            id="a noun of change that stands alone",
        ),
        pytest.param(
            "Macron promised Merz a delay of the rent before the summit.",
            [],
            id="a noun of change that is of something else",
        ),
        pytest.param(
            "Macron has cancelled nearly two weeks of meetings with Merz.",
            ["cancelled asserted"],
            id="a measure leads on to what it measures",
        ),
    ],
)
def test_arguments_of_cues(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Aussetzung des Amber Pact: Regierung in Sorge.",
            ["suspended asserted"],
            id="the complement of a noun",
        ),
        pytest.param(
            "Nach dem Amber Pact wurde die Aussetzung der Zölle verlängert.",
            [],
            id="the complement is something else",
        ),
    ],
)
def test_complements_of_german_nouns(text: str, claims: list[str]) -> None:
    assert told(text, language="de") == claims
