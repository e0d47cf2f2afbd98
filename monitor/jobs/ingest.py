"""Ingest: waiting items in; articles, claims, changes and outbox rows stored.

A batch goes: gather texts (network, worker processes) → read (pure) → commit (one transaction).
A batch that fails for a reason nobody planned is taken apart, so that the bad item is put back
with a later time and the others go on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.config.schema import Feed
from monitor.jobs.follow import Follower
from monitor.jobs.gather import gather_text
from monitor.jobs.services import Services
from monitor.jobs.shelve import Shelved, shelve
from monitor.language.watch import Watch
from monitor.model.events import Change
from monitor.model.items import FinishedItem, Gathered, Novelty
from monitor.stages.article import to_article
from monitor.stages.read import ReadArticle, read_article
from monitor.store import corpus, events, feeds, items
from monitor.store.engine import Transaction
from monitor.telemetry import get_logger

BATCH = 100
"""Items of one transaction: a commit costs as much as writing ten rows."""
PUT_BACK = timedelta(hours=1)
"""When an item that failed for no planned reason is tried again."""

log = get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of an article: its place in the corpus and the changes that it made."""

    shelved: Shelved
    changes: tuple[Change, ...] = ()


async def ingest_batch(services: Services) -> list[Ingested] | None:
    """The oldest waiting items ingested; None when nothing waits."""
    now = services.now()
    pending, urls = await services.store.query(
        lambda tx: (items.pending(tx, now, BATCH), {s.id: s.url for s in feeds.states(tx)})
    )
    if not pending:
        return None
    settings = {feed_id: services.feeds.get(url) for feed_id, url in urls.items()}
    gathered = await asyncio.gather(
        *(gather_text(services, each, settings.get(each.feed_id)) for each in pending)
    )
    try:
        return await _ingest(services, gathered, settings)
    except Exception:
        log.exception("batch_failed", items=len(gathered))
        return await _ingest_one_by_one(services, gathered, settings)


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
            await _put_back(services, each.pending.id, f"{type(error).__name__}: {error}")
            log.exception("item_failed", item=each.pending.id, url=each.pending.item.url)
    return ingested


async def _put_back(services: Services, item_id: int, detail: str) -> None:
    due = services.now() + PUT_BACK
    await services.store.write(lambda tx: items.put_back(tx, item_id, due, detail))


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


def commit(tx: Transaction, read: Sequence[ReadArticle], follower: Follower) -> list[Ingested]:
    """A batch stored and followed in the caller's transaction, oldest first.

    Args:
        tx: One unit of work: all of the batch is stored, or nothing.
        read: The articles, in any order.
        follower: What follows events and writes alerts, with the time of this batch.
    """
    oldest_first = sorted(read, key=lambda each: each.article.published)
    shelved = shelve(tx, oldest_first, follower.now)
    kept = [each for each in shelved if each.verdict.novelty is not Novelty.KNOWN]
    corpus.add_matches(tx, [(each.article_id, each.read.matches) for each in kept])
    events.add_readings(
        tx, [(each.article_id, each.read.article.published, each.read.reading) for each in kept]
    )
    ingested = [_follow(tx, each, follower) for each in shelved]
    items.finish(tx, _finished(shelved))
    return ingested


def _follow(tx: Transaction, shelved: Shelved, follower: Follower) -> Ingested:
    read, novelty = shelved.read, shelved.verdict.novelty
    if novelty is Novelty.KNOWN or not read.reading.claims:
        return Ingested(shelved=shelved)
    copy = novelty is Novelty.COPY
    changes = follower.follow(tx, shelved.article_id, read.article, read.reading, copy=copy)
    return Ingested(shelved=shelved, changes=changes)


def _finished(shelved: Sequence[Shelved]) -> list[FinishedItem]:
    return [
        FinishedItem(
            item_id=pending.id,
            article_id=each.article_id,
            outcome=each.verdict.reason.value,
            detail=each.read.missing,
            content_hash=pending.content_hash,
        )
        for each in shelved
        if (pending := each.read.pending) is not None
    ]
