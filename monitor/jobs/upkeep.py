"""Upkeep: what is no longer kept goes, and the room that it took is given back, once a day.

All of it is done in small steps, each a transaction of its own, and between two of them whoever
waits for the writer has his turn. A step that was done is not done again, so that an upkeep may end
anywhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Protocol

from monitor.jobs.services import Services
from monitor.stages.copies import WINDOW
from monitor.stages.upkeep import comes_suddenly, next_upkeep
from monitor.store import bands, retention, space
from monitor.store.backup import prune_backups
from monitor.store.engine import Transaction
from monitor.telemetry import get_logger

STEP_ROWS = 20
"""Articles of one step."""
BAND_STEP_ROWS = 10
"""The same where each of them takes 33 rows of their own, all over the table."""
MERGE_PAGES = 30
"""Pages of the index of words that one step writes."""
RELEASE_PAGES = 150
"""Pages that one step gives back. All four: so many that a step takes less than 50 ms on two cores;
tools/bench.py measures it."""
ATTEMPTS_KEPT = timedelta(days=90)
"""How long the tries of a delivery are kept after it ended: a quarter's complaints. A choice."""
BACKUPS_KEPT = 7
"""Copies that migrations made. A choice."""
HISTORY_KEPT = timedelta(days=400)
"""How long sizes are remembered: a year and some."""

GoOn = Callable[[], bool]
Look = Callable[[Transaction], Sequence[int]]


class Take(Protocol):
    """Takes the rows of some ids; how many it were."""

    def __call__(self, tx: Transaction, ids: Sequence[int]) -> int:
        """Take them."""
        ...


log = get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """What an upkeep did, in articles, items, tries, copies, and bytes given back to the disk.

    `signatures` counts the articles with which no new ones are compared any more.
    """

    signatures: int = 0
    texts: int = 0
    articles: int = 0
    items: int = 0
    attempts: int = 0
    backups: int = 0
    bytes_released: int = 0


async def upkeep_if_due(services: Services, go_on: GoOn = lambda: True) -> Upkeep | None:
    """An upkeep, if the last one, or the first article, was a day ago; None: it is not due.

    One that comes suddenly only writes down that it came, so that the next one is due in a day.
    """
    last = await services.store.query(space.last_tended)
    if last is None or services.now() < next_upkeep(last):
        return None
    if comes_suddenly(last, services.now()):
        log.warning("upkeep_put_off", last=last.isoformat(timespec="minutes"))
        await _Round(services, go_on).remember()
        return None
    return await upkeep(services, go_on)


async def upkeep(services: Services, go_on: GoOn = lambda: True) -> Upkeep:
    """What is old removed, the index of words and the file tidied.

    Args:
        services: What jobs work with.
        go_on: Asked before each step; what is left then is done by the next upkeep.
    """
    work = _Round(services, go_on)
    done = Upkeep(
        signatures=await work.forget_signatures(),
        articles=await work.delete_unmatched(),
        items=await work.delete_items(),
        texts=await work.remove_texts(),
        attempts=await work.delete_attempts(),
        backups=await work.delete_backups(),
    )
    if done.articles or done.texts:
        await work.merge_words()
    done = replace(done, bytes_released=await work.release())
    if go_on():
        await work.remember()
    log.info("upkeep_done", **asdict(done))
    return done


class _Round:
    """The parts of an upkeep, each in small steps; each says how much it did."""

    def __init__(self, services: Services, go_on: GoOn) -> None:
        self._store = services.store
        self._kept = services.config.settings.retention
        self._now = services.now()
        self._go_on = go_on

    async def forget_signatures(self) -> int:
        before = self._now - WINDOW
        return await self._repeat(lambda tx: bands.prune(tx, before, BAND_STEP_ROWS))

    async def delete_unmatched(self) -> int:
        if self._kept.unmatched is None:
            return 0
        before = self._now - self._kept.unmatched
        return await self._take(
            lambda tx: retention.unmatched(tx, before),
            partial(retention.delete_unmatched, before=before),
        )

    async def delete_items(self) -> int:
        if self._kept.unmatched is None:
            return 0
        before = self._now - self._kept.unmatched
        return await self._take(lambda tx: retention.old_items(tx, before), retention.delete_items)

    async def remove_texts(self) -> int:
        if self._kept.texts is None:
            return 0
        before = self._now - self._kept.texts
        return await self._repeat(
            lambda tx: retention.remove_texts(tx, before, self._now, STEP_ROWS)
        )

    async def delete_attempts(self) -> int:
        before = self._now - ATTEMPTS_KEPT
        return await self._take(
            lambda tx: retention.old_attempts(tx, before), retention.delete_attempts
        )

    async def delete_backups(self) -> int:
        if (path := self._store.path) is None:
            return 0
        return len(await asyncio.to_thread(prune_backups, path, BACKUPS_KEPT))

    async def merge_words(self) -> None:
        """The index of words made one again, without what was removed."""

        def begin(tx: Transaction) -> bool:
            return space.merge_words(tx, MERGE_PAGES, begin=True)

        def go_on(tx: Transaction) -> bool:
            return space.merge_words(tx, MERGE_PAGES, begin=False)

        step = begin
        while self._go_on() and await self._store.write(step):
            step = go_on

    async def release(self) -> int:
        """Free pages given back, and the log brought into the database; how many bytes it were."""
        released = await self._repeat(lambda tx: space.release(tx, RELEASE_PAGES))
        await self._store.checkpoint()
        return released

    async def remember(self) -> None:
        sizes = await self._store.query(lambda tx: space.sizes(tx, self._store.path))
        before = self._now - HISTORY_KEPT
        await self._store.write(lambda tx: space.remember(tx, self._now, sizes, before))

    async def _repeat(self, step: Callable[[Transaction], int]) -> int:
        """A step again and again until it did nothing; how much all of them did."""
        total = 0
        while self._go_on() and (done := await self._store.write(step)):
            total += done
        return total

    async def _take(self, look: Look, take: Take) -> int:
        """What a look finds taken, a few at a time, until a look finds nothing that can be taken."""
        total = before = 0
        while self._go_on() and (ids := await self._store.query(look)):
            for start in range(0, len(ids), STEP_ROWS):
                if self._go_on():
                    step = partial(take, ids=ids[start : start + STEP_ROWS])
                    total += await self._store.write(step)
            if total == before:
                break
            before = total
        return total
