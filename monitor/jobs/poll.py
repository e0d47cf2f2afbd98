"""Poll: a due feed in, its new items and the next poll's time stored."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from monitor.config.schema.feeds import without_secrets
from monitor.errors import FetchError, ParseError, SandboxError
from monitor.jobs.keep import Polled, keep_polls
from monitor.jobs.services import Progress, Services
from monitor.model.items import (
    FeedOutcome,
    FeedState,
    NotModified,
    Page,
    PageRequest,
    PollRecord,
)
from monitor.stages.backoff import next_poll
from monitor.telemetry import get_logger

FEED_BYTES = 8 * 1024 * 1024
"""Decoded size of a feed. Source: feedparser takes 0.45 CPU s/MB, so this stays under 15 s."""

KEPT_TOGETHER = 25
"""Polls of one transaction: a commit costs as much as ten rows, a crash as much as refetching."""

log = get_logger()


async def poll_all(
    services: Services, states: Sequence[FeedState], progress: Progress
) -> list[PollRecord]:
    """Several feeds side by side; a slow one holds up no other.

    What was polled is written in batches: a crash costs the feeds of one batch a second fetch.
    """
    gate = asyncio.Semaphore(services.config.settings.http.connections)
    waiting: list[Polled] = []
    kept: list[PollRecord] = []

    async def flush() -> None:
        batch, waiting[:] = waiting[:], []
        kept.extend(await keep_polls(services, batch))

    async def poll(state: FeedState) -> None:
        async with gate:
            waiting.append(await poll_feed(services, state))
        progress("feeds")
        if len(waiting) >= KEPT_TOGETHER:
            await flush()

    await asyncio.gather(*(poll(state) for state in states))
    await flush()
    return kept


async def poll_feed(services: Services, state: FeedState) -> Polled:
    """One feed fetched, and parsed unless its bytes are known; nothing is written.

    Whatever goes wrong with the feed is an outcome of its record, never an error.
    """
    try:
        page = await services.fetcher.fetch(_request(services, state))
    except FetchError as error:
        return Polled(record=_failed(services, state, FeedOutcome.FETCH_FAILED, error))
    if isinstance(page, NotModified):
        return Polled(record=_succeeded(services, state, None, FeedOutcome.NOT_MODIFIED))
    if state.body_hash == body_hash(page):
        return Polled(record=_succeeded(services, state, page, FeedOutcome.SAME_BODY))
    if state.body_hash == _bad(page):
        return Polled(record=_still_bad(services, state, page))
    return await _parse(services, state, page)


def body_hash(page: Page) -> str:
    """What tells two bodies of a feed apart."""
    return hashlib.blake2b(page.body, digest_size=16).hexdigest()


def _request(services: Services, state: FeedState) -> PageRequest:
    return PageRequest(
        url=state.url,
        max_bytes=FEED_BYTES,
        etag=state.etag,
        last_modified=state.last_modified,
        headers=services.feed_headers.get(state.url, ()),
    )


async def _parse(services: Services, state: FeedState, page: Page) -> Polled:
    from monitor.stages.parse import parse_feed  # most passes bring no body to parse

    try:
        parsed = await services.sandbox.run(parse_feed, page)
    except ParseError as error:
        return Polled(record=_failed(services, state, FeedOutcome.NOT_A_FEED, error, page))
    except SandboxError as error:
        # Only a body that is to blame is remembered, so that it is not parsed again.
        culprit = page if error.permanent else None
        return Polled(record=_failed(services, state, FeedOutcome.PARSE_KILLED, error, culprit))
    # What is cut off is had by asking again without validators: a 304 would hide it.
    whole = None if parsed.cut else page
    state = replace(state, etag=None, last_modified=None) if parsed.cut else state
    record = _succeeded(services, state, whole, FeedOutcome.OK)
    return Polled(record=record, feed=parsed, seen_at=state.ok_at)


def _bad(page: Page) -> str:
    """What is kept of a body that is to blame, so that it is neither parsed again nor forgiven."""
    return f"bad:{body_hash(page)}"


def _still_bad(services: Services, state: FeedState, page: Page) -> PollRecord:
    """The same bad bytes again: they still fail, whatever went wrong between the two."""
    if state.outcome in (FeedOutcome.NOT_A_FEED, FeedOutcome.PARSE_KILLED):
        outcome, detail = state.outcome, state.detail
    else:
        outcome = FeedOutcome.NOT_A_FEED
        detail = f"{without_secrets(state.url)}: the document that could not be read before"
    return _failed(services, state, outcome, ParseError(detail, subject=state.url), page)


def _succeeded(
    services: Services, state: FeedState, page: Page | None, outcome: FeedOutcome
) -> PollRecord:
    now = services.now()
    return PollRecord(
        feed_id=state.id,
        at=now,
        outcome=outcome,
        detail="",
        failures=0,
        next_poll_at=_next(services, state, now, failures=0),
        etag=page.etag if page else state.etag,
        last_modified=page.last_modified if page else state.last_modified,
        body_hash=body_hash(page) if page else state.body_hash,
    )


def _failed(
    services: Services,
    state: FeedState,
    outcome: FeedOutcome,
    error: FetchError | ParseError | SandboxError,
    page: Page | None = None,
) -> PollRecord:
    now = services.now()
    failures = state.failures + 1
    wait = error.retry_after_seconds if isinstance(error, FetchError) else None
    feed, detail = without_secrets(state.url), _without_query(str(error), state.url)
    log.warning("feed_failed", feed=feed, outcome=outcome.value, detail=detail)
    return PollRecord(
        feed_id=state.id,
        at=now,
        outcome=outcome,
        detail=detail,
        failures=failures,
        next_poll_at=_next(services, state, now, failures=failures, retry_after_seconds=wait),
        etag=state.etag,
        last_modified=state.last_modified,
        body_hash=_bad(page) if page else state.body_hash,
    )


def _without_query(detail: str, url: str) -> str:
    """What went wrong, without the query of the feed's address: it may hold the reader's key."""
    query = urlsplit(url).query
    return detail.replace(f"?{query}", "?…") if query else detail


def _next(
    services: Services,
    state: FeedState,
    now: datetime,
    *,
    failures: int,
    retry_after_seconds: float | None = None,
) -> datetime:
    feed = services.feeds.get(state.url)
    interval = (feed.interval if feed else None) or services.config.settings.poll.interval
    return next_poll(now, interval, failures, retry_after_seconds, services.jitter())
