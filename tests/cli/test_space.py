"""What `status` says of the database, and upkeep by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from monitor.cli.space import size
from monitor.edges.lock import hold_lock
from monitor.errors import LockError, NoStoreError
from monitor.store.engine import Store

Run = Callable[..., Result]


def test_status_tells_how_large_the_database_is_and_where_it_leads(told: Path, run: Run) -> None:
    text = run("--config", told, "status").stdout
    assert "kB in use" in text
    assert "4 articles, 4 with text." in text
    assert "Next upkeep: " in text


def test_status_as_json_holds_the_same(told: Path, run: Run) -> None:
    found = json.loads(run("--config", told, "status", "--json").stdout)["space"]
    assert found["sizes"]["articles"] == 4
    assert found["sizes"]["used_bytes"] > found["sizes"]["words_bytes"] > 0
    assert found["next_upkeep"].endswith("Z")


def test_growth_is_told_in_a_day_and_a_year(told: Path, run: Run) -> None:
    with Store.open(told.parent / "state" / "monitor.db") as store, store.begin() as tx:
        old = "UPDATE article SET found_at = strftime('%Y-%m-%d %H:%M:%f000', 'now', '-3 days')"
        tx.connection().exec_driver_sql(old)
    text = run("--config", told, "status").stdout
    assert "a day over the last week" in text
    assert "in a year if all stays as it is" in text


def test_upkeep_by_hand_says_what_it_removed(told: Path, run: Run) -> None:
    text = run("--config", told, "db", "upkeep").stdout
    assert text.startswith("Removed: 4 texts")
    found = json.loads(run("--config", told, "status", "--json").stdout)["space"]
    assert (found["sizes"]["articles"], found["sizes"]["texts"]) == (4, 0)
    again = json.loads(run("--config", told, "db", "upkeep", "--json").stdout)
    assert again["texts"] == 0
    assert run("--config", told, "db", "upkeep").stdout == "Removed: nothing is old enough.\n"


def test_upkeep_waits_for_no_daemon(told: Path, run: Run) -> None:
    with hold_lock(told.parent / "state"):
        assert isinstance(run("--config", told, "db", "upkeep").exception, LockError)


def test_upkeep_without_a_database_creates_none(folder: Path, run: Run) -> None:
    assert isinstance(run("--config", folder, "db", "upkeep").exception, NoStoreError)
    assert not (folder.parent / "state").exists()


def test_check_says_whether_the_parts_of_the_database_agree(told: Path, run: Run) -> None:
    assert run("--config", told, "db", "check").stdout == "The parts of the database agree.\n"
    with Store.open(told.parent / "state" / "monitor.db") as store, store.begin() as tx:
        tx.connection().exec_driver_sql("DELETE FROM article_words_docsize WHERE id = 1")
    result = run("--config", told, "db", "check")
    assert (result.exit_code, result.stdout) == (
        1,
        "1 articles are missing in the index of words\n",
    )
    found = json.loads(run("--config", told, "db", "check", "--json").stdout)
    assert found == {"ok": False, "faults": ["1 articles are missing in the index of words"]}


@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param(0, "0 B", id="nothing"),
        pytest.param(999, "999 B", id="bytes"),
        pytest.param(12_345, "12.3 kB", id="three figures"),
        pytest.param(123_456_789, "123 MB", id="none too many"),
        pytest.param(2.5e15, "2500 TB", id="more than anybody has"),
    ],
)
def test_sizes_are_told_in_three_figures(number: float, text: str) -> None:
    assert size(number) == text
