"""RSS 2.0 as nearly all of it is written, read in one look at the tree of its elements.

Whatever is not plainly that (another version, markup that is not escaped, an element twice, a module
that has titles or dates of its own) is left to feedparser, which takes ten times as long. Both read
the same of a document; a test compares them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

from monitor.stages.feeds.encoding import UTF8_XML
from monitor.stages.feeds.items import RawFeed, RawItem
from monitor.stages.feeds.timing import HEAD_BYTES, RawTiming

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
PERIOD = "{http://purl.org/rss/1.0/modules/syndication/}updatePeriod"
FREQUENCY = "{http://purl.org/rss/1.0/modules/syndication/}updateFrequency"

UNREAD = frozenset(
    {
        *("author", "category", "comments", "enclosure"),
        "{http://purl.org/dc/elements/1.1/}creator",
        "{http://purl.org/rss/1.0/modules/slash/}comments",
        "{http://wellformedweb.org/CommentAPI/}commentRss",
        "{http://search.yahoo.com/mrss/}content",
        "{http://search.yahoo.com/mrss/}thumbnail",
    }
)
"""Elements of an item that say nothing of what is read, and may come more than once."""

READ = frozenset({"title", "link", "guid", "pubDate", "description", CONTENT})

UNREAD_OF_CHANNEL = frozenset(
    {
        *("link", "description", "copyright", "managingEditor", "webMaster", "pubDate"),
        *("lastBuildDate", "category", "generator", "docs", "image", "skipHours", "skipDays"),
        "{http://www.w3.org/2005/Atom}link",
    }
)
READ_OF_CHANNEL = frozenset({"title", "language", "ttl", PERIOD, FREQUENCY})

PARENTS = frozenset({"image", "skipHours", "skipDays"})
"""Elements whose children are looked for elsewhere, or not at all."""

DOCTYPE = b"<!DOCTYPE"
"""It may define entities: none is expanded here."""

ODD_LINK = re.compile(r"&\w+;|:///")
"""What is mended in a link elsewhere."""
ODD_TEXT = re.compile("[\x80-\x9f]|[\xc2-\xf4][\x80-\xbf]")
"""Of texts that were encoded twice, or in windows-1252: those are mended elsewhere as well."""


def read_rss(body: bytes, content_type: str) -> RawFeed | None:
    """A feed from a mended body; None: it is not plainly RSS 2.0.

    Args:
        body: In UTF-8 if `content_type` says so.
        content_type: As `mend` gives it.
    """
    channel = _channel(body, content_type)
    if channel is None:
        return None
    values = _values(channel, READ_OF_CHANNEL, UNREAD_OF_CHANNEL | {"item"})
    items = [_item(each) for each in channel.iterfind("item")]
    if values is None or None in items:
        return None
    return RawFeed(
        title=values.get("title", ""),
        language=values.get("language", ""),
        version="rss20",
        items=tuple(each for each in items if each is not None),
        timing=RawTiming(
            ttl=values.get("ttl", ""),
            period=values.get(PERIOD, ""),
            frequency=values.get(FREQUENCY, ""),
            head=body[:HEAD_BYTES],
        ),
    )


def _channel(body: bytes, content_type: str) -> Element | None:
    if DOCTYPE in body or not (body.isascii() or content_type == UTF8_XML):
        return None
    # Plain ASCII is read by what the document declares, which may be one of Japan's charsets.
    charset = None if body.isascii() else "utf-8"
    try:  # in a worker, and without entities of its own
        root = fromstring(body, XMLParser(encoding=charset))  # noqa: S314
    except (ParseError, ValueError, LookupError):
        return None
    if root.tag != "rss" or root.attrib != {"version": "2.0"} or len(root) != 1:
        return None
    return root[0] if root[0].tag == "channel" and not root[0].attrib else None


def _item(element: Element) -> RawItem | None:
    values = None if element.attrib else _values(element, READ, UNREAD)
    if values is None:
        return None
    link = values.get("link", "")
    return RawItem(
        guid=values.get("guid", ""),
        links=(link,) if link else (),
        title=values.get("title", ""),
        summary=values.get("description", ""),
        content=values.get(CONTENT, ""),
        dates=(values.get("pubDate", ""),),
    )


def _values(parent: Element, read: Iterable[str], unread: Iterable[str]) -> dict[str, str] | None:
    """What is read of the children of an element, by tag; None where one is odd."""
    values: dict[str, str] = {}
    for child in parent:
        tag = child.tag
        if tag in unread:
            if len(child) and tag not in PARENTS and tag != "item":
                return None
        elif tag not in read or tag in values or len(child) or _is_odd(child):
            return None
        else:
            values[tag] = (child.text or "").strip()
    return values


def _is_odd(child: Element) -> bool:
    text, tag = child.text or "", child.tag
    in_link = tag in {"link", "guid"} and ODD_LINK.search(text)
    attributes = child.attrib.keys() - ({"isPermaLink"} if tag == "guid" else set())
    return bool(attributes or in_link or (not text.isascii() and ODD_TEXT.search(text)))
