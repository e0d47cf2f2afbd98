from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tools import bench_copies
from tools.copydesk import Desk


@pytest.mark.slow
def test_copies_are_known_and_nothing_else_is() -> None:
    figures = bench_copies.measure(300, 60, 30)
    assert figures.recall["edited"] >= 0.9
    assert figures.recall["cut"] >= 0.9
    assert figures.false == 0
    assert figures.updates <= 0.1
    good = replace(figures, recall={"edited": 0.99, "cut": 0.96}, p99_ms=1.0, open_ms=1.0)
    assert bench_copies.missed(good) == []
    assert bench_copies.missed(replace(good, p99_ms=9.0, false=1)) == ["false", "p99_ms"]
    assert bench_copies.missed(replace(good, recall={"edited": 0.9, "cut": 0.9})) == [
        "edited",
        "cut",
    ]
    assert "300 articles: recall edited" in next(bench_copies.lines(figures, {}))


def test_the_peers_read_the_same_articles(tmp_path: Path) -> None:
    bench_copies.write_samples(tmp_path / "samples.jsonl", 20, 5)
    rows = (tmp_path / "samples.jsonl").read_text().splitlines()
    assert len(rows) == 20 + 3 * 5
    found = bench_copies.measure_peer(sys.executable, "rensa", tmp_path / "samples.jsonl")
    assert found["recall"]["cut"] == 1.0
    assert bench_copies.measure_peers(None, 20, 5) == {}


def test_a_desk_writes_the_same_again() -> None:
    one, other = Desk(3), Desk(3)
    copy = one.article()
    assert other.article() == copy
    assert one.syndicated(one.edited(copy, 0.1)) == other.syndicated(other.edited(copy, 0.1))
    assert Desk(4).article() != copy


def test_what_a_desk_does_to_a_text() -> None:
    desk = Desk(3)
    copy = desk.article()
    words = copy.text.split()
    edited = desk.edited(copy, 0.1).text.split()
    assert 0.02 < sum(a != b for a, b in zip(words, edited, strict=True)) / len(words) < 0.2
    assert copy.text.startswith(desk.cut(copy, 0.6).text)
    assert copy.text in desk.syndicated(copy).text
    first, *rest = desk.updated(copy).text.split("\n")
    assert first not in copy.text
    assert all(line in copy.text for line in rest)
