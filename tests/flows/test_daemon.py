"""The real daemon: polls, ingests, delivers, and ends as it should."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.flows.installation import Installation
from tests.flows.real_site import Item, Site, rss

PATIENCE_SECONDS = 20.0
MONITOR = ("-m", "monitor")
SIGNED = """\
Ellemark and Tarvos have signed a water treaty after six weeks of talks, the governments of both
countries announced in a joint statement. The treaty divides the water of the river by season.
"""


@contextmanager
def running(
    installation: Installation,
    *program: str,
    stderr: int = subprocess.PIPE,
    **environment: str,
) -> Iterator[subprocess.Popen[str]]:
    """The daemon, killed if a test leaves it behind; `program` stands for `-m monitor`."""
    daemon = subprocess.Popen(  # noqa: S603 -- our own interpreter
        [sys.executable, *(program or MONITOR), "--config", str(installation.config), "run"],
        stderr=stderr,
        text=True,
        env=os.environ | environment,
    )
    try:
        yield daemon
    finally:
        if daemon.poll() is None:
            daemon.kill()
        daemon.communicate()


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def an_item(number: int) -> Item:
    return Item(
        title="Ellemark and Tarvos sign water treaty",
        text=SIGNED,
        published=datetime.now(UTC) - timedelta(minutes=5),
        guid=f"signed-{number}",
    )


def configure(installation: Installation, site: Site, *more: str) -> None:
    site.posts.clear()
    site.put("/feed.xml", rss(an_item(1)))
    site.put("/hook", b"", content_type="text/plain")
    installation.configure(
        {"Gazette": site.url + "/feed.xml"},
        {"desk": site.url.replace("http", "json") + "/hook"},
        ["ingest: {alert_max_age: null}", "log: {format: json}", *more],
    )


@pytest.mark.slow
def test_it_alerts_and_ends_cleanly_on_sigterm(tmp_path: Path, site: Site) -> None:
    installation = Installation(tmp_path)
    configure(installation, site)
    with running(installation) as daemon:
        wait_for(lambda: site.posts)
        second = installation.run("once")
        daemon.send_signal(signal.SIGTERM)
        _, logged = daemon.communicate(timeout=PATIENCE_SECONDS)
    assert daemon.returncode == 0
    assert [post["title"] for post in site.posts] == ["AGREED: Ellemark–Tarvos water treaty"]
    assert second.returncode == 75
    assert "another news-monitor works on this folder" in second.stderr
    lines = [json.loads(line) for line in logged.splitlines()]
    assert [line["event"] for line in lines][-2:] == ["stopping", "stopped"]
    assert not [line for line in lines if line["level"] == "error"]


@pytest.mark.slow
def test_after_a_kill_nothing_is_lost_and_nothing_told_twice(tmp_path: Path, site: Site) -> None:
    installation = Installation(tmp_path)
    configure(installation, site)
    with running(installation) as daemon:
        wait_for(lambda: site.posts)
        wait_for(lambda: installation.read("alerts", "list")[0]["state"] == "sent")
        daemon.kill()
        daemon.wait()
    done = installation.run("once")
    assert done.returncode == 0, done.stderr
    assert len(site.posts) == 1


@pytest.mark.slow
def test_the_service_manager_hears_when_it_is_ready(tmp_path: Path, site: Site) -> None:
    installation = Installation(tmp_path)
    configure(installation, site)
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(address)
        manager.settimeout(PATIENCE_SECONDS)
        with running(installation, NOTIFY_SOCKET=address) as daemon:
            assert manager.recv(100) == b"READY=1"
            daemon.send_signal(signal.SIGINT)
            assert manager.recv(100) == b"STOPPING=1"
            assert daemon.wait(PATIENCE_SECONDS) == 0


@pytest.fixture
def full_pipe() -> Iterator[tuple[int, int]]:
    """A pipe into which nothing more goes: its end to read, its end to write."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writer, b"x")
    os.set_blocking(writer, True)
    yield reader, writer
    os.close(writer)
    with suppress(OSError):
        os.close(reader)


@pytest.mark.slow
@pytest.mark.parametrize("is_gone", [False, True], ids=["nobody reads it", "its reader is gone"])
def test_case_68_whoever_does_not_read_the_log_stops_nothing(
    tmp_path: Path, site: Site, full_pipe: tuple[int, int], is_gone: bool
) -> None:
    reader, writer = full_pipe
    if is_gone:
        os.close(reader)
    installation = Installation(tmp_path)
    configure(installation, site)
    with running(installation, stderr=writer) as daemon:
        wait_for(lambda: site.posts)
        daemon.send_signal(signal.SIGTERM)
        assert daemon.wait(PATIENCE_SECONDS) == 0
    assert [post["title"] for post in site.posts] == ["AGREED: Ellemark–Tarvos water treaty"]


@pytest.mark.slow
def test_case_68_a_standard_error_that_is_closed_is_no_error(tmp_path: Path, site: Site) -> None:
    installation = Installation(tmp_path)
    configure(installation, site)
    done = subprocess.run(  # noqa: S602 -- a shell closes it, our own interpreter does the work
        f"exec {sys.executable} -m monitor --config {installation.config} once --json 2>&-",
        shell=True,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["deliveries"] == {"sent": 1}
    assert [post["title"] for post in site.posts] == ["AGREED: Ellemark–Tarvos water treaty"]
