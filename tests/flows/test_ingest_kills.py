"""kill -9 at every commit of polling and ingesting, and between any two tables: nothing is half done."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("ingest kills")  # what is set up once is dear

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("kills")
    done = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-m", "tests.flows.dying", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=55,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.slow
def test_every_table_of_the_corpus_is_on_the_way(kills: list[dict[str, Any]]) -> None:
    tables = {"item", "feed", "article", "band", "topic_match", "claim", "version"}
    tables |= {"occurrence", "change", "delivery", "begin", "commit"}
    assert {each["moment"] for each in kills} >= tables
    assert {each["died"] for each in kills} == {-9}


@pytest.mark.slow
def test_no_kill_leaves_anything_half_done(kills: list[dict[str, Any]]) -> None:
    assert [each for each in kills if each["faults"]] == []


@pytest.mark.slow
def test_the_next_life_ends_as_if_there_had_been_no_kill(kills: list[dict[str, Any]]) -> None:
    assert [each["moment"] for each in kills if not each["same"]] == []
