from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest

from monitor.errors import MonitorError, ParseError, RestingError, SandboxError
from monitor.jobs.workers import CountedSandbox
from monitor.model.machine import WorkerLosses
from monitor.store import workers
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.fakes import Clock, InlineSandbox

T = TypeVar("T")
REASON = "the document took more than 15 s: worker killed"


class Failing(InlineSandbox):
    """Worker processes that one error after another comes out of, then results."""

    def __init__(self, *errors: MonitorError) -> None:
        self._errors = list(errors)

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        if self._errors:
            raise self._errors.pop(0)
        return await super().run(function, *arguments)


def counted(store: Store) -> list[WorkerLosses]:
    with store.read() as tx:
        return workers.losses(tx)


async def test_what_ended_a_worker_is_counted_and_passed_on(memory: Store) -> None:
    errors = [SandboxError("it crashed", is_loss=True), SandboxError(REASON, is_loss=True)]
    clock = Clock()
    sandbox = CountedSandbox(Failing(*errors), memory, clock)
    for error in errors:
        with pytest.raises(SandboxError) as caught:
            await sandbox.run(operator.add, 1, 2)
        assert caught.value is error
        clock.now += timedelta(hours=1)
    assert counted(memory) == [
        WorkerLosses(task="add", losses=2, lost_at=at(1), reason=REASON, rests_until=None)
    ]
    assert await sandbox.run(operator.add, 1, 2) == 3


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(ParseError("not a feed"), id="the function's own word"),
        pytest.param(SandboxError("stopped", permanent=False), id="workers that were stopped"),
        pytest.param(SandboxError("int failed: ValueError"), id="a defect that ended no worker"),
    ],
)
async def test_other_errors_cost_nothing(memory: Store, error: MonitorError) -> None:
    sandbox = CountedSandbox(Failing(error), memory, Clock())
    with pytest.raises(type(error)):
        await sandbox.run(operator.add, 1, 2)
    assert counted(memory) == []


async def test_a_rest_is_written_down_once(memory: Store) -> None:
    lost = SandboxError(REASON, is_loss=True)
    rests = [RestingError("they rest", seconds=seconds) for seconds in (300, 180, 300)]
    clock = Clock()
    sandbox = CountedSandbox(Failing(lost, *rests), memory, clock)
    ends = []
    for minutes in (0, 0, 2, 6):
        clock.now = NOON + timedelta(minutes=minutes)
        with pytest.raises(SandboxError):
            await sandbox.run(operator.add, 1, 2)
        ends.append(counted(memory)[0].rests_until)
    assert ends == [None, *[NOON + timedelta(minutes=end) for end in (5, 5, 11)]]
