"""Commit: a batch of read articles stored and followed, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.jobs.follow import Follower
from monitor.jobs.group import group
from monitor.jobs.revise import revise
from monitor.jobs.shelve import Shelved, shelve
from monitor.model.articles import Novelty
from monitor.model.claims import Reading
from monitor.model.events import Change, Ignored, IgnoredReason
from monitor.model.items import FinishedItem
from monitor.stages.read import ReadArticle
from monitor.store import corpus, events, items
from monitor.store.engine import Transaction

UNSETTLED = "changes too often: what it says next counts tomorrow"
"""Why an item waits whose article keeps changing what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What became of an article: its place in the corpus and the changes that it made.

    `held`: it is a version of one that changes too often, and waits for the next day.
    """

    shelved: Shelved
    changes: tuple[Change, ...] = ()
    held: bool = False


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
    group(tx, kept)
    # One by one: what a later article of the batch says is not history yet for an earlier one.
    ingested = [_follow(tx, each, follower) for each in shelved]
    items.finish(tx, [done for each in ingested if (done := _finished(each)) is not None])
    return ingested


def _follow(tx: Transaction, shelved: Shelved, follower: Follower) -> Ingested:
    read, novelty, pending = shelved.read, shelved.verdict.novelty, shelved.read.pending
    if shelved.read.flooded:
        return _leave_out(tx, shelved)
    revised = revise(tx, shelved, follower)
    if revised is not None:
        if pending is not None and revised.held_until is not None:
            items.put_back(tx, pending.id, revised.held_until, UNSETTLED)
        held = revised.held_until is not None
        return Ingested(shelved=shelved, changes=revised.changes, held=held)
    if novelty is Novelty.KNOWN or read.reading == Reading():
        return Ingested(shelved=shelved)
    events.add_readings(tx, [(shelved.article_id, read.article.published, read.reading)])
    copy = shelved.verdict.repeats
    changes = follower.follow(tx, shelved.article_id, read.article, read.reading, copy=copy)
    return Ingested(shelved=shelved, changes=changes)


def _leave_out(tx: Transaction, shelved: Shelved) -> Ingested:
    """What came in a flood is kept, and told to nobody; whoever reports it after is heard."""
    if shelved.verdict.novelty is not Novelty.KNOWN:
        read, number = shelved.read, shelved.article_id
        events.add_readings(tx, [(number, read.article.published, read.reading)])
        left_out = [Ignored(claim, IgnoredReason.FLOOD) for claim in read.reading.claims]
        events.mark_ignored(tx, number, left_out)
    return Ingested(shelved=shelved)


def _finished(ingested: Ingested) -> FinishedItem | None:
    """The end of the item that an article came from; None: it came from none, or has to wait."""
    shelved = ingested.shelved
    pending = shelved.read.pending
    if pending is None or ingested.held:
        return None
    return FinishedItem(
        item_id=pending.id,
        article_id=shelved.article_id,
        outcome=shelved.verdict.reason.value,
        detail=shelved.read.missing,
        content_hash=pending.content_hash,
    )
