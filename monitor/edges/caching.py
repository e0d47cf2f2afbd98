"""How long an answer may be kept without asking again, from its headers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

MAX_AGE = re.compile(r'(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})"?(?=$|[\s,;])', re.IGNORECASE)
UNCACHED = re.compile(r"(?:^|[\s,])no-(?:cache|store)(?=$|[\s,=])", re.IGNORECASE)
"""Source: RFC 9111, section 5.2.2. `s-maxage` is for caches that many people share."""

DELTA_SECONDS = re.compile(r"\d{1,10}")
"""Source: RFC 9111, section 1.2.2; what is longer is a mistake."""


def fresh_for(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """The rest of the time that an answer is fresh; None where the server does not say.

    Args:
        headers: Of the answer; looked up by their usual names.
        now: When it came (UTC), for answers without a date.

    Source: RFC 9111, section 4.2.1.
    """
    control = headers.get("Cache-Control", "")
    if UNCACHED.search(control):
        return None
    age = DELTA_SECONDS.fullmatch(headers.get("Age", "").strip())
    spent = timedelta(seconds=int(age[0]) if age else 0)
    said = MAX_AGE.search(control)
    lifetime = timedelta(seconds=int(said[1])) if said else _until_expiry(headers, now)
    return lifetime - spent if lifetime is not None and lifetime > spent else None


def _until_expiry(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    expires = _date(headers.get("Expires", ""))
    if expires is None:
        return None
    return expires - (_date(headers.get("Date", "")) or now)


def _date(text: str) -> datetime | None:
    """A date of HTTP; None for `0`, `-1` and other ways to say "long ago"."""
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
