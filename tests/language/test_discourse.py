"""Which of several events a sentence means, and which it does not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.config.schema.topics import Topic
from monitor.language.watch import compile_watch
from monitor.model.articles import Article
from monitor.stages.claims import read_claims

LEADERS: dict[str, Any] = {
    "id": "leaders",
    "name": "Macron–Merz summit",
    "lifecycle": "meeting",
    "parties": [["Macron", "French president"], ["Merz", "German chancellor"]],
    "terms": ["summit", "meeting"],
    "exclude": ["phone call"],
}
MINISTERS: dict[str, Any] = {
    "id": "ministers",
    "name": "Barrot–Wadephul meeting",
    "lifecycle": "meeting",
    "parties": [["Barrot"], ["Wadephul"]],
    "terms": ["meeting"],
}
PACT: dict[str, Any] = {
    "id": "pact",
    "name": "Amber Pact",
    "lifecycle": "agreement",
    "parties": [["Amber Pact"]],
    "terms": ["pact"],
}
TOPIC = Topic.model_validate({"topic": "t", "name": "T", "events": [LEADERS, MINISTERS, PACT]})
WATCH = compile_watch([TOPIC])


def told(text: str, title: str = "") -> list[tuple[str, str, bool]]:
    article = Article(
        title=title,
        text=text,
        language="en",
        published=datetime(2031, 3, 4, tzinfo=UTC),
        outlet="Wire",
    )
    return [(c.event, str(c.status), c.weak) for c in read_claims(article, WATCH).claims]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "The meeting of Barrot and Wadephul was postponed.",
            [("ministers", "postponed", False)],
            id="the one whose people are named",
        ),
        pytest.param(
            "Macron and Merz are busy men.\nIt rained.\nThe summit was cancelled.",
            [("leaders", "cancelled", True)],
            id="a bare noun further down is too weak to change a status",
        ),
        pytest.param(
            "Macron and Merz are busy men. The summit was cancelled.",
            [("leaders", "cancelled", False)],
            id="a bare noun right behind the names is not",
        ),
        pytest.param(
            "The ministers' meeting before the summit of Macron and Merz was cancelled.",
            [("ministers", "cancelled", True)],
            id="a preparatory meeting is none of the leaders'",
        ),
        pytest.param(
            "The summit of Macron with Meloni was cancelled. Merz stayed away.",
            [],
            id="another partner makes it another summit",
        ),
        pytest.param(
            "Macron and Xi met in the palace. Merz did not.",
            [],
            id="somebody else met",
        ),
        pytest.param(
            "The Amber Pact has expired. Macron and Merz met in Selm.",
            [("pact", "ended", False), ("leaders", "held", False)],
            id="two lifecycles in one article",
        ),
    ],
)
def test_an_event_is_meant(text: str, claims: list[tuple[str, str, bool]]) -> None:
    assert told(text) == claims


def test_the_title_names_what_the_lead_only_calls_by_its_noun() -> None:
    claims = told("The summit was cancelled, Merz said.", title="Macron and Merz change plans")
    assert claims == [("leaders", "cancelled", False)]


@pytest.mark.parametrize(
    ("title", "text", "claims"),
    [
        pytest.param(
            "Macron–Meloni summit moved to Rome",
            "The summit was postponed by a day. Merz is on holiday.",
            [],
            id="a headline of other partners",
        ),
        pytest.param(
            "Macron–Meloni summit moved to Rome",
            "The summit of Macron and Merz was cancelled.",
            [("leaders", "cancelled", False)],
            id="unless the text names its own",
        ),
    ],
)
def test_a_text_goes_on_with_its_headline(
    title: str, text: str, claims: list[tuple[str, str, bool]]
) -> None:
    assert told(text, title=title) == claims


@pytest.mark.parametrize(
    ("last", "claims"),
    [
        pytest.param("The bus left.", [], id="a scheme of the same name"),
        pytest.param(
            "France had left it.", [("pact", "extended", False)], id="a state stands somewhere"
        ),
    ],
)
def test_a_treaty_is_no_namesake(last: str, claims: list[tuple[str, str, bool]]) -> None:
    text = f"The hall was full. Nobody slept. It rained. {last}"
    assert told(text, title="Council extends Amber Pact for a year") == claims


PEACE: dict[str, Any] = {
    "id": "peace",
    "name": "US–Taliban agreement",
    "lifecycle": "agreement",
    "parties": [["United States", "US"], ["Taliban"]],
    "terms": ["agreement", "deal"],
}
LULL: dict[str, Any] = {
    "id": "lull",
    "name": "Truce with the Taliban",
    "lifecycle": "agreement",
    "parties": [["Taliban"]],
    "terms": ["truce", "lull"],
}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        pytest.param(
            "The US and the Taliban signed a deal.", {"peace"}, id="a term of one of them"
        ),
        pytest.param("The truce with the Taliban has collapsed.", {"lull"}, id="of the other"),
        pytest.param(
            "The president balks at freeing Taliban prisoners.", set(), id="who acts is no treaty"
        ),
        pytest.param(
            "The US sat with the Taliban. That deal is dead, the envoy said.",
            {"peace"},
            id="what another event is called",
        ),
    ],
)
def test_who_acts_alone_is_no_treaty(text: str, events: set[str]) -> None:
    watch = compile_watch(
        [Topic.model_validate({"topic": "t", "name": "T", "events": [PEACE, LULL]})]
    )
    article = Article(
        title="",
        text=text,
        language="en",
        published=datetime(2026, 3, 2, 12, tzinfo=UTC),
        outlet="Wire",
    )
    assert {c.event for c in read_claims(article, watch).claims if not c.weak} == events
