"""States that hold a summit, where their leaders' is watched."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.language.annotation import read_passages, scan_article
from tests.builders import make_article
from tests.readings import told, watch_for

LEADERS: dict[str, Any] = {
    "id": "leaders",
    "name": "Macron–Merz summit",
    "lifecycle": "meeting",
    "parties": [["Macron"], ["Merz"]],
}
WATCH = watch_for(LEADERS)


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        pytest.param("en", "Paris and Berlin agree to hold a summit.", {0, 1}, id="two capitals"),
        pytest.param("ru", "Франция и Германия перенесли саммит.", {0, 1}, id="two states"),
        pytest.param("fr", "Macron et Berlin reportent le sommet.", {0, 1}, id="leader and state"),
        pytest.param("en", "Paris agrees to hold a summit.", set(), id="one of the states"),
        pytest.param("en", "Paris and Berlin agree to hold talks.", set(), id="anybody's talks"),
        pytest.param("en", "Paris and Berlin skip the NATO summit.", set(), id="a body's summit"),
        pytest.param("fr", "Paris et Berlin au sommet de l'Otan.", set(), id="a body behind it"),
        pytest.param("en", "Paris and Berlin plan a climate summit.", set(), id="on one matter"),
    ],
)
def test_states_at_a_summit_are_their_leaders(language: str, text: str, named: set[int]) -> None:
    sources = scan_article(make_article(title="", text=text, language=language), WATCH)
    (passage,) = read_passages(sources, language, WATCH.events)
    assert set(passage.signs["leaders"].parties) == named


def test_a_noun_with_a_word_joined_to_it_is_no_event() -> None:
    text = "Macron and Merz open first round-the-clock office in Metz."
    assert told(text, watch=WATCH) == []
