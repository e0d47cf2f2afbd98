"""The cues of an article that may tell something."""

from __future__ import annotations

import pytest

from monitor.config.lexicon import Cue
from monitor.language.annotation import read_passages, scan_article
from monitor.language.candidates import Candidates, find_candidates, statuses_of
from monitor.model.articles import Article
from monitor.model.claims import Lifecycle, Status
from tests.readings import PUBLISHED, WATCH

MEETING = Lifecycle.MEETING


def candidates(text: str) -> Candidates:
    article = Article(title="", text=text, language="en", published=PUBLISHED, outlet="Wire")
    passages = tuple(read_passages(scan_article(article, WATCH), "en", WATCH.events))
    return find_candidates(passages, "en", [MEETING], {})


def first(found: Candidates) -> list[Cue]:
    """The first reading of each cue, in the order of the text."""
    return [same[0].meaning for passage in found[MEETING] for same in passage]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        pytest.param("The summit was cancelled.", [Status.CANCELLED], id="a cue is found"),
        pytest.param(
            "The summit was put off. Then it was cancelled.",
            [Status.POSTPONED, Status.CANCELLED],
            id="sentence by sentence",
        ),
        pytest.param("Has the summit been held or cancelled?", [], id="opposites tell neither"),
        pytest.param(
            "The summit was postponed or cancelled.",
            [Status.POSTPONED, Status.CANCELLED],
            id="alternatives of one kind",
        ),
        pytest.param("- Summit of Macron and Merz cancelled", [], id="a list tells nothing"),
        pytest.param("Read more: summit cancelled", [], id="a call to the reader tells nothing"),
    ],
)
def test_cues_that_may_tell(text: str, statuses: list[Status]) -> None:
    assert [cue.status for cue in first(candidates(text))] == statuses


def test_each_sentence_has_words_for_statuses() -> None:
    found = candidates("The summit was put off. A match was cancelled.")
    assert {Status.POSTPONED, Status.CANCELLED} <= statuses_of(found)
    assert Status.HELD not in statuses_of(found)
