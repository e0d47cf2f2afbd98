from __future__ import annotations

import asyncio
import ctypes
import multiprocessing
import operator
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from pebble import ProcessExpired

from monitor.edges import circuit
from monitor.edges import pool as edges_pool
from monitor.edges.confinement import call
from monitor.edges.pool import MEMORY_BYTES, WorkerPool
from monitor.edges.system import take_secrets
from monitor.errors import MonitorError, ParseError, RestingError, SandboxError
from monitor.model.pages import NoText, NoTextReason, Page
from monitor.stages.extract import extract_page
from monitor.stages.parse import parse_feed

URL = "https://news.example/feed"
HANG = (re.match, "(a*)*b", "a" * 40)
"""A call that stays inside one C function for years."""

ENCODING_BOMB = b"<?xml " + b"encoding='" * 3_000
ENTITY_BOMB = (
    b'<?xml version="1.0"?>\n<!DOCTYPE rss [\n<!ENTITY a "'
    + b"x" * 100_000
    + b'">\n]><rss version="2.0"><channel><item><title>'
    + b"&a;" * 50_000
    + b"</title></item></channel></rss>"
)


@pytest.fixture
async def pool() -> AsyncIterator[WorkerPool]:
    pool = WorkerPool(workers=1, deadline_seconds=1)
    yield pool
    await pool.aclose()


async def failure(pool: WorkerPool, *call: object) -> SandboxError:
    function, *arguments = call
    assert callable(function)
    with pytest.raises(SandboxError) as caught:
        await pool.run(function, *arguments)
    return caught.value


def process_file(process: int, name: str) -> str:
    return Path(f"/proc/{process}/{name}").read_text()


async def test_a_function_runs_in_another_process(pool: WorkerPool) -> None:
    assert await pool.run(operator.add, 1, 2) == 3
    assert await pool.run(os.getpid) != os.getpid()


async def test_a_worker_stays_for_the_next_task(pool: WorkerPool) -> None:
    assert await pool.run(os.getpid) == await pool.run(os.getpid)


async def test_a_worker_that_hangs_is_killed_on_the_deadline(pool: WorkerPool) -> None:
    await pool.run(os.getpid)
    started = time.monotonic()
    error = await failure(pool, *HANG)
    assert 0.9 < time.monotonic() - started < 3
    assert str(error) == "the document took more than 1 s: worker killed"
    assert error.permanent
    assert await pool.run(operator.add, 1, 2) == 3


async def test_a_feed_that_burns_processors_is_killed(pool: WorkerPool) -> None:
    error = await failure(pool, parse_feed, Page(url=URL, body=ENCODING_BOMB))
    assert "worker killed" in str(error)


async def test_a_feed_that_eats_memory_is_contained() -> None:
    pool = WorkerPool(workers=1, deadline_seconds=10, memory_bytes=512 << 20)
    error = await failure(pool, parse_feed, Page(url=URL, body=ENTITY_BOMB))
    assert error.permanent
    assert await pool.run(operator.add, 1, 2) == 3
    await pool.aclose()


async def test_memory_that_runs_out_is_told(pool: WorkerPool) -> None:
    error = await failure(pool, bytes, 2 * MEMORY_BYTES)
    assert (str(error), error.permanent) == ("the document needs too much memory", True)


def crash(tries: str, fatal: int) -> int:
    """The number of this try, written down as a letter in a file; the first ones crash."""
    with Path(tries).open("a", encoding="ascii") as file:
        file.write("x")
    number = Path(tries).stat().st_size
    if number <= fatal:
        ctypes.string_at(0)
    return number


async def test_case_24_a_task_whose_worker_crashes_is_tried_once_more(
    pool: WorkerPool, tmp_path: Path
) -> None:
    tries = str(tmp_path / "tries")
    assert await pool.run(crash, tries, 1) == 2


async def test_case_24_a_document_that_crashes_two_workers_is_to_blame(
    pool: WorkerPool, tmp_path: Path
) -> None:
    error = await failure(pool, crash, str(tmp_path / "tries"), 9)
    assert str(error) == f"the document ended its worker with code {-signal.SIGSEGV}"
    assert (error.permanent, error.is_loss) == (True, True)
    assert (tmp_path / "tries").stat().st_size == 2
    assert await pool.run(operator.add, 1, 2) == 3


