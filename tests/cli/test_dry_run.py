"""A daemon that sends nothing: it logs what it would send, and the outbox waits."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]


def test_a_daemon_on_a_dry_run_logs_what_it_would_send(told: Path, run: Run) -> None:
    feed = "feeds:\n  - {url: 'http://127.0.0.1:1/feed', name: Private Wire}\n"
    (told / "feeds.yml").write_text(feed, encoding="utf-8")
    with subprocess.Popen(  # noqa: S603 -- our own interpreter
        [sys.executable, "-m", "monitor", "--config", str(told), "run", "--dry-run"],
        stderr=subprocess.PIPE,
        text=True,
    ) as daemon:
        assert daemon.stderr is not None
        shown: list[str] = []
        for line in daemon.stderr:
            if "would_send" in line:
                shown.append(json.loads(line)["title"])
            if len(shown) == 2:
                daemon.send_signal(signal.SIGTERM)
    assert shown == [
        "CONFIRMED: Ruritania–Graustark summit",
        "POSTPONED (disputed): Ruritania–Graustark summit",
    ]
    listed = json.loads(run("--config", told, "alerts", "list", "--json").stdout)
    assert {each["state"] for each in listed} == {"pending"}
