from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ExtractError
from monitor.language.cleaning import UNWANTED
from monitor.model.pages import NoText, NoTextReason, Page, PageText
from monitor.stages.extract import extract_page

PAGES = Path(__file__).parents[1] / "data" / "pages"
URL = "https://news.example/1"
SENTENCE = "The ferry leaves Port Selm at nine and comes back at noon on most days of the week. "


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """As in a worker process, where the extractor's log goes nowhere."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def extracted(body: bytes, content_type: str) -> dict[str, Any]:
    found = asdict(extract_page(Page(url=URL, body=body, content_type=content_type)))
    if not found.get("teaser", True):
        del found["teaser"]
    if found.get("published"):
        found["published"] = found["published"].isoformat()
    return found


@pytest.mark.parametrize("document", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_pages_give_what_is_written_beside_them(document: Path) -> None:
    expected = json.loads(document.with_suffix(".expected.json").read_text())
    assert extracted(document.read_bytes(), expected["content_type"]) == expected["page"]


def page_of(*blocks: str) -> Page:
    body = f"<html><body><article>{''.join(blocks)}</article></body></html>"
    return Page(url=URL, body=body.encode(), content_type="text/html")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        pytest.param("Off. " * 24, NoTextReason.TOO_SHORT, id="fewer words than a brief"),
        pytest.param("", NoTextReason.NO_ARTICLE, id="no word at all"),
    ],
)
def test_what_is_too_short_is_no_article(words: str, reason: NoTextReason) -> None:
    found = extract_page(page_of(f"<p>{words}</p>"))
    assert isinstance(found, NoText)
    assert found.reason is reason


def test_a_page_that_is_nested_too_deep_has_no_article() -> None:
    found = extract_page(page_of("<div>" * 1_000, f"<p>{SENTENCE * 5}</p>"))
    assert isinstance(found, NoText)
    assert found.reason is NoTextReason.NO_ARTICLE


def test_long_texts_are_cut() -> None:
    found = extract_page(page_of(*[f"<p>{number} {SENTENCE * 10}</p>" for number in range(300)]))
    assert isinstance(found, PageText)
    assert len(found.text) <= 200_000


def test_what_the_extractor_raises_is_an_error_of_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    with pytest.raises(ExtractError, match="the extractor failed: AssertionError") as caught:
        extract_page(page_of("<p>x</p>"))
    assert caught.value.subject == URL


def test_memory_that_runs_out_is_for_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("trafilatura.bare_extraction", greedy)
    with pytest.raises(MemoryError):
        extract_page(page_of("<p>x</p>"))


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        pytest.param("text/html; charset=koi8-r", "koi8-r", id="the header tells"),
        pytest.param("text/html; charset=koi8-r", "utf-8", id="the header is wrong"),
        pytest.param("text/html; charset=nonsense", "utf-8", id="the header is nonsense"),
        pytest.param("text/html", "utf-16", id="a mark at the start tells"),
        pytest.param("", "utf-8", id="nobody tells"),
    ],
)
def test_charsets_are_found(content_type: str, charset: str) -> None:
    text = "Переговоры в порту перенесены на следующую неделю, сообщила представительница. " * 4
    body = f"<html><body><article><p>{text}</p></article></body></html>".encode(charset)
    found = extract_page(Page(url=URL, body=body, content_type=content_type))
    assert isinstance(found, PageText)
    assert found.text == text.strip()


@settings(max_examples=40)
@given(st.text("<>/divp=\"' &;abc\x00\u202e", max_size=80), st.binary(max_size=30))
def test_any_page_gives_safe_text_or_none(inside: str, tail: bytes) -> None:
    page = page_of(f"<p>{SENTENCE * 3}</p>", inside)
    found = extract_page(Page(url=URL, body=page.body + tail, content_type="text/html"))
    assert isinstance(found, (PageText, NoText))
    if isinstance(found, PageText):
        assert not UNWANTED.search(found.text)
