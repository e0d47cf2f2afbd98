"""The bench of reading reads what it says it does, and tells which target was missed."""

from __future__ import annotations

import pytest

from tools.bench_claims import (
    LONG_TEXT_BYTES,
    Figures,
    long_article,
    missed,
    mixed_articles,
    other_articles,
    passing_articles,
    read,
    watch_of,
    watched_articles,
)


def figures(**changes: float) -> Figures:
    values = {"per_second": 1000.0, "other_ms": 0.1, "passing_ms": 3.0, "watched_ms": 9.0}
    return Figures(events=3, **(values | changes))


@pytest.mark.parametrize(
    ("measured", "long_seconds", "told"),
    [
        pytest.param([figures()], 0.5, [], id="all are met"),
        pytest.param([figures(), figures(other_ms=1.0)], 0.5, ["other_ms"], id="one watch is slow"),
        pytest.param([figures(watched_ms=20.5)], 0.5, ["watched_ms"], id="an event is dear"),
        pytest.param([figures(passing_ms=20.5)], 0.5, [], id="a figure without a target"),
        pytest.param([figures()], 2.1, ["long_seconds"], id="a long text is dear"),
    ],
)
def test_missed_targets_are_named(
    measured: list[Figures], long_seconds: float, told: list[str]
) -> None:
    assert missed(measured, long_seconds) == told


def test_an_article_about_a_watched_event_has_claims_and_no_other_has() -> None:
    watch = watch_of(3)
    assert all(read([article], watch) for article in watched_articles(6))
    assert read(other_articles(6), watch) == 0
    assert not any(watch.names(article.text) for article in other_articles(6))
    assert all(watch.names(article.text) for article in passing_articles(6))


def test_the_articles_are_the_same_in_every_run() -> None:
    assert mixed_articles(60) == mixed_articles(60)
    assert sum(watch_of(3).names(article.text) for article in mixed_articles(100)) == 2


def test_the_long_text_is_a_megabyte() -> None:
    assert len(long_article().text.encode()) >= LONG_TEXT_BYTES
