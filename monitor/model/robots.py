"""What a host asks of programs: its robots.txt, and what that says of one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """The robots.txt of an origin (`https://host:port`), as it is known until it expires (UTC).

    `body` is empty where there is none. `refused` says why no page may be asked for, whatever
    stands there; empty: the body decides.
    """

    origin: str
    body: str = ""
    refused: str = ""
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Whether a page may be asked for; `delay` is the host's wish between two pages, None: none."""

    allowed: bool
    reason: str = ""
    delay: timedelta | None = None


ALLOWED = Permission(allowed=True)
