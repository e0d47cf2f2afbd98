"""Sweep: every feed polled, the items ingested, all that follows put into the outbox: for `once`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.jobs.digest import send_digests
from monitor.jobs.fold import fold_due
from monitor.jobs.notices import warn_of_blind_feeds
from monitor.jobs.overdue import remind_overdue
from monitor.jobs.poll import poll_all
from monitor.jobs.services import Progress, Services
from monitor.jobs.settle import settle_first_passes
from monitor.jobs.sight import look_out
from monitor.model.articles import Novelty, TextSource
from monitor.model.events import Change
from monitor.model.items import PollRecord
from monitor.stages.upkeep import next_upkeep
from monitor.store import feeds, items, space

if TYPE_CHECKING:
    from monitor.jobs.commit import Ingested


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """What a sweep did.

    `articles` counts the verdicts, `untexted` the articles that have only a summary, `watching` the
    topics whose first pass ended with it.
    """

    polls: tuple[PollRecord, ...] = ()
    articles: dict[Novelty, int]
    untexted: int = 0
    changes: tuple[Change, ...] = ()
    watching: tuple[str, ...] = ()


async def sweep(services: Services, progress: Progress = lambda _stage: None) -> Sweep:
    """Every feed polled, due or not, and all that waits ingested."""
    states = await services.store.query(feeds.states)
    polls = await poll_all(services, states, progress)
    brought = _Brought()
    await _ingest(services, progress, brought)
    watching = await settle_first_passes(services)
    await remind_overdue(services)
    await send_digests(services)
    await fold_due(services)
    await look_out(services)
    await warn_of_blind_feeds(services)
    await _tend(services)
    return Sweep(
        polls=tuple(polls),
        articles=dict(brought.articles),
        untexted=brought.untexted,
        changes=tuple(brought.changes),
        watching=tuple(watching),
    )


async def _tend(services: Services) -> None:
    """What is due once a day; it is loaded then."""
    last = await services.store.query(space.last_tended)
    if last is not None and next_upkeep(last) <= services.now():
        from monitor.jobs.upkeep import upkeep_if_due

        await upkeep_if_due(services)


@dataclass(slots=True)
class _Brought:
    """What is told of articles in the end; they themselves would fill the memory until then."""

    articles: Counter[Novelty] = field(default_factory=Counter)
    untexted: int = 0
    changes: list[Change] = field(default_factory=list)

    def add(self, ingested: Sequence[Ingested]) -> None:
        """Count a batch."""
        self.articles.update(each.shelved.verdict.novelty for each in ingested)
        self.untexted += sum(map(_has_only_summary, ingested))
        self.changes += [change for each in ingested for change in each.changes]


async def _ingest(services: Services, progress: Progress, brought: _Brought) -> None:
    """All that waits; the readers of articles are loaded only where there is one to read."""
    now = services.now()
    if not await services.store.query(lambda tx: items.pending(tx, now, 1)):
        return
    from monitor.jobs.ingest import ingest_batch

    while (batch := await ingest_batch(services)) is not None:
        brought.add(batch)
        for _ in batch:
            progress("articles")


def _has_only_summary(ingested: Ingested) -> bool:
    return ingested.shelved.read.article.source is TextSource.SUMMARY
