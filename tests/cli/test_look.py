"""The commands that look: what they say of a small corpus, for people and as JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import Result

from monitor.cli.events import print_timeline
from monitor.errors import ConfigError, NoStoreError
from monitor.model.claims import Reading, Status
from monitor.model.events import Ignored, IgnoredReason
from monitor.model.sources import IndependentSource
from monitor.model.views import ChangeView, EventTimeline, SourceView
from monitor.store import corpus, events
from monitor.store.engine import Store
from tests.builders import NOON, make_change, make_claim
from tests.store.stock import make_draft

Run = Callable[..., Result]


def test_status_names_what_needs_a_person(told: Path, run: Run) -> None:
    result = run("--config", told, "status")
    assert result.exit_code == 1
    assert (
        "! The Strelsau Courier: not_a_feed: an HTML page, not a feed (2 times in a row); "
        in result.stdout
    )
    assert "! channel desk: connection refused" in result.stdout
    assert "Unread: 1 articles say that something changed in summit." in result.stdout


def test_status_as_json_holds_the_same(told: Path, run: Run) -> None:
    found = json.loads(run("--config", told, "status", "--json").stdout)
    assert found["ok"] is False
    assert found["feeds"][0]["condition"] == "not_a_feed"
    assert found["feeds"][0]["failures"] == 2
    assert found["corpus"]["articles"]["new"] == 4
    assert found["channels"][0]["error"] == "connection refused"
    assert found["unread_signals"] == {"summit": 1}


def test_events_lists_also_what_is_not_known_yet(told: Path, run: Run) -> None:
    lines = run("--config", told, "events").stdout.splitlines()
    assert "postponed (disputed)" in next(line for line in lines if "summit" in line)
    assert "not known yet" in next(line for line in lines if "truce" in line)


def test_events_as_json(told: Path, run: Run) -> None:
    found = json.loads(run("--config", told, "events", "--json").stdout)
    assert [each["event"] for each in found] == ["summit", "truce"]
    assert found[0]["known"]["occurrence"]["status"] == "postponed"
    assert found[1]["known"] is None


def test_an_event_shows_its_changes_with_evidence(told: Path, run: Run) -> None:
    text = run("--config", told, "event", "summit").stdout
    assert "2024-05-14 13:00  POSTPONED (disputed)" in text
    assert "“The summit was put off.”" in text
    assert "against: “Nothing was put off.”" in text
    assert "the Ruritanian government, in The Strelsau Courier" in text
    assert "1 independent source: The Strelsau Courier" in text
    assert "unread: “All change for the summit”" in text
    assert "--all shows them with the reason" in text


def test_an_event_shows_the_story_of_what_several_report() -> None:
    source = SourceView(
        article_id=7, outlet="Herald", title="Off", url=None, published=NOON, copy=False, story=5
    )
    found = tuple(
        IndependentSource(name=name, article_id=number, published=NOON, copies=number - 1)
        for number, name in enumerate(("Herald", "Reuters"), 1)
    )
    view = ChangeView(
        id=1,
        change=make_change(),
        noticed_at=NOON,
        source=source,
        outlets=("Herald", "Reuters"),
        deliveries=(),
        sources=found,
    )
    timeline = EventTimeline(event="summit", occurrences=(), changes=(view,), claims=(), signals=())
    out = Console(file=io.StringIO(), width=100)
    print_timeline(out, "Summit", timeline, ignored=False)
    assert isinstance(out.file, io.StringIO)
    assert out.file.getvalue().splitlines()[4:] == [
        "    the Ruritanian government, in Herald",
        "    2 independent sources: Herald, Reuters (and 1 copy)",
        "    the story: news-monitor articles --story 5",
    ]


def test_an_event_shows_what_was_ignored_when_asked(told: Path, run: Run) -> None:
    text = run("--config", told, "event", "summit", "--all").stdout
    assert "proposed, asserted by the Ruritanian government:" in text


def test_an_event_as_json(told: Path, run: Run) -> None:
    found = json.loads(run("--config", told, "event", "summit", "--json").stdout)
    assert [change["change"]["status"] for change in found["changes"]] == ["confirmed", "postponed"]


@pytest.fixture
def unconfirmed(folder: Path) -> Path:
    """Two sources are asked for, and one says since an hour that the summit is put off."""
    topic = folder / "topics/ruritania.yml"
    topic.write_text(f"min_sources: 2\n{topic.read_text(encoding='utf-8')}", encoding="utf-8")
    claim = make_claim(status=Status.POSTPONED)
    draft = make_draft(published=datetime.now(UTC) - timedelta(hours=1))
    with Store.open(folder.parent / "state" / "monitor.db") as store, store.begin() as tx:
        (article_id,) = corpus.add_articles(tx, [draft])
        reading = Reading(claims=(claim,))
        events.add_readings(tx, [(article_id, draft.article.published, reading)])
        reason = IgnoredReason.UNCONFIRMED
        events.mark_ignored(tx, article_id, [Ignored(claim=claim, reason=reason)])
    return folder


@pytest.mark.parametrize("command", ["events", "event summit", "status"])
def test_what_lacks_sources_is_shown(unconfirmed: Path, run: Run, command: str) -> None:
    text = run("--config", unconfirmed, *command.split()).stdout
    assert "unconfirmed: postponed (1 of 2 sources)" in text


def test_an_unknown_event_is_a_mistake_that_names_the_known_ones(told: Path, run: Run) -> None:
    result = run("--config", told, "event", "sumit")
    assert isinstance(result.exception, ConfigError)
    assert "summit, truce" in str(result.exception)


def test_alerts_list_and_show(told: Path, run: Run) -> None:
    listed = json.loads(run("--config", told, "alerts", "list", "--json").stdout)
    assert [each["title"] for each in listed] == [
        "POSTPONED (disputed): Ruritania–Graustark summit",
        "CONFIRMED: Ruritania–Graustark summit",
    ]
    assert "connection refused" in run("--config", told, "alerts", "list").stdout
    text = run("--config", told, "alerts", "show", listed[1]["id"]).stdout
    assert "CONFIRMED: Ruritania–Graustark summit" in text
    assert "To desk: pending: connection refused" in text
    assert "try 1, 2024-05-14 16:00:00 UTC: refused (connection refused)" in text


def test_alerts_show_as_json(told: Path, run: Run) -> None:
    found = json.loads(run("--config", told, "alerts", "show", 1, "--json").stdout)
    assert found["attempts"][0]["outcome"] == "refused"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("alerts", "show", 99), id="a delivery that is not there"),
        pytest.param(("alerts", "test", "nobody"), id="a channel that is not configured"),
    ],
)
def test_an_id_that_is_not_there_is_a_mistake(
    told: Path, run: Run, words: tuple[object, ...]
) -> None:
    assert isinstance(run("--config", told, *words).exception, ConfigError)


@pytest.mark.parametrize("command", ["status", "events", "event summit", "alerts list"])
def test_without_a_database_the_next_command_is_named(folder: Path, run: Run, command: str) -> None:
    result = run("--config", folder, *command.split())
    assert isinstance(result.exception, NoStoreError)
    assert "news-monitor once" in str(result.exception)
