"""Which words of a sentence stand in no adjunct."""

from __future__ import annotations

import pytest

from monitor.language.adjuncts import outside_adjuncts
from monitor.language.annotation import read_passages, scan_article
from monitor.language.cues import grammar_of
from monitor.model.articles import Article
from tests.readings import PUBLISHED, WATCH


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            "Ministers met", ["ministers", "met"], id="no preposition, so nothing is left out"
        ),
        pytest.param("On Friday ministers met", ["ministers", "met"], id="a day ends an adjunct"),
        pytest.param(
            "After a minister's death, leaders met", ["leaders", "met"], id="a pause ends one"
        ),
        pytest.param("In France leaders met", ["leaders", "met"], id="a name ends one"),
        pytest.param(
            "Leaders met with ministers",
            ["leaders", "met", "with", "ministers"],
            id="a partner stands in none",
        ),
    ],
)
def test_words_outside_adjuncts(text: str, words: list[str]) -> None:
    article = Article(title="", text=text, language="en", published=PUBLISHED, outlet="Wire")
    (passage,) = read_passages(scan_article(article, WATCH), "en", WATCH.events)
    found = outside_adjuncts(passage, 0, len(passage.words), grammar_of("en"))
    assert list(found) == words
