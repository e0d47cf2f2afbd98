"""What a command loads before it works: a slow start is felt at every completion."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys

import pytest

import monitor

HEAVY = ("sqlmodel", "sqlalchemy", "trafilatura", "feedparser", "apprise", "aiohttp", "alembic")
PROBE = """
import sys
from typer.testing import CliRunner
from monitor.cli.app import app
result = CliRunner().invoke(app, {words!r})
assert result.exit_code == 0, (result.output, result.exception)
print(",".join(name for name in {heavy!r} if name in sys.modules))
"""


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["--help"], id="help"),
        pytest.param(["once", "--help"], id="a command's help"),
        pytest.param(["--version"], id="version"),
        pytest.param(["init", "{folder}/config"], id="init"),
    ],
)
def test_light_commands_load_nothing_heavy(words: list[str], tmp_path: object) -> None:
    typed = [word.format(folder=tmp_path) for word in words]
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", PROBE.format(words=typed, heavy=HEAVY)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


def test_the_version_is_the_one_that_is_packaged() -> None:
    assert monitor.__version__ == importlib.metadata.version("news-monitor")
