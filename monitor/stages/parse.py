"""Parse: a page to a feed's items, whatever the format; runs in a worker process.

Plain RSS 2.0 is read by `feeds.rss`; feedparser reads all other RSS, RDF and Atom, broken documents
included. It is imported late, since the daemon refers to this module and never runs it. What it
makes of dates, links, guids and charsets is not used where it guesses.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from monitor.errors import ParseError
from monitor.model.items import ParsedFeed
from monitor.model.pages import Page
from monitor.stages.feeds.encoding import mend
from monitor.stages.feeds.items import RawFeed, RawItem, read_feed
from monitor.stages.feeds.jsonfeed import read_json_feed
from monitor.stages.feeds.rss import read_rss
from monitor.stages.feeds.timing import HEAD_BYTES, RawTiming

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
TEXT_TYPES = HTML_TYPES | {"text/plain"}
ITEM_TAG = re.compile(rb"<(/?)(?:\w+:)?(?:item|entry)\b")

FULL_TEXT_KEYS = ("yandex_full-text", "rambler_fulltext")
"""Where Russian papers put whole articles, for portals. Source: Yandex News and Rambler, RSS guides."""

CAPTION_TAG = re.compile(rb"(</?media:)description\b")
"""What a picture or film shows; feedparser takes it for the item's own description."""

LOOKS = (
    (re.compile(rb"\s*<(!doctype\s+html|html)\b", re.IGNORECASE), "an HTML page"),
    (re.compile(rb"\s*[{\[]"), "JSON of another kind"),
    (re.compile(rb"\x1f\x8b|PK\x03\x04|\x28\xb5\x2f\xfd|BZh"), "compressed data"),
    (re.compile(rb"%PDF-"), "a PDF document"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF"), "an image or sound"),
    (re.compile(rb"\s*<"), "XML of another kind"),
)
"""What is found instead of feeds, by how it begins."""


def parse_feed(page: Page) -> ParsedFeed:
    """A feed from a page: RSS 0.9–2.0, RSS 1.0, Atom or JSON Feed.

    Raises:
        ParseError: it is none; the message says what it looks like.
    """
    raw = _read_json(page) or _read_xml(page)
    return read_feed(raw, base=page.url)


def _read_json(page: Page) -> RawFeed | None:
    is_json = page.body.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    return read_json_feed(page.body) if is_json else None


def _read_xml(page: Page) -> RawFeed:
    body, content_type = mend(page.body, page.content_type)
    return read_rss(body, content_type) or _read_any(page, body, content_type)


def _read_any(page: Page, body: bytes, content_type: str) -> RawFeed:
    parsed = _feedparser(page, body, content_type)
    version, entries = parsed.get("version") or "", parsed["entries"]
    if not version and not entries:
        raise _not_a_feed(page)
    cut = bool(parsed.get("bozo")) and _ends_inside_an_item(page.body)
    if cut:
        entries = entries[:-1]
    feed = parsed["feed"]
    return RawFeed(
        title=feed.get("title", ""),
        language=feed.get("language", ""),
        version=version,
        items=tuple(_item(entry) for entry in entries),
        cut=cut,
        timing=RawTiming(
            ttl=feed.get("ttl", ""),
            period=feed.get("sy_updateperiod", ""),
            frequency=feed.get("sy_updatefrequency", ""),
            head=page.body[:HEAD_BYTES],
        ),
    )


def _feedparser(page: Page, body: bytes, content_type: str) -> dict[str, Any]:
    """What feedparser makes of a mended body.

    Always from `BytesIO`, since a body that is a path or a URL would be opened; without a location,
    so that guids stay as they are; without its sanitiser, which lets scripts through and costs half
    of the time.
    """
    import feedparser

    body = CAPTION_TAG.sub(rb"\1caption", body)
    try:
        parsed: dict[str, Any] = feedparser.parse(
            BytesIO(body),
            response_headers={"content-type": content_type},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except MemoryError:
        raise
    except Exception as error:  # it raises whatever a codec or a regular expression raises
        msg = f"{page.url}: the feed parser failed: {type(error).__name__}"
        raise ParseError(msg, subject=page.url) from error
    return parsed


def _item(entry: dict[str, Any]) -> RawItem:
    return RawItem(
        guid=_text(entry, "id"),
        links=_links(entry),
        title=_text(entry, "title"),
        summary=_text(entry, "summary") or _text(entry, "media_caption"),
        content=max(_contents(entry), key=len, default=""),
        dates=tuple(_text(entry, key) for key in ("published", "updated", "created")),
    )


def _text(entry: dict[str, Any], key: str) -> str:
    """What a key holds itself: feedparser's own `get` answers for missing ones with others."""
    value = dict.get(entry, key)
    return value if isinstance(value, str) else ""


def _links(entry: dict[str, Any]) -> tuple[str, ...]:
    """Where the article is, pages before other documents."""
    links = [link for link in dict.get(entry, "links") or () if link.get("rel") == "alternate"]
    links.sort(key=lambda link: link.get("type") not in HTML_TYPES)
    return tuple(_text(link, "href") for link in links)


def _contents(entry: dict[str, Any]) -> list[str]:
    contents = dict.get(entry, "content") or ()
    texts = [_text(each, "value") for each in contents if each.get("type") in TEXT_TYPES]
    return [*texts, *(_text(entry, key) for key in FULL_TEXT_KEYS)]


def _ends_inside_an_item(body: bytes) -> bool:
    tags = ITEM_TAG.findall(body)
    return bool(tags) and tags[-1] != b"/"


def _not_a_feed(page: Page) -> ParseError:
    if not page.body.strip():
        found = "an empty document"
    else:
        start = page.body.removeprefix(b"\xef\xbb\xbf")
        found = next((name for look, name in LOOKS if look.match(start)), "plain text or data")
    return ParseError(f"{page.url}: {found}, not a feed", subject=page.url)
