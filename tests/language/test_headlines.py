"""What of a text goes with its headline, and which of the two yields."""

from __future__ import annotations

from tests.readings import told


def test_a_question_of_the_headline_is_answered_by_the_text() -> None:
    title = "Summit of Macron and Merz cancelled?"
    assert told("The summit of Macron and Merz will go ahead.", title=title) == [
        "confirmed asserted"
    ]


def test_what_does_not_go_with_the_headline_is_no_claim() -> None:
    title = "Summit of Macron and Merz postponed"
    assert told("The summit of Macron and Merz has ended.", title=title) == ["postponed asserted"]


def test_a_text_that_only_puts_off_overrules_a_headline_that_calls_off() -> None:
    title = "Macron scraps summit with Merz"
    assert told("The summit of Macron and Merz was postponed.", title=title) == [
        "postponed asserted"
    ]


def test_a_denial_goes_with_its_headline() -> None:
    title = "Summit of Macron and Merz postponed"
    assert told("The summit of Macron and Merz was not cancelled.", title=title) == [
        "postponed asserted",
        "cancelled denied",
    ]


def test_a_headline_that_asserts_what_its_text_calls_possible_tells_both() -> None:
    title = "Summit of Macron and Merz cancelled"
    assert told("The summit of Macron and Merz may be cancelled.", title=title) == [
        "cancelled asserted",
        "cancelled hypothetical",
    ]


def test_a_denial_in_the_headline_overrules_what_nobody_says_in_the_text() -> None:
    title = "Macron: summit with Merz not cancelled"
    assert told("The summit of Macron and Merz was cancelled, it was said.", title=title) == [
        "cancelled denied"
    ]
