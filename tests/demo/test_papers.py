"""What the demo's outlets serve is what feeds and pages are in life."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import feedparser
import pytest

from monitor.demo.papers import feed, page
from monitor.demo.story import Article, Format, Outlet

BASE = "http://127.0.0.1:8080"


def article(format_: Format, title: str = "Salt & pepper <dear>") -> Article:
    return Article(
        outlet=Outlet(id="herald", name="Herald & Post", format=format_),
        path="/herald/1.html",
        title=title,
        paragraphs=("Prices rose.", "Nobody knows why, “yet”."),
        published=datetime(2026, 11, 21, 18, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize("format_", Format)
def test_a_feed_is_well_formed_and_names_its_articles(format_: Format) -> None:
    one = article(format_)
    parsed = feedparser.parse(BytesIO(feed(one.outlet, [one], BASE).encode()))
    assert not parsed.bozo
    assert parsed.feed.title == "Herald & Post"
    assert [(entry.title, entry.link) for entry in parsed.entries] == [
        ("Salt & pepper <dear>", "http://127.0.0.1:8080/herald/1.html")
    ]


@pytest.mark.parametrize("format_", Format)
def test_a_feed_without_articles_is_well_formed(format_: Format) -> None:
    outlet = article(format_).outlet
    parsed = feedparser.parse(BytesIO(feed(outlet, [], BASE).encode()))
    assert not parsed.bozo
    assert parsed.entries == []


@pytest.mark.parametrize(
    ("format_", "full"),
    [
        pytest.param(Format.RSS, False, id="RSS carries the first paragraph alone"),
        pytest.param(Format.ATOM, False, id="so does Atom"),
        pytest.param(Format.RSS_FULL_TEXT, True, id="an agency's feed carries the full text"),
    ],
)
def test_a_feed_carries_the_text_or_a_summary(format_: Format, full: bool) -> None:
    one = article(format_)
    assert ("Nobody knows why" in feed(one.outlet, [one], BASE)) is full


def test_the_newest_article_stands_first() -> None:
    old = article(Format.RSS, "Old")
    new = Article(
        outlet=old.outlet,
        path="/herald/2.html",
        title="New",
        paragraphs=("It happened.",),
        published=datetime(2026, 11, 22, tzinfo=UTC),
    )
    document = feed(old.outlet, [old, new], BASE)
    assert document.index("New") < document.index("Old")


def test_a_page_has_the_text_and_furniture_around_it() -> None:
    html = page(article(Format.RSS))
    assert "<h1>Salt &amp; pepper &lt;dear&gt;</h1>" in html
    assert "<p>Nobody knows why, “yet”.</p>" in html
    assert "<nav>" in html
