"""Backoff: when to ask a feed, read an item and send a delivery again."""

from __future__ import annotations

from datetime import datetime, timedelta

SPREAD = 0.1
"""Part of a wait by which it is made longer or shorter, so that feeds do not stay in step."""

LONGEST_POLL_WAIT = timedelta(hours=24)
"""Between two polls of a feed that fails: it is noticed within a day that it is back."""

MOST_DOUBLINGS = 32
"""Beyond every cap for every interval, and far from the largest number."""

FIRST_PUT_BACK = timedelta(minutes=10)
LONGEST_PUT_BACK = timedelta(hours=24)
"""Waits of an item that failed for a reason nobody planned: what passes is over in minutes, and a
defect of ours is met once a day until an update mends it. A choice."""

FIRST_RETRY = timedelta(seconds=15)
LONGEST_RETRY = timedelta(minutes=30)
HORIZON = timedelta(hours=72)
"""Waits of a delivery: a service that restarts is met soon, one that is down for a weekend as well.

Source: RFC 5321, section 4.5.4.1, asks for 30 minutes between tries and 4 to 5 days in all; an
alert that is three days late is no alert.
"""


def next_poll(
    now: datetime,
    interval: timedelta,
    failures: int,
    retry_after_seconds: float | None,
    jitter: float,
) -> datetime:
    """When to poll a feed again.

    Args:
        now: When the poll ended (UTC).
        interval: Between two polls while all is well; the shortest wait whatever the server says,
            but for the spread.
        failures: How many polls failed in a row, this one included; 0: it went well.
        retry_after_seconds: What the server asked for, obeyed up to a day; None: nothing.
        jitter: From 0 up to, not including, 1.
    """
    longest = max(LONGEST_POLL_WAIT, interval)
    wait = _spread(_doubled(interval, failures, longest), jitter)
    if retry_after_seconds is not None:
        asked = min(retry_after_seconds, longest.total_seconds())
        wait = max(wait, timedelta(seconds=asked))
    return now + wait


def next_try(now: datetime, created_at: datetime, attempts: int, jitter: float) -> datetime | None:
    """When to send a delivery again; None: never, it is too old by then.

    Args:
        now: When the last try ended (UTC).
        created_at: When the delivery was written (UTC).
        attempts: How often it was tried, from 1.
        jitter: From 0 up to, not including, 1.
    """
    at = now + _spread(_doubled(FIRST_RETRY, attempts - 1, LONGEST_RETRY), jitter)
    return at if at <= created_at + HORIZON else None


def next_reading(now: datetime, attempts: int) -> datetime:
    """When to read an item again that failed for a reason nobody planned.

    Args:
        now: When it failed (UTC).
        attempts: How often it had failed before, from 0.
    """
    return now + _doubled(FIRST_PUT_BACK, attempts, LONGEST_PUT_BACK)


def _doubled(first: timedelta, times: int, longest: timedelta) -> timedelta:
    seconds = first.total_seconds() * 2.0 ** min(times, MOST_DOUBLINGS)
    return timedelta(seconds=min(seconds, longest.total_seconds()))


def _spread(wait: timedelta, jitter: float) -> timedelta:
    return wait * (1 + SPREAD * (2 * jitter - 1))
