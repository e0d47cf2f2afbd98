from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from monitor.edges.lock import hold_lock
from monitor.errors import LockError, StoreError


def test_the_second_is_refused_and_the_next_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    with (
        hold_lock(folder),
        pytest.raises(LockError, match="another news-monitor"),
        hold_lock(folder),
    ):
        pytest.fail("two hold the lock")
    with hold_lock(folder):
        assert (folder / "lock").exists()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("file", id="the folder is a file"),
        pytest.param("file/state", id="the folder is to lie in a file"),
        pytest.param("taken", id="something else has the name of the lock"),
    ],
)
def test_a_folder_that_cannot_be_used_is_named_with_what_to_do(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "taken" / "lock").mkdir(parents=True)
    with pytest.raises(StoreError, match="user may write to"), hold_lock(tmp_path / name):
        pytest.fail("it was used")


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from monitor.edges.lock import hold_lock\n"
        "with hold_lock(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)  # noqa: S603
    assert done.returncode == -9
    with hold_lock(tmp_path):
        pass
