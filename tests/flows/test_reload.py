"""SIGHUP: the real daemon takes a new configuration into use, or keeps the old one."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.installation import Installation
from tests.flows.real_site import Site
from tests.flows.test_daemon import PATIENCE_SECONDS, configure, running, wait_for

LOG = ["ingest: {alert_max_age: null}", "log: {format: json}"]


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    """Where a service manager hears of the daemon."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(PATIENCE_SECONDS)
        yield listening


def hears(manager: socket.socket, wanted: bytes) -> None:
    """Wait for a word of the daemon; signs of life may come between."""
    while (heard := manager.recv(100)) != wanted:
        assert heard == b"WATCHDOG=1"


def reload(daemon: subprocess.Popen[str], manager: socket.socket) -> None:
    daemon.send_signal(signal.SIGHUP)
    hears(manager, b"RELOADING=1")
    hears(manager, b"READY=1")


def titled(site: Site, beginning: str) -> list[dict[str, str]]:
    return [post for post in site.posts if post["title"].startswith(beginning)]


@pytest.mark.slow
def test_a_new_configuration_is_used_and_a_bad_one_is_not(
    tmp_path: Path, site: Site, manager: socket.socket
) -> None:
    """One life: a bad file, reported once; a good one, whose feeds are asked and channels told."""
    installation = Installation(tmp_path)
    configure(installation, site)
    hook = site.url.replace("http", "json") + "/hook"
    alerts = {
        "channels": {"desk": {"url": hook + "?token=${DESK_TOKEN}"}},
        "routes": [{"to": ["desk"], "notices": True}],
    }
    (installation.config / "alerts.yml").write_text(json.dumps(alerts), encoding="utf-8")
    site.put("/new.xml", site.answers["/feed.xml"].body)
    secret = "hunter2-of-the-desk"
    with running(installation, NOTIFY_SOCKET=str(tmp_path / "notify"), DESK_TOKEN=secret) as daemon:
        hears(manager, b"READY=1")
        wait_for(lambda: titled(site, "AGREED"))

        feeds = installation.config / "feeds.yml"
        feeds.write_text("feeds: [{url: nowhere}]\n", encoding="utf-8")
        for _ in range(2):
            reload(daemon, manager)
        wait_for(lambda: titled(site, "Config"))

        installation.configure({"Herald": site.url + "/new.xml"}, {}, LOG)
        (installation.config / "alerts.yml").write_text(json.dumps(alerts), encoding="utf-8")
        reload(daemon, manager)
        wait_for(lambda: site.hits["/new.xml"])
        daemon.send_signal(signal.SIGTERM)
        _, logged = daemon.communicate(timeout=PATIENCE_SECONDS)
    assert daemon.returncode == 0
    (rejected,) = titled(site, "Config rejected: 1 mistake")
    assert "yml:1: feeds[0].url: " in rejected["message"]
    lines = [json.loads(line) for line in logged.splitlines()]
    errors = [line["event"] for line in lines if line["level"] == "error"]
    assert errors == ["config_rejected", "config_rejected"]
    assert [line["feeds"] for line in lines if line["event"] == "reloaded"] == [1]
    assert secret not in logged
