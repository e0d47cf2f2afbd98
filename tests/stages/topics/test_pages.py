"""Pages that bring no news of what they name."""

from __future__ import annotations

import pytest

from monitor.language.watch import CompiledEvent
from monitor.stages.topics.pages import tells_no_news
from tests.builders import make_article
from tests.readings import watch_for


@pytest.mark.parametrize(
    ("language", "title", "looks_back"),
    [
        pytest.param("en", "Thirty years on, the treaty still divides", True, id="years on"),
        pytest.param("en", "Treaty signed five years ago collapses", False, id="news of old"),
        pytest.param("en", "What was the Velt treaty?", True, id="what something was"),
        pytest.param("en", "A short history of the truce", True, id="a history"),
        pytest.param(
            "en", "Summit is the best in the history of the two states", False, id="no history"
        ),
        pytest.param("en", "Snow and soup: a look back at the summits", True, id="a look back"),
        pytest.param("ru", "29 лет назад замолчали пушки", True, id="years ago in Russian"),
        pytest.param("ru", "История с договором продолжается", False, id="an affair goes on"),
        pytest.param("uk", "30 років тому замовкли гармати", True, id="in Ukrainian"),
        pytest.param("de", "Vor 30 Jahren schwiegen die Waffen", True, id="in German"),
        pytest.param("de", "Treffen in zehn Jahren nach dem Vertrag", False, id="a plan"),
        pytest.param("fr", "Il y a vingt ans, la trêve", True, id="in French"),
        pytest.param("fr", "Le traité expire dans trois ans", False, id="a term"),
        pytest.param("ja", "30 years on", False, id="a language without a grammar"),
    ],
)
def test_a_title_may_look_back(language: str, title: str, looks_back: bool) -> None:
    assert tells_no_news(make_article(title=title, language=language), ()) is looks_back


def event(event_id: str, *parties: str) -> CompiledEvent:
    aliases = [[party] for party in parties]
    made = {"id": event_id, "name": event_id, "lifecycle": "meeting", "parties": aliases}
    return watch_for(made).events[event_id]


@pytest.mark.parametrize(
    ("other", "lists"),
    [
        pytest.param(("Ruritania", "Hentzau"), True, id="nobody in common"),
        pytest.param(("Velt", "Hentzau"), False, id="a party in common"),
    ],
)
def test_a_title_may_be_a_list_of_events(other: tuple[str, str], lists: bool) -> None:
    named = (event("talks", "Norland", "Velt"), event("visit", *other))
    assert tells_no_news(make_article(title="Talks, visit, gold price"), named) is lists
