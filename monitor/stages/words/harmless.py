"""Text of strangers made harmless: one line, no link of its own, no longer than it may be.

The reader has cleaned what feeds bring before it was stored; an alert that was stored by an older
version, or came another way, is cleaned again here, where the last words are made.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlsplit

from monitor.language.cleaning import clean_line, shorten
from monitor.model.alerts import Alert, Hint, Quote

TITLE_CHARS = 200
"""A title stays one line. Source: Apprise 2.2: most services that have titles take 250."""
NAME_CHARS = 160
"""More is no name of a person, paper or event, but a page that was misread."""
QUOTE_CHARS = 1_000
"""A sentence is told, not an article. Source: four times the longest one of the shipped timelines."""
NOTE_CHARS = 2_000
LINK_CHARS = 2_000
"""A longer link leads to no article. Source: sitemaps.org: a page's address is below 2,048."""

LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
FOREIGN_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}://|mailto:|www\.)\S+", re.IGNORECASE)
"""What mail and chat programs make a link of by themselves, whoever wrote it."""
LINK_LEFT_OUT = "[link]"

Said = TypeVar("Said", Quote, Hint)


def one_line(text: str, limit: int) -> str:
    """A line of at most `limit` characters, free of controls and of what turns text around."""
    return shorten(clean_line(text), limit)


def words_only(text: str, limit: int) -> str:
    """A line whose links are left out: the alert's own link is the only one that it has."""
    return shorten(FOREIGN_LINK.sub(LINK_LEFT_OUT, clean_line(text)), limit)


def safe_link(url: str | None) -> str | None:
    """A link that people can be given: absolute http(s), to the host that it shows; else None."""
    link = clean_line(url or "")
    if len(link) > LINK_CHARS or not LINK.fullmatch(link):
        return None
    try:
        parts = urlsplit(link)
    except ValueError:  # brackets that hold no address
        return None
    # What stands before an @ looks like the host and is none.
    return link if parts.hostname and "@" not in parts.netloc else None


def harmless(alert: Alert) -> Alert:
    """An alert with every text of it fit to be shown."""
    return replace(
        alert,
        event_name=one_line(alert.event_name, NAME_CHARS),
        corrects=one_line(alert.corrects, TITLE_CHARS),
        note=one_line(alert.note, NOTE_CHARS),
        sources=tuple(words_only(name, NAME_CHARS) for name in alert.sources),
        quote=harmless_quote(alert.quote) if alert.quote else None,
        against=harmless_quote(alert.against) if alert.against else None,
    )


def harmless_quote(quote: Said) -> Said:
    """What somebody said, with the sentence, the names and the link fit to be shown."""
    return replace(
        quote,
        text=words_only(quote.text, QUOTE_CHARS),
        by=words_only(quote.by, NAME_CHARS) if quote.by else None,
        outlet=one_line(quote.outlet, NAME_CHARS),
        url=safe_link(quote.url),
    )
