from __future__ import annotations

import asyncio
import threading

import pytest

from monitor.edges.threads import BlockingCalls


async def test_a_call_gives_its_result_from_a_daemon_thread() -> None:
    def daemon(word: str) -> tuple[str, bool, str]:
        return word, threading.current_thread().daemon, threading.current_thread().name

    result = await BlockingCalls("worker", 1).run(daemon, "done", seconds=1)
    assert result == ("done", True, "worker")


async def test_what_a_call_raises_is_raised_to_its_caller() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        await BlockingCalls("worker", 1).run(int, "x", seconds=1)


async def test_an_abandoned_call_keeps_its_slot_until_it_ends() -> None:
    calls = BlockingCalls("worker", 1)
    release = threading.Event()
    with pytest.raises(TimeoutError):
        await calls.run(release.wait, 5, seconds=0.02)
    waiting = asyncio.create_task(calls.run(str, 7, seconds=1))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    release.set()
    assert await waiting == "7"


async def test_waiting_for_a_slot_does_not_count() -> None:
    calls = BlockingCalls("worker", 1)
    pause = threading.Event()
    results = await asyncio.gather(*(calls.run(pause.wait, 0.06, seconds=0.1) for _ in range(3)))
    assert results == [False, False, False]


def test_a_call_that_outlives_the_loop_ends_quietly() -> None:
    release = threading.Event()

    async def abandon() -> None:
        with pytest.raises(TimeoutError):
            await BlockingCalls("late", 1).run(release.wait, 5, seconds=0.01)

    asyncio.run(abandon())
    release.set()
    late = [thread for thread in threading.enumerate() if thread.name == "late"]
    for thread in late:
        thread.join(2)
    assert not any(thread.is_alive() for thread in late)
