"""What an article says that is hardly its news, beside what looks like it and is."""

from __future__ import annotations

import pytest

from tests.readings import told

PLAIN = "Rain fell on Selm."


@pytest.mark.parametrize(
    ("title", "text", "claims"),
    [
        pytest.param(
            "",
            "No meeting of Macron and Merz is planned.",
            ["confirmed denied"],
            id="an outlet denies a plan",
        ),
        pytest.param(
            "",
            "No meeting of Macron and Merz is planned, analysts said.",
            ["confirmed denied"],
            id="an outsider denies a plan",
        ),
        pytest.param(
            "",
            "Macron said no meeting with Merz was planned.",
            ["confirmed denied"],
            id="a party denies a plan",
        ),
        pytest.param(
            "", "Macron rules out meeting Merz.", ["confirmed denied"], id="a party refuses"
        ),
        pytest.param(
            "",
            "The summit of Macron and Merz was not cancelled.",
            ["cancelled denied"],
            id="an outlet denies a change",
        ),
    ],
)
def test_somebody_denies_a_plan(title: str, text: str, claims: list[str]) -> None:
    assert told(text, title=title) == claims


@pytest.mark.parametrize(
    ("title", "text", "claims"),
    [
        pytest.param(
            "Summit of Macron and Merz cancelled", PLAIN, ["cancelled asserted"], id="a headline"
        ),
        pytest.param(
            PLAIN,
            "It was cancelled after the summit of Macron and Merz had been prepared.",
            [],
            id="a first sentence that only says it",
        ),
        pytest.param(
            PLAIN,
            "Macron and Merz said little. Their summit is cancelled.",
            [],
            id="a later sentence that names nobody",
        ),
        pytest.param(
            PLAIN,
            "Crowds came. The summit of Macron and Merz was cancelled. A summit is dear.",
            ["cancelled asserted"],
            id="a later sentence that names everything",
        ),
    ],
)
def test_behind_a_headline_an_event_is_named(title: str, text: str, claims: list[str]) -> None:
    assert told(text, title=title) == claims


@pytest.mark.parametrize(
    ("title", "text", "claims"),
    [
        pytest.param(
            PLAIN,
            "The summit of Macron and Merz was cancelled.",
            ["cancelled asserted"],
            id="sure, and it opens the text",
        ),
        pytest.param(
            PLAIN,
            "It rained. The summit of Macron and Merz was cancelled.",
            [],
            id="further down",
        ),
        pytest.param(
            PLAIN,
            "The summit with Merz was cancelled.",
            [],
            id="headline and sentence leave a party out",
        ),
        pytest.param(
            "Macron walks in Selm",
            "The summit with Merz was cancelled. A choir was postponed.",
            ["cancelled asserted"],
            id="headline and sentence name all parties between them",
        ),
        pytest.param(
            "Macron and Merz walk in Selm",
            "The trip was cancelled.",
            [],
            id="the headline alone names them",
        ),
        pytest.param(
            PLAIN,
            "14.48. The summit of Macron and Merz was cancelled.",
            ["cancelled asserted"],
            id="a live report opens behind the time of day",
        ),
        pytest.param(
            PLAIN,
            "The summit of Macron and Merz was cancelled. A choir was postponed.",
            ["cancelled asserted"],
            id="it opens the text and names both",
        ),
        pytest.param(
            PLAIN,
            "Macron said the summit with Merz was cancelled.",
            ["cancelled asserted"],
            id="a party says it",
        ),
        pytest.param(
            "Rain over the summit",
            "The summit of Macron and Merz was cancelled.",
            ["cancelled asserted"],
            id="the headline calls the event",
        ),
        pytest.param(
            PLAIN,
            "The summit of Macron and Merz was cancelled. It was a summit of many chairs.",
            ["cancelled asserted"],
            id="another sentence calls the event",
        ),
        pytest.param(
            "",
            "The summit of Macron and Merz was cancelled.",
            ["cancelled asserted"],
            id="no headline at all",
        ),
    ],
)
def test_an_outlets_word_does_not_stand_alone(title: str, text: str, claims: list[str]) -> None:
    assert told(text, title=title) == claims


def test_a_headline_that_is_unsure_of_it_spoils_no_text_that_is_sure() -> None:
    text = "Macron and Merz could meet before winter, two aides of Macron said."
    title = "Macron and Merz could meet before winter"
    assert told(text, title=title) == ["proposed asserted"]


@pytest.mark.parametrize(
    ("title", "text", "claims"),
    [
        pytest.param(
            "Macron meets Merz on Friday",
            "Their summit will be held in Selm.",
            ["confirmed asserted"],
            id="the headline names the people and the text the event",
        ),
        pytest.param(
            "Rain over Selm",
            "Their summit with Merz will be held in Rome.",
            [],
            id="the headline tells nothing",
        ),
    ],
)
def test_headline_and_text_bear_each_other_out(title: str, text: str, claims: list[str]) -> None:
    assert told(text, title=title) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Macron told Merz that a bridge is shut. It was cancelled, Macron said of the summit.",
            ["cancelled asserted"],
            id="no other status is spoken of",
        ),
        pytest.param(
            "Macron will host a summit with Merz on trade. The visit of a choir is postponed. "
            "It is cancelled, Macron said.",
            ["confirmed asserted"],
            id="something else is put off",
        ),
    ],
)
def test_a_pronoun_is_unsure_among_other_changes(text: str, claims: list[str]) -> None:
    assert told(text, title=PLAIN) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("Macron said that no summit was planned.", ["confirmed denied"], id="a party"),
        pytest.param("An analyst said that no summit was planned.", [], id="an outsider"),
        pytest.param("Macron said that a summit was planned.", [], id="what it asserts is unsure"),
    ],
)
def test_a_party_answers_further_down(text: str, claims: list[str]) -> None:
    article = "Macron and Merz walked in Selm before their summit was spoken of. Rain fell. " * 3
    assert told(f"{article}\n\nThe bridge is shut. {text}", title=PLAIN) == claims


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        pytest.param("He will receive Merz, Macron said.", [], id="no word for an event"),
        pytest.param("He has invited Merz, Macron said.", ["proposed asserted"], id="invited"),
    ],
)
def test_further_down_an_event_has_a_word_for_it(sentence: str, claims: list[str]) -> None:
    text = f"Macron spoke of Merz at their summit. Rain fell. {sentence}"
    assert told(text, title=PLAIN) == claims
