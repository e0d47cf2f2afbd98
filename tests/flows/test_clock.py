"""A machine without a battery: the real program starts in 1970, and the clock is set later."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.installation import Installation
from tests.flows.real_site import Site
from tests.flows.test_daemon import PATIENCE_SECONDS, configure, running, wait_for

IN_1970 = """
import sys
from datetime import datetime, timedelta, UTC
from pathlib import Path
from time import monotonic
from monitor.edges import system

is_set, right = Path(sys.argv.pop(1)), system.utc_now
unset = lambda: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=monotonic())
system.utc_now = lambda: right() if is_set.exists() else unset()

from monitor.wiring import clock
clock.CLOCK_SECONDS = 0.1

if __name__ == "__main__":
    from monitor.cli import main
    main()
"""


@pytest.fixture
def installation(tmp_path: Path, site: Site) -> Installation:
    installed = Installation(tmp_path)
    configure(installed, site)
    return installed


@pytest.fixture
def program(tmp_path: Path) -> tuple[str, str]:
    """What is run in place of `-m monitor`: its clock is right once the second of these exists."""
    path = tmp_path / "in_1970.py"
    path.write_text(IN_1970)
    return str(path), str(tmp_path / "is_set")


@pytest.mark.slow
def test_case_47_a_daemon_that_starts_in_1970_waits_for_the_time(
    tmp_path: Path, site: Site, installation: Installation, program: tuple[str, str]
) -> None:
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(address)
        manager.settimeout(PATIENCE_SECONDS)
        with running(installation, *program, NOTIFY_SOCKET=address) as daemon:
            for _ in range(2):
                assert manager.recv(100).startswith(b"EXTEND_TIMEOUT_USEC=")
            assert not (tmp_path / "state").exists()
            Path(program[1]).touch()
            while manager.recv(100) != b"READY=1":
                pass
            wait_for(lambda: site.posts)
            wait_for(lambda: installation.read("alerts", "list")[0]["state"] == "sent")
            daemon.send_signal(signal.SIGTERM)
            assert daemon.wait(PATIENCE_SECONDS) == 0
    assert [post["title"] for post in site.posts] == ["AGREED: Ellemark–Tarvos water treaty"]
    status = installation.read("status")
    assert [(feed["condition"], feed["reason"]) for feed in status["feeds"]] == [("ok", "")]
    assert b"1970-" not in stored(tmp_path)


def stored(folder: Path) -> bytes:
    """All that the database holds, times as they are written there."""
    return b"".join(path.read_bytes() for path in (folder / "state").glob("monitor.db*"))


@pytest.mark.slow
def test_case_47_a_single_pass_in_1970_is_refused(
    tmp_path: Path, installation: Installation, program: tuple[str, str]
) -> None:
    done = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, *program, "--config", str(installation.config), "once"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "the clock says 1970-01-" in done.stderr
    assert "set it first" in done.stderr
    assert not (tmp_path / "state").exists()
