from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.language.cleaning import UNWANTED
from monitor.model.pages import Page
from monitor.stages.parse import parse_feed

FEEDS = Path(__file__).parents[1] / "data" / "feeds"
DOCUMENTS = sorted(
    path for path in FEEDS.rglob("*") if path.is_file() and not path.name.endswith(".expected.json")
)
BASE = "https://news.example/feeds/main.xml"


def parsed(body: bytes, content_type: str = "") -> dict[str, Any]:
    """A document as its expected file has it: what is not there is left out."""
    feed = parse_feed(Page(url=BASE, body=body, content_type=content_type))
    items = [_written(asdict(item)) for item in feed.items]
    return _written(asdict(feed)) | {"items": items}


def _written(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _encoded(value)
        for name, value in values.items()
        if value not in (None, "", (), False)
    }


def _encoded(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, timedelta):
        return value.total_seconds()
    return list(value) if isinstance(value, tuple) else value


def sentence(document: Path) -> str:
    """What a document is about, from its name: `dates: as rfc 822 has them`."""
    return f"{document.parent.name}: {document.stem.replace('-', ' ')}"


def test_there_are_documents_of_every_family() -> None:
    assert len(DOCUMENTS) >= 200
    assert {path.parent for path in DOCUMENTS} == set(FEEDS.iterdir())


@pytest.mark.parametrize("document", DOCUMENTS, ids=sentence)
def test_documents_give_what_is_written_beside_them(document: Path) -> None:
    expected = json.loads(document.with_suffix(".expected.json").read_text(encoding="utf-8"))
    body, content_type = document.read_bytes(), expected.get("content_type", "")
    if "error" in expected:
        with pytest.raises(ParseError) as caught:
            parsed(body, content_type)
        assert str(caught.value) == f"{BASE}: {expected['error']}"
        assert caught.value.subject == BASE
    else:
        assert parsed(body, content_type) == expected["feed"]


def rss(*items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'.encode()


def test_guids_stay_when_the_feed_moves() -> None:
    body = rss("<item><title>x</title><guid>news/7</guid></item>")
    for url in (BASE, "https://moved.example/feed"):
        assert parse_feed(Page(url=url, body=body)).items[0].guid == "news/7"


def test_of_too_many_items_the_newest_are_kept_in_their_order() -> None:
    days = [f"<item><pubDate>2026-01-{1 + n % 28:02}</pubDate></item>" for n in range(5_600)]
    undated = ["<item><title>undated</title></item>"] * 10
    items = parse_feed(Page(url=BASE, body=rss(*undated, *days))).items
    assert len(items) == 5_000
    kept = [item.published.day for item in items if item.published]
    assert min(kept) == 4
    assert kept[:25] == list(range(4, 29))


def test_long_titles_and_texts_are_cut() -> None:
    long = "word " * 60_000
    item = f"<item><title>{long}</title><description>{long}</description></item>"
    read = parse_feed(Page(url=BASE, body=rss(item))).items[0]
    assert len(read.title) <= 500
    assert len(read.summary) <= 200_000
    assert read.title.endswith("word…")


def test_a_body_that_names_a_file_opens_none(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(rss("<item><title>secret</title></item>"))
    with pytest.raises(ParseError):
        parse_feed(Page(url=BASE, body=str(secret).encode()))


def test_memory_that_runs_out_is_for_the_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("feedparser.parse", greedy)
    with pytest.raises(MemoryError):
        parse_feed(Page(url=BASE, body=b"<feed/>"))


def test_what_refers_to_the_parsers_does_not_load_them() -> None:
    code = (
        "import sys, monitor.stages.parse, monitor.stages.extract;"
        "print({'feedparser', 'trafilatura', 'lxml', 'sqlmodel'} & set(sys.modules))"
    )
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True)  # noqa: S603
    assert loaded.strip() == "set()"


@settings(max_examples=60)
@given(st.binary(max_size=200) | st.text("<>/!?&;#x[]item rsCDATA-'\"=0\n", max_size=80))
def test_any_bytes_are_a_feed_or_a_parse_error(body: bytes | str) -> None:
    data = body if isinstance(body, bytes) else rss(body)
    titles = ["only errors of the tree"]
    try:
        titles += [item.title for item in parse_feed(Page(url=BASE, body=data)).items]
    except ParseError as error:
        titles.append(str(error))
    assert not any(UNWANTED.search(title) for title in titles)


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_field_holds_what_is_unwanted(text: str) -> None:
    hidden = text.replace("]]>", "")
    fields = "".join(
        f"<{tag}><![CDATA[{hidden}]]></{tag}>" for tag in ("title", "link", "guid", "description")
    )
    try:
        feed = parse_feed(Page(url=BASE, body=rss(f"<item>{fields}</item>")))
    except ParseError:
        feed = None
    for item in feed.items if feed else ():
        for value in (item.title, item.summary, item.guid or "", item.url or ""):
            assert not UNWANTED.search(value)
        assert item.url is None or item.url.startswith(("http://", "https://"))
