"""OPML, the format in which feed readers exchange their subscriptions: text in, entries out, back.

What OPML has no name for (outlet, trust …) is written under a namespace of our own, so that a list
comes back as it was; other readers pass over it. Source: opml.org, OPML 2.0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from monitor.config.files import refusal
from monitor.config.schema.feeds import without_password
from monitor.config.values import MAX_NAME_CHARS

NAMESPACE = "https://github.com/news-monitor/news-monitor"
MAX_OPML_BYTES = 4 << 20
"""Ten thousand subscriptions have 2 MB. Source: our own generated lists."""
OWN_KEYS = ("outlet", "trust", "priority", "interval", "full_text")
"""What an entry of feeds.yml says and OPML does not know; never headers or passwords."""

DOCUMENT = """\
<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0" xmlns:nm={namespace}>
  <head>
    <title>news-monitor</title>
    <dateCreated>{date}</dateCreated>
  </head>
  <body>
{outlines}
  </body>
</opml>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriptions:
    """What an OPML document lists.

    `feeds` are entries of feeds.yml, in document order, each URL once; `skipped` are the names of
    those without an address on the web.
    """

    feeds: tuple[Mapping[str, str], ...]
    skipped: tuple[str, ...] = ()


def read_opml(path: Path, body: bytes) -> Subscriptions:
    """The subscriptions of an OPML document.

    Args:
        path: Where it came from, for messages.
        body: The document; an empty or unreadable attribute counts as missing.

    Raises:
        InvalidConfigError: it is no OPML.
    """
    reader = _Reader(path)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = reader.refuse_entities
    parser.StartElementHandler = reader.element
    try:
        parser.Parse(body, True)  # noqa: FBT003 -- the only argument by position
    except expat.ExpatError as error:
        raise refusal(path, f"is no OPML: {error}; export the list once more") from error
    if not reader.is_opml:
        raise refusal(path, "is no OPML: it does not begin with <opml>")
    return Subscriptions(feeds=tuple(reader.feeds.values()), skipped=tuple(reader.skipped))


def write_opml(entries: Iterable[Mapping[str, object]], now: datetime) -> str:
    """An OPML document from the entries of feeds.yml as they are written there.

    No secret is filled in: `${NAME}` stays as it is, and is no more than text to who reads it. User
    and password of an address, headers and `auth` are left out.
    """
    outlines = "\n".join(f"    <outline {_attributes(entry)}/>" for entry in entries)
    return DOCUMENT.format(
        namespace=quoteattr(NAMESPACE), date=format_datetime(now, usegmt=True), outlines=outlines
    )


@dataclass(slots=True)
class _Reader:
    """Outlines as they come; groups are passed over, for a feed stands where it stands."""

    path: Path
    is_opml: bool = False
    feeds: dict[str, dict[str, str]] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)

    def refuse_entities(self, *_: object) -> None:
        """Stop at a document type: it is where entities that grow without end are declared."""
        raise refusal(self.path, "declares a document type: remove the line with <!DOCTYPE")

    def element(self, tag: str, attributes: dict[str, str]) -> None:
        """Take an outline that is a feed."""
        self.is_opml = self.is_opml or tag == "opml"
        url = attributes.get("xmlUrl", attributes.get("xmlurl", "")).strip()
        if tag != "outline" or not url:
            return
        title = attributes.get("title") or attributes.get("text") or ""
        name = " ".join("".join(c if c.isprintable() else " " for c in title).split())
        if not _is_on_the_web(url):
            self.skipped.append(name or url)
            return
        self.feeds.setdefault(url, _entry(url, name[:MAX_NAME_CHARS].strip(), attributes))


def _is_on_the_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and url.isprintable()
        and " " not in url
    )


def _entry(url: str, name: str, attributes: Mapping[str, str]) -> dict[str, str]:
    language = attributes.get("language", "")[:2].lower()
    entry = {"url": url, "name": name, "language": language if language.isalpha() else ""}
    entry |= {key: attributes.get(f"nm:{key}", "").strip() for key in OWN_KEYS}
    if entry["name"] in (url, entry["outlet"]):  # written for want of a name
        del entry["name"]
    return {key: value for key, value in entry.items() if value}


def _attributes(entry: Mapping[str, object]) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in _pairs(entry))


def _pairs(entry: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    url = without_password(str(entry.get("url", ""))).replace("$${", "${")
    name = str(entry.get("name") or entry.get("outlet") or url)
    yield from (("type", "rss"), ("text", name), ("title", name), ("xmlUrl", url))
    if entry.get("language"):
        yield "language", str(entry["language"])
    for key in OWN_KEYS:
        if entry.get(key) is not None:
            yield f"nm:{key}", _word(entry[key])


def _word(value: object) -> str:
    """A value of an entry as text; `full_text: true` has the word `feed` for it."""
    return {True: "feed", False: "page"}[value] if isinstance(value, bool) else str(value)
