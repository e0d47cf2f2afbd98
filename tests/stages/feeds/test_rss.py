from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.model.items import ParsedFeed
from monitor.model.pages import Page
from monitor.stages import parse
from monitor.stages.feeds.encoding import mend
from monitor.stages.feeds.items import read_feed
from monitor.stages.feeds.rss import read_rss

FEEDS = Path(__file__).parents[2] / "data" / "feeds"
DOCUMENTS = sorted(
    path for path in FEEDS.rglob("*") if path.is_file() and not path.name.endswith(".expected.json")
)
BASE = "https://news.example/feeds/main.xml"
ITEM = "<item><title>Ferry</title><link>https://n.example/1</link></item>"


def quickly(body: bytes, content_type: str = "") -> ParsedFeed | None:
    raw = read_rss(*mend(body, content_type))
    return read_feed(raw, base=BASE) if raw else None


def by_feedparser(
    body: bytes, content_type: str, monkeypatch: pytest.MonkeyPatch
) -> ParsedFeed | None:
    with monkeypatch.context() as patch:
        patch.setattr(parse, "read_rss", lambda *_: None)
        try:
            return parse.parse_feed(Page(url=BASE, body=body, content_type=content_type))
        except ParseError:
            return None


def test_all_documents_are_read_as_feedparser_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    read = 0
    for path in DOCUMENTS:
        expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
        body, content_type = path.read_bytes(), expected.get("content_type", "")
        feed = quickly(body, content_type)
        if feed is not None:
            read += 1
            assert feed == by_feedparser(body, content_type, monkeypatch), path.name
    assert read >= len(DOCUMENTS) / 4


def rss(inside: str, attributes: str = 'version="2.0"') -> bytes:
    return f"<rss {attributes}><channel><title>T</title>{inside}</channel></rss>".encode()


MEDIA = 'version="2.0" xmlns:media="http://search.yahoo.com/mrss/"'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"<rss", id="no XML"),
        pytest.param(b"<feed/>", id="another format"),
        pytest.param(rss(ITEM, 'version="0.92"'), id="another version"),
        pytest.param(rss(ITEM, 'version="2.0" xml:base="https://b.example/"'), id="a base for links"),
        pytest.param(rss(ITEM).replace(b"<channel>", b'<channel href="x">'), id="as CDF has it"),
        pytest.param(rss(ITEM) + b"<!DOCTYPE rss>", id="entities may be defined"),
        pytest.param(b"<!DOCTYPE rss [<!ENTITY a 'b'>]>" + rss("&a;"), id="an entity is defined"),
        pytest.param(rss(ITEM).replace(b"</channel>", b"</channel><channel/>"), id="two channels"),
        pytest.param(rss(ITEM).replace(b"Ferry", b"a <b>ferry</b>"), id="markup as elements"),
        pytest.param(rss(ITEM).replace(b"Ferry", "vÃ©lo".encode()), id="encoded twice"),
        pytest.param(rss(ITEM).replace(b"n.example/1", b"/n.example/1"), id="a link with a slash too many"),
        pytest.param(rss(ITEM).replace(b"/1", b"?a=1&amp;copy;"), id="a link with a reference"),
        pytest.param(rss(ITEM).replace(b"<title>F", b'<title type="html">F'), id="a type of a text"),
        pytest.param(rss("<item><title>a</title><title>b</title></item>"), id="two titles"),
        pytest.param(rss("<item><summary>a</summary></item>"), id="an element of another format"),
        pytest.param(rss('<item href="https://n.example/"/>'), id="an attribute of an item"),
        pytest.param(rss("<item><media:content><media:title>x</media:title></media:content></item>", MEDIA),
                     id="a picture with a title"),
    ],
)  # fmt: skip
def test_what_is_not_plainly_rss_is_left_to_feedparser(body: bytes) -> None:
    assert quickly(body) is None


def test_pictures_without_words_are_no_hindrance() -> None:
    feed = quickly(rss("<item><title>x</title><media:thumbnail url='y'/></item>", MEDIA))
    assert feed is not None
    assert feed.items[0].title == "x"


TEXTS = st.text("aé—Жx &<>;:/#\n\x85Ã©", max_size=12)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, st.booleans()), max_size=3))
def test_both_read_the_same_of_any_plain_document(
    rows: list[tuple[str, str, str, str, bool]],
) -> None:
    def cdata(text: str) -> str:
        return f"<![CDATA[{text}]]>"

    items = "".join(
        f"<item><title>{cdata(title)}</title><link>{cdata(link)}</link>"
        f'<guid isPermaLink="{"true" if is_link else "false"}">{cdata(guid)}</guid>'
        f"<description>{cdata(text)}</description></item>"
        for title, link, guid, text, is_link in rows
    )
    with pytest.MonkeyPatch.context() as patch:
        feed = quickly(rss(items))
        assert feed is None or feed == by_feedparser(rss(items), "", patch)
