"""What is news in a sentence, and what only came before."""

from __future__ import annotations

import pytest

from tests.readings import told


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Shares fell after the summit of Macron and Merz was cancelled.",
            [],
            id="a clause of time is a circumstance",
        ),
        pytest.param(
            "Despite the cancellation of the summit of Macron and Merz, trains ran.",
            [],
            id="so is a noun behind a preposition of time or cause",
        ),
        pytest.param(
            "The summit of Macron and Merz was cancelled in 2029.",
            [],
            id="an earlier year dates history",
        ),
        pytest.param(
            "Macron and Merz have begun their summit, the third time the two have met this year.",
            ["underway asserted"],
            id="what only counts meetings is no meeting",
        ),
        pytest.param(
            "For the first time since May, Macron and Merz have met in Bern.",
            ["held asserted"],
            id="a first time is one",
        ),
        pytest.param(
            "The summit of Macron and Merz, the first since 2029, was cancelled.",
            ["cancelled asserted"],
            id="a year that dates a beginning does not",
        ),
        pytest.param(
            "Norland formally left the Amber Pact, the 1987 treaty on fish.",
            ["ended asserted"],
            id="nor one that names a treaty",
        ),
        pytest.param(
            "The summit of Macron and Merz was cancelled, as no hall built before 2029 was free.",
            ["cancelled asserted"],
            id="nor one behind a comma",
        ),
        pytest.param(
            "If the summit of Macron and Merz is cancelled, shares will fall.",
            [],
            id="what would have to happen first is no claim",
        ),
        pytest.param(
            "The summit of Macron and Merz, which had been postponed in May, has begun.",
            ["underway asserted"],
            id="a relative clause in the past perfect is background",
        ),
        pytest.param(
            "Paris said the summit of Macron and Merz had been cancelled.",
            ["cancelled asserted"],
            id="reported speech shifts the past without making it older",
        ),
        pytest.param(
            "The talks of Macron and Merz, broken off in May, will resume on Friday.",
            ["confirmed asserted"],
            id="a participle between commas is background",
        ),
        pytest.param(
            "Once the Amber Pact, signed last July, takes effect, duties will fall.",
            [],
            id="a parenthesis does not part a conjunction from its verb",
        ),
        pytest.param(
            "Norland left the Amber Pact of 24 November 2029.",
            ["ended asserted"],
            id="a date that only names a treaty is not when it was left",
        ),
        pytest.param(
            "Macron said Merz had broken off the talks of 2029 with him.",
            [],
            id="a meeting of another year is another meeting",
        ),
        pytest.param(
            "The summit of Macron and Merz, which was put off last year, has begun.",
            ["underway asserted"],
            id="the time of a relative clause is its own",
        ),
        pytest.param(
            "Macron and Merz met in Oslo on February 2, the first talks of the two in years.",
            [],
            id="a date of weeks ago dates history",
        ),
        pytest.param(
            "On Sunday, 2 February, Macron and Merz met in Oslo.",
            [],
            id="a weekday before it is that of the date",
        ),
        pytest.param(
            "Macron called off the summit with Merz in early January.",
            [],
            id="a month alone dates, too",
        ),
        pytest.param(
            "Macron and Merz met in Oslo on March 3.",
            ["held asserted"],
            id="a date of yesterday does not",
        ),
        pytest.param(
            "Macron called off the summit with Merz planned for 20 March.",
            ["cancelled asserted"],
            id="nor one to come",
        ),
        pytest.param(
            "Norland left the Amber Pact of 2 February.",
            ["ended asserted"],
            id="nor one without a year that names a treaty",
        ),
        pytest.param(
            "After the storm of 2 February, Macron called off the summit with Merz.",
            ["cancelled asserted"],
            id="a phrase of time has a date of its own",
        ),
    ],
)
def test_background_is_no_news(text: str, claims: list[str]) -> None:
    assert told(text) == claims
