"""Discover: a page of a site to the addresses at which its feeds may be.

What a page declares comes first, then what it links to under a name that feeds have, then the
addresses at which common programs put them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from monitor.model.pages import Page
from monitor.stages.feeds.items import absolute_link
from monitor.stages.pagehead import ATTRIBUTE

PAGE_CHARS = 1_000_000
"""How much of a page is searched: longer ones carry their feeds in the head as well."""

MAX_CANDIDATES = 12
"""So many addresses of one page are worth a request: sections of a paper, hardly more. A choice."""

FEED_TYPES = frozenset(
    {
        *("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
        *("application/feed+json", "application/json", "application/xml", "text/xml"),
    }
)
"""Source: RSS Advisory Board, RSS Autodiscovery; RFC 4287, section 7; jsonfeed.org, version 1.1."""

LINK = re.compile(r"<link\s([^>]{1,2000})>", re.IGNORECASE)
ANCHOR = re.compile(r"<a\s([^>]{1,2000})>", re.IGNORECASE)
BASE = re.compile(r"<base\s([^>]{1,2000})>", re.IGNORECASE)

LIKE_A_FEED = re.compile(
    r"(?:^|[/._=-])(?:rss|feeds?|atom|rdf)(?:\d|$|[/._?&=-])|\.(?:rss|atom|rdf)$", re.IGNORECASE
)
"""A link's path or query that names a feed. A choice: a wrong guess costs one request."""

OF_COMMENTS = re.compile(r"comment|kommentar|комментари|replies", re.IGNORECASE)
"""Feeds of what readers say: no news."""

COMMON_PATHS = ("feed/", "rss.xml", "feed.xml", "atom.xml", "rss/", "index.xml", "rss", "feed.json")
"""Where they are in WordPress, Drupal, Jekyll, Movable Type, Ghost, Hugo and home-made programs."""


def declared_feeds(page: Page) -> tuple[str, ...]:
    """The addresses that a page gives for its feeds, those of comments last.

    Links count only where no feed is declared. The order is that of the page otherwise.
    """
    markup = page.body[:PAGE_CHARS].decode("utf-8", "replace")
    base = _base(markup, page.url)
    declared = [*_declared(markup)] or [*_linked(markup)]
    links = ((absolute_link(base, href), f"{href} {title}") for href, title in declared)
    named = [(bool(OF_COMMENTS.search(name)), link) for link, name in links if link]
    named.sort(key=lambda each: each[0])
    return tuple(dict.fromkeys(link for _, link in named))[:MAX_CANDIDATES]


def common_addresses(url: str) -> tuple[str, ...]:
    """Where the feeds of a page usually are, whatever it says: below the page, then at the root."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}/"
    folder = f"{root}{parts.path.strip('/')}/" if parts.path.strip("/") else root
    below = [] if folder == root else [urljoin(folder, "feed/"), urljoin(folder, "rss.xml")]
    return (*below, *(urljoin(root, path) for path in COMMON_PATHS))


def _base(markup: str, url: str) -> str:
    """What relative links are meant from. Source: HTML Living Standard, section 4.2.3."""
    found = BASE.search(markup)
    href = _attributes(found[1]).get("href", "") if found else ""
    return absolute_link(url, href) or url


def _declared(markup: str) -> Iterator[tuple[str, str]]:
    """Address and title of each feed that the head declares."""
    for link in LINK.finditer(markup):
        said = _attributes(link[1])
        relations = said.get("rel", "").lower().split()
        kind = said.get("type", "").partition(";")[0].strip().lower()
        if "feed" in relations or ("alternate" in relations and kind in FEED_TYPES):
            yield said.get("href", ""), said.get("title", "")


def _linked(markup: str) -> Iterator[tuple[str, str]]:
    """Address and title of each link that looks like a feed's."""
    for anchor in ANCHOR.finditer(markup):
        said = _attributes(anchor[1])
        parts = said.get("href", "").partition("#")[0]
        if LIKE_A_FEED.search(re.sub(r"^https?://[^/]*", "", parts)):
            yield parts, said.get("title", "")


def _attributes(tag: str) -> dict[str, str]:
    """Name → value of a tag's attributes; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(tag):
        found.setdefault(name.lower(), html.unescape(double or single or bare).strip())
    return found