async def test_case_25_workers_that_crash_again_and_again_rest_and_try_again(
    pool: WorkerPool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edges_pool, "RETRY_SECONDS", 0.0)
    monkeypatch.setattr(circuit, "MOST_IN_A_ROW", 4)
    now = [0.0]
    monkeypatch.setattr(circuit, "monotonic", lambda: now[0])
    tries = str(tmp_path / "tries")
    resting = await failure(pool, crash, tries, 99)
    while not isinstance(resting, RestingError):  # a pool that breaks down counts as no loss
        resting = await failure(pool, crash, tries, 99)
    assert "4 workers ended in a row: they rest for 300 s more" in str(resting)
    assert (resting.permanent, resting.is_loss) == (False, False)
    assert await pool.run(operator.add, 1, 2) == 3
    now[0] += circuit.REST_SECONDS
    assert await pool.run(crash, tries, 0) > 4


@pytest.mark.parametrize("killer", [signal.SIGKILL, signal.SIGTERM])
async def test_a_worker_that_dies_while_idle_is_replaced(
    killer: signal.Signals, pool: WorkerPool
) -> None:
    os.kill(await pool.run(os.getpid), killer)
    await asyncio.sleep(0.3)
    assert await pool.run(operator.add, 1, 2) == 3


async def test_what_a_worker_did_that_the_machine_stops_is_done_by_another(
    pool: WorkerPool,
) -> None:
    worker = await pool.run(os.getpid)
    working = asyncio.create_task(pool.run(time.sleep, 0.3))
    await asyncio.sleep(0.1)
    os.kill(worker, signal.SIGTERM)
    await working


@pytest.mark.parametrize(
    ("most", "rests"),
    [pytest.param(2, False, id="once"), pytest.param(1, True, id="once too often")],
)
async def test_a_pool_that_is_stuck_is_replaced_and_blames_no_document(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch, most: int, rests: bool
) -> None:
    monkeypatch.setattr(circuit, "MOST_IN_A_ROW", most)
    worker = await pool.run(os.getpid)
    os.kill(worker, signal.SIGSTOP)
    asyncio.get_running_loop().call_later(0.5, os.kill, worker, signal.SIGCONT)
    monkeypatch.setattr(edges_pool, "GRACE_SECONDS", -0.8)  # 0.2 s in all, with the deadline
    stuck = asyncio.create_task(failure(pool, operator.add, 1, 2))
    await asyncio.sleep(0.1)
    monkeypatch.setattr(edges_pool, "GRACE_SECONDS", 30.0)
    assert not (await stuck).permanent
    assert await pool.run(operator.sub, 3, 1) == 2
    if rests:
        assert isinstance(await failure(pool, operator.add, 1, 2), RestingError)
    else:
        assert await pool.run(operator.add, 1, 2) == 3


def expired(killer: signal.Signals) -> ProcessExpired:
    return ProcessExpired("", -killer)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("error", "seconds", "blames"),
    [
        pytest.param(TimeoutError(), 15.2, True, id="killed on the deadline"),
        pytest.param(TimeoutError(), 2.0, False, id="killed early, since the wall clock stepped"),
        pytest.param(expired(signal.SIGKILL), 2.0, True, id="it crashed"),
        pytest.param(expired(signal.SIGTERM), 2.0, False, id="it was stopped"),
        pytest.param(BrokenProcessPool(), 2.0, False, id="the pool broke down"),
    ],
)
def test_only_what_a_document_did_is_its_fault(
    error: Exception, seconds: float, blames: bool
) -> None:
    assert WorkerPool()._explained(error, seconds).permanent is blames


async def test_errors_of_the_tree_come_back_as_they_are(pool: WorkerPool) -> None:
    with pytest.raises(ParseError) as caught:
        await pool.run(parse_feed, Page(url=URL, body=b"<html>"))
    assert str(caught.value) == f"{URL}: an HTML page, not a feed"
    assert (caught.value.subject, caught.value.permanent) == (URL, True)


