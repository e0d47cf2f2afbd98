"""Which feeds a page leads to."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.pages import Page
from monitor.stages.discover import MAX_CANDIDATES, common_addresses, declared_feeds

SITE = "https://courier.example/world/"


def found(markup: str) -> tuple[str, ...]:
    return declared_feeds(Page(url=SITE, body=markup.encode()))


@pytest.mark.parametrize(
    ("markup", "feeds"),
    [
        pytest.param(
            '<link rel="alternate" type="application/rss+xml" title="World" href="/world.xml">',
            ["https://courier.example/world.xml"],
            id="as the standard has it",
        ),
        pytest.param(
            "<LINK HREF='news.atom' TYPE='Application/Atom+XML; charset=utf-8' REL='Alternate'/>",
            ["https://courier.example/world/news.atom"],
            id="in capitals, with single quotes, relative to the page",
        ),
        pytest.param(
            "<link rel=alternate type=application/feed+json href=https://f.example/a?x&amp;y=1>",
            ["https://f.example/a?x&y=1"],
            id="without quotes, on another host, with an entity",
        ),
        pytest.param(
            '<base href="https://cdn.example/x/"><link rel="feed" href="a.xml">',
            ["https://cdn.example/x/a.xml"],
            id="from the base that the page names",
        ),
        pytest.param(
            '<link rel="alternate" type="text/xml" title="Comments" href="/c.xml">'
            '<link rel="alternate" type="text/xml" title="News" href="/n.xml">',
            ["https://courier.example/n.xml", "https://courier.example/c.xml"],
            id="what readers say comes last",
        ),
        pytest.param(
            '<link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" href="/feed">',
            [],
            id="other alternates are none",
        ),
        pytest.param(
            '<a href="/rss/world">RSS</a><a href="/about">About</a><a class="x" href="/feed#top">f',
            ["https://courier.example/rss/world", "https://courier.example/feed"],
            id="links by their names, where nothing is declared",
        ),
        pytest.param(
            '<a href="/feed/">f</a><link rel="alternate" type="text/xml" href="/n.xml">',
            ["https://courier.example/n.xml"],
            id="only what is declared, where anything is",
        ),
        pytest.param(
            '<a href="/feedback">no</a><a href="/class">no</a><a href="/thrss">no</a>',
            [],
            id="words that only begin or end like a feed's name",
        ),
        pytest.param(
            '<link rel="alternate" type="text/xml" href="javascript:alert(1)">'
            '<link rel="alternate" type="text/xml" href="file:///etc/passwd">',
            [],
            id="no address on the web",
        ),
        pytest.param("", [], id="an empty page"),
    ],
)
def test_feeds_of_a_page(markup: str, feeds: list[str]) -> None:
    assert list(found(markup)) == feeds


def test_a_page_of_a_thousand_feeds_is_worth_some_requests_only() -> None:
    links = (f'<link rel="feed" href="/{n}.xml">' for n in range(1_000))
    assert len(found("".join(links))) == MAX_CANDIDATES


def test_tags_that_never_end_take_no_time() -> None:
    started = time.process_time()
    assert found("<link " * 20_000 + "<a " * 20_000) == ()
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("url", "first"),
    [
        pytest.param("https://a.example", "https://a.example/feed/", id="a site's root"),
        pytest.param("https://a.example/x?y", "https://a.example/x/feed/", id="a page below it"),
    ],
)
def test_the_usual_addresses_begin_where_the_page_is(url: str, first: str) -> None:
    addresses = common_addresses(url)
    assert addresses[0] == first
    assert "https://a.example/rss.xml" in addresses


@given(st.text("<linkahref=feed\"'/ >.:", max_size=80))
def test_whatever_a_page_holds_the_addresses_are_of_the_web(markup: str) -> None:
    assert all(url.startswith(("http://", "https://")) for url in found(markup))
