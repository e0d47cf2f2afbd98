"""What is wrong with an answer, in one of a dozen words."""

from __future__ import annotations

import re
from contextlib import suppress
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit

from monitor.errors import FetchError

MAX_SHOWN_CHARS = 300
"""How much of a URL or reason a message shows: a log line stays a line."""


CREDENTIALS = re.compile(r"(?<=//)[^/\s]*@")


class Reason(StrEnum):
    """The classes of failure, each a word of its own for programs."""

    BAD_URL = "bad_url"
    DNS = "dns"
    CONNECT = "connect"
    BLOCKED_ADDRESS = "blocked_address"
    TLS = "tls"
    TIMEOUT = "timeout"
    PROTOCOL = "protocol"
    REDIRECT = "redirect"
    HTTP_STATUS = "http_status"
    RESTING = "resting"
    BAD_ENCODING = "bad_encoding"
    TOO_LARGE = "too_large"


PERMANENT = frozenset({Reason.BAD_URL, Reason.BLOCKED_ADDRESS, Reason.REDIRECT, Reason.TOO_LARGE})
"""Reasons that the same request will meet again."""


class FetchProblem(Exception):  # noqa: N818  # never leaves the edges: a FetchError is made of it
    """What is wrong with an answer, before it is known which URL was asked for.

    Args:
        reason: The class of failure.
        detail: What is wrong, in words.
        permanent: None: as usual for the reason.
        retry_after_seconds: What the server asked for; None: nothing.
        status: The HTTP status that says so; None: another thing went wrong.
    """

    def __init__(
        self,
        reason: Reason,
        detail: str,
        *,
        permanent: bool | None = None,
        retry_after_seconds: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.permanent = reason in PERMANENT if permanent is None else permanent
        self.retry_after_seconds = retry_after_seconds
        self.status = status


def fetch_error(url: str, problem: FetchProblem) -> FetchError:
    """The error of the project's tree from the URL that was asked for and what went wrong."""
    shown = safe_url(url)
    return FetchError(
        f"{shown}: {printable(str(problem))}",
        reason=problem.reason,
        subject=shown,
        permanent=problem.permanent,
        retry_after_seconds=problem.retry_after_seconds,
        status=problem.status,
    )


def safe_url(url: str) -> str:
    """A URL as it may be shown: without user, password, query and fragment, printable, not too long.

    A query may hold the reader's key, and a signed one is long enough to be cut where it is shown.
    A password with a slash in it makes a URL that says something else: where host or port make no
    sense, all before the last `@` is taken for credentials.
    """
    with suppress(ValueError):
        parts = urlsplit(url)
        if parts.netloc and (parts.port or 0) >= 0:
            query = "…" if parts.query else ""
            shown = urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
            return printable(CREDENTIALS.sub("", shown))
    return printable(url.rpartition("@")[2])


def printable(text: str) -> str:
    """One line for people from words of a stranger: no control characters, not too long."""
    line = "".join(character if character.isprintable() else "\ufffd" for character in text)
    return line if len(line) <= MAX_SHOWN_CHARS else line[: MAX_SHOWN_CHARS - 1] + "…"
