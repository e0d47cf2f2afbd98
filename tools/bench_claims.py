"""What reading costs: classify, claims and track over generated articles, for bench.py.

The events are meetings of invented states, so that no figure depends on who is in the news; the
articles are the same however many events are watched. Everything is in one process: what is
measured is its CPU time after a first round, in which patterns are compiled.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from monitor.config.schema.topics import Topic
from monitor.language.watch import Watch, compile_watch
from monitor.model.articles import Article
from monitor.model.events import Occurrence
from monitor.stages.claims import read_claims
from monitor.stages.classify import classify
from monitor.stages.track import follow
from tools.bench_site import WATCHED_SHARE, paragraphs

WATCHES = (3, 30, 300)
"""Numbers of watched events: a person's, a desk's, a ministry's."""
LONG_TEXT_EVENTS = 10
LONG_TEXT_BYTES = 1_000_000
TARGETS = {"other_ms": 1.0, "watched_ms": 20.0, "long_seconds": 2.0}
"""The most that is right for an article about something else, for one about a watched event (both
in milliseconds), and for a text of 1 MB that names ten (CPU seconds)."""
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
BEGINNINGS = """
Bar Del Fen Gor Hal Ister Jor Kel Lum Mar Nor Ost Per Quel Ros Sel Tor Ul Ver Wes
""".split()  # noqa: SIM905 -- quoted syllables are harder to read
ENDINGS = """
adia agard aland amark aria enstan entania envia idia igard iland imark iria ostan otania
udia ugard uland umark uria ustan utania uvia yland ymark yria ystan ytania yvia ost
""".split()  # noqa: SIM905 -- the same
STATES = [f"{first}{last}" for last in ENDINGS for first in BEGINNINGS]
"""600 names: two for each of 300 events."""
REPORT = """
{a} and {b} will hold their summit in Port Selwyn on 14 May, a spokesman of {a} said on Monday.
The meeting between {a} and {b} had been put off twice this year, once at the request of {b}.
"We expect the talks to go ahead," the foreign minister of {b} told reporters in the harbour town.
{b} has not ruled out a delay if the dispute over the ferry line is not settled before the weekend.
Officials of {a} said that no other date was being discussed and that the hall had been booked.
The summit would be the first one since the leaders of {a} and {b} quarrelled over the salt tax.
Critics at home called the plan a waste of money, and asked who would pay for the new carpet.
{a} denied a report that its president might cancel the trip because of the strike at the railway.
A host from the town council said that the meeting could still be moved to the old customs house.
Neither {a} nor {b} wanted to say what will be signed once the talks are over.
""".strip().split("\n")
"""Half of an article about a watched event: names, cues, speakers, doubts, as in a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What reading cost with so many watched events.

    `per_second` counts articles of a feed's usual mixture for each CPU second; the others are CPU
    milliseconds for an article that names nobody who is watched, for one that names a party in
    passing, and for one about a watched event.
    """

    events: int
    per_second: float
    other_ms: float
    passing_ms: float
    watched_ms: float


def topic_of(events: int) -> dict[str, object]:
    """A topic of so many meetings, each of two states of its own."""
    meetings = [
        {
            "id": f"summit-{number}",
            "name": f"{STATES[2 * number]}–{STATES[2 * number + 1]} summit",
            "lifecycle": "meeting",
            "parties": [[STATES[2 * number]], [STATES[2 * number + 1]]],
        }
        for number in range(events)
    ]
    return {"topic": "summits", "name": "Summits", "events": meetings}


def watch_of(events: int) -> Watch:
    """A watch of that topic."""
    return compile_watch([Topic.model_validate(topic_of(events))])


def other_articles(count: int) -> list[Article]:
    """Articles about something else."""
    rng = random.Random(1)  # noqa: S311 -- filler, not a secret
    return [_article(rng, number, []) for number in range(count)]


def passing_articles(count: int) -> list[Article]:
    """Articles about something else that name one party of an event in passing."""
    rng = random.Random(3)  # noqa: S311 -- filler, not a secret
    passing = f"The envoy of {STATES[0]} sat in the second row and said nothing."
    return [_article(rng, number, [passing], "A quiet evening") for number in range(count)]


