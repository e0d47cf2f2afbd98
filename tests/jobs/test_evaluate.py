from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config.datasets import Timeline, read_timelines
from monitor.config.labels import SingleText
from monitor.config.schema.topics import Event, Party
from monitor.jobs.evaluate import evaluate_texts, evaluate_timeline
from monitor.model.claims import Lifecycle, Stance, Status
from tests.builders import NOON

TIMELINES = {
    each.name: each for each in read_timelines(Path(__file__).parents[1] / "data" / "timelines")
}


@pytest.mark.parametrize("timeline", [pytest.param(t, id=name) for name, t in TIMELINES.items()])
def test_timeline_is_told_as_its_labels_say(timeline: Timeline) -> None:
    told = []
    predictions = evaluate_timeline(timeline, lambda: told.append(1))
    assert [(row.id, row.alerts, row.duplicate_of, row.topics) for row in predictions] == [
        (a.id, a.alerts, a.duplicate_of, a.topics) for a in timeline.articles
    ]
    assert len(told) == len(timeline.articles)


def test_timeline_is_a_world_of_its_own() -> None:
    timeline = TIMELINES["strelsau-summit"]
    once, again = (evaluate_timeline(timeline, lambda: None) for _ in range(2))
    assert once == again


def test_evidence_is_verbatim_and_weak_claims_are_left_out() -> None:
    timeline = TIMELINES["strelsau-summit"]
    for article, row in zip(
        timeline.articles, evaluate_timeline(timeline, lambda: None), strict=True
    ):
        assert row.claims
        assert all(c.evidence in (article.title, *article.text.split("\n")) for c in row.claims)


def test_texts_are_read_one_by_one() -> None:
    event = Event(
        id="summit",
        name="Ruritania–Graustark summit",
        lifecycle=Lifecycle.MEETING,
        parties=(Party(aliases=("Ruritania",)), Party(aliases=("Graustark",))),
        terms=("summit",),
    )
    texts = [
        SingleText(
            id=text_id,
            lang="en",
            published=NOON,
            event=event,
            title="",
            text=text,
            claims=(),
        )
        for text_id, text in (
            ("a", "Ruritania has cancelled the summit with Graustark."),
            ("b", "The weather in Strelsau is mild."),
        )
    ]
    told = []
    claims = evaluate_texts(texts, lambda: told.append(1))
    assert {(c.status, c.stance) for c in claims["a"]} == {(Status.CANCELLED, Stance.ASSERTED)}
    assert claims["b"] == ()
    assert len(told) == len(texts)
