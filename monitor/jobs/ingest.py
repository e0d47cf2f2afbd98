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
    """The oldest waiting items ingested whose texts are there; None when nothing waits."""
    # Items under way still wait in the store: so many more are looked for.
    now, limit = services.now(), BATCH + len(services.harvest)
    pending, urls = await services.store.query(
        lambda tx: (items.pending(tx, now, limit), feeds.urls(tx))
    )
    if not pending:
        return None
    settings = {feed_id: services.feeds.get(url) for feed_id, url in urls.items()}
    found = await services.harvest.reap(
        pending,
        lambda each: _gathered_or_put_back(services, each, settings.get(each.feed_id)),
    )
    if not found:
        return []
    gathered = cut_repeats(services, found)
    try:
        return await _ingest(services, gathered, settings)
    except Exception:
        log.exception("batch_failed", items=len(gathered))
        return await _ingest_one_by_one(services, gathered, settings)


async def _gathered_or_put_back(
    services: Services, pending: PendingItem, feed: Feed | None
) -> Gathered | None:
    """The text of an item, if it could be had; None: it waits for another time."""
    try:
        found = await gather_text(services, pending, feed)
    except Exception as error:
        log.exception("gather_failed", item=pending.id, url=pending.item.url)
        await _put_back(services, pending, f"{type(error).__name__}: {error}")
        return None
    if isinstance(found, Postponed):
        await _postpone(services, found)
        return None
    return found


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
