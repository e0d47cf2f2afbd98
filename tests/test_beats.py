from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from monitor.beats import Beats


@pytest.mark.parametrize(
    "ahead",
    [
        pytest.param(timedelta(seconds=20), id="by twenty seconds"),
        pytest.param(timedelta(hours=1), id="by an hour"),
        pytest.param(timedelta(days=3650), id="by ten years"),
    ],
)
async def test_a_clock_that_is_set_back_stops_no_beat(
    ahead: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.beats.CLOCK_SECONDS", 0.01)
    worked, wrong = asyncio.Event(), [ahead]

    async def job() -> None:
        worked.set()

    beats = Beats(lambda: datetime.now(UTC) + wrong[0], asyncio.Event())
    beats.start([(job, 9999)])  # its first beat is as far away as the clock is wrong
    await asyncio.sleep(0.03)
    assert not worked.is_set()
    wrong[0] = timedelta(0)
    await asyncio.wait_for(worked.wait(), 5)
    beats.pause()
    beats.end()


async def test_a_clock_that_goes_as_it_should_gives_no_beat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("monitor.beats.CLOCK_SECONDS", 0.01)
    turns: list[int] = []

    async def job() -> None:
        turns.append(1)

    beats = Beats(lambda: datetime.now(UTC), asyncio.Event())
    beats.start([(job, 9999)])
    await asyncio.sleep(0.1)
    beats.pause()
    beats.end()
    assert turns == [1]
