"""Lines of a log into a real pipe, whose reader sleeps, wakes up or goes."""

from __future__ import annotations

import fcntl
import os
import select
from collections.abc import Iterator

import pytest

from monitor.edges import lines
from monitor.edges.lines import Lines
from monitor.edges.system import monotonic

PIPE_BYTES = 16_384
"""A small pipe."""


def tell_nobody(lost: int) -> None:
    pytest.fail(f"{lost} lines were lost")


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """A small pipe: its end to read, its end to write."""
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    yield reader, writer
    for descriptor in (reader, writer):
        try:
            os.close(descriptor)
        except OSError:
            continue


def read_lines(reader: int, last: str) -> list[str]:
    """All lines up to one that says so."""
    text = ""
    while last not in text:
        text += os.read(reader, PIPE_BYTES).decode()
    return text.splitlines()


def test_lines_are_written_in_their_order_before_the_end(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    with Lines(writer, on_lost=tell_nobody) as stream:
        for number in range(5):
            stream.write(f"line {number}\n")
    assert os.read(reader, PIPE_BYTES).decode().splitlines() == [f"line {n}" for n in range(5)]


def test_what_is_not_read_is_dropped_and_counted_and_nobody_waits(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    lost: list[int] = []

    def tell(number: int) -> None:
        lost.append(number)
        stream.write(f"lost {number}\n")

    with Lines(writer, on_lost=tell, most_waiting=100) as stream:
        started = monotonic()
        for number in range(1_000):
            stream.write(f"line {number:040}\n")
        seconds = monotonic() - started
        found = read_lines(reader, "lost ")
    assert seconds < 1
    assert sum(lost) + len([line for line in found if line.startswith("line")]) >= 1_000 - 100
    assert found[:3] == [f"line {number:040}" for number in range(3)]
    assert lost[0] > 500


def test_the_end_waits_for_no_reader(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "FLUSH_SECONDS", 0.05)
    started = monotonic()
    with Lines(pipe[1], on_lost=tell_nobody, most_waiting=10) as stream:
        for _ in range(100):
            stream.write("x" * PIPE_BYTES + "\n")
    assert monotonic() - started < 1


def test_nothing_is_written_after_the_end(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = pipe
    monkeypatch.setattr(lines, "FLUSH_SECONDS", 0.05)
    with Lines(writer, on_lost=tell_nobody, most_waiting=10) as stream:
        for _ in range(100):
            stream.write("x" * PIPE_BYTES + "\n")
    found = b""
    while select.select([reader], [], [], 0.1)[0]:
        found += os.read(reader, PIPE_BYTES)
    assert found == b"x" * PIPE_BYTES + b"\n"  # what was being written, and no line more


def test_a_reader_that_is_gone_is_no_error_and_is_told_nothing(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    os.close(reader)
    with Lines(writer, on_lost=tell_nobody) as stream:
        for _ in range(10):
            stream.write("is anybody there?\n")


def test_a_pipe_that_somebody_else_set_not_to_block_is_waited_for(pipe: tuple[int, int]) -> None:
    reader, writer = pipe
    os.set_blocking(writer, False)
    with Lines(writer, on_lost=tell_nobody) as stream:
        for number in range(500):
            stream.write(f"line {number}\n")
        assert len(read_lines(reader, "line 499\n")) == 500
