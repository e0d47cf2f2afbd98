"""`explain`: why an article made a claim, an alert, or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from monitor.cli.kin import kin_lines
from monitor.errors import ExtractError, FetchError, MonitorError
from monitor.jobs.kin import Kin
from monitor.jobs.shelve import shelve
from monitor.language.watch import compile_watch
from monitor.model.articles import Article, DedupeReason, Novelty, Verdict
from monitor.model.stories import StoryRule, StoryView
from monitor.model.versions import Edit, EditKind, LoggedVersion, VersionView
from monitor.model.views import SourceView
from monitor.stages.read import read_article
from monitor.store.engine import Store, Transaction
from monitor.wiring.clock import now
from tests.builders import NOON, make_article, make_topic
from tools.copydesk import Desk

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


def test_a_text_is_compared_with_what_came_before(told: Path, run: Run, tmp_path: Path) -> None:
    desk = Desk(1)
    copy = desk.article()
    cut = desk.cut(copy, 0.6)
    report = make_article(
        title=copy.title,
        text=copy.text,
        published=now(),
        url="https://gazette.example/own",
        guid=None,
    )
    with Store.open(told.parent / "state" / "monitor.db") as store, store.begin() as tx:
        shelved = shelve(tx, [read_article(report, compile_watch([make_topic()]))], NOON)
    place = shelved[0].article_id
    (tmp_path / "cut.txt").write_text(f"Another headline\n{cut.text}", encoding="utf-8")
    text = run("--config", told, "explain", tmp_path / "cut.txt").stdout
    assert f"Corpus: copy of article {place} (near text, 1.00)." in text
    assert f"1.00 of the text, 1.00 of the first sentence as in article {place}" in text
    text = run("--config", told, "explain", str(place)).stdout
    assert "Corpus: new." in text
    assert "as in article" not in text


@pytest.mark.parametrize(
    ("verdict", "line"),
    [
        pytest.param({}, "Corpus: new.", id="new"),
        pytest.param(
            {"novelty": Novelty.COPY, "reason": DedupeReason.RETOLD, "of": 3, "score": 0.62},
            "Corpus: copy of article 3 (retold, 0.62).",
            id="a copy of which more could be read",
        ),
        pytest.param(
            {"reason": DedupeReason.UPDATE, "of": 3, "score": 0.8},
            "Corpus: new, though like article 3 (update, 0.80).",
            id="an update",
        ),
    ],
)
def test_the_verdict_is_one_line(verdict: dict[str, Any], line: str) -> None:
    values: dict[str, Any] = {"novelty": Novelty.NEW, "reason": DedupeReason.NEW}
    assert list(kin_lines(Kin(verdict=Verdict(**(values | verdict)), compared=()))) == [line]


def test_story_versions_credit_and_a_removed_text_are_named() -> None:
    source = SourceView(
        article_id=3, outlet="Courier", title="Off", url=None, published=NOON, copy=True
    )
    logged = LoggedVersion(
        article_id=3,
        at=NOON,
        noticed_at=NOON,
        title="Off",
        text="It is off.",
        changed=True,
        held=False,
    )
    kin = Kin(
        verdict=Verdict(novelty=Novelty.NEW, reason=DedupeReason.NEW),
        compared=(),
        story=StoryView(id=3, rule=StoryRule.FIRST, size=9, articles=(source,) * 6),
        versions=(
            VersionView(version=logged, edit=None),
            VersionView(version=logged, edit=Edit(kind=EditKind.TEXT, added=("It is off.",))),
        ),
        credit="reuters",
        text_removed_at=NOON,
    )
    text = "\n".join(kin_lines(kin))
    assert "Its text was removed on 2031-05-14" in text
    assert "Credit: Reuters." in text
    assert "Story 3, by first (9 articles): Courier 2031-05-14 12:00 (copy)," in text
    assert "and 4 more." in text
    assert "Version of 2031-05-14 12:00 UTC: text, says something else.\n    + It is off." in text


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
