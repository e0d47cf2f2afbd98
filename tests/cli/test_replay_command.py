"""`replay` and `check --history` as somebody at a terminal sees them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config.load import load_config
from monitor.config.problems import InvalidConfigError
from monitor.errors import ConfigError, NoStoreError
from monitor.store.engine import Store
from monitor.wiring.clock import now
from tests.cli.conftest import FILES, Run
from tests.corpora import Report, begin, ingest

TOPIC = "topics/ruritania.yml"


@pytest.fixture
def told(folder: Path) -> Path:
    """A configuration with a corpus: proposed, confirmed, put off, within the last hours."""
    config = load_config(folder, {})
    begun = now() - timedelta(hours=6)
    with Store.open(folder.parent / "state" / "monitor.db") as store:
        begin(store)
        for number, said in enumerate(("proposed", "confirmed", "postponed", "quiet")):
            when = begun + timedelta(hours=number)
            article = replace(Report(said, 0, number).article(), published=when)
            ingest(store, config, [article], when)
    return folder


def other(folder: Path, text: str) -> Path:
    """A copy of the configuration with another topic."""
    copied = folder.parent / "other"
    shutil.copytree(folder, copied)
    (copied / TOPIC).write_text(text, encoding="utf-8")
    return copied


def test_the_same_configuration_tells_the_same(told: Path, run: Run) -> None:
    result = run("--config", told, "replay")
    assert result.exit_code == 0
    header, *rows, last = result.output.splitlines()
    assert header.split() == ["WHEN", "(UTC)", "EVENT", "STATUS", "VERDICT", "OUTLET", "SENTENCE"]
    assert [row.split()[2:5] for row in rows] == [
        ["summit", "proposed", "same"],
        ["summit", "confirmed", "same"],
        ["summit", "postponed", "same"],
    ]
    assert "“The summit between Ruritania and Graustark has been postponed" in rows[-1]
    assert last == (
        "Alerts: same 3, comes 0, goes 0, changes 0; 0 held back. Articles: 4 read again."
    )


def test_another_configuration_says_what_would_go(told: Path, run: Run) -> None:
    strict = FILES[TOPIC].replace("terms: [summit", "min_sources: 2\n    terms: [summit")
    result = run("--config", told, "replay", "--with", other(told, strict), "--since", "5h30m")
    assert result.exit_code == 0
    *_, event, last = result.output.splitlines()
    assert event == "Event summit ends up unknown, not postponed."
    assert last.startswith("Alerts: same 0, comes 0, goes 2, changes 0")


def test_for_machines(told: Path, run: Run) -> None:
    gone = FILES[TOPIC].replace("id: summit", "id: talks")
    result = run("--config", told, "replay", "--with", other(told, gone), "--json")
    document = json.loads(result.output)
    assert list(document) == ["since", "compared_with", "articles", "counts", "alerts", "events"]
    assert document["compared_with"] == str(told.parent / "other")
    assert document["articles"] == {"read_again": 4, "as_read_then": 0}
    assert document["counts"] == {"same": 0, "comes": 3, "goes": 3, "changes": 0}
    first = document["alerts"][0]
    assert set(first) == {"verdict", "differs", "cause", "event", "before", "after"}
    alert = first["before"] or first["after"]
    assert set(alert) == {
        *("published", "status", "previous", "disputed", "detail", "day", "evidence", "by"),
        *("held_back", "article"),
    }
    assert set(alert["article"]) == {"id", "outlet", "title", "url", "published"}
    assert document["events"] == [
        {
            "event": "summit",
            "before": {"status": "postponed", "disputed": False, "day": None},
            "after": None,
        },
        {
            "event": "talks",
            "before": None,
            "after": {"status": "postponed", "disputed": False, "day": None},
        },
    ]


def test_history_names_causes(told: Path, run: Run) -> None:
    (told / TOPIC).write_text(FILES[TOPIC].replace("id: summit", "id: talks"))
    output = run("--config", told, "replay").output
    assert "goes (not watched any more)" in output
    assert "Event talks ends up postponed, not unknown." in output


def test_only_one_topic(told: Path, run: Run) -> None:
    assert "same 3" in run("--config", told, "replay", "--topic", "ruritania").output
    error = run("--config", told, "replay", "--topic", "zenda").exception
    assert isinstance(error, ConfigError)
    assert "there is no topic 'zenda'; there are: ruritania" in str(error)


def test_mistakes_of_the_other_configuration_have_file_and_line(told: Path, run: Run) -> None:
    wrong = other(told, FILES[TOPIC].replace("lifecycle: meeting", "lifecycle: party"))
    error = run("--config", told, "replay", "--with", wrong).exception
    assert isinstance(error, InvalidConfigError)
    assert f"{wrong / TOPIC}:7: events[0].lifecycle" in str(error)


@pytest.mark.parametrize("since", ["yesterday", "9"])
def test_a_time_that_is_none_is_a_mistake_of_the_user(told: Path, run: Run, since: str) -> None:
    error = run("--config", told, "replay", "--since", since).exception
    assert isinstance(error, ConfigError)


def test_history_of_topics(told: Path, run: Run) -> None:
    result = run("--config", told, "check", "--history")
    assert result.exit_code == 0
    *_, days, topic, outlets, third, _second, _first = result.output.splitlines()
    assert days == "the last 30 days: 4 articles read again"
    assert topic == "ruritania: articles 3, in passing 0, claims 3, changes 3"
    assert outlets == "    from Outlet 0 1, Outlet 1 1, Outlet 2 1"
    assert third.endswith("News from the border, part 2 (Outlet 2)")


def test_history_says_what_was_matched_before_the_topic_was_edited(told: Path, run: Run) -> None:
    text = FILES[TOPIC].replace("[Ruritania, Strelsau], [Graustark, Edelweiss]", "[Rassendyll]")
    text = text.replace("Ruritania–Graustark summit", "Rassendyll talks").replace(
        "[summit]", "[lido]"
    )
    text = text.replace("Border truce", "Lido truce").replace("border truce", "lido truce")
    (told / TOPIC).write_text(text, encoding="utf-8")
    output = run("--config", told, "check", "--history").output
    assert "articles 0 (was 3), in passing 0, claims 0 (was 3), changes 0 (was 3)" in output


def test_history_for_machines(told: Path, run: Run) -> None:
    document = json.loads(run("--config", told, "check", "--history", "--json").output)
    (topic,) = document["history"]["topics"]
    assert topic["then"] == {"primary": 3, "passing": 0, "claims": 3, "changes": 3}
    assert topic["now"]["primary"] == 3
    assert [each["id"] for each in topic["now"]["latest"]] == [3, 2, 1]


def test_without_a_database_there_is_no_history(folder: Path, run: Run) -> None:
    result = run("--config", folder, "check", "--history")
    assert result.exit_code == 0
    assert result.output.splitlines()[-1].startswith("history: there is no database yet")
    document = json.loads(run("--config", folder, "check", "--history", "--json").output)
    assert document["history"] is None


def test_without_a_database_nothing_can_be_replayed(folder: Path, run: Run) -> None:
    error = run("--config", folder, "replay").exception
    assert isinstance(error, NoStoreError)
    assert "there is no database yet" in str(error)


def test_an_empty_corpus_is_told_in_one_line(folder: Path, run: Run) -> None:
    Store.open(folder.parent / "state" / "monitor.db").close()
    assert run("--config", folder, "replay").output.splitlines() == [
        "Alerts: same 0, comes 0, goes 0, changes 0; 0 held back. Articles: 0 read again."
    ]


def test_what_was_held_back_says_why(told: Path, run: Run) -> None:
    (told / "monitor.yml").write_text("state: ../state\ningest: {alert_max_age: 1d}\n")
    with Store.open(told.parent / "state" / "monitor.db") as store:
        config = load_config(told, {})
        article = replace(Report("cancelled", 0, 9).article(), published=now() - timedelta(days=3))
        ingest(store, config, [article], now())
    output = run("--config", told, "replay").output
    assert "comes (articles came late; held back: older than alert_max_age)" in output
    assert "; 1 held back." in output
