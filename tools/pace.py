"""How long news waits to be found, for how many requests: intervals by rhythm against fixed ones.

    python tools/pace.py [--days 30] [--seed 1] [--json]

Publication times are drawn from rhythms of invented publishers; each is then polled for some weeks
by the rules of `stages/pace.py`, and every so many minutes. A delay is the time from an item's
publication to the poll that finds it; a mean is over items. `the same number` is the fixed interval
that would send as many requests to all feeds together as ours.
"""

from __future__ import annotations

import argparse
import bisect
import json
import random
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from monitor.config.schema.settings import PollSettings
from monitor.model.items import FeedItem
from monitor.model.polling import Course
from monitor.stages.pace import NEWEST, bounds_of, interval, learn

START = datetime(2031, 5, 1, tzinfo=UTC)
BEFORE = timedelta(days=60)
"""Published before the first poll: what documents hold then."""
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
FIXED_MINUTES = (5, 15, 30, 60)

Times = Sequence[datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Publishers of one rhythm; `draw` gives the items of one day from its midnight."""

    name: str
    feeds: int
    draw: Callable[[random.Random, datetime], Iterator[datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one way to poll one kind of feeds cost, and how long its news waited."""

    kind: str
    way: str
    items: int
    requests_a_day: float
    mean_minutes: float
    worst_minutes: float


def wire(chance: random.Random, midnight: datetime) -> Iterator[datetime]:
    """An agency: ten items an hour by day, two by night."""
    for hour in range(24):
        yield from _poisson(chance, midnight + hour * HOUR, HOUR, 10 if 6 <= hour < 22 else 2)  # noqa: PLR2004


def site(chance: random.Random, midnight: datetime) -> Iterator[datetime]:
    """A newspaper's site: some 25 items from 7 to 23."""
    yield from _poisson(chance, midnight + 7 * HOUR, 16 * HOUR, 25)


def daily(chance: random.Random, midnight: datetime) -> Iterator[datetime]:
    """A printed paper: all of it at 5, within ten minutes."""
    yield from _poisson(chance, midnight + 5 * HOUR, HOUR / 6, 15)


def ministry(chance: random.Random, midnight: datetime) -> Iterator[datetime]:
    """An official: one statement in two days, and on one day in ten six within two hours."""
    yield from _poisson(chance, midnight + 8 * HOUR, 10 * HOUR, 0.5)
    if chance.random() < 0.1:  # noqa: PLR2004
        yield from _poisson(chance, midnight + chance.uniform(8, 18) * HOUR, 2 * HOUR, 6)


def weekly(chance: random.Random, midnight: datetime) -> Iterator[datetime]:
    """A magazine: one item in a week, at any time."""
    yield from _poisson(chance, midnight, DAY, 1 / 7)


KINDS = (
    Kind(name="wire", feeds=5, draw=wire),
    Kind(name="site", feeds=20, draw=site),
    Kind(name="daily", feeds=10, draw=daily),
    Kind(name="ministry", feeds=10, draw=ministry),
    Kind(name="weekly", feeds=5, draw=weekly),
)
"""Fifty feeds, as somebody might watch who follows a negotiation."""


def publications(kind: Kind, chance: random.Random, days: int) -> Times:
    """When one feed of a kind publishes, in order, from long before the first poll."""
    first = START - BEFORE
    nights = (first + number * DAY for number in range(BEFORE.days + days))
    return sorted(time for midnight in nights for time in kind.draw(chance, midnight))


def polls_by_rhythm(times: Times, end: datetime, poll: PollSettings) -> Iterator[datetime]:
    """When a feed is polled that is asked by its rhythm."""
    now = START
    while now < end:
        yield now
        up_to = bisect.bisect_right(times, now)
        items = [_item(time) for time in times[max(0, up_to - NEWEST) : up_to]]
        now += interval(learn(Course(), items, now), bounds_of(None, poll), now)


def polls_every(wait: timedelta, end: datetime, offset: float) -> Iterator[datetime]:
    """When a feed is polled that is asked every so often, from a random offset on."""
    now = START + wait * offset
    while now < end:
        yield now
        now += wait


def delays(times: Times, polls: Times) -> Iterator[float]:
    """Minutes from each publication between the first and the last poll to the next poll."""
    for time in times[bisect.bisect_right(times, polls[0]) :]:
        found = bisect.bisect_left(polls, time)
        if found < len(polls):
            yield (polls[found] - time) / timedelta(minutes=1)


def measure(days: int, seed: int) -> list[Outcome]:
    """All ways over all kinds, `all` at the end of each way."""
    fixed = [(f"every {minutes} min", timedelta(minutes=minutes)) for minutes in FIXED_MINUTES]
    ours = _measure_way("by rhythm", None, days, seed)
    requests = ours[-1].requests_a_day / sum(kind.feeds for kind in KINDS)
    same = ("the same number", DAY / requests)
    return [*ours, *(row for way in (*fixed, same) for row in _measure_way(*way, days, seed))]


def _measure_way(way: str, wait: timedelta | None, days: int, seed: int) -> list[Outcome]:
    end = START + days * DAY
    rows: list[tuple[str, list[float], int]] = []
    for kind in KINDS:
        waited: list[float] = []
        asked = 0
        for number in range(kind.feeds):
            chance = random.Random(f"{seed} {kind.name} {number}")  # noqa: S311
            times = publications(kind, chance, days)
            polls = list(
                polls_by_rhythm(times, end, PollSettings())
                if wait is None
                else polls_every(wait, end, chance.random())
            )
            waited += delays(times, polls)
            asked += len(polls)
        rows.append((kind.name, waited, asked))
    rows.append(("all", [each for _, some, _ in rows for each in some], sum(n for _, _, n in rows)))
    return [_outcome(name, way, waited, asked / days) for name, waited, asked in rows]


def _outcome(kind: str, way: str, waited: Sequence[float], requests_a_day: float) -> Outcome:
    return Outcome(
        kind=kind,
        way=way,
        items=len(waited),
        requests_a_day=requests_a_day,
        mean_minutes=statistics.fmean(waited),
        worst_minutes=max(waited),
    )


def _poisson(
    chance: random.Random, start: datetime, length: timedelta, items: float
) -> Iterator[datetime]:
    """Times of a Poisson process with so many items in its length on average."""
    at = start + chance.expovariate(items) * length
    while at < start + length:
        yield at
        at += chance.expovariate(items) * length


def _item(published: datetime) -> FeedItem:
    return FeedItem(guid=None, url=None, title="", published=published)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = measure(arguments.days, arguments.seed)
    if arguments.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return 0
    for row in rows:
        print(
            f"{row.way:16} {row.kind:9} {row.items:7} items  {row.requests_a_day:8.0f} requests/day  "
            f"mean {row.mean_minutes:6.1f} min  worst {row.worst_minutes:6.1f} min"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
