"""`search` and `articles`: what they find, and how they show it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import Result

from monitor.cli.moments import moment
from monitor.errors import ConfigError, NoStoreError
from monitor.model.articles import DedupeReason, Novelty, Role, TopicMatch, Verdict
from monitor.store import corpus, retention
from monitor.store.engine import Store
from tests.store.stock import add_article, make_draft

Run = Callable[..., Result]
NOON = datetime(2031, 5, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def hostile(told: Path) -> Path:
    """The same corpus, with an article that means harm to a terminal."""
    with Store.open(told.parent / "state" / "monitor.db") as store, store.begin() as tx:
        add_article(tx, 9, title="\x1b[31mRed\x07 [bold]alert[/bold]", text="Tolls **rise**.")
    return told


def test_search_shows_what_was_found_with_its_hits_marked(told: Path, run: Run) -> None:
    lines = run("--config", told, "search", "report", "1").stdout.splitlines()
    assert lines == [
        "2024-05-14 13:00 UTC  The Strelsau Courier #2 summit: postponed",
        "  **Report** **1**",
        "  Text of **report** **1**.",
        "  https://courier.example/1",
    ]


def test_a_word_with_a_minus_is_no_option(told: Path, run: Run) -> None:
    found = json.loads(run("--config", told, "search", "report", "-1", "-h", "--json").stdout)
    assert [each["article_id"] for each in found] == [4, 3, 1]


def test_search_as_json_tells_where_the_hits_are(told: Path, run: Run) -> None:
    (found,) = json.loads(run("--config", told, "search", "report 2", "--json").stdout)
    assert found["title"] == {"text": "Report 2", "hits": [[0, 8]]}
    assert found["published"] == "2024-05-14T14:00:00Z"
    assert found["claims"] == [["summit", "proposed"]]


def test_what_articles_say_does_nothing_to_a_terminal(hostile: Path, run: Run) -> None:
    text = run("--config", hostile, "search", "tolls").stdout
    assert "[31mRed  [bold]alert[/bold]" in text
    assert "\x1b" not in text
    assert "\x07" not in text


def test_a_find_tells_its_copies_its_topics_and_what_became_of_its_text(
    told: Path, run: Run
) -> None:
    with Store.open(told.parent / "state" / "monitor.db") as store, store.begin() as tx:
        original = add_article(tx, 50, title="Tolls rise", text="No more.", url=None)
        match = TopicMatch(topic="ruritania", role=Role.PRIMARY, score=1.0, reason="title")
        corpus.add_matches(tx, [(original, [match])])
        for number in (51, 52):
            verdict = Verdict(novelty=Novelty.COPY, reason=DedupeReason.SAME_TEXT, of=original)
            draft = make_draft(number, title="Tolls rise", outlet="The Gazette")
            corpus.add_articles(tx, [replace(draft, verdict=verdict)])
        retention.remove_texts(tx, NOON + timedelta(days=1), NOON, 99)
    (line, title) = run("--config", told, "search", "tolls").stdout.splitlines()
    assert line.endswith("#5 and 2 copies ruritania (text removed 2031-05-14)")
    assert title == "  **Tolls** rise"
    copies = run("--config", told, "search", "tolls", "--outlet", "Gazette").stdout
    assert copies.startswith("2031-05-14 12:00 UTC  The Gazette #7 (copy)")


def test_nothing_found_says_what_was_looked_for(told: Path, run: Run) -> None:
    result = run("--config", told, "search", "truce", "-rumour", "--outlet", "Courier")
    assert result.exit_code == 0
    assert result.stdout == "Nothing found in the corpus for: truce -rumour; outlet Courier.\n"
    assert run("--config", told, "search", "truce", "--json").stdout == "[]\n"


def test_articles_lists_the_corpus_with_the_same_filters(told: Path, run: Run) -> None:
    text = run("--config", told, "articles", "--status", "postponed").stdout
    assert "Report 1" in text
    assert "Report 2" not in text
    listed = json.loads(run("--config", told, "articles", "--limit", 2, "--json").stdout)
    assert [each["title"]["text"] for each in listed] == ["Report 3", "Report 2"]
    assert "--limit shows more" in run("--config", told, "articles", "--limit", 2).stdout


def test_an_empty_corpus_is_said_to_be_empty(told: Path, run: Run) -> None:
    text = run("--config", told, "articles", "--since", "1m").stdout
    assert text == "Nothing found in the corpus for: since 1m.\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(("search", "-rumour"), "give a word to look for", id="no word to look for"),
        pytest.param(("search", "x", "--topc"), "no such option", id="an option misspelt"),
        pytest.param(("search", "x", "--topic", "y"), "there are: ruritania", id="a topic"),
        pytest.param(("articles", "--event", "y"), "there are: summit, truce", id="an event"),
        pytest.param(("articles", "--since", "soon"), "such as 36h or 7d", id="a time"),
    ],
)
def test_a_mistake_is_told_with_what_to_type(
    told: Path, run: Run, words: tuple[str, ...], message: str
) -> None:
    result = run("--config", told, *words)
    assert isinstance(result.exception, ConfigError)
    assert message in str(result.exception)


@pytest.mark.parametrize("command", ["search x", "articles"])
def test_without_a_database_the_next_command_is_named(folder: Path, run: Run, command: str) -> None:
    result = run("--config", folder, *command.split())
    assert isinstance(result.exception, NoStoreError)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("36h", datetime(2031, 5, 13, 0, 0, tzinfo=UTC), id="so long ago"),
        pytest.param("2031-05-01", datetime(2031, 4, 30, 22, 0, tzinfo=UTC), id="a day there"),
        pytest.param(
            "2031-05-01T14:30", datetime(2031, 5, 1, 12, 30, tzinfo=UTC), id="a day and a time"
        ),
        pytest.param(
            "2031-05-01T14:30Z", datetime(2031, 5, 1, 14, 30, tzinfo=UTC), id="a time in a zone"
        ),
    ],
)
def test_moments(text: str, meant: datetime) -> None:
    assert moment(text, NOON, "Europe/Berlin", "--since") == meant
