"""Where to ask, hop by hop, and what may be told there."""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import dataclass

from yarl import URL

from monitor.edges.failures import FetchProblem, Reason

MAX_URL_CHARS = 2_000
"""Longer ones are data, not addresses; about what search engines and old browsers take."""

SCHEMES = frozenset({"http", "https"})

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One hop: an absolute http(s) URL without credentials, and the operator's headers for it.

    `moved_to` is as far as redirects for good alone have led; None: nowhere. `settled`: one for a
    while has come since, so that what follows says nothing of the address that was asked first.
    """

    url: URL
    headers: Headers
    moved_to: str | None = None
    settled: bool = False


def first_visit(url: str, headers: Headers) -> Visit:
    """The first hop from a URL and the operator's headers; credentials in the URL become one.

    Raises:
        FetchProblem: if the URL cannot be asked for.
    """
    target = _parsed(url.strip(), Reason.BAD_URL)
    if target.user is not None or target.password is not None:
        credentials = f"{target.user or ''}:{target.password or ''}".encode()
        basic = f"Basic {base64.b64encode(credentials).decode('ascii')}"
        headers = (("Authorization", basic), *headers)
    return Visit(url=target.with_user(None), headers=headers)


def next_visit(visit: Visit, location: str, *, for_good: bool = False) -> Visit:
    """The next hop from a redirect; the operator's headers stay with the host they were meant for.

    Args:
        visit: The hop that was redirected.
        location: Where to, as its server has it.
        for_good: It says that what was asked for has moved there.

    Raises:
        FetchProblem: if it leads nowhere that can be asked.
    """
    if not location:
        raise FetchProblem(Reason.REDIRECT, "redirect without a Location")
    try:
        target = str(visit.url.join(URL(location)))
    except ValueError as error:
        raise FetchProblem(Reason.REDIRECT, f"redirect to an unusable address: {error}") from error
    url = _parsed(target, Reason.REDIRECT).with_user(None)
    settled = visit.settled or not for_good
    return Visit(
        url=url,
        headers=visit.headers if _may_know(visit.url, url) else (),
        moved_to=visit.moved_to if settled else str(url),
        settled=settled,
    )


def _parsed(text: str, reason: Reason) -> URL:
    if len(text) > MAX_URL_CHARS:
        raise FetchProblem(reason, f"address is longer than {MAX_URL_CHARS:,} characters")
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise FetchProblem(reason, "address holds control characters")
    try:
        url = URL(text)
    except ValueError as error:
        raise FetchProblem(reason, f"not a usable address: {error}") from error
    if url.scheme not in SCHEMES:
        raise FetchProblem(reason, f"only http and https are fetched, not {url.scheme!r}")
    if not url.raw_host:
        raise FetchProblem(reason, "address without a host")
    return url.with_fragment(None)


def _may_know(old: URL, new: URL) -> bool:
    """Whether the same server asks, or the same one by TLS on the usual ports."""
    upgraded = old.with_scheme("https") if old.scheme == "http" and old.is_default_port() else old
    return new.origin() in (old.origin(), upgraded.origin())
