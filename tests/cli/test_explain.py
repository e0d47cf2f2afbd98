"""`explain`: why an article made a claim, an alert, or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import Result

from monitor.errors import ExtractError, FetchError, MonitorError
from monitor.model.articles import Article
from monitor.store.engine import Store, Transaction
from tests.builders import make_article

Run = Callable[..., Result]
TEXT = """\
Summit of Ruritania and Graustark postponed
The summit between Ruritania and Graustark was postponed, the Ruritanian government said on Tuesday.
"""
PAGE = """\
<html lang="en"><head><title>Border road reopens</title></head><body><article><h1>Border road
reopens</h1><p>The old border road was opened again on Tuesday after eleven weeks of work, and the
first lorries passed it before noon. Drivers had waited since dawn. Nobody made a speech.</p>
<p>The toll stays where it was, a spokeswoman of the road office said, at least until the harvest
is in and the fair is over.</p></article></body></html>
"""


def test_a_file_is_read_as_it_would_be_without_a_corpus(
    folder: Path, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    text = run("--config", folder, "explain", tmp_path / "report.txt").stdout
    assert "Corpus: there is none yet." in text
    assert "Topic ruritania: primary" in text
    assert "postponed, asserted by" in text
    assert "why: cue" in text
    assert "⟦Summit of Ruritania and Graustark postponed⟧ postponed" in text


def test_an_event_that_is_named_without_a_claim_is_told_why(
    folder: Path, run: Run, tmp_path: Path
) -> None:
    for text, reason in (
        ("Ruritania votes\nRuritania elects a parliament on Sunday.", "Graustark is not named"),
        (
            "Ruritania and Graustark\nRuritania and Graustark share a border and a river.",
            "no sentence says anything of its status",
        ),
    ):
        (tmp_path / "report.txt").write_text(text, encoding="utf-8")
        told = run("--config", folder, "explain", tmp_path / "report.txt").stdout
        assert f"Event summit: no claim, {reason}" in told


def test_beside_a_corpus_it_says_what_would_change(told: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    text = run("--config", told, "explain", tmp_path / "report.txt").stdout
    assert "Corpus: new." in text
    assert "changes" in text


def test_a_page_without_a_watched_event_says_so(folder: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    text = run("--config", folder, "explain", tmp_path / "page.html").stdout
    assert text.startswith("Border road reopens\n")
    assert "Topic: none of those that are watched." in text
    assert "Claims: none on the status of a watched event." in text


def test_a_stored_article_is_shown_at_its_place(told: Path, run: Run) -> None:
    found = json.loads(run("--config", told, "explain", "1", "--json").stdout)
    assert found["article"]["title"] == "Report 0"
    assert found["kin"]["verdict"]["novelty"] == "new"


@pytest.mark.parametrize(
    ("what", "error", "words"),
    [
        pytest.param("99", MonitorError, "no article 99", id="an id that is not there"),
        pytest.param("9" * 30, MonitorError, "no article 999", id="an id that no article can have"),
        pytest.param("nofile", MonitorError, "give a URL", id="neither file nor URL"),
        pytest.param(
            "http://127.0.0.1:1/", FetchError, "allow_networks", id="a private address is refused"
        ),
    ],
)
def test_what_cannot_be_had_is_one_sentence(
    told: Path, run: Run, what: str, error: type[Exception], words: str
) -> None:
    result = run("--config", told, "explain", what)
    assert isinstance(result.exception, error)
    assert words in str(result.exception)


def test_no_transaction_is_open_while_a_page_is_fetched(
    told: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_now: list[bool] = []
    real_read = Store.read

    @contextmanager
    def counted_read(store: Store) -> Iterator[Transaction]:
        with real_read(store) as tx:
            open_now.append(True)
            yield tx
            open_now.pop()

    async def fetch(_url: str, *_services: object) -> Article:
        assert open_now == []
        return make_article()

    monkeypatch.setattr(Store, "read", counted_read)
    monkeypatch.setattr("monitor.jobs.explain.fetch_article", fetch)
    result = run("--config", told, "explain", "https://courier.example/new")
    assert result.exit_code == 0, result.exception


def test_a_page_without_an_article_is_one_sentence(folder: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<html><body></body></html>", encoding="utf-8")
    result = run("--config", folder, "explain", tmp_path / "empty.html")
    assert isinstance(result.exception, ExtractError)
    assert "no article text was found" in str(result.exception)
