"""Replays: what was read again in, the alerts that would have come out.

Tracking is that of live articles; here is what stands around it: which claims make a history, and
when an alert would have been held back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.language.watch import CompiledEvent
from monitor.model.events import ArticleClaims, Occurrence
from monitor.model.replays import FoundArticle, Made, ReplayedAlert, Reread
from monitor.stages import track
from monitor.stages.alert import FIRST_PASS, TOO_OLD

Withdrawn = Collection[tuple[int, str]]
"""Articles, by id, and the events for which their word counts no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """What holds alerts back, whoever is routed to.

    `max_age` is the age from which an article's change is told to nobody, None: nothing is held.
    `settled` is when each topic's first pass was over, None: it is going on; a topic that is not
    there is taken to have been watched all the time.
    """

    max_age: timedelta | None
    settled: Mapping[str, datetime | None]

    def why(self, topic: str, published: datetime, article: FoundArticle) -> str:
        """Why a change was told to nobody when its article was found; empty: it was told."""
        if self.max_age is None:
            return ""
        if article.found_at - published > self.max_age:
            return TOO_OLD
        done_at = self.settled.get(topic, article.found_at)
        return FIRST_PASS if done_at is None or article.found_at < done_at else ""


def histories(
    rereads: Sequence[Reread],
    kept: Mapping[str, Sequence[ArticleClaims]],
    withdrawn: Withdrawn,
    events: Collection[str],
) -> dict[str, list[ArticleClaims]]:
    """What each event's history is made of, in order of (published, article id).

    Args:
        rereads: What was read again.
        kept: By event, what the articles that were not read again said when they came.
        withdrawn: What the operator took back counts in no reading.
        events: The ids of the events that are watched.
    """
    found: dict[str, list[ArticleClaims]] = defaultdict(list)
    for each in rereads:
        for event, claims in track.by_event(each.reading.claims).items():
            if (each.source.article_id, event) not in withdrawn:
                found[event].append(replace(each.said, claims=tuple(claims)))
    return {
        event: sorted([*found[event], *kept.get(event, ())], key=_place) for event in sorted(events)
    }


def follow(
    histories: Mapping[str, Sequence[ArticleClaims]], watched: Mapping[str, CompiledEvent]
) -> tuple[list[Made], dict[str, Occurrence | None]]:
    """The changes of all events in order of publication, and how each event ends up."""
    made: list[Made] = []
    standings: dict[str, Occurrence | None] = {}
    for event, history in histories.items():
        replayed = track.replay(history, watched[event].lifecycle, watched[event].event.quorum)
        standings[event] = replayed.occurrences[-1] if replayed.occurrences else None
        made += [
            Made(change=outcome.change, article_id=said.article_id)
            for said, outcome in zip(history, replayed.outcomes, strict=True)
            if outcome.change is not None
        ]
    return sorted(made, key=lambda each: (each.change.published, each.article_id or 0)), standings


def alerts_of(
    made: Sequence[Made],
    articles: Mapping[int, FoundArticle],
    topics: Mapping[str, str],
    holds: Holds,
) -> list[ReplayedAlert]:
    """Changes as alerts: each with its article, and whether it would have been held back.

    Args:
        made: The changes, the oldest first.
        articles: Those that made them, by id.
        topics: The topic of each event that is watched.
        holds: What holds alerts back.
    """
    alerts = [_alert(each, articles, topics.get(each.change.event, ""), holds) for each in made]
    return list(_release_lone(alerts, topics))


def _alert(
    made: Made, articles: Mapping[int, FoundArticle], topic: str, holds: Holds
) -> ReplayedAlert:
    article = articles.get(made.article_id) if made.article_id is not None else None
    return ReplayedAlert(
        change=made.change,
        source=article.source if article else None,
        held_back=holds.why(topic, made.change.published, article) if article else "",
    )


def _release_lone(
    alerts: Sequence[ReplayedAlert], topics: Mapping[str, str]
) -> Iterator[ReplayedAlert]:
    """A first pass with a single change is no burst: that one is told."""
    held = Counter(topics[e.change.event] for e in alerts if e.held_back == FIRST_PASS)
    for each in alerts:
        lone = each.held_back == FIRST_PASS and held[topics[each.change.event]] == 1
        yield replace(each, held_back="") if lone else each


def _place(said: ArticleClaims) -> tuple[datetime, int]:
    return said.published, said.article_id
