"""Polling: what decides when and where a feed is asked next, besides how its last poll ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What is remembered of a feed's rhythm, its publisher's wishes and its address.

    Every field is a column of the table of feeds, by the same name.

    Attributes:
        interval_seconds: Between two polls while all is well; None: it was never polled.
        body_at: When the feed last sent a document (UTC); None: never.
        rhythm_items: How many of the newest items of its last document have a date of their own.
        rhythm_since: When the oldest of these was published (UTC); None: there are too few.
        rhythm_until: When the newest of these was published (UTC); None: there are too few.
        wish_seconds: For how long its last document may be kept, in its own words; None: it says
            nothing.
        skip_hours: The hours in which nothing is published: bit 0 is from 00:00 to 00:59 UTC.
        skip_days: The days on which nothing is published: bit 0 is Monday, UTC.
        location: The address that is asked in place of the configured one; None: that one.
        moved_to: Where permanent redirects lead from the address that is asked; None: nowhere.
        moved_times: How many answers in a row have said so.
        moved_since: When the first of them came (UTC).
        gone_times: How many answers in a row were 410.
        gone_since: When the first of them came (UTC); None: the last was another.
        paused_at: Since when the feed is not asked any more (UTC); None: it is.
        rests_until: Until when its host has asked to be left alone (UTC); None: it never did.
    """

    interval_seconds: float | None = None
    body_at: datetime | None = None
    rhythm_items: int = 0
    rhythm_since: datetime | None = None
    rhythm_until: datetime | None = None
    wish_seconds: float | None = None
    skip_hours: int = 0
    skip_days: int = 0
    location: str | None = None
    moved_to: str | None = None
    moved_times: int = 0
    moved_since: datetime | None = None
    gone_times: int = 0
    gone_since: datetime | None = None
    paused_at: datetime | None = None
    rests_until: datetime | None = None


NEW_COURSE = Course()
"""Of a feed of which nothing is known."""
