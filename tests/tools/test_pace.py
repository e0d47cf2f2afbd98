from __future__ import annotations

from tools.pace import measure


def test_items_wait_less_by_rhythm_than_for_the_same_number_of_requests() -> None:
    rows = {row.way: row for row in measure(days=3, seed=7) if row.kind == "all"}
    ours, fixed = rows["by rhythm"], rows["the same number"]
    assert abs(ours.requests_a_day / fixed.requests_a_day - 1) < 0.02
    assert ours.mean_minutes < 0.75 * fixed.mean_minutes
