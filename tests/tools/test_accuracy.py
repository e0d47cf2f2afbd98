from __future__ import annotations

import pytest

from tools.accuracy import wilson


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        pytest.param(0, 0, 0.0, 1.0, id="of nothing nothing is known"),
        pytest.param(8, 10, 0.541, 0.931, id="a small group has a wide interval"),
        pytest.param(10, 10, 0.787, 1.0, id="all of ten is not all of all"),
        pytest.param(800, 1000, 0.778, 0.820, id="a large group has a narrow one"),
    ],
)
def test_wilson(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=0.001)
