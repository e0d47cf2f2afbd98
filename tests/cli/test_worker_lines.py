"""What `status` says of worker processes."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.edges.system import utc_now
from monitor.store import workers
from monitor.store.engine import Store
from tests.cli.conftest import Run, at

REASON = "the document took more than 15 s: worker killed"
LINE = f"Workers: 2 pages ended theirs, the last one 2024-05-14 13:00 UTC: {REASON}"


@pytest.fixture
def lossy(told: Path) -> Path:
    """A folder in whose past two pages ended a worker."""
    with Store.open(told.parent / "state" / "monitor.db") as store, store.begin() as tx:
        workers.count(tx, "extract_page", "it crashed", at(0))
        workers.count(tx, "extract_page", REASON, at(1))
    return told


def test_ended_workers_are_counted(lossy: Path, run: Run) -> None:
    text = " ".join(run("--config", lossy, "status").stdout.split())
    assert LINE in text
    assert "! workers" not in text
    (found,) = json.loads(run("--config", lossy, "status", "--json").stdout)["workers"]
    assert (found["task"], found["losses"], found["reason"]) == ("extract_page", 2, REASON)


def test_without_any_nothing_is_said(told: Path, run: Run) -> None:
    assert "Workers" not in run("--config", told, "status").stdout


@pytest.mark.parametrize(
    ("minutes", "is_said"),
    [pytest.param(5, True, id="they rest"), pytest.param(-5, False, id="they did")],
)
def test_workers_that_rest_need_a_person(
    lossy: Path, run: Run, minutes: int, is_said: bool
) -> None:
    until = utc_now() + timedelta(minutes=minutes)
    with Store.open(lossy.parent / "state" / "monitor.db") as store, store.begin() as tx:
        workers.rest(tx, "extract_page", until)
    text = " ".join(run("--config", lossy, "status").stdout.split())
    assert (f"! workers: no pages are read until {until:%H:%M} UTC" in text) is is_said
