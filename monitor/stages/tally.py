"""Tally: what was found in articles in, what each topic has matched out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.config.schema.topics import Topic
from monitor.model.articles import Role
from monitor.model.events import ArticleClaims
from monitor.model.replays import Matched, ReplayedAlert, Reread, Tally

OUTLETS = 5
"""Outlets that are named: enough to see who carries a topic."""
LATEST = 3
"""Titles that are shown: enough to see that a phrase matches what was meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found in articles published since a time (UTC; None: ever), for all topics.

    `histories` may go further back, and are cut to it.
    """

    matches: Sequence[Matched]
    histories: Mapping[str, Sequence[ArticleClaims]]
    alerts: Sequence[ReplayedAlert]
    since: datetime | None


def matched(rereads: Iterable[Reread]) -> list[Matched]:
    """The topics of articles that were read again."""
    return [
        Matched(topic=match.topic, role=match.role, source=each.source)
        for each in rereads
        for match in each.matches
    ]


def tally(topic: Topic, found: Findings) -> Tally:
    """What a topic has matched."""
    events = {event.id for event in topic.events}
    articles = [each for each in found.matches if each.topic == topic.topic]
    about = [each.source for each in articles if each.role is Role.PRIMARY]
    newest = sorted(about, key=lambda each: (each.published, each.article_id), reverse=True)
    return Tally(
        topic=topic.topic,
        primary=len(about),
        passing=len(articles) - len(about),
        claims=sum(_count_claims(found, event) for event in events),
        changes=sum(1 for alert in found.alerts if alert.change.event in events),
        outlets=_most(each.outlet for each in about),
        latest=tuple(newest[:LATEST]),
    )


def _count_claims(found: Findings, event: str) -> int:
    return sum(
        len(said.claims)
        for said in found.histories.get(event, ())
        if found.since is None or said.published >= found.since
    )


def _most(outlets: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The most frequent names with their numbers; of the same number, by name."""
    counts = Counter(outlets)
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:OUTLETS])
