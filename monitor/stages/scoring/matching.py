"""Matching: true alerts met by told ones in the course of a timeline, and articles of one story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.config.labels import LabelledArticle, Labels, Prediction

Place = tuple[int, str, bool]
"""An alert of one event: the number of its article, the status, whether disputed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """The alerts of one timeline: `gold` true and `told` ones, `hits` of both, `late` of the hits.

    `covered` counts the hits and the true alerts in whose place an unread signal stood.
    """

    gold: int
    told: int
    hits: int
    late: int
    covered: int


def match_alerts(
    articles: Sequence[LabelledArticle], predictions: Mapping[str, Prediction]
) -> Matches:
    """Each true alert met at most once: by the same on its article, or before the next true one.

    Args:
        articles: Of one timeline, oldest first.
        predictions: By the id of the article.
    """
    told_rows = [predictions.get(article.id) for article in articles]
    gold, told = _alerts(articles), _alerts(told_rows)
    signals = {
        (number, event)
        for number, row in enumerate(told_rows)
        if row is not None
        for event in row.unread
    }
    hits = late = covered = 0
    for event, true_alerts in gold.items():
        free = list(told.get(event, ()))
        for alert, end in zip(true_alerts, _ends(true_alerts, len(articles)), strict=True):
            found = _first_met(alert, end, free)
            if found is not None:
                free.remove(found)
            hits += found is not None
            late += found is not None and found[0] > alert[0]
            span = range(alert[0], end)
            covered += found is not None or any((number, event) in signals for number in span)
    return Matches(
        gold=sum(map(len, gold.values())),
        told=sum(map(len, told.values())),
        hits=hits,
        late=late,
        covered=covered,
    )


def _alerts(rows: Sequence[Labels | None]) -> dict[str, list[Place]]:
    alerts: dict[str, list[Place]] = defaultdict(list)
    for number, row in enumerate(rows):
        for alert in row.alerts if row is not None else ():
            alerts[alert.event].append((number, alert.status.value, alert.disputed))
    return alerts


def _ends(alerts: Sequence[Place], articles: int) -> list[int]:
    """The article before which each alert must be met: that of the next; at least its own."""
    following = [number for number, _, _ in alerts[1:]] + [articles]
    return [max(end, alert[0] + 1) for alert, end in zip(alerts, following, strict=True)]


def _first_met(alert: Place, end: int, told: Sequence[Place]) -> Place | None:
    matching = (each for each in told if alert[0] <= each[0] < end and each[1:] == alert[1:])
    return next(matching, None)


def story_roots(articles: Sequence[LabelledArticle]) -> dict[str, str]:
    """Article id → id of the first article of its story, by following `duplicate_of`."""
    parents = {article.id: article.duplicate_of for article in articles}
    return {article.id: _root(article.id, parents) for article in articles}


def _root(node: str, parents: Mapping[str, str | None]) -> str:
    seen = {node}
    while (parent := parents.get(node)) and parent not in seen:
        seen.add(parent)
        node = parent
    return node