def watched_articles(count: int, events: int = WATCHES[0]) -> list[Article]:
    """Articles about one of the first events each, by turns."""
    rng = random.Random(2)  # noqa: S311 -- filler, not a secret
    return [_article(rng, number, report(number % events)) for number in range(count)]


def mixed_articles(count: int) -> list[Article]:
    """What feeds bring: mostly other things."""
    watched = round(count * WATCHED_SHARE)
    return [*watched_articles(watched), *other_articles(count - watched)]


def report(event: int) -> list[str]:
    """The sentences about an event."""
    a, b = STATES[2 * event], STATES[2 * event + 1]
    return [sentence.format(a=a, b=b) for sentence in REPORT]


def long_article() -> Article:
    """An article of a megabyte that names ten events from end to end."""
    said = [" ".join(report(event)) for event in range(LONG_TEXT_EVENTS)]
    text = "\n\n".join(said)
    text = f"{text}\n\n" * (LONG_TEXT_BYTES // len(text) + 1)
    return _make(said[0][:80], text[:LONG_TEXT_BYTES], 0)


def _article(rng: random.Random, number: int, said: Sequence[str], title: str = "") -> Article:
    """Filler of an agency report's length, with sentences of a report between its paragraphs."""
    filler = paragraphs(rng, watched_share=0)
    pairs = [" ".join(said[at : at + 2]) for at in range(0, len(said), 2)]
    texts = [text for pair in zip(pairs, filler, strict=False) for text in pair] or filler
    return _make(title or texts[0][:80], "\n\n".join(texts), number)


def _make(title: str, text: str, number: int) -> Article:
    published = NOON + timedelta(minutes=number)
    return Article(title=title, text=text, language="en", published=published, outlet="Courier")


def read(articles: Sequence[Article], watch: Watch) -> int:
    """Classify, read and follow articles, from the oldest on; the number of claims.

    As `monitor.stages.read` does, but for the keys that copies share.
    """
    occurrences: dict[str, Occurrence | None] = {}
    claims = 0
    for article in articles:
        if not watch.names(f"{article.title}\n{article.text}"):
            continue
        reading = read_claims(article, watch)
        classify(article, watch, reading)
        claims += len(reading.claims)
        for event in dict.fromkeys(claim.event for claim in reading.claims):
            said = tuple(claim for claim in reading.claims if claim.event == event)
            occurrences[event] = follow(
                occurrences.get(event),
                said,
                article.published,
                lifecycle=watch.events[event].lifecycle,
                copy=False,
            ).occurrence
    return claims


def cpu_seconds(articles: Sequence[Article], watch: Watch, repeat: int) -> float:
    """The least CPU time of several rounds: what else the machine does only adds to it."""
    read(articles[:5], watch)
    return min(_one_round(articles, watch) for _ in range(repeat))


def _one_round(articles: Sequence[Article], watch: Watch) -> float:
    started = time.process_time()
    read(articles, watch)
    return time.process_time() - started


def measure_watches(articles: int, repeat: int) -> Iterator[Figures]:
    """The figures for each number of watched events.

    Args:
        articles: How many of each kind are read.
        repeat: Rounds, of which the quickest counts.
    """
    kinds = (mixed_articles, other_articles, passing_articles, watched_articles)
    sets = [make(articles) for make in kinds]
    for events in WATCHES:
        watch = watch_of(events)
        mixed, *others = (cpu_seconds(each, watch, repeat) / articles for each in sets)
        other_ms, passing_ms, watched_ms = (1000 * seconds for seconds in others)
        yield Figures(
            events=events,
            per_second=1 / mixed,
            other_ms=other_ms,
            passing_ms=passing_ms,
            watched_ms=watched_ms,
        )


def measure_long_text(repeat: int) -> float:
    """CPU seconds for a text of 1 MB that names ten watched events."""
    return cpu_seconds([long_article()], watch_of(LONG_TEXT_EVENTS), repeat)


def missed(figures: Sequence[Figures], long_seconds: float) -> list[str]:
    """Which targets were missed, by whatever number of events."""
    worst = {
        "other_ms": max(each.other_ms for each in figures),
        "watched_ms": max(each.watched_ms for each in figures),
        "long_seconds": long_seconds,
    }
    return [name for name, most in TARGETS.items() if worst[name] >= most]
