"""Items of a feed in clean plain text, from the markup and links that a document holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from monitor.language.cleaning import (
    CHARS_PER_WORD,
    UNWANTED,
    clean_line,
    plain_text,
    shorten,
    word_count,
)
from monitor.model.items import FeedItem, ParsedFeed
from monitor.stages.feeds.dates import read_date
from monitor.stages.feeds.timing import (
    UNTIMED,
    RawTiming,
    skipped_days,
    skipped_hours,
    time_to_live,
    update_period,
)

MAX_ITEMS = 5_000
"""Of one feed: what is above is an archive, not news. A feed of 8 MiB rarely holds as many."""

MAX_TITLE_CHARS = 500
MAX_TEXT_CHARS = 200_000
"""Longest title and text that are kept: longer than any headline, and than any report."""

MAX_URL_CHARS = 2_000
"""Longer links are data, not addresses; the fetcher refuses them as well."""

PLAIN_LINK = re.compile(
    r"https?://[a-z0-9.-]*[a-z0-9](?::[0-9]{1,5})?/[\w.~/+=%&?-]*[\w/]", re.ASCII
)
"""A link that is whole and needs no mending, as most are."""

LINE_BREAKS = re.compile(r"[\t\r\n]")

FULL_TEXT_WORDS = 100
"""A text of so many words is the article and no teaser, which has some 30 to 60. A choice."""

BRIEF_WORDS = 25
BRIEF_RATIO = 2.0
"""A shorter one is, if it has a few sentences and is twice its own summary. A choice."""

CUT_OFF = re.compile(r"(…|\.\.\.|\[…\]|\[\.\.\.\]|read more|continue reading)\W*$", re.IGNORECASE)
"""How a teaser ends."""

CUT_OFF_CHARS = 60
"""Where a teaser's end is looked for: the longest one has 18, and some marks may follow."""

LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)
"""ISO 639-1, alone or before a region or script. Source: RFC 5646."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """An entry as its document has it: markup, links and dates unread.

    `links` come best first. `dates` come best first. `content` is what the format has for full
    texts, best guess first where there are several.
    """

    guid: str = ""
    links: tuple[str, ...] = ()
    title: str = ""
    summary: str = ""
    content: str = ""
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFeed:
    """A document that is a feed, unread; `version` names its format, `cut`: its end is missing."""

    title: str
    language: str
    version: str
    items: tuple[RawItem, ...]
    cut: bool = False
    timing: RawTiming = UNTIMED


def read_feed(raw: RawFeed, base: str) -> ParsedFeed:
    """A feed in clean plain text; relative links are meant from `base`."""
    return ParsedFeed(
        title=shorten(clean_line(plain_text(raw.title)), MAX_TITLE_CHARS),
        language=language_code(raw.language),
        version=raw.version,
        items=tuple(_read_item(item, base) for item in _newest(raw.items)),
        cut=raw.cut,
        ttl=time_to_live(raw.timing),
        update_period=update_period(raw.timing),
        skip_hours=skipped_hours(raw.timing),
        skip_days=skipped_days(raw.timing),
    )


def language_code(tag: str) -> str | None:
    """ISO 639-1 from a language tag such as `en-GB`; None for anything else."""
    match = LANGUAGE.fullmatch(tag.strip())
    return match[1].lower() if match else None


def absolute_link(base: str, link: str) -> str | None:
    """An absolute http(s) URL from a link and the URL that it is meant from, else None."""
    if len(link) <= MAX_URL_CHARS and PLAIN_LINK.fullmatch(link):
        return link
    link = LINE_BREAKS.sub("", UNWANTED.sub("", link).strip())
    try:
        url = urljoin(base, link) if link else ""
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    if not is_web or len(url) > MAX_URL_CHARS:
        return None
    return "%20".join(url.split())


def _read_item(raw: RawItem, base: str) -> FeedItem:
    summary, content = plain_text(raw.summary), plain_text(raw.content)
    if content and not _is_full_text(content, summary):
        summary, content = max(summary, content, key=len), ""
    return FeedItem(
        guid=_guid(raw.guid),
        url=_first_link(raw, base),
        title=shorten(clean_line(plain_text(raw.title)), MAX_TITLE_CHARS),
        summary=shorten(summary, MAX_TEXT_CHARS) if summary != content else "",
        content=shorten(content, MAX_TEXT_CHARS),
        published=_published(raw),
    )


def _is_full_text(content: str, summary: str) -> bool:
    """Whether what stands in the place for full texts is one, and not the teaser again."""
    if CUT_OFF.search(content[-CUT_OFF_CHARS:]):
        return False
    if len(content) // CHARS_PER_WORD >= FULL_TEXT_WORDS:  # most are long, and not counted
        return True
    words, summary_words = word_count(content), word_count(summary)
    is_brief = words >= BRIEF_WORDS and words >= BRIEF_RATIO * summary_words > 0
    return words >= FULL_TEXT_WORDS or is_brief


def _guid(guid: str) -> str | None:
    """The guid as the document has it, if it can be kept: too long, it would be cut."""
    cleaned = clean_line(guid)
    return cleaned if 0 < len(cleaned) <= MAX_URL_CHARS else None


def _first_link(raw: RawItem, base: str) -> str | None:
    """The first link that leads to the web, else a guid that is a whole URL by itself."""
    candidates = (absolute_link(base, link) for link in raw.links)
    return next(filter(None, candidates), None) or absolute_link("", raw.guid)


def _published(raw: RawItem) -> datetime | None:
    return next((date for text in raw.dates if (date := read_date(text))), None)


def _newest(items: tuple[RawItem, ...]) -> tuple[RawItem, ...]:
    """At most `MAX_ITEMS`, in document order; those without a date are the first to go."""
    if len(items) <= MAX_ITEMS:
        return items
    never = datetime.min.replace(tzinfo=UTC)
    by_age = sorted(range(len(items)), key=lambda n: _published(items[n]) or never, reverse=True)
    return tuple(items[n] for n in sorted(by_age[:MAX_ITEMS]))
