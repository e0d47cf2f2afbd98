"""Moving: where a feed is asked, from what its servers say of its address over some days."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from monitor.model.polling import Course

PROOFS = 3
"""So many answers in a row must say the same before it is believed. A choice."""
LEAST_DAYS = 2
"""On so many days: a captive portal, a mistake in a server's configuration and a domain that has lapsed
redirect for hours. A choice."""
WHOLE_AFTER = timedelta(days=1)
"""So long a feed may answer that nothing changed before it is asked for all of it. A choice."""


def moved(course: Course, url: str, to: str | None, now: datetime, *, bound: bool) -> Course:
    """The course after an answer that came with or without permanent redirects.

    A new address is asked once it was told often enough, of the same family of hosts and not less
    safe. Otherwise it is remembered, for people to see.

    Args:
        course: Before the answer.
        url: The address that was asked.
        to: Where permanent redirects led; None: nowhere.
        now: When it answered (UTC).
        bound: Headers or credentials are sent with it, which are meant for the configured host.
    """
    if to is None:
        return replace(course, moved_to=None, moved_times=0, moved_since=None)
    again = to == course.moved_to and course.moved_since is not None
    since = course.moved_since if again and course.moved_since else now
    times = course.moved_times + 1 if again else 1
    if not bound and _is_proven(times, since, now) and may_adopt(url, to):
        return replace(course, location=to, moved_to=None, moved_times=0, moved_since=None)
    return replace(course, moved_to=to, moved_times=times, moved_since=since)


def gone(course: Course, now: datetime, *, is_gone: bool) -> Course:
    """The course after an answer that was 410 or another: proven to be gone, a feed is paused."""
    if not is_gone:
        return replace(course, gone_times=0, gone_since=None, paused_at=None)
    since, times = course.gone_since or now, course.gone_times + 1
    paused = course.paused_at or (now if _is_proven(times, since, now) else None)
    return replace(course, gone_times=times, gone_since=since, paused_at=paused)


def may_adopt(old: str, new: str) -> bool:
    """Whether an address may follow a redirect by itself: same family of hosts, no less safe."""
    old_parts, new_parts = urlsplit(old), urlsplit(new)
    if old_parts.scheme == "https" != new_parts.scheme:
        return False
    return _are_kin(old_parts.hostname or "", new_parts.hostname or "")


def is_stuck(course: Course, now: datetime, gap: timedelta | None) -> bool:
    """Whether to ask for the whole document though the server says that nothing changed.

    Args:
        course: With the time of the last document.
        now: The time (UTC).
        gap: The usual time between two items; None: unknown.
    """
    if course.body_at is None or now - course.body_at < WHOLE_AFTER:
        return False
    return gap is None or gap < WHOLE_AFTER


def _is_proven(times: int, since: datetime, now: datetime) -> bool:
    return times >= PROOFS and (now.date() - since.date()).days >= LEAST_DAYS - 1


def _are_kin(one: str, other: str) -> bool:
    """The same host, but for `www.`, or one below the other: `feeds.courier.example`."""
    one, other = one.removeprefix("www."), other.removeprefix("www.")
    return bool(one) and (one == other or _is_below(one, other) or _is_below(other, one))


def _is_below(host: str, parent: str) -> bool:
    return "." in parent and host.endswith(f".{parent}")
