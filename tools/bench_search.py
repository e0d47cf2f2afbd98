"""What search and upkeep cost in a corpus of a year or so, for bench.py.

The texts are invented words, as often as words are in a language (the n-th most frequent one is n
times rarer than the first), so that the index has the size that it has in life. Found over a hundred
days, most of them are on no topic and old enough to go.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.config.schema.config import Config
from monitor.config.schema.settings import Settings
from monitor.jobs import upkeep as job
from monitor.jobs.services import Services
from monitor.model.articles import (
    Article,
    ArticleDraft,
    DedupeReason,
    Novelty,
    Role,
    TopicMatch,
    Verdict,
)
from monitor.model.search import Query
from monitor.model.signatures import band_keys
from monitor.stages.dedupe import article_keys
from monitor.stages.query import read_terms
from monitor.store import bands, corpus, space
from monitor.store.engine import Store, Transaction
from monitor.store.search import find

TARGETS = {"slowest_step_ms": 50.0, "search_ms": 1000.0, "open_ms": 1000.0}
"""The most that a step of upkeep may hold up the writer, that anybody should wait for a find, and
that the first one may take from opening the database on; all in CPU, which other work on the machine
does not lengthen."""
NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAYS = 100
SIGNED = timedelta(days=15)
"""Younger articles are compared with new ones: one day's are old enough to be so no more."""
BATCH = 200
"""Articles of one transaction, as when they are ingested."""
ON_TOPIC = 0.02
COPIES = 0.1
WORDS = 60_000
TITLE_WORDS, TEXT_WORDS = 10, 330
LIMIT = 20
LETTERS = "etaoinshrdlucmfwypvb"


