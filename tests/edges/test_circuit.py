from __future__ import annotations

import pytest

from monitor.edges import circuit
from monitor.edges.circuit import MOST_IN_A_ROW, REST_SECONDS, Circuit


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000.0]
    monkeypatch.setattr(circuit, "monotonic", lambda: now[0])
    return now


def fail(tried: Circuit, times: int) -> None:
    for _ in range(times):
        tried.fail()


@pytest.mark.usefixtures("clock")
def test_one_success_among_many_failures_keeps_it_closed() -> None:
    tried = Circuit()
    fail(tried, MOST_IN_A_ROW - 1)
    tried.succeed()
    fail(tried, MOST_IN_A_ROW - 1)
    assert tried.rests_for == 0


def test_after_too_many_it_rests_and_after_another_it_rests_again(clock: list[float]) -> None:
    tried = Circuit()
    fail(tried, MOST_IN_A_ROW)
    assert tried.rests_for == REST_SECONDS
    clock[0] += REST_SECONDS
    assert tried.rests_for == 0
    tried.fail()
    assert (tried.rests_for, tried.failures) == (REST_SECONDS, MOST_IN_A_ROW + 1)
    clock[0] += REST_SECONDS
    tried.succeed()
    fail(tried, MOST_IN_A_ROW - 1)
    assert tried.rests_for == 0
