"""Backoff: when to ask a feed, read an item and try a delivery or a channel again."""

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
"""Waits of a channel that fails: one that restarts is met soon, one that is down for a weekend as
well. Source: RFC 5321, section 4.5.4.1, asks for 30 minutes between tries at most."""

FIRST_ASKED = timedelta(seconds=1)
"""Shortest wait where a service names one, doubled with each failure: some name none at all."""

FIRST_PROBE = timedelta(minutes=15)
LONGEST_PROBE = timedelta(hours=6)
"""Waits of a channel that does not let us in: only its operator can mend that, and some services
lock out who knocks too often. A choice."""

REPEATS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""Waits before a message that may have arrived is sent again: few, as each may come twice, and long
enough for a service that hangs to be back. A choice."""

HORIZON = timedelta(hours=72)
FEWEST_TRIES = 12
"""A delivery is given up when it has failed for so long and so often: an alert that is three days
late is no alert, but a clock that was set ahead by years is no reason to lose one.

Source: RFC 5321, section 4.5.4.1, gives mail 4 to 5 days; twelve tries take three hours.
"""

LONGEST_WAIT = LONGEST_PROBE * (1 + SPREAD)
"""Nothing waits longer for its next try, but for who waits on a clock that was ahead."""


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


def next_try(now: datetime, failures: int, jitter: float) -> datetime:
    """When to try a delivery or a channel again that failed and may be well by then.

    Args:
        now: When the last try ended (UTC).
        failures: How often it failed in a row, from 1.
        jitter: From 0 up to, not including, 1.
    """
    return now + _spread(_doubled(FIRST_RETRY, failures - 1, LONGEST_RETRY), jitter)


def next_asked(now: datetime, failures: int, retry_after_seconds: float) -> datetime:
    """When to try a channel again that named a wait, obeyed up to the longest of ours.

    Args:
        now: When the last try ended (UTC).
        failures: How often it failed in a row, from 1.
        retry_after_seconds: What it asked for.
    """
    least = _doubled(FIRST_ASKED, failures - 1, LONGEST_RETRY).total_seconds()
    seconds = min(max(retry_after_seconds, least), LONGEST_PROBE.total_seconds())
    return now + timedelta(seconds=seconds)


def next_probe(now: datetime, failures: int, jitter: float) -> datetime:
    """When to try a channel again that does not let us in; arguments as for `next_try`."""
    return now + _spread(_doubled(FIRST_PROBE, failures - 1, LONGEST_PROBE), jitter)


def next_repeat(now: datetime, unclear: int, jitter: float) -> datetime | None:
    """When to send a message again that may have arrived; None: never, it may be there often now.

    Args:
        now: When the last try ended (UTC).
        unclear: How many of its tries may have arrived, from 1.
        jitter: From 0 up to, not including, 1.
    """
    if unclear > len(REPEATS):
        return None
    return now + _spread(REPEATS[unclear - 1], jitter)


def is_hopeless(since: datetime, failures: int, retry_at: datetime) -> bool:
    """Whether a delivery is given up rather than tried again.

    Args:
        since: When it was first tried in vain (UTC).
        failures: How often it failed.
        retry_at: When it would be tried again (UTC).
    """
    return failures >= FEWEST_TRIES and retry_at > since + HORIZON


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
