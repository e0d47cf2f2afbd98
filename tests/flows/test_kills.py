"""The real daemon, killed at random moments: nothing is lost, and no repeat goes unmarked."""

from __future__ import annotations

import pytest

from tools import kill_test

KILLS, ALERTS = 30, 90


@pytest.mark.slow
def test_thirty_kills_lose_nothing_and_double_nothing_unmarked() -> None:
    arguments = f"--kills {KILLS} --alerts {ALERTS} --longest 0.5 --warm"
    figures = kill_test.main(arguments.split())
    assert (figures.received, figures.lost, figures.unexpected) == (ALERTS, 0, 0)
    assert figures.duplicates <= KILLS
    assert figures.unmarked == 0
    assert figures.out_of_order == 0
    assert figures.states == {"sent": ALERTS}
    assert figures.integrity == "ok, 0 orphans"
