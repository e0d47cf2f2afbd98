"""The bench of search and upkeep does what it says, and tells which target was missed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tools.bench_search import Figures, describe, measure, missed

FIGURES = Figures(
    articles=10,
    article_bytes=6000.0,
    words_bytes=1800.0,
    write_ms=0.3,
    open_ms=20.0,
    searches={"a word": 2.0, "a list": 1.0},
    upkeep_seconds=1.0,
    steps=4,
    step_ms=3.0,
    slowest_step_ms=20.0,
    slowest_step_wall_ms=60.0,
    file_bytes=(2_000_000, 1_000_000),
    done={"texts": 1, "articles": 2},
)


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        pytest.param(FIGURES, [], id="all are met"),
        pytest.param(replace(FIGURES, slowest_step_ms=50.0), ["slowest_step_ms"], id="a slow step"),
        pytest.param(replace(FIGURES, searches={"x": 1001.0}), ["search_ms"], id="a slow search"),
        pytest.param(replace(FIGURES, open_ms=2000.0), ["open_ms"], id="a slow start"),
    ],
)
def test_missed_targets_are_named(figures: Figures, told: list[str]) -> None:
    assert missed(figures) == told


def test_a_small_corpus_is_searched_and_tended() -> None:
    figures = measure(300, 1)
    assert figures.done["articles"] > 150
    assert figures.done["texts"] > 0
    assert figures.steps > 10
    assert "upkeep" in " ".join(describe(figures))
