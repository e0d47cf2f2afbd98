from __future__ import annotations

import os
import socket
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from monitor.edges.system import (
    cores,
    disk_space,
    jitter,
    monotonic,
    sd_notify,
    take_secrets,
    utc_now,
)


def test_the_time_is_aware_and_in_utc() -> None:
    assert utc_now().tzinfo is UTC
    assert timedelta(0) <= utc_now() - utc_now() + timedelta(seconds=1)


def test_durations_never_step_back() -> None:
    assert monotonic() <= monotonic()


def test_chance_is_between_zero_and_one_and_differs() -> None:
    numbers = [jitter() for _ in range(100)]
    assert all(0 <= number < 1 for number in numbers)
    assert len(set(numbers)) > 90


@pytest.mark.parametrize("abstract", [False, True], ids=["a path", "an abstract name"])
def test_the_service_manager_is_told(
    abstract: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"@news-monitor-test-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind("\0" + name[1:] if abstract else name)
        monkeypatch.setenv("NOTIFY_SOCKET", name)
        assert sd_notify("READY=1\nSTATUS=7 feeds")
        assert manager.recv(100) == b"READY=1\nSTATUS=7 feeds"


@pytest.mark.parametrize(
    "address",
    [
        pytest.param(None, id="no service manager"),
        pytest.param("", id="an empty address"),
        pytest.param("vsock:2:1234", id="a kind of address that is not known"),
        pytest.param("/nonexistent/notify", id="nobody listens"),
    ],
)
def test_a_deaf_service_manager_is_no_error(
    address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    if address is not None:
        monkeypatch.setenv("NOTIFY_SOCKET", address)
    assert not sd_notify("READY=1")


def test_secrets_are_taken_out_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_TEST_TOKEN", "swordfish")
    monkeypatch.setenv("MONITOR_TEST_OTHER", "kept")
    assert take_secrets(["MONITOR_TEST_TOKEN", "MONITOR_TEST_UNSET"]) == {
        "MONITOR_TEST_TOKEN": "swordfish"
    }
    assert "MONITOR_TEST_TOKEN" not in os.environ
    assert os.environ["MONITOR_TEST_OTHER"] == "kept"


def test_the_room_on_a_disk_is_a_part_of_it(tmp_path: Path) -> None:
    room = disk_space(tmp_path)
    assert 0 <= room.free_bytes < room.total_bytes


def test_there_are_two_cores_at_least() -> None:
    assert cores() >= 2
