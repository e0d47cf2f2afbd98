"""Ingest: waiting items in; articles, claims, changes and outbox rows stored.

A batch goes: gather texts (network, worker processes) → read (pure) → commit (one transaction).
A batch that fails for a reason nobody planned is taken apart, so that the bad item is put back
with a later time and the others go on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from monitor.config.schema.feeds import Feed
from monitor.jobs.commit import Ingested, commit
from monitor.jobs.follow import Follower
from monitor.jobs.gather import cut_repeats, gather_text
from monitor.jobs.services import Services
from monitor.language.watch import Watch
from monitor.model.items import Gathered, PendingItem, Postponed
from monitor.stages.article import to_article
from monitor.stages.backoff import next_reading
from monitor.stages.read import ReadArticle, read_article
from monitor.store import feeds, items
from monitor.telemetry import get_logger

BATCH = 200
"""Items of one transaction: a commit costs as much as writing ten rows."""

log = get_logger()


async def ingest_batch(services: Services) -> list[Ingested] | None:
    """The oldest waiting items ingested; None when nothing waits."""
    now = services.now()
    pending, urls = await services.store.query(
        lambda tx: (items.pending(tx, now, BATCH), feeds.urls(tx))
    )
    if not pending:
        return None
    settings = {feed_id: services.feeds.get(url) for feed_id, url in urls.items()}
    gathered = await _gather_all(services, pending, settings)
    try:
        return await _ingest(services, gathered, settings)
    except Exception:
        log.exception("batch_failed", items=len(gathered))
        return await _ingest_one_by_one(services, gathered, settings)


async def _gather_all(
    services: Services, pending: Sequence[PendingItem], settings: dict[int, Feed | None]
) -> list[Gathered]:
    """The texts of those whose text could be had; the others are put back."""
    # Pages come faster than they are read: without a gate a batch of large ones fills the memory.
    gate = asyncio.Semaphore(services.config.settings.http.connections)

    async def gathered_or_put_back(each: PendingItem) -> Gathered | None:
        try:
            async with gate:
                found = await gather_text(services, each, settings.get(each.feed_id))
        except Exception as error:
            log.exception("gather_failed", item=each.id, url=each.item.url)
            await _put_back(services, each, f"{type(error).__name__}: {error}")
            return None
        if isinstance(found, Postponed):
            await _postpone(services, found)
            return None
        return found

    found = await asyncio.gather(*(gathered_or_put_back(each) for each in pending))
    return cut_repeats(services, [each for each in found if each is not None])


async def _ingest(
    services: Services, gathered: Sequence[Gathered], settings: dict[int, Feed | None]
) -> list[Ingested]:
    # Off the loop, which must stay free for time-outs and signals while a batch is read.
    read = await asyncio.to_thread(_read_all, gathered, settings, services.watch)
    follower = Follower.of(services, services.now())
    return await services.store.write(lambda tx: commit(tx, read, follower))


async def _ingest_one_by_one(
    services: Services, gathered: Sequence[Gathered], settings: dict[int, Feed | None]
) -> list[Ingested]:
    ingested: list[Ingested] = []
    for each in gathered:
        try:
            ingested += await _ingest(services, [each], settings)
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
    gathered: Sequence[Gathered], settings: dict[int, Feed | None], watch: Watch
) -> list[ReadArticle]:
    return [
        read_article(
            to_article(each, settings.get(each.pending.feed_id)),
            watch,
            pending=each.pending,
            missing=each.missing.as_text() if each.missing else "",
        )
        for each in gathered
    ]
