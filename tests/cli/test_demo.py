"""`demo` as users run it: what is told, what is kept quiet, and what is left behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.stages.alert import spell_day

EVENT = ": Valdoria–Kestria summit"
QUIET = {
    "a copy, word for word": 1,
    "not about it": 4,
    "says what is known already": 2,
    "says less than is known already": 1,
}


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command with a folder for temporary files."""
    return subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-m", "monitor", "demo", *options],
        env=os.environ | {"TMPDIR": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_story_is_told_as_an_analyst_would_and_nothing_is_left_behind(tmp_path: Path) -> None:
    today = datetime.now(UTC).date()
    done = run(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    told = re.findall(rf"┃ (.+){EVENT}$", done.stdout, flags=re.MULTILINE)
    assert told == [
        "PROPOSED",
        "CONFIRMED",
        f"CONFIRMED, {spell_day(today - timedelta(days=4), today)}",
        "POSTPONED",
        "POSTPONED (disputed)",
        "RESCHEDULED",
        "HELD",
    ]
    assert {reason: done.stdout.count(reason) for reason in QUIET} == QUIET
    assert done.stdout.count("→ desk: sent") == len(told)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_what_is_kept_can_be_looked_at(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    done = run(tmp_path, "--keep", str(kept), "--pause", "0")
    assert f"--config {kept / 'config'}" in done.stdout
    look = [sys.executable, "-m", "monitor", "--config", str(kept / "config"), "events"]
    listed = subprocess.run(look, capture_output=True, text=True, check=True)  # noqa: S603
    assert "held" in listed.stdout


def test_a_folder_that_exists_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    done = run(tmp_path, "--keep", "mine")
    assert done.returncode == 2
    assert "name a folder that does not exist yet" in done.stderr
    assert list((tmp_path / "mine").iterdir()) == []
