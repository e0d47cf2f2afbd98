"""One claim for each thing that an article says, and none for what goes without saying."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.model.articles import Part
from tests.readings import read, told

OFF = "The summit of Macron and Merz was cancelled."


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(f"{OFF} {OFF}", ["cancelled asserted"], id="said twice is said once"),
        pytest.param(
            "The summit of Macron and Merz will take place, but was moved to Friday.",
            ["rescheduled asserted"],
            id="what is moved will take place",
        ),
        pytest.param(
            "The summit of Macron and Merz will not take place on Friday, it was put off.",
            ["postponed asserted"],
            id="what is put off is not called off but for the day",
        ),
        pytest.param(
            "The summit of Macron and Merz was put off twice and is now cancelled.",
            ["cancelled asserted"],
            id="what was put off may be called off",
        ),
        pytest.param(
            "Macron and Merz agreed to meet. A summit of Macron and Merz is in the works.",
            ["confirmed asserted"],
            id="what is settled is no mere plan",
        ),
        pytest.param(
            "Norland rejected the Amber Pact. Norland has not signed the Amber Pact.",
            ["rejected asserted"],
            id="what is rejected is not signed",
        ),
        pytest.param(
            f"{OFF} The summit of Macron and Merz could be postponed.",
            ["cancelled asserted"],
            id="what is settled is no longer guessed",
        ),
        pytest.param(
            "The summit of Macron and Merz will take place in Rome. It could be postponed.",
            ["confirmed asserted", "postponed hypothetical"],
            id="what is planned may still be changed",
        ),
        pytest.param(
            "Macron and Merz agreed to meet. No date has been set for the summit of Macron and Merz.",
            ["confirmed asserted"],
            id="what is agreed may lack its date",
        ),
    ],
)
def test_what_is_implied_is_no_claim(text: str, claims: list[str]) -> None:
    assert told(text) == claims


def test_title_and_text_are_one_claim_with_the_texts_day() -> None:
    (claim,) = read(
        "Macron will meet Merz in Rome on 15 March.", title="Macron and Merz to meet on Tuesday"
    ).claims
    assert claim.part is Part.TITLE
    assert claim.day == date(2031, 3, 15)


def test_a_headline_puts_off_what_its_text_calls_off_whatever_repeats_it() -> None:
    title = "Summit of Macron and Merz put off"
    text = "The summit of Macron and Merz is put off. Macron will skip the meeting with Merz."
    assert told(text, title=title) == ["postponed asserted"]


def test_what_was_called_off_was_not_held() -> None:
    text = "Macron has called off the summit with Merz and ended the talks."
    assert told(text) == ["cancelled asserted"]
