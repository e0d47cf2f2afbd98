"""Robots: what a host's robots.txt says of us and of a page.

It holds for pages of articles. A feed is published for programs, and the operator has named it: it
is asked for whatever stands there; so is a page that a person names on the command line.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from monitor.errors import FetchError
from monitor.language.cleaning import UNWANTED
from monitor.model.pages import Page
from monitor.model.robots import ALLOWED, Permission, RobotsFile

if TYPE_CHECKING:
    from protego import Protego

AGENT = "news-monitor"
"""The product token of our User-Agent. Source: RFC 9309, section 2.2.1."""

MAX_BYTES = 500 * 1024
"""The least that must be read of one. Source: RFC 9309, section 2.5; a larger one is refused whole."""

FRESH = timedelta(hours=24)
"""How long one is used without asking again. Source: RFC 9309, section 2.4."""
UNREACHABLE = timedelta(hours=1)
"""How soon a host is asked again that could not say. A choice: an outage costs its summaries."""

UNAVAILABLE = range(400, 500)
TOO_MANY_REQUESTS = 429
"""The one client error that says nothing of the file. Source: RFC 6585, section 4."""

PATIENCE = timedelta(minutes=10)
"""How long an article waits for its host's Crawl-delay before its summary is used. A choice: news
that is later is none."""

KEPT_PARSED = 32
"""Files that a worker keeps parsed: those of a batch."""


def origin_of(url: str) -> str:
    """Scheme, host and port of an absolute URL: what a robots.txt holds for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"


def robots_address(origin: str) -> str:
    """Where the robots.txt of an origin is. Source: RFC 9309, section 2.3."""
    return f"{origin}/robots.txt"


def found_file(origin: str, page: Page, now: datetime) -> RobotsFile:
    """The file from the server's answer, good for a day from now (UTC)."""
    body = UNWANTED.sub("", page.body.decode("utf-8", "replace"))
    return RobotsFile(origin=origin, body=body, expires_at=now + FRESH)


def missing_file(
    origin: str, error: FetchError, known: RobotsFile | None, now: datetime
) -> RobotsFile:
    """What holds where the file could not be had.

    A server that has none allows everything; one that cannot say nothing at all, unless it said
    something before. Source: RFC 9309, sections 2.3.1.3 and 2.3.1.4.

    Args:
        origin: Whose file it is.
        error: Why it could not be had.
        known: The file that expired; None: there was none.
        now: The time (UTC).
    """
    if error.status in UNAVAILABLE and error.status != TOO_MANY_REQUESTS:
        return RobotsFile(origin=origin, expires_at=now + FRESH)
    if known is not None and not known.refused:
        return replace(known, expires_at=now + UNREACHABLE)
    refused = f"no answer for robots.txt: {error}"
    return RobotsFile(origin=origin, refused=refused, expires_at=now + UNREACHABLE)


def unreadable_file(origin: str, reason: str, now: datetime) -> RobotsFile:
    """What holds for a day where a file did not let itself be read, so that it is not tried again."""
    return RobotsFile(origin=origin, refused=f"robots.txt: {reason}", expires_at=now + FRESH)


def says_nothing(file: RobotsFile) -> bool:
    """Whether a file has no rule at all, as most that are missing."""
    body = file.body.lower()
    return "disallow" not in body and "delay" not in body


def permission(body: str, url: str) -> Permission:
    """What a robots.txt says of a page; runs in a worker process.

    20,000 names before 15,000 rules take its parser minutes: source: measured with protego 0.7.
    """
    rules = _parsed(body)
    if not rules.can_fetch(url, AGENT):
        return Permission(allowed=False, reason="robots.txt disallows it")
    seconds = rules.crawl_delay(AGENT)
    if not seconds:
        return ALLOWED
    # No wait longer than patience is kept, so a huge number need not fit into a time.
    delay = timedelta(seconds=min(seconds, 2 * PATIENCE.total_seconds()))
    return Permission(allowed=True, delay=delay)


@lru_cache(maxsize=KEPT_PARSED)
def _parsed(body: str) -> Protego:
    from protego import Protego

    return Protego.parse(body)