class Writer:
    """Invents words and texts: the same ones each time."""

    def __init__(self) -> None:
        self._random = random.Random(1)  # noqa: S311 -- filler, not a secret
        self.words = list(dict.fromkeys(self._word() for _ in range(WORDS)))
        weights = (1 / (n + 3) for n in range(len(self.words)))
        self._shares = list(itertools.accumulate(weights))

    def _word(self) -> str:
        length = min(14, max(2, round(self._random.gauss(7, 2.5))))
        return "".join(self._random.choices(LETTERS, k=length))

    def text(self, words: int) -> str:
        """So many words."""
        return " ".join(self._random.choices(self.words, cum_weights=self._shares, k=words))

    def draft(self, number: int, total: int, original: int | None) -> ArticleDraft:
        """An article; of an original, it is a copy."""
        found_at = NOW - timedelta(days=DAYS) * (1 - number / total)
        article = Article(
            title=self.text(TITLE_WORDS),
            text=self.text(TEXT_WORDS),
            language="en",
            published=found_at,
            outlet=f"Outlet {number % 50}",
            url=f"https://outlet-{number % 50}.example/{number}",
            guid=str(number),
        )
        verdict = Verdict(novelty=Novelty.NEW, reason=DedupeReason.NEW)
        if original is not None:
            verdict = Verdict(novelty=Novelty.COPY, reason=DedupeReason.NEAR_TEXT, of=original)
        keys = article_keys(article, None)
        if found_at < NOW - SIGNED:
            keys = replace(keys, signature=b"")
        return ArticleDraft(article=article, keys=keys, verdict=verdict, found_at=found_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was measured: bytes of an article, CPU milliseconds of writing it, of finds, of steps.

    `searches` are the medians by what was asked for, `file_bytes` those before and after;
    `slowest_step_wall_ms` is by the clock, with what else the machine did.
    """

    articles: int
    article_bytes: float
    words_bytes: float
    write_ms: float
    open_ms: float
    searches: dict[str, float]
    upkeep_seconds: float
    steps: int
    step_ms: float
    slowest_step_ms: float
    slowest_step_wall_ms: float
    file_bytes: tuple[int, int]
    done: dict[str, int]


class TimedStore(Store):
    """A store that tells how long each of its writing transactions took, by the clock and in CPU."""

    steps: list[tuple[float, float]]

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """As a store does, on the thread that writes; in milliseconds."""
        wall, cpu = time.perf_counter(), time.thread_time()
        with super().begin() as tx:
            yield tx
        spent = (time.perf_counter() - wall, time.thread_time() - cpu)
        self.steps.append((1000 * spent[0], 1000 * spent[1]))


def measure(articles: int, repeat: int) -> Figures:
    """All figures for a corpus of so many articles; each search is asked `repeat` times."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "monitor.db"
        writer = Writer()
        with Store.open(path) as store:
            write_ms = 1000 * _fill(store, writer, articles) / articles
            with store.read() as tx:
                sizes = space.sizes(tx, path)
        searches, open_ms = _search_all(path, writer, repeat)
        before = path.stat().st_size
        started = time.perf_counter()
        done, steps = asyncio.run(_tend(path))
        return Figures(
            articles=articles,
            article_bytes=sizes.used_bytes / articles,
            words_bytes=sizes.words_bytes / articles,
            write_ms=write_ms,
            open_ms=open_ms,
            searches=searches,
            upkeep_seconds=time.perf_counter() - started,
            steps=len(steps),
            step_ms=statistics.median(cpu for _, cpu in steps),
            slowest_step_ms=max(cpu for _, cpu in steps),
            slowest_step_wall_ms=max(wall for wall, _ in steps),
            file_bytes=(before, path.stat().st_size),
            done={name: getattr(done, name) for name in job.Upkeep.__slots__},
        )


def _fill(store: Store, writer: Writer, total: int) -> float:
    """The CPU seconds that writing took."""
    used = 0.0
    original = None
    for start in range(0, total, BATCH):
        numbers = range(start, min(start + BATCH, total))
        of = [original if number % round(1 / COPIES) == 1 else None for number in numbers]
        drafts = [writer.draft(n, total, each) for n, each in zip(numbers, of, strict=True)]
        begun = time.process_time()
        with store.begin() as tx:
            ids = corpus.add_articles(tx, drafts)
            corpus.add_matches(tx, list(_matches(ids)))
            bands.add(tx, _keys(ids, drafts))
        used += time.process_time() - begun
        original = ids[0]
    return used


def _matches(ids: Sequence[int]) -> Iterator[tuple[int, Sequence[TopicMatch]]]:
    match = TopicMatch(topic="summits", role=Role.PRIMARY, score=1.0, reason="title")
    return ((each, [match]) for each in ids if each % round(1 / ON_TOPIC) == 0)


def _keys(
    ids: Sequence[int], drafts: Sequence[ArticleDraft]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    return zip(ids, (band_keys(draft.keys.signature) for draft in drafts), strict=True)


def _search_all(path: Path, writer: Writer, repeat: int) -> tuple[dict[str, float], float]:
    words = writer.words
    asked = {
        "a rare word": Query(terms=read_terms([words[-1]])),
        "a usual word": Query(terms=read_terms([words[500]])),
        "two usual words": Query(terms=read_terms([words[300], words[500]])),
        "words in a row": Query(terms=read_terms([f"{words[5]} {words[30]}"])),
        "a beginning": Query(terms=read_terms([f"{words[500][:4]}*"])),
        "two letters": Query(terms=read_terms([f"{words[500][:2]}*"])),
        "the commonest word": Query(terms=read_terms([words[0]])),
        "a word of the last week": Query(
            terms=read_terms([words[100]]), since=NOW - timedelta(days=7)
        ),
        "a list": Query(),
        "a list of a topic": Query(topic="summits"),
    }
    begun = time.process_time()
    with Store.open_read_only(path) as store:
        _find(store, asked["a rare word"])
        open_ms = 1000 * (time.process_time() - begun)
        return {
            name: statistics.median(_find(store, query) for _ in range(repeat))
            for name, query in asked.items()
        }, open_ms


def _find(store: Store, query: Query) -> float:
    begun = time.process_time()
    with store.read() as tx:
        find(tx, query, LIMIT)
    return 1000 * (time.process_time() - begun)


async def _tend(path: Path) -> tuple[job.Upkeep, list[tuple[float, float]]]:
    with TimedStore.open(path) as store:
        store.steps = []
        return await job.upkeep(_services(store, path)), store.steps


def _services(store: Store, path: Path) -> Services:
    """What upkeep uses: the store, the clock and the settings."""

    def nobody(*_arguments: object) -> None:
        raise NotImplementedError

    unused = dict.fromkeys(("fetcher", "sandbox", "pusher", "jitter"), nobody)
    return Services(
        config=Config(root=path.parent, settings=Settings(), feeds=(), topics=()),
        store=store,
        now=lambda: NOW,
        addresses={},
        feed_headers={},
        **unused,  # type: ignore[arg-type]
    )


def describe(figures: Figures) -> Iterator[str]:
    """The figures in lines."""
    yield (
        f"{figures.articles} articles  {figures.article_bytes:.0f} B each, words"
        f" {figures.words_bytes:.0f} B  written in {figures.write_ms:.2f} ms CPU"
    )
    yield f"opened and found in {figures.open_ms:.0f} ms"
    for name, milliseconds in figures.searches.items():
        yield f"{name:26} {milliseconds:7.1f} ms"
    before, after = (size / 1e6 for size in figures.file_bytes)
    yield (
        f"upkeep {figures.upkeep_seconds:.0f} s in {figures.steps} steps of {figures.step_ms:.1f} ms,"
        f" the slowest {figures.slowest_step_ms:.0f} ms ({figures.slowest_step_wall_ms:.0f} ms by the"
        f" clock)  file {before:.0f} MB -> {after:.0f} MB"
    )
    yield "  ".join(f"{name} {count}" for name, count in figures.done.items() if count)


def missed(figures: Figures) -> list[str]:
    """Which targets were missed."""
    found = {
        "slowest_step_ms": figures.slowest_step_ms,
        "search_ms": max(figures.searches.values()),
        "open_ms": figures.open_ms,
    }
    return [name for name, most in TARGETS.items() if found[name] >= most]
