"""What is asked for and what comes back: requests, pages, texts of pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """What to ask a server for.

    `headers` are the operator's own for this feed and may hold secrets; they are dropped when a
    redirect leaves the host. `max_bytes` caps the decoded body. `stays`: a redirect to another
    origin is not followed, but told by a `LeftHostError`.
    """

    url: str
    max_bytes: int
    etag: str | None = None
    last_modified: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    stays: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document as it came from a server; `url` is where the last redirect led.

    `fresh_for` is how long it may be kept without asking again, None: the server does not say.
    `moved_to` is where permanent redirects led from the address that was asked, None: nowhere.
    """

    url: str
    body: bytes
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    fresh_for: timedelta | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The server answered 304: what we have is what there is. Fields as those of `Page`."""

    fresh_for: timedelta | None = None
    moved_to: str | None = None


class NoTextReason(StrEnum):
    """Why a page gave no text; the feed's summary is used instead."""

    NOT_HTML = "not_html"
    EMPTY = "empty"
    TOO_SHORT = "too_short"
    NO_ARTICLE = "no_article"
    CONSENT_WALL = "consent_wall"
    PAYWALL = "paywall"
    BOT_WALL = "bot_wall"
    LOGIN_PAGE = "login_page"
    NOT_FOUND = "not_found"
    WRONG_LANGUAGE = "wrong_language"
    BOILERPLATE = "boilerplate"
    ROBOTS = "robots"
    EXTRACTOR_KILLED = "extractor_killed"
    FETCH_FAILED = "fetch_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The article's text found on a page; `title` and `language` only where the page tells."""

    text: str
    title: str | None = None
    language: str | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoText:
    """A page from which no article could be read, and why.

    `teaser` is what can be read all the same, before a paywall or of a very short page; else empty.
    """

    reason: NoTextReason
    detail: str = ""
    teaser: str = ""

    def as_text(self) -> str:
        """The reason, with its detail where there is one: `not_html: application/pdf`."""
        return f"{self.reason.value}: {self.detail}" if self.detail else self.reason.value
