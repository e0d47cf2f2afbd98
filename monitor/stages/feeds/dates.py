"""Dates of feeds: what publishers write, as aware UTC datetimes, or None where it says nothing sure.

A date decides which of two articles is the news, so a date that never was (30 February) or an
offset that no place has is no date; the reader's own guesses are not used.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

EARLIEST_YEAR = 1990
"""The web began: earlier dates are defaults of software (1899, 1904, 1970, 1980)."""

LATEST_YEAR = 2100
"""Later dates are placeholders; those nearer ahead are for the caller, who knows the time."""

WIDEST_OFFSET = timedelta(hours=14)
"""Of Kiribati. Source: the IANA time zone database."""

EPOCH_SECONDS = re.compile(r"1\d{9}")
EPOCH_MILLISECONDS = re.compile(r"1\d{12}")
"""Unix times of the years 2001 to 2033, which some JSON feeds and home-made ones carry."""

HOURS_OF_ZONE = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0,
    "bst": 1, "west": 1, "cet": 1, "met": 1, "cest": 2, "mest": 2, "eet": 2, "sast": 2,
    "eest": 3, "msk": 3, "trt": 3, "gst": 4, "pkt": 5, "ist": 5.5, "hkt": 8, "sgt": 8, "awst": 8,
    "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
}  # fmt: skip
"""Names that RFC 822 allows, and others as newspapers use them: BST in Britain, IST in India.

Source: RFC 822, section 5.1; the IANA time zone database.
"""

WEEKDAY = re.compile(r"^[^\W\d]+\.?,?\s+(?=\d)")
MONTH_FIRST = re.compile(r"^(?:[a-z]+\.?,? )?([a-z]{3,9})\.? (\d\d?),? (\d{4})\b", re.IGNORECASE)
MISSING_YEAR = re.compile(r"(?<= )0\d{3}(?= )")
"""Of the first centuries, as programs write an empty date: two digits of it would be 2001."""
ZONE_NAME = re.compile(r" \(?([a-zA-Z]{1,5})\)?$")
OFFSET = re.compile(r"(?<=:\d\d) ?(?:GMT|UTC)?([+-])(\d{1,2}):?(\d\d)?$")
PLAIN = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d\d?) "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d):(\d\d):(\d\d) "
    r"(?:GMT|\+0000)"
)
"""As most feeds write it, in UTC; anything else is looked at piece by piece, in five times as long."""
MONTHS = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6,
    "Jul": 7, "Aug": 8, "Sep": 9, "Oct": 10, "Nov": 11, "Dec": 12,
}  # fmt: skip
ISO_DAY = re.compile(r"(\d{4})[-/]?(\d\d)[-/]?(\d\d)(?!\d{2})")


def read_date(text: str) -> datetime | None:
    """A date from RFC 822, ISO 8601 or Unix time; without a zone it is taken as UTC."""
    text = " ".join(text.split())
    try:
        moment = _plain(text) or _epoch(text) or _iso(text) or _rfc822(text)
        moment = moment.astimezone(UTC) if moment else None
    except (ValueError, OverflowError):
        return None
    if moment is None or not EARLIEST_YEAR <= moment.year < LATEST_YEAR:
        return None
    return moment


def _plain(text: str) -> datetime | None:
    """RFC 822 to the letter, in UTC; None if it is something else."""
    if not (found := PLAIN.fullmatch(text)):
        return None
    day, month, year, *time = found.groups()
    hours, minutes, seconds = map(int, time)
    return datetime(int(year), MONTHS[month], int(day), hours, minutes, seconds, tzinfo=UTC)


def _epoch(text: str) -> datetime | None:
    if EPOCH_SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text), UTC)
    if EPOCH_MILLISECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    return None


def _iso(text: str) -> datetime | None:
    """ISO 8601 as `fromisoformat` reads it, an odd zone included; None if it is something else."""
    if not ISO_DAY.match(text):
        return None
    text, zone = _split_zone(ISO_DAY.sub(r"\1-\2-\3", text, count=1).upper())
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _rfc822(text: str) -> datetime | None:
    """RFC 822 with two or four digits of the year, weekday in any language, month in English.

    The month may come first, as Americans have it.
    """
    text = WEEKDAY.sub("", MONTH_FIRST.sub(r"\2 \1 \3", text))
    text, zone = _split_zone(text.replace("Sept ", "Sep "))
    parts = parsedate_tz(text)
    unclear = ZONE_NAME.search(text) or MISSING_YEAR.search(text)  # an unknown zone, AM and PM
    if parts is None or unclear:
        return None
    return datetime(*parts[:6], tzinfo=zone)


def _split_zone(text: str) -> tuple[str, timezone]:
    """A date without its zone, and the zone; UTC where it names none that is known.

    Raises:
        ValueError: for an offset that no place has.
    """
    offset = timedelta()
    text = re.sub(r"(?<=\d) \([A-Z]+\)$", "", text)  # "+0000 (UTC)"
    if numeric := OFFSET.search(text):
        sign, hours, minutes = numeric.groups(default="0")
        offset = timedelta(hours=int(sign + hours), minutes=int(sign + minutes))
        text = text[: numeric.start()]
    elif (name := ZONE_NAME.search(text)) and name[1].lower() in HOURS_OF_ZONE:
        offset = timedelta(hours=HOURS_OF_ZONE[name[1].lower()])
        text = text[: name.start()]
    if abs(offset) > WIDEST_OFFSET:
        msg = f"no place has the offset {offset}"
        raise ValueError(msg)
    return text, timezone(offset)
