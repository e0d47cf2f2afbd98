"""What is a report, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.readings import told

OFF = "The summit of Macron and Merz was cancelled."


@pytest.mark.parametrize(
    ("title", "text", "claims"),
    [
        pytest.param("Rain over the summit", OFF, ["cancelled asserted"], id="a report"),
        pytest.param("Opinion: the empty chair", OFF, [], id="a kicker before a colon"),
        pytest.param("[Satire] The empty chair", OFF, [], id="in brackets"),
        pytest.param("", f"Editorial. {OFF}", [], id="in the text"),
        pytest.param("How the chair stayed empty", OFF, [], id="an explainer"),
        pytest.param("FAQ: who sits on the chair", OFF, [], id="questions and answers"),
        pytest.param("Explainer: is the chair empty?", OFF, [], id="a kicker before a question"),
        pytest.param("A short history of summits", OFF, [], id="a look-back"),
        pytest.param(
            "How about lunch at the summit?",
            OFF,
            ["cancelled asserted"],
            id="a question is no explainer",
        ),
        pytest.param(
            "Opinion polls fall before the summit",
            OFF,
            ["cancelled asserted"],
            id="the word alone is no kicker",
        ),
        pytest.param(
            "Opinion: the empty chair",
            "Macron said the summit with Merz was cancelled.",
            ["cancelled asserted"],
            id="whom an opinion quotes still counts",
        ),
    ],
)
def test_only_a_report_tells_news_in_its_own_voice(
    title: str, text: str, claims: list[str]
) -> None:
    assert told(text, title=title) == claims
