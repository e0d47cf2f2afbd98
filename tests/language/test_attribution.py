"""Whose word a sentence is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.config.schema.topics import Topic
from monitor.language.watch import compile_watch
from monitor.model.articles import Article
from monitor.model.claims import Standing
from monitor.stages.claims import read_claims

EVENT: dict[str, Any] = {
    "id": "summit",
    "name": "French–German summit",
    "lifecycle": "meeting",
    "parties": ["fr", "de"],
    "terms": ["summit"],
}
WATCH = compile_watch([Topic.model_validate({"topic": "t", "name": "T", "events": [EVENT]})])
OFF = "the summit of France and Germany was cancelled"


@pytest.mark.parametrize(
    ("text", "by", "standing"),
    [
        pytest.param(f"Berlin said {OFF}.", "Berlin", Standing.PARTY, id="a capital speaks"),
        pytest.param(f"Paris: {OFF}", "Paris", Standing.PARTY, id="before a headline's colon"),
        pytest.param(
            f"According to Berlin, {OFF}.", "Berlin", Standing.PARTY, id="according to somebody"
        ),
        pytest.param(
            f"Analysts said {OFF}.", "Analysts", Standing.OTHER, id="analysts have no standing"
        ),
        pytest.param(f"The mediator said {OFF}.", "mediator", Standing.HOST, id="a mediator has"),
        pytest.param(f"Tokyo said {OFF}.", "Tokyo", Standing.OTHER, id="a third country has none"),
        pytest.param(
            "The summit of France and Germany has begun, Tokyo said.",
            "Tokyo",
            Standing.HOST,
            id="unless it announces what both parties did",
        ),
        pytest.param(
            "Japan: the summit of France and Germany was cancelled.",
            None,
            Standing.OUTLET,
            id="a third state before a colon only tells where",
        ),
        pytest.param(
            f"A senior official said {OFF}.",
            "senior official",
            Standing.PARTY,
            id="an official of nobody else is taken for a party's",
        ),
        pytest.param(f"Today {OFF}.", None, Standing.OUTLET, id="nobody: the outlet itself"),
        pytest.param(
            "Berlin cancelled the summit of France and Germany.",
            "Berlin",
            Standing.OUTLET,
            id="who does it, in the outlet's words",
        ),
        pytest.param(
            "The summit of France and Germany was cancelled by Berlin.",
            "Berlin",
            Standing.OUTLET,
            id="so in the passive",
        ),
        pytest.param(
            "France and Germany have ended the summit of France and Germany.",
            None,
            Standing.OUTLET,
            id="two do it: nobody alone",
        ),
        pytest.param(
            f"Germany's deputy ambassador, Anna Doe, said {OFF}.",
            "Anna Doe",
            Standing.PARTY,
            id="a name behind an office",
        ),
        pytest.param(
            f"The chancellery, on 3 May, said {OFF}. Germany is silent.",
            "chancellery",
            Standing.PARTY,
            id="a date between commas is nobody",
        ),
        pytest.param(
            f"In a televised address Anna Doe of Germany said {OFF}.",
            "Anna Doe of Germany",
            Standing.PARTY,
            id="where and how it was said is nobody",
        ),
        pytest.param(
            f"A postponement was announced after {OFF}.".replace("after", "as"),
            None,
            Standing.OUTLET,
            id="what is announced does not speak",
        ),
        pytest.param(
            f"{OFF.capitalize()}, said Chancellor Anna Doe of Germany at the end of the day.",
            "Chancellor Anna Doe of Germany",
            Standing.PARTY,
            id="a speaker ends before where and when",
        ),
        pytest.param(
            f"Doubts grow as {OFF}, warns him over tolls",
            None,
            Standing.OUTLET,
            id="who is warned does not speak",
        ),
    ],
)
def test_a_speaker_is_found(text: str, by: str | None, standing: Standing) -> None:
    article = Article(
        title="", text=text, language="en", published=datetime(2031, 3, 4, tzinfo=UTC), outlet="W"
    )
    (claim,) = read_claims(article, WATCH).claims
    assert (claim.by, claim.standing) == (by, standing)


TREATY: dict[str, Any] = {
    "id": "pact",
    "name": "Open Rivers Pact",
    "lifecycle": "agreement",
    "parties": [["Open Rivers Pact", "Rivers Pact"]],
}
RIVERS = compile_watch(
    [Topic.model_validate({"topic": "t", "name": "French–German rivers", "events": [TREATY]})]
)


@pytest.mark.parametrize(
    ("text", "side", "standing"),
    [
        pytest.param(
            "The French president said Paris was suspending the Open Rivers Pact.",
            "France",
            Standing.PARTY,
            id="a state that the topic names is a party of a treaty known by its name",
        ),
        pytest.param(
            "The Open Rivers Pact has been suspended, the Italian foreign minister said.",
            None,
            Standing.HOST,
            id="another state is a broker",
        ),
        pytest.param(
            "French analysts said the Open Rivers Pact was suspended.",
            None,
            Standing.OTHER,
            id="analysts are nobody's voice, whatever their country",
        ),
        pytest.param(
            "French envoy Anne Doe arrived. Doe said the Open Rivers Pact was suspended.",
            "France",
            Standing.PARTY,
            id="a name counts for the state in whose service it came in",
        ),
        pytest.param(
            "Berlin spoke of a hard week. It said the Open Rivers Pact was suspended.",
            "Germany",
            Standing.PARTY,
            id="a pronoun stands for whoever was named before",
        ),
        pytest.param(
            "The United States was silent, but the Open Rivers Pact was suspended on Monday.",
            None,
            Standing.OUTLET,
            id="a name that reads like a verb of speech is none",
        ),
    ],
)
def test_states_speak_for_a_treaty(text: str, side: str | None, standing: Standing) -> None:
    article = Article(
        title="", text=text, language="en", published=datetime(2031, 3, 4, tzinfo=UTC), outlet="W"
    )
    (claim,) = read_claims(article, RIVERS).claims
    assert (claim.side, claim.standing) == (side, standing)


def test_the_texts_speaker_comes_before_the_headlines() -> None:
    article = Article(
        title="Berlin calls off summit with France",
        text="The summit of France and Germany was cancelled, spokesman John Roe said.",
        language="en",
        published=datetime(2031, 3, 4, tzinfo=UTC),
        outlet="W",
    )
    (claim,) = read_claims(article, WATCH).claims
    assert (claim.by, claim.standing) == ("spokesman John Roe", Standing.PARTY)


@pytest.mark.parametrize(
    ("title", "text", "by"),
    [
        pytest.param(
            "France and Germany cancel summit",
            "France and Germany cancelled their summit on Monday. Rain fell, said a baker.",
            None,
            id="what several do nobody says",
        ),
        pytest.param(
            "Summit of France and Germany cancelled",
            "The summit of France and Germany was cancelled, Paris said.",
            "Paris",
            id="the sentence that says the same",
        ),
        pytest.param(
            "Summit of France and Germany cancelled",
            "The summit of France and Germany was cancelled on Monday. Paris said it was sorry.",
            None,
            id="another sentence's speaker is not the headline's",
        ),
    ],
)
def test_who_says_what_a_headline_says(title: str, text: str, by: str | None) -> None:
    article = Article(
        title=title,
        text=text,
        language="en",
        published=datetime(2031, 3, 4, tzinfo=UTC),
        outlet="W",
    )
    claim = read_claims(article, WATCH).claims[0]
    assert claim.by == by
