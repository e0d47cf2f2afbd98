"""Comparison: two lists of alerts in, which of them come, go or change out."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

from monitor.model.events import Change, ChangeKind
from monitor.model.replays import Cause, Comparison, Effect, ReplayedAlert

Place = tuple[datetime, int]
"""Of an alert in the history of its event: when it was published, the id of its article."""
Irregularities = Mapping[str, Sequence[tuple[datetime, Cause]]]
"""By event: from which time of publication on (UTC) its live history is out of order, and why."""


class Told(NamedTuple):
    """What an alert says, but for its day and its proof: two that agree in it tell the same."""

    status: str
    disputed: bool
    detail: str | None


def compare(
    before: Sequence[ReplayedAlert], after: Sequence[ReplayedAlert]
) -> tuple[Comparison, ...]:
    """What becomes of each alert, in order of publication.

    Of the same event, two alerts are one before and after if the same article makes them, or else
    if they tell the same between the same neighbours, by another article.
    """
    found: list[Comparison] = []
    olds, news = _by_event(before), _by_event(after)
    for event in sorted({*olds, *news}):
        found += _compare_event(olds[event], news[event])
    return tuple(sorted(found, key=_when))


def explain(
    comparisons: Sequence[Comparison], irregular: Irregularities, watched: Collection[str]
) -> tuple[Comparison, ...]:
    """The same, each difference from what really happened with its cause if that is not the rules.

    Args:
        comparisons: Of what was stored with a replay.
        irregular: Since when events were followed out of order, or lost some of their history.
        watched: The ids of the events that still are.
    """
    return tuple(replace(each, cause=_cause(each, irregular, watched)) for each in comparisons)


def irregularities(
    arrivals: Mapping[str, Sequence[datetime]],
    withdrawn: Mapping[tuple[int, str], datetime],
    edited: Sequence[tuple[str, datetime]],
) -> Irregularities:
    """Since when what really happened may differ from what the order of publication comes to.

    Before that time it cannot: whatever comes in order is followed as a replay does.

    Args:
        arrivals: By event, when its articles were published, in the order in which they came.
        withdrawn: Articles and events of which the word was taken back; when it was published.
        edited: Events of which an edited article said something else; when it first spoke.
    """
    found: dict[str, list[tuple[datetime, Cause]]] = defaultdict(list)
    for event, published in arrivals.items():
        found[event] += [(when, Cause.LATE) for when in _late(published)]
    for (_, event), when in withdrawn.items():
        found[event].append((when, Cause.TAKEN_BACK))
    for event, when in edited:
        found[event].append((when, Cause.EDITED))
    return {event: sorted(times) for event, times in found.items()}


def detail_of(change: Change) -> str | None:
    """What is new where the status is not: `date`, for a first one."""
    return "date" if change.kind is ChangeKind.FIRST_DATE else None


def _late(published: Sequence[datetime]) -> Iterator[datetime]:
    """Those times that came after later ones."""
    newest = accumulate(published, max)
    return (when for when, latest in zip(published, newest, strict=True) if when < latest)


def _cause(each: Comparison, irregular: Irregularities, watched: Collection[str]) -> Cause | None:
    if each.effect is Effect.SAME:
        return None
    if each.event not in watched:
        return Cause.UNWATCHED
    since = [cause for when, cause in irregular.get(each.event, ()) if when <= _when(each)[0]]
    return since[-1] if since else None


def _compare_event(
    before: Sequence[ReplayedAlert], after: Sequence[ReplayedAlert]
) -> Iterator[Comparison]:
    """Pairs by article first; between these, in order, pairs that tell the same."""
    by_article = {_place(new): new for new in after}
    pairs = [(old, by_article.pop(_place(old), None)) for old in before]
    anchors = sorted(_place(new) for _, new in pairs if new is not None)
    left: dict[tuple[Told, int], deque[ReplayedAlert]] = defaultdict(deque)
    for new in by_article.values():
        left[_told(new), bisect_left(anchors, _place(new))].append(new)
    for old, by_same in pairs:
        rest = left[_told(old), bisect_left(anchors, _place(old))]
        yield _comparison(old, by_same or (rest.popleft() if rest else None))
    yield from (_comparison(None, new) for rest in left.values() for new in rest)


def _comparison(before: ReplayedAlert | None, after: ReplayedAlert | None) -> Comparison:
    if before is None or after is None:
        effect = Effect.GOES if after is None else Effect.COMES
        return Comparison(effect=effect, before=before, after=after)
    differs = tuple(_differences(before, after))
    effect = Effect.CHANGES if differs else Effect.SAME
    return Comparison(effect=effect, before=before, after=after, differs=differs)


def _differences(before: ReplayedAlert, after: ReplayedAlert) -> Iterator[str]:
    olds, news = _told(before)._asdict(), _told(after)._asdict()
    yield from (name for name, value in news.items() if value != olds[name])
    if before.change.day != after.change.day:
        yield "day"
    if _place(before) != _place(after):
        yield "article"


def _told(alert: ReplayedAlert) -> Told:
    change = alert.change
    return Told(change.status.value, change.disputed, detail_of(change))


def _place(alert: ReplayedAlert) -> Place:
    return alert.change.published, alert.source.article_id if alert.source else 0


def _by_event(alerts: Sequence[ReplayedAlert]) -> defaultdict[str, list[ReplayedAlert]]:
    grouped: defaultdict[str, list[ReplayedAlert]] = defaultdict(list)
    for each in sorted(alerts, key=_place):
        grouped[each.change.event].append(each)
    return grouped


def _when(each: Comparison) -> tuple[datetime, int, str]:
    return (*_place(each.alert), each.event)
