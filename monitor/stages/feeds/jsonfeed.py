"""JSON Feed, versions 1 and 1.1: a document in, a raw feed out.

Source: jsonfeed.org, versions 1 and 1.1.
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from monitor.stages.feeds.items import RawFeed, RawItem

VERSION_PREFIX = "https://jsonfeed.org/version/"


def read_json_feed(body: bytes) -> RawFeed | None:
    """A raw feed from bytes; None if they are no JSON Feed.

    Values of the wrong type count as missing: a feed with one odd entry is still a feed.
    """
    try:
        document = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(document, dict):
        return None
    version = _text(document, "version").replace("http://", "https://")
    if not version.startswith(VERSION_PREFIX):
        return None
    return RawFeed(
        title=_text(document, "title"),
        language=_text(document, "language"),
        version="json" + version.removeprefix(VERSION_PREFIX).replace(".", ""),
        items=tuple(_item(entry) for entry in _list(document, "items")),
    )


def _item(entry: dict[str, Any]) -> RawItem:
    return RawItem(
        guid=_text(entry, "id"),
        links=(_text(entry, "url"), _text(entry, "external_url")),
        title=_text(entry, "title"),
        summary=_text(entry, "summary"),
        content=_text(entry, "content_html") or _markup(_text(entry, "content_text")),
        dates=(_text(entry, "date_published"), _text(entry, "date_modified")),
    )


def _markup(text: str) -> str:
    """HTML from plain text, whose line breaks mean something."""
    return escape(text, quote=False).replace("\n", "<br>")


def _text(source: dict[str, Any], key: str) -> str:
    """A string, or a number as one (ids often are); empty for anything else."""
    value = source.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _list(source: dict[str, Any], key: str) -> list[dict[str, Any]]:
    values = source.get(key)
    return (
        [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []
    )
