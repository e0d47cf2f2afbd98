"""What a feed says of when to ask it: how long it keeps, how often it changes, when it rests.

A wish that makes no sense (a time to live of nought, a 25th hour) counts as none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

HEAD_BYTES = 65_536
"""Where the hours and days are looked for: they stand before the items. A choice."""

SKIPPED = re.compile(
    rb"<skip(?:hours|days)\b.{0,2000}?</skip(?:hours|days)>", re.IGNORECASE | re.DOTALL
)
HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
DAY = re.compile(rb"<day>\s*([a-z]{6,9})\s*</day>", re.IGNORECASE)
"""Source: RSS 2.0, optional channel elements skipHours and skipDays."""

NUMBER = re.compile(r"\d{1,6}")
"""Minutes up to two years: what is above is a mistake."""

DAYS = (b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday")
HOURS_OF_A_DAY = 24

PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
"""Source: RSS 1.0 Syndication module, `updatePeriod`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTiming:
    """The wishes of a document as it has them, unread; `head` is its beginning, as bytes."""

    ttl: str = ""
    period: str = ""
    frequency: str = ""
    head: bytes = b""


UNTIMED = RawTiming()
"""No wish at all."""


def time_to_live(raw: RawTiming) -> timedelta | None:
    """How long the document may be kept before it is asked for again. Source: RSS 2.0, `ttl`."""
    minutes = _number(raw.ttl)
    return timedelta(minutes=minutes) if minutes else None


def update_period(raw: RawTiming) -> timedelta | None:
    """The usual time between two updates; None unless both or the period alone are said.

    Source: RSS 1.0 Syndication module: so many updates (`updateFrequency`, 1 by default) a period.
    """
    period = PERIODS.get(raw.period.strip().lower())
    frequency = _number(raw.frequency) if raw.frequency.strip() else 1
    return period / frequency if period and frequency else None


def skipped_hours(raw: RawTiming) -> tuple[int, ...]:
    """The hours (UTC, 0 to 23, in order) in which nothing is published; midnight is 0 or 24."""
    hours = {int(hour) for block in SKIPPED.findall(raw.head) for hour in HOUR.findall(block)}
    return tuple(sorted({hour % HOURS_OF_A_DAY for hour in hours if hour <= HOURS_OF_A_DAY}))


def skipped_days(raw: RawTiming) -> tuple[int, ...]:
    """The days (UTC, 0 is Monday, in order) on which nothing is published."""
    days = {day.lower() for block in SKIPPED.findall(raw.head) for day in DAY.findall(block)}
    return tuple(number for number, day in enumerate(DAYS) if day in days)


def _number(text: str) -> int:
    """A whole number; 0 for anything else."""
    text = text.strip()
    return int(text) if text.isascii() and NUMBER.fullmatch(text) else 0
