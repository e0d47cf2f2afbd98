"""Ingest: waiting items in; articles, claims, changes and outbox rows stored.

A batch goes: gather texts (network, worker processes) → read (pure) → commit (one transaction).
A batch that fails for a reason nobody planned is taken apart, so that the bad item is put back
with a later time and the others go on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial

from monitor.config.schema.feeds import Feed
from monitor.jobs.commit import Ingested, commit
from monitor.jobs.follow import Follower
from monitor.jobs.gather import cut_repeats, gather_text, text_of_feed
from monitor.jobs.services import Services
from monitor.language.watch import Watch
from monitor.model.items import Gathered, PendingItem, Postponed
from monitor.stages.article import to_article
from monitor.stages.backoff import next_reading
from monitor.stages.read import ReadArticle, read_article
from monitor.store import items
from monitor.telemetry import get_logger

BATCH = 500
"""Items of one transaction. They touch nearly every page of the indexes, however few they are: of 200
to 500 to 1,000 at a time each costs 0.32, 0.27 and 0.25 ms of writing. Full texts of usual length
take 5 MB, and half of a second passes until all are read."""

log = get_logger()


async def ingest_batch(services: Services) -> list[Ingested] | None:
    """The oldest waiting items ingested whose texts are there; None when nothing waits."""
    # Items under way still wait in the store: so many more are looked for.
    now, limit = services.now(), BATCH + len(services.harvest)
    pending = await services.store.query(lambda tx: items.pending(tx, now, limit))
    if not pending:
        return None
    found = await _gathered(services, pending)
    if not found:
        return []
    gathered = cut_repeats(services, found)
    try:
        return await _ingest(services, gathered)
    except Exception:
        log.exception("batch_failed", items=len(gathered))
        return await _ingest_one_by_one(services, gathered)


async def _gathered(services: Services, pending: Sequence[PendingItem]) -> list[Gathered]:
    """The texts that are there: those of feeds at once, those of pages when they have come."""
    fed = [found for each in pending if (found := _at_hand(services, each)) is not None]
    known = {each.pending.id for each in fed}
    others = [each for each in pending if each.id not in known]
    gather = partial(_gathered_or_put_back, services)
    return fed + await services.harvest.reap(others, gather, hurry=bool(fed))


def _at_hand(services: Services, pending: PendingItem) -> Gathered | None:
    """The text of an item whose feed has it; None: it has not, or the item's task will tell why."""
    with suppress(Exception):
        found = text_of_feed(pending, services.feeds.get(pending.feed_url))
        return found if isinstance(found, Gathered) else None
    return None


async def _gathered_or_put_back(services: Services, pending: PendingItem) -> Gathered | None:
    """The text of an item, if it could be had; None: it waits for another time."""
    try:
        found = await gather_text(services, pending, services.feeds.get(pending.feed_url))
    except Exception as error:
        log.exception("gather_failed", item=pending.id, url=pending.item.url)
        await _put_back(services, pending, f"{type(error).__name__}: {error}")
        return None
    if isinstance(found, Postponed):
        await _postpone(services, found)
        return None
    return found


async def _ingest(services: Services, gathered: Sequence[Gathered]) -> list[Ingested]:
    # Off the loop, which must stay free for time-outs and signals while a batch is read.
    read = await asyncio.to_thread(_read_all, gathered, services.feeds, services.watch)
    follower = Follower.of(services, services.now())
    return await services.store.write(lambda tx: commit(tx, read, follower))


async def _ingest_one_by_one(services: Services, gathered: Sequence[Gathered]) -> list[Ingested]:
    ingested: list[Ingested] = []
    for each in gathered:
        try:
            ingested += await _ingest(services, [each])
        except Exception as error:
            await _put_back(services, each.pending, f"{type(error).__name__}: {error}")
            log.exception("item_failed", item=each.pending.id, url=each.pending.item.url)
    return ingested


async def _postpone(services: Services, item: Postponed) -> None:
    await services.store.write(
        lambda tx: items.put_back(tx, item.pending.id, item.until, item.reason)
    )


async def _put_back(services: Services, pending: PendingItem, detail: str) -> None:
    due = next_reading(services.now(), pending.attempts)
    await services.store.write(lambda tx: items.put_back(tx, pending.id, due, detail))


def _read_all(
    gathered: Sequence[Gathered], settings: Mapping[str, Feed], watch: Watch
) -> list[ReadArticle]:
    return [
        read_article(
            to_article(each, settings.get(each.pending.feed_url)),
            watch,
            pending=each.pending,
            missing=each.missing.as_text() if each.missing else "",
        )
        for each in gathered
    ]
