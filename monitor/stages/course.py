"""Course: what is remembered of a feed in, and what came of asking it; what to remember now out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus

from monitor.model.items import ParsedFeed
from monitor.model.pages import NotModified, Page
from monitor.model.polling import Course
from monitor.stages.backoff import LONGEST_POLL_WAIT, next_poll
from monitor.stages.freshness import earliest, hear
from monitor.stages.moving import PROOFS, gone, moved
from monitor.stages.pace import Bounds, interval, learn


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a server has asked for with its answer.

    `fresh_for` is how long the answer may be kept, `retry_after_seconds` how long to stay away;
    None: it does not say.
    """

    fresh_for: timedelta | None = None
    retry_after_seconds: float | None = None


def answered(
    course: Course, answer: Page | NotModified, url: str, now: datetime, *, bound: bool
) -> Course:
    """The course after an answer, whatever it holds.

    Args:
        course: Before.
        answer: What came.
        url: The address that was asked.
        now: When it came (UTC).
        bound: Headers or credentials are sent with it, which are meant for the configured host.
    """
    course = gone(course, now, is_gone=False)
    course = moved(course, url, answer.moved_to, now, bound=bound)
    return replace(course, body_at=now) if isinstance(answer, Page) else course


def read(course: Course, feed: ParsedFeed, now: datetime) -> Course:
    """The course after a document that could be read, with its rhythm and its wishes."""
    return learn(hear(course, feed), feed.items, now)


def refused(
    course: Course, status: int | None, asked: Asked, failures: int, now: datetime
) -> Course:
    """The course after a poll that failed; an adopted address that goes on failing is forgotten.

    Args:
        course: Before.
        status: The HTTP status that was answered; None: there was no answer.
        asked: What the server asks for.
        failures: How many polls failed in a row, this one included.
        now: When it failed (UTC).
    """
    if status is not None and asked.retry_after_seconds is not None:
        seconds = min(asked.retry_after_seconds, LONGEST_POLL_WAIT.total_seconds())
        course = replace(course, rests_until=now + timedelta(seconds=seconds))
    if course.location is not None:
        return replace(course, location=None) if failures >= PROOFS else course
    if status is None:
        return course
    return gone(course, now, is_gone=status == HTTPStatus.GONE)


def next_time(
    course: Course, bounds: Bounds, asked: Asked, failures: int, now: datetime, jitter: float
) -> datetime:
    """When to ask a feed again: by its own rhythm, and not before anybody who has a say allows it.

    Args:
        course: What is known of the feed.
        bounds: What the configuration allows.
        asked: What the server asks for.
        failures: How many polls failed in a row, this one included; 0: it went well.
        now: When the poll ended (UTC).
        jitter: From 0 up to, not including, 1.
    """
    wait = interval(course, bounds, now)
    planned = next_poll(now, wait, failures, asked.retry_after_seconds, jitter)
    floor = now if bounds.fixed else now + bounds.floor
    if failures:
        return max(planned, floor)
    urgent = bounds.ceiling if bounds.high else None
    return max(planned, floor, earliest(course, now, asked.fresh_for, urgent))
