"""Reread: the articles of the corpus read once more, in worker processes where that pays."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from monitor.config.schema.config import Config
from monitor.config.schema.feeds import Trust
from monitor.model.claims import Reading
from monitor.model.replays import Reread, Scope, TextAgain
from monitor.ports import Sandbox
from monitor.stages.rereading import Found, Watched, read_again, watch_of
from monitor.store import feeds, replays
from monitor.store.engine import Transaction

BATCH = 400
"""Articles that name somebody who is watched and wait to be read: what keeps all processes busy."""
CHUNK = 20
"""Articles that a worker process reads at once: a tenth of a second of work, and less to wait for
at the end of a batch than it costs to send them."""
POOL_FROM = 100
"""Smaller batches are read here: they take a second at most, which is what starting worker processes
takes. Source: measured; 6 to 13 ms an article."""

Progress = Callable[[int], object]
"""Told how many more articles have been read."""


async def reread(
    tx: Transaction, config: Config, scope: Scope, sandbox: Sandbox, progress: Progress
) -> tuple[list[Reread], set[int]]:
    """The articles in which a configuration finds something, and the ids of all that were read.

    Args:
        tx: A reading transaction, open until the end.
        config: What is watched, and whom not to trust.
        scope: Which articles are read.
        sandbox: Worker processes.
        progress: Told as articles are read.
    """
    reader = _Reader(watched=Watched.of(config), sandbox=sandbox, progress=progress)
    low_trust = _low_trust(tx, config)
    for each in replays.texts(tx, scope):
        await reader.take(_trusted(each, low_trust))
    await reader.finish()
    return reader.rereads, reader.seen


class _Reader:
    """Reads articles again, batch by batch, in the order in which they are taken.

    `seen` are the ids of all, `rereads` those in which something was found.
    """

    def __init__(self, *, watched: Watched, sandbox: Sandbox, progress: Progress) -> None:
        self.rereads: list[Reread] = []
        self.seen: set[int] = set()
        self._watched = watched
        self._watch = watch_of(watched)
        self._sandbox = sandbox
        self._progress = progress
        self._waiting: list[TextAgain] = []

    async def take(self, each: TextAgain) -> None:
        """One article more; most name nobody who is watched, and are done with that."""
        self.seen.add(each.source.article_id)
        if not self._watch.names(f"{each.article.title}\n{each.article.text}"):
            self._progress(1)
            return
        self._waiting.append(each)
        if len(self._waiting) == BATCH:
            await self.finish()

    async def finish(self) -> None:
        """What waits is read."""
        batch, self._waiting = self._waiting, []
        chunks = [batch[at : at + CHUNK] for at in range(0, len(batch), CHUNK)]
        is_small = len(batch) < POOL_FROM
        read = await asyncio.gather(*(self._read(chunk, here=is_small) for chunk in chunks))
        found = (one for chunk in read for one in chunk)
        self.rereads += [
            Reread(source=each.source, said=each.said, matches=matches, reading=reading)
            for each, (matches, reading) in zip(batch, found, strict=True)
            if matches or reading != Reading()
        ]

    async def _read(self, chunk: Sequence[TextAgain], *, here: bool) -> list[Found]:
        articles = [each.article for each in chunk]
        if here:
            found = read_again(self._watched, articles)
        else:
            found = await self._sandbox.run(read_again, self._watched, articles)
        self._progress(len(chunk))
        return found


def _low_trust(tx: Transaction, config: Config) -> dict[int, bool]:
    """Of each feed that is configured, by its id, whether its own voice changes nothing."""
    configured = {feed.url: feed.trust is Trust.LOW for feed in config.feeds}
    urls = feeds.urls(tx).items()
    return {feed_id: configured[url] for feed_id, url in urls if url in configured}


def _trusted(each: TextAgain, low_trust: Mapping[int, bool]) -> TextAgain:
    feed_id = each.article.feed_id
    low = low_trust.get(feed_id) if feed_id is not None else None
    if low is None or low == each.article.low_trust:
        return each
    return replace(
        each,
        article=replace(each.article, low_trust=low),
        said=replace(each.said, low_trust=low),
    )
