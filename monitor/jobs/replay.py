"""Replay: a configuration run over the stored corpus, as if it had been there all the time.

Articles are read again by the stages of live ones, in worker processes where that pays, and their
claims are followed in memory. Only reads; nothing is sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.config.schema.config import Config
from monitor.config.schema.feeds import Trust
from monitor.language.watch import CompiledEvent
from monitor.model.events import ArticleClaims, Occurrence, Reading
from monitor.model.replays import Comparison, Made, ReplayedAlert, Reread, Rerun, Scope, TextAgain
from monitor.ports import Sandbox
from monitor.stages.comparison import compare, explain, irregularities
from monitor.stages.replays import Holds, alerts_of, follow, histories
from monitor.stages.rereading import Found, Watched, read_again, watch_of
from monitor.store import events, feeds, replays
from monitor.store.engine import Transaction

BATCH = 400
"""Articles that name somebody who is watched and wait to be read: what keeps all processes busy."""
CHUNK = 20
"""Articles that a worker process reads at once: a tenth of a second of work, and less to wait for
at the end of a batch than it costs to send them."""
POOL_FROM = 100
"""Smaller batches are read here: starting worker processes takes as long. Source: measured with
`tools/bench.py replay`; 0.7 s to start, 6 to 13 ms an article."""

Progress = Callable[[int], object]
"""Told how many more articles have been read."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A replay beside what happened, or beside that of another configuration.

    `before` and `after` say how each watched event ends up, None: nothing is known of it.
    """

    scope: Scope
    comparisons: tuple[Comparison, ...]
    before: Mapping[str, Occurrence | None]
    after: Mapping[str, Occurrence | None]


def only(compared: Compared, wanted: Collection[str]) -> Compared:
    """What a comparison says of some events, by their ids."""
    return replace(
        compared,
        comparisons=tuple(e for e in compared.comparisons if e.event in wanted),
        before={event: each for event, each in compared.before.items() if event in wanted},
        after={event: each for event, each in compared.after.items() if event in wanted},
    )


async def compare_with_history(
    tx: Transaction, config: Config, scope: Scope, sandbox: Sandbox, progress: Progress
) -> Compared:
    """What a configuration makes of the corpus, beside what really became news.

    Args:
        tx: A reading transaction, open until the end.
        config: What is watched, and from which age on nobody is told.
        scope: Which articles are read again.
        sandbox: Worker processes.
        progress: Told as articles are read.
    """
    rerun_now = await rerun(tx, config, scope, sandbox, progress)
    watched = watch_of(Watched.of(config)).events
    kept = _in_scope(_alerts(tx, replays.changes(tx, scope.until_id), watched, config), scope)
    irregular = irregularities(_histories(tx, watched, scope), replays.withdrawn(tx))
    return Compared(
        scope=scope,
        comparisons=explain(compare(kept, rerun_now.alerts), irregular, watched),
        before={event: events.current(tx, event) for event in watched},
        after=rerun_now.standings,
    )


async def compare_configurations(
    tx: Transaction,
    configs: tuple[Config, Config],
    scope: Scope,
    sandbox: Sandbox,
    progress: Progress,
) -> Compared:
    """What the second of two configurations makes of the corpus, beside what the first does."""
    before = await rerun(tx, configs[0], scope, sandbox, progress)
    after = await rerun(tx, configs[1], scope, sandbox, progress)
    return Compared(
        scope=scope,
        comparisons=compare(before.alerts, after.alerts),
        before=before.standings,
        after=after.standings,
    )


async def rerun(
    tx: Transaction, config: Config, scope: Scope, sandbox: Sandbox, progress: Progress
) -> Rerun:
    """What a configuration makes of the corpus; the arguments are those of a comparison."""
    watched = Watched.of(config)
    watch = watch_of(watched)
    reader = _Reader(watched=watched, sandbox=sandbox, progress=progress)
    trust = _low_trust(tx, config)
    for each in replays.texts(tx, scope):
        await reader.take(_trusted(each, trust))
    await reader.finish()
    stored = _histories(tx, watch.events, scope)
    unread = {
        event: [said for said in history if said.article_id not in reader.seen]
        for event, history in stored.items()
    }
    past = histories(reader.rereads, unread, replays.withdrawn(tx), watch.events)
    made, standings = follow(past, watch.events)
    return Rerun(
        alerts=_in_scope(_alerts(tx, made, watch.events, config), scope),
        standings=standings,
        rereads=tuple(reader.rereads),
    )


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


def _histories(
    tx: Transaction, watched: Collection[str], scope: Scope
) -> dict[str, list[ArticleClaims]]:
    """What articles were read to say of each event when they came."""
    return {
        event: [e for e in events.history(tx, event, None) if e.article_id <= scope.until_id]
        for event in watched
    }


def _alerts(
    tx: Transaction,
    made: Sequence[Made],
    watched: Mapping[str, CompiledEvent],
    config: Config,
) -> list[ReplayedAlert]:
    articles = replays.found(tx, {e.article_id for e in made if e.article_id is not None})
    topics = {event.id: event.topic for event in watched.values()}
    holds = Holds(max_age=config.settings.ingest.alert_max_age, settled=replays.settled(tx))
    return alerts_of(made, articles, topics, holds)


def _in_scope(alerts: Sequence[ReplayedAlert], scope: Scope) -> tuple[ReplayedAlert, ...]:
    since: datetime | None = scope.since
    return tuple(each for each in alerts if since is None or each.change.published >= since)
