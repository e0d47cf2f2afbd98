"""Commit: a batch of read articles stored and followed, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.jobs.follow import Follower
from monitor.jobs.shelve import Shelved, shelve
from monitor.model.articles import Novelty
from monitor.model.events import Change, Reading
from monitor.model.items import FinishedItem
from monitor.stages.read import ReadArticle
from monitor.store import corpus, events, items
from monitor.store.engine import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of an article: its place in the corpus and the changes that it made."""

    shelved: Shelved
    changes: tuple[Change, ...] = ()


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
    ingested = [_follow(tx, each, follower) for each in shelved]
    items.finish(tx, _finished(shelved))
    return ingested


def _follow(tx: Transaction, shelved: Shelved, follower: Follower) -> Ingested:
    read, novelty = shelved.read, shelved.verdict.novelty
    if novelty is Novelty.KNOWN or read.reading == Reading():
        return Ingested(shelved=shelved)
    # One by one: what a later article of the batch says is not history yet for this one.
    events.add_readings(tx, [(shelved.article_id, read.article.published, read.reading)])
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
