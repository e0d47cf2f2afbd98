"""What makes a cue depend on something else, and what only looks like a condition."""

from __future__ import annotations

import pytest

from tests.readings import told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Unless Merz apologises for what he has said since May, Macron will call off the summit.",
            ["cancelled hypothetical"],
            id="a conjunction within the first clause parts nothing",
        ),
        pytest.param(
            "If Merz is late, so be it, but Macron has called off the summit.",
            ["cancelled asserted"],
            id="one behind it does",
        ),
        pytest.param(
            "In the absence of an apology, Macron will call off the summit with Merz.",
            ["cancelled hypothetical"],
            id="what is missing is a condition",
        ),
        pytest.param(
            "Macron called off the summit with Merz, saying on Monday that he would come if asked.",
            ["cancelled asserted"],
            id="another clause has a condition of its own",
        ),
        pytest.param(
            "Macron will call off the summit with Merz, if need be.",
            ["cancelled hypothetical"],
            id="right behind a comma it is the cue's",
        ),
    ],
)
def test_conditions(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Lenkt Merz nicht ein, sagt Macron den Gipfel ab.",
            ["cancelled hypothetical"],
            id="a verb that opens a sentence makes its clause a condition",
        ),
        pytest.param(
            "Beteilige sich Merz nicht, werde der Gipfel mit Macron abgesagt, sagte ein Sprecher.",
            ["cancelled hypothetical"],
            id="in reported speech as well",
        ),
        pytest.param(
            "Merz, Kanzler seit Mai, hat den Gipfel mit Macron abgesagt.",
            ["cancelled asserted"],
            id="a name opens none",
        ),
        pytest.param(
            "Gestern kam Merz an, heute wurde der Gipfel mit Macron abgesagt.",
            ["cancelled asserted"],
            id="nor does a day",
        ),
        pytest.param(
            "Der Gipfel von Macron und Merz ist abgesagt, ohne dass ein neuer in Sicht wäre.",
            ["cancelled asserted"],
            id="what opens with another conjunction is none",
        ),
        pytest.param(
            "Der Gipfel von Macron und Merz kommt. Trifft sich",
            ["confirmed asserted"],
            id="nor is a verb that has no second clause, whatever follows it",
        ),
    ],
)
def test_german_conditions(text: str, claims: list[str]) -> None:
    assert told(text, language="de") == claims
