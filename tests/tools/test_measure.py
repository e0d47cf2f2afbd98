"""The bench counts the CPU time of everything that a command starts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

MEASURE = Path(__file__).parents[2] / "tools" / "measure.py"
BURN_SECONDS = 0.3
BURN = f"import time\nwhile time.process_time() < {BURN_SECONDS}: pass\n"
WAITED = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURN!r}])"
ORPHANED = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {BURN!r}])"


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(BURN, id="of the command itself"),
        pytest.param(WAITED, id="of a child that it waits for"),
        pytest.param(ORPHANED, id="of a child that outlives it"),
    ],
)
def test_cpu_time_is_counted(code: str) -> None:
    measured = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, str(MEASURE), sys.executable, "-S", "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )
    used = json.loads(measured.stdout)
    assert used["code"] == 0
    assert BURN_SECONDS <= used["cpu_seconds"] < 4 * BURN_SECONDS


def test_the_exit_code_is_told() -> None:
    measured = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, str(MEASURE), sys.executable, "-c", "raise SystemExit(3)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(measured.stdout)["code"] == 3