async def test_other_errors_become_errors_of_the_sandbox(pool: WorkerPool) -> None:
    error = await failure(pool, operator.truediv, 1, 0)
    assert str(error) == "truediv failed: ZeroDivisionError: division by zero"


def greedy() -> None:
    raise MemoryError


def honest() -> None:
    raise ParseError(URL)


@pytest.mark.parametrize(
    ("function", "error", "message"),
    [
        pytest.param(honest, ParseError, URL, id="an error of the tree stays"),
        pytest.param(greedy, SandboxError, "needs too much memory", id="memory that ran out"),
        pytest.param(int, SandboxError, "int failed: ValueError", id="whatever else"),
    ],
)
def test_only_errors_of_the_tree_leave_a_worker(
    function: Callable[..., object], error: type[MonitorError], message: str
) -> None:
    arguments = ("x",) if function is int else ()
    with pytest.raises(error, match=message):
        call(function, arguments)
    assert call(operator.add, (1, 2)) == 3


async def test_values_of_the_stages_come_back(pool: WorkerPool) -> None:
    assert await pool.run(extract_page, Page(url=URL, body=b"")) == NoText(NoTextReason.EMPTY)


async def test_a_worker_that_only_parses_never_loads_the_extractor(pool: WorkerPool) -> None:
    body = b'<rss version="2.0"><channel><title>T</title></channel></rss>'
    assert (await pool.run(parse_feed, Page(url=URL, body=body))).title == "T"
    maps = process_file(await pool.run(os.getpid), "maps")
    assert "pyexpat" in maps
    assert "lxml" not in maps


async def test_workers_are_confined(pool: WorkerPool) -> None:
    assert await pool.run(resource.getrlimit, resource.RLIMIT_AS) == (MEMORY_BYTES, MEMORY_BYTES)
    assert await pool.run(resource.getrlimit, resource.RLIMIT_CORE) == (0, 0)


async def test_workers_hold_no_secret(pool: WorkerPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_TEST_TOKEN", "swordfish")
    monkeypatch.setenv("MONITOR_TEST_OTHER", "harmless")
    take_secrets(["MONITOR_TEST_TOKEN"])
    environment = process_file(await pool.run(os.getpid), "environ")
    assert "harmless" in environment
    assert "swordfish" not in environment


async def test_a_caller_that_gives_up_frees_the_worker(pool: WorkerPool) -> None:
    await pool.run(os.getpid)
    hanging = asyncio.create_task(pool.run(*HANG))
    await asyncio.sleep(0.1)
    hanging.cancel()
    with pytest.raises(asyncio.CancelledError):
        await hanging
    assert await asyncio.wait_for(pool.run(operator.add, 1, 2), 5) == 3


async def test_closing_ends_everything_at_once() -> None:
    pool = WorkerPool(workers=1, deadline_seconds=30)
    worker = await pool.run(os.getpid)
    hanging = [asyncio.create_task(failure(pool, *HANG)) for _ in range(3)]
    await asyncio.sleep(0.1)
    started = time.monotonic()
    await pool.aclose()
    errors = await asyncio.gather(*hanging)
    assert time.monotonic() - started < 2
    assert not any(error.permanent for error in errors)
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
    assert not (await failure(pool, operator.add, 1, 2)).permanent


async def test_closing_what_never_ran_starts_no_process() -> None:
    await WorkerPool().aclose()
    assert multiprocessing.active_children() == []


def test_ctrl_c_in_a_terminal_prints_nothing_of_the_workers() -> None:
    code = (
        "import asyncio, operator, os, signal\n"
        "from monitor.edges.pool import WorkerPool\n"
        "async def main():\n"
        "    pool = WorkerPool()\n"
        "    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, lambda: None)\n"
        "    first = asyncio.create_task(pool.run(operator.add, 1, 2))\n"
        "    await asyncio.sleep(0.01)\n"
        "    for _ in range(20):\n"
        "        os.killpg(0, signal.SIGINT)\n"
        "        await asyncio.sleep(0.01)\n"
        "    print(await first)\n"
        "    await pool.aclose()\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, process_group=0
    )
    assert (run.stdout, run.stderr) == ("3\n", "")
