"""Poll: a due feed in, its new items and the next poll's time stored."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from monitor.config.schema.feeds import without_secrets
from monitor.errors import FetchError, ParseError, SandboxError
from monitor.jobs.keep import Polled, keep_polls
from monitor.jobs.services import Progress, Services
from monitor.model.items import FeedOutcome, FeedState, PollRecord
from monitor.model.pages import NotModified, Page, PageRequest
from monitor.stages.course import Asked, answered, next_time, read, refused
from monitor.stages.moving import is_stuck
from monitor.stages.pace import bounds_of, interval, usual_gap
from monitor.telemetry import get_logger

FEED_BYTES = 8 * 1024 * 1024
"""Decoded size of a feed. Source: feedparser takes 0.45 CPU s/MB, so this stays under 15 s."""

KEPT_TOGETHER = 25
"""Polls of one transaction: a commit costs as much as ten rows, a crash as much as refetching."""

log = get_logger()


async def poll_all(
    services: Services, states: Sequence[FeedState], progress: Progress
) -> list[PollRecord]:
    """Several feeds side by side; neither a slow one nor a crowded host holds up others.

    What was polled is written in batches: a crash costs the feeds of one batch a second fetch.
    """
    waiting: list[Polled] = []
    kept: list[PollRecord] = []

    async def flush() -> None:
        batch, waiting[:] = waiting[:], []
        kept.extend(await keep_polls(services, batch))

    async def poll(state: FeedState) -> None:
        async with services.feed_turns.turn(host_of(state)):
            waiting.append(await poll_feed(services, state))
        progress("feeds")
        if len(waiting) >= KEPT_TOGETHER:
            await flush()

    await asyncio.gather(*(poll(state) for state in states))
    await flush()
    return kept


def host_of(state: FeedState) -> str:
    """The host that a feed is asked of."""
    return urlsplit(state.course.location or state.url).hostname or ""


async def poll_feed(services: Services, state: FeedState) -> Polled:
    """One feed fetched, and parsed unless its bytes are known; nothing is written.

    Whatever goes wrong with the feed is an outcome of its record, never an error.
    """
    request = _request(services, state)
    try:
        page = await services.fetcher.fetch(request)
    except FetchError as error:
        return Polled(record=_failed(services, state, FeedOutcome.FETCH_FAILED, error))
    bound = _is_bound(services, state)
    course = answered(state.course, page, request.url, services.now(), bound=bound)
    state = replace(state, course=course)
    if isinstance(page, NotModified):
        return Polled(record=_succeeded(services, state, page, FeedOutcome.NOT_MODIFIED))
    digest = body_hash(page)
    if state.body_hash == digest:
        return Polled(record=_succeeded(services, state, page, FeedOutcome.SAME_BODY, digest))
    if state.body_hash == _bad(digest):
        return Polled(record=_still_bad(services, state, page))
    return await _parse(services, state, page, digest)


def body_hash(page: Page) -> str:
    """What tells two bodies of a feed apart."""
    return hashlib.blake2b(page.body, digest_size=16).hexdigest()


def _request(services: Services, state: FeedState) -> PageRequest:
    course, bound = state.course, _is_bound(services, state)
    stuck = is_stuck(course, services.now(), usual_gap(course))
    return PageRequest(
        url=state.url if bound else course.location or state.url,
        max_bytes=FEED_BYTES,
        etag=None if stuck else state.etag,
        last_modified=None if stuck else state.last_modified,
        headers=services.feed_headers.get(state.url, ()),
    )


def _is_bound(services: Services, state: FeedState) -> bool:
    """Whether something is sent along that is meant for the configured host alone."""
    return bool(services.feed_headers.get(state.url)) or "@" in urlsplit(state.url).netloc


async def _parse(services: Services, state: FeedState, page: Page, digest: str) -> Polled:
    from monitor.stages.parse import parse_feed  # most passes bring no body to parse

    try:
        parsed = await services.sandbox.run(parse_feed, page)
    except ParseError as error:
        return Polled(record=_failed(services, state, FeedOutcome.NOT_A_FEED, error, page))
    except SandboxError as error:
        # Only a body that is to blame is remembered, so that it is not parsed again.
        culprit = page if error.permanent else None
        return Polled(record=_failed(services, state, FeedOutcome.PARSE_KILLED, error, culprit))
    state = replace(state, course=read(state.course, parsed, services.now()))
    record = _succeeded(services, state, page, FeedOutcome.OK, digest)
    if parsed.cut:  # what is cut off is had by asking again without validators
        record = replace(record, etag=None, last_modified=None, body_hash=None)
    return Polled(record=record, feed=parsed, seen_at=state.ok_at)


def _bad(digest: str) -> str:
    """What is kept of a body that is to blame, so that it is neither parsed again nor forgiven."""
    return f"bad:{digest}"


def _still_bad(services: Services, state: FeedState, page: Page) -> PollRecord:
    """The same bad bytes again: they still fail, whatever went wrong between the two."""
    if state.outcome in (FeedOutcome.NOT_A_FEED, FeedOutcome.PARSE_KILLED):
        outcome, detail = state.outcome, state.detail
    else:
        outcome = FeedOutcome.NOT_A_FEED
        detail = f"{without_secrets(state.url)}: the document that could not be read before"
    return _failed(services, state, outcome, ParseError(detail, subject=state.url), page)


def _succeeded(
    services: Services,
    state: FeedState,
    answer: Page | NotModified,
    outcome: FeedOutcome,
    digest: str | None = None,
) -> PollRecord:
    state = replace(state, failures=0)
    record = _record(services, state, outcome, Asked(fresh_for=answer.fresh_for))
    if isinstance(answer, NotModified):
        return record
    return replace(
        record,
        etag=answer.etag,
        last_modified=answer.last_modified,
        body_hash=digest,
    )


def _failed(
    services: Services,
    state: FeedState,
    outcome: FeedOutcome,
    error: FetchError | ParseError | SandboxError,
    page: Page | None = None,
) -> PollRecord:
    status = wait = None
    failures = state.failures + 1
    if isinstance(error, FetchError):
        status, wait = error.status, error.retry_after_seconds
        failures = max(1, state.failures) if error.is_unasked else failures
    address = state.course.location or state.url
    feed, detail = without_secrets(address), str(error)
    log.warning("feed_failed", feed=feed, outcome=outcome.value, detail=detail)
    asked = Asked(retry_after_seconds=wait)
    course = refused(state.course, status, asked, failures, services.now())
    state = replace(state, failures=failures, course=course)
    record = _record(services, state, outcome, asked)
    return replace(
        record, detail=detail, body_hash=_bad(body_hash(page)) if page else state.body_hash
    )


def _record(services: Services, state: FeedState, outcome: FeedOutcome, asked: Asked) -> PollRecord:
    """What is written down of any poll, its validators as they were."""
    now, course = services.now(), state.course
    bounds = bounds_of(services.feeds.get(state.url), services.config.settings.poll)
    return PollRecord(
        feed_id=state.id,
        at=now,
        outcome=outcome,
        failures=state.failures,
        next_poll_at=next_time(course, bounds, asked, state.failures, now, services.jitter()),
        etag=state.etag,
        last_modified=state.last_modified,
        body_hash=state.body_hash,
        course=replace(course, interval_seconds=interval(course, bounds, now).total_seconds()),
    )
