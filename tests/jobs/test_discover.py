"""What an address leads to, with a web of pages that a test writes."""

from __future__ import annotations

import pytest

from monitor.errors import FetchError, ParseError
from monitor.jobs.discover import Explorer, same_address
from monitor.model.pages import NotModified, Page
from tests.fakes import FakeFetcher, InlineSandbox

SITE = "https://courier.example/"
NEWS, COMMENTS = f"{SITE}news.xml", f"{SITE}comments.xml"


def feed(title: str) -> bytes:
    return f'<rss version="2.0"><channel><title>{title}</title><item/></channel></rss>'.encode()


def page(*links: str) -> bytes:
    tags = (f'<link rel="alternate" type="text/xml" href="{link}">' for link in links)
    return f"<!doctype html><head>{''.join(tags)}</head>".encode()


def web(**pages: bytes) -> FakeFetcher:
    """Pages of the site by path, dots written as `_`; what is not there is a 404."""
    urls = {SITE + path.replace("_", "."): body for path, body in pages.items()}
    return FakeFetcher(pages={url: Page(url=url, body=body) for url, body in urls.items()})


def asked(fetcher: FakeFetcher) -> list[str]:
    return [request.url.removeprefix(SITE) for request in fetcher.requests]


async def test_the_address_of_a_feed_is_that_feed() -> None:
    fetcher = web(news_xml=feed("News"))
    (found,) = (await Explorer(fetcher, InlineSandbox()).discover(NEWS)).found
    assert (found.url, found.feed.title) == (NEWS, "News")
    assert asked(fetcher) == ["news.xml"]


async def test_what_a_page_declares_is_tried_and_the_usual_addresses_are_not() -> None:
    site = page("/comments.xml", "/news.xml", "/gone.xml")
    fetcher = web(x=site, news_xml=feed("News"), comments_xml=feed("Comments"), feed=feed("?"))
    discovery = await Explorer(fetcher, InlineSandbox()).discover(f"{SITE}x")
    assert [each.url for each in discovery.found] == [NEWS, COMMENTS]
    assert [str(each) for each in discovery.failed] == [f"{SITE}gone.xml: HTTP 404"]
    assert sorted(asked(fetcher)) == ["comments.xml", "gone.xml", "news.xml", "x"]


async def test_two_addresses_that_lead_to_one_feed_are_one() -> None:
    fetcher = web(x=page("/news.xml", "/old.xml"), news_xml=feed("News"), old_xml=feed("News"))
    fetcher.pages[f"{SITE}old.xml"] = Page(url=NEWS, body=feed("News"))
    discovery = await Explorer(fetcher, InlineSandbox()).discover(f"{SITE}x")
    assert [each.url for each in discovery.found] == [NEWS]


async def test_the_usual_addresses_are_tried_in_turn_until_one_is_a_feed() -> None:
    fetcher = web(x=page(), rss_xml=b"<html>no</html>", feed_xml=feed("News"), atom_xml=feed("A"))
    discovery = await Explorer(fetcher, InlineSandbox()).discover(f"{SITE}x")
    assert [each.url for each in discovery.found] == [f"{SITE}feed.xml"]
    assert asked(fetcher) == ["x", "x/feed/", "x/rss.xml", "feed/", "rss.xml", "feed.xml"]


async def test_a_page_without_a_feed_says_what_was_tried() -> None:
    discovery = await Explorer(web(x=page()), InlineSandbox()).discover(f"{SITE}x")
    assert discovery.found == ()
    assert isinstance(discovery.failed[0], ParseError)
    assert str(discovery.failed[0]) == f"{SITE}x: an HTML page, not a feed"
    assert len(discovery.failed) == 11


async def test_an_address_with_nothing_there_is_an_error() -> None:
    with pytest.raises(FetchError, match="HTTP 404"):
        await Explorer(web(), InlineSandbox()).discover(SITE)


async def test_a_304_to_a_first_request_is_an_error() -> None:
    fetcher = FakeFetcher(pages={NEWS: NotModified()})
    with pytest.raises(FetchError, match="304 to a request without validators"):
        await Explorer(fetcher, InlineSandbox()).look(NEWS)


async def test_a_feed_is_asked_with_its_own_headers_and_a_page_with_none() -> None:
    fetcher = web(news_xml=feed("News"))
    await Explorer(fetcher, InlineSandbox()).look(NEWS, (("X-Key", "k"),))
    await Explorer(fetcher, InlineSandbox()).discover(NEWS)
    assert [request.headers for request in fetcher.requests] == [(("X-Key", "k"),), ()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("http://www.a.example/feed/", "https://a.example/feed", id="one site"),
        pytest.param("https://feeds.a.example/", "https://feeds.a.example", id="a host alone"),
    ],
)
def test_ways_to_write_one_address(one: str, other: str) -> None:
    assert same_address(one) == same_address(other)


def test_two_addresses_are_not_one() -> None:
    assert same_address("https://a.example/feed?c=1") != same_address("https://a.example/feed?c=2")
