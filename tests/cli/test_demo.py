"""`demo` as users run it: what is told, what is kept quiet, and what is left behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.stages.wording import spell_day

pytestmark = pytest.mark.xdist_group("demo")  # what is set up once is dear

EVENT = ": Valdoria–Kestria summit"
QUIET = {"not about it": 3, "kept quiet: ": 6, "a copy, word for word": 1}


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


@dataclass(frozen=True)
class Played:
    """A demo that was run: on which day, what it printed, and what is left of it."""

    today: date
    done: subprocess.CompletedProcess[str]
    left: list[Path]

    @property
    def told(self) -> list[str]:
        """The titles of the messages, without the event's name."""
        return re.findall(rf"┃ (.+){EVENT}$", self.done.stdout, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("demo")
    today = datetime.now(UTC).date()
    done = run(folder)
    # What measures coverage leaves its data where a process ran; nobody else runs it so.
    left = [path for path in folder.iterdir() if not path.name.startswith(".coverage")]
    return Played(today=today, done=done, left=left)


@pytest.mark.slow
def test_it_ends_well_and_leaves_nothing_behind(played: Played) -> None:
    assert (played.done.returncode, played.done.stderr) == (0, "")
    assert played.left == []


def test_every_message_was_delivered(played: Played) -> None:
    assert played.told
    assert played.done.stdout.count("→ desk: sent") == len(played.told)


def test_the_story_is_told_as_an_analyst_would(played: Played) -> None:
    first = spell_day(played.today - timedelta(days=4), played.today)
    assert played.told == [
        "PROPOSED",
        "CONFIRMED",
        f"CONFIRMED, {first}",
        "POSTPONED",
        "POSTPONED (disputed)",
        "RESCHEDULED",
        "HELD",
    ]


@pytest.mark.parametrize(("reason", "times"), QUIET.items())
def test_what_is_no_news_is_kept_quiet_with_its_reason(
    played: Played, reason: str, times: int
) -> None:
    assert played.done.stdout.count(reason) == times


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
