"""Replay: a configuration run over the stored corpus, as if it had been there all the time.

Articles are read again by the stages of live ones, in worker processes where that pays, and their
claims are followed in memory. Only reads; nothing is sent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.config.schema.config import Config
from monitor.jobs.reread import Progress, reread
from monitor.language.watch import CompiledEvent
from monitor.model.claims import Claim
from monitor.model.events import ArticleClaims, Occurrence
from monitor.model.replays import (
    Comparison,
    Made,
    ReplayedAlert,
    Reread,
    Rerun,
    Scope,
    Tally,
)
from monitor.ports import Sandbox
from monitor.stages.comparison import compare, explain, irregularities
from monitor.stages.editions import revise, speak_as_one
from monitor.stages.replays import Holds, alerts_of, follow, histories
from monitor.stages.rereading import Watched, watch_of
from monitor.stages.tally import Findings, matched, tally
from monitor.store import events, replays, versions
from monitor.store.engine import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
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
    kept = _in_scope(_alerts(tx, replays.changes(tx), watched, config), scope)
    irregular = irregularities(replays.arrivals(tx), replays.withdrawn(tx), replays.edited(tx))
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


async def tally_topics(
    tx: Transaction, config: Config, scope: Scope, sandbox: Sandbox, progress: Progress
) -> list[tuple[Tally, Tally]]:
    """Of each topic, what it matched when articles came, and what the configuration matches now.

    The arguments are those of a comparison.
    """
    again = await rerun(tx, config, scope, sandbox, progress)
    watched = watch_of(Watched.of(config)).events
    kept = _in_scope(_alerts(tx, replays.changes(tx), watched, config), scope)
    then = Findings(
        matches=replays.matches(tx, scope),
        histories=_histories(tx, watched),
        alerts=kept,
        since=scope.since,
    )
    now = Findings(
        matches=matched(again.rereads),
        histories=again.histories,
        alerts=again.alerts,
        since=scope.since,
    )
    return [(tally(topic, then), tally(topic, now)) for topic in config.topics]


async def rerun(
    tx: Transaction, config: Config, scope: Scope, sandbox: Sandbox, progress: Progress
) -> Rerun:
    """What a configuration makes of the corpus; the arguments are those of a comparison."""
    watched = watch_of(Watched.of(config)).events
    rereads, seen = await reread(tx, config, scope, sandbox, progress)
    unread = {
        event: [said for said in history if said.article_id not in seen]
        for event, history in _histories(tx, watched).items()
    }
    flooded = replays.flooded(tx)
    heard = [each for each in rereads if each.source.article_id not in flooded]
    counting = revise(heard, _count_versions(tx, heard, seen))
    past = histories(counting, unread, replays.withdrawn(tx), watched)
    made, standings = follow(past, watched)
    return Rerun(
        alerts=_in_scope(_alerts(tx, made, watched, config), scope),
        standings=standings,
        histories=past,
        rereads=tuple(rereads),
    )


def _histories(tx: Transaction, watched: Collection[str]) -> dict[str, list[ArticleClaims]]:
    """What articles were read to say of each event when they came."""
    return {event: events.history(tx, event, None) for event in watched}


def _count_versions(
    tx: Transaction, rereads: Sequence[Reread], seen: Collection[int]
) -> dict[int, tuple[datetime, tuple[Claim, ...]]]:
    """What counts of articles that were read again and have several versions, by article id."""
    says = {each.source.article_id: each.reading.claims for each in rereads}
    speaking = {article_id for article_id, claims in says.items() if claims}
    counts: dict[int, tuple[datetime, tuple[Claim, ...]]] = {}
    for first, places in replays.chains(tx).items():
        if not speaking.isdisjoint(places):
            again = {each: says.get(each, ()) for each in places if each in seen}
            counts |= speak_as_one(versions.chain(tx, first), again, places)
    return counts


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
    begin = scope.since
    return tuple(each for each in alerts if begin is None or each.change.published >= begin)
