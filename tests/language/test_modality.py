"""What modals, doubts and conditions make of a cue."""

from __future__ import annotations

import pytest

from tests.readings import SUMMIT, told, watch_for


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Macron may meet Merz.",
            ["proposed asserted"],
            id="a possible meeting is a proposal, and asserted",
        ),
        pytest.param(
            "Macron hopes that, before the winter, he will meet Merz.",
            ["proposed asserted"],
            id="so is one that is hoped for, whatever interrupts the clause",
        ),
        pytest.param(
            "Macron said that, before the winter, he will meet Merz.",
            ["confirmed asserted"],
            id="one that is announced is settled",
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
        pytest.param(
            "The summit of Macron and Merz could be convened in May.",
            ["proposed asserted"],
            id="a meeting that could begin is a proposal",
        ),
        pytest.param(
            "Macron may resign and the summit with Merz has been postponed.",
            ["postponed asserted"],
            id="a modal does not reach into a clause that is joined",
        ),
        pytest.param(
            "Macron may resign and the summit with Merz be postponed.",
            ["postponed hypothetical"],
            id="an infinitive shares the modal of the clause before",
        ),
        pytest.param(
            "A delay of the summit of Macron and Merz is possible.",
            ["postponed hypothetical"],
            id="a predicate behind a noun may leave it open",
        ),
        pytest.param(
            "The delay of the summit of Macron and Merz surprised Bern.",
            ["postponed asserted"],
            id="another predicate takes it as given",
        ),
        pytest.param(
            "Cancelling the summit with Merz would be a mistake, Macron said.",
            ["cancelled hypothetical"],
            id="a gerund has a predicate, too",
        ),
        pytest.param(
            "Macron doubts that the summit with Merz will take place on Friday.",
            ["postponed hypothetical"],
            id="a plan that is doubted is at risk",
        ),
        pytest.param(
            "There is no doubt that Macron and Merz will meet on Friday.",
            ["confirmed asserted"],
            id="what is beyond doubt is not",
        ),
        pytest.param(
            "The session of Macron and Merz should have opened on Tuesday.",
            [],
            id="what was to be and was not is no plan",
        ),
        pytest.param(
            "Norland said the Amber Pact would take effect on Sunday.",
            [],
            id="what is to take effect is not in force",
        ),
        pytest.param(
            "The Amber Pact, which Norland shook on in May, takes effect today.",
            ["in_force asserted"],
            id="the month of May is no modal",
        ),
    ],
)
def test_modality(text: str, claims: list[str]) -> None:
    assert told(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Paris fürchtet, dass das Treffen von Macron und Merz vertagt werden könnte.",
            ["postponed hypothetical"],
            id="a modal may close the clause",
        ),
        pytest.param(
            "Das Treffen von Macron und Merz ist vertagt worden.",
            ["postponed asserted"],
            id="an auxiliary there says nothing",
        ),
    ],
)
def test_verbs_come_last_in_german(text: str, claims: list[str]) -> None:
    assert told(text, watch=watch_for({**SUMMIT, "terms": ["Treffen"]}), language="de") == claims
