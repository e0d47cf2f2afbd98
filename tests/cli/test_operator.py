"""The analyst's word: set, undone, and an alert called wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import Result

from monitor.errors import ConfigError, MonitorError, NoStoreError

Run = Callable[..., Result]


def current(told: Path, run: Run) -> Any:
    return json.loads(run("--config", told, "events", "--json").stdout)[0]["known"]["occurrence"]


def listed(told: Path, run: Run) -> Any:
    return json.loads(run("--config", told, "alerts", "list", "--json").stdout)


def test_the_operators_word_sets_a_status_and_is_told(told: Path, run: Run) -> None:
    because = "https://courier.example/statement"
    words = ("event", "summit", "set", "cancelled", "--because", because)
    assert run("--config", told, *words).stdout == "Ruritania–Graustark summit: cancelled.\n"
    assert current(told, run)["status"] == "cancelled"
    newest = listed(told, run)[0]
    assert (newest["title"], newest["state"]) == (
        "CANCELLED: Ruritania–Graustark summit",
        "pending",
    )
    timeline = run("--config", told, "event", "summit").stdout
    assert f"“{because}”" in timeline


def test_a_step_back_is_the_operators_right(told: Path, run: Run) -> None:
    run("--config", told, "event", "summit", "set", "proposed", "--date", "2031-06-02")
    assert current(told, run)["status"] == "proposed"
    assert current(told, run)["day"] == "2031-06-02"


def test_the_status_that_it_has_already_changes_nothing(told: Path, run: Run) -> None:
    text = run("--config", told, "event", "summit", "set", "postponed").stdout
    assert text == "Ruritania–Graustark summit is postponed already: nothing changed.\n"


def test_undo_takes_the_last_word_back_and_what_waits_of_it(told: Path, run: Run) -> None:
    run("--config", told, "event", "summit", "set", "cancelled")
    assert run("--config", told, "event", "summit", "undo").stdout == (
        "Ruritania–Graustark summit: postponed.\n"
    )
    assert listed(told, run)[0]["state"] == "suppressed"
    assert "withdrawn by the operator" in run("--config", told, "event", "summit").stdout
    again = run("--config", told, "event", "summit", "undo")
    assert isinstance(again.exception, MonitorError)
    assert "no word of yours" in str(again.exception)


def test_an_alert_called_wrong_counts_no_more(told: Path, run: Run) -> None:
    assert run("--config", told, "alerts", "wrong", 2).stdout == (
        "Ruritania–Graustark summit: confirmed.\n"
    )
    assert current(told, run)["disputed"] is False


def test_mistakes_are_one_sentence(told: Path, run: Run) -> None:
    for words, part in (
        (("event", "summit", "set", "agreed"), "its statuses are proposed, confirmed"),
        (("event", "nothing", "set", "held"), "no topic has an event 'nothing'"),
        (("alerts", "wrong", 99), "tells no article's change"),
    ):
        result = run("--config", told, *words)
        assert isinstance(result.exception, MonitorError)
        assert part in str(result.exception)


def test_a_status_that_there_is_not_is_refused(told: Path, run: Run) -> None:
    assert run("--config", told, "event", "summit", "set", "vanished").exit_code == 2


def test_without_a_database_there_is_nothing_to_set(folder: Path, run: Run) -> None:
    result = run("--config", folder, "event", "summit", "set", "held")
    assert isinstance(result.exception, NoStoreError)
    assert not (folder.parent / "state").exists()


def test_an_event_that_is_watched_no_more_cannot_be_judged(told: Path, run: Run) -> None:
    topic = told / "topics/ruritania.yml"
    topic.write_text(topic.read_text(encoding="utf-8").replace("id: summit", "id: other"), "utf-8")
    result = run("--config", told, "alerts", "wrong", 1)
    assert isinstance(result.exception, MonitorError)
    assert not isinstance(result.exception, ConfigError)
    assert "not watched any more" in str(result.exception)


def test_what_the_analyst_let_stand_is_a_data_set(told: Path, run: Run, tmp_path: Path) -> None:
    run("--config", told, "alerts", "wrong", 2)
    because = "https://courier.example/3"
    run("--config", told, "event", "summit", "set", "cancelled", "--because", because)
    text = run("--config", told, "event", "summit", "export", tmp_path / "labelled").stdout
    assert text.startswith("4 articles written to ")
    lines = (tmp_path / "labelled/summit/articles.jsonl").read_text("utf-8").splitlines()
    rows = {row["title"]: row for row in map(json.loads, lines)}
    assert [claim["status"] for claim in rows["Report 0"]["claims"]] == ["confirmed"]
    assert rows["Report 0"]["alerts"] == [
        {"event": "summit", "status": "confirmed", "disputed": False, "detail": None}
    ]
    assert rows["Report 1"]["claims"] == rows["Report 1"]["alerts"] == []
    assert [claim["status"] for claim in rows["Report 3"]["claims"]] == ["cancelled"]
    assert run("evaluate", tmp_path / "labelled").exit_code == 0
