"""What a replay costs: a corpus of generated articles on disk, replayed by the command itself.

The corpus is what feeds bring a desk with many events: most articles name nobody, some name a
party in passing, some are about a watched event. It goes through the live transaction, then the
command runs as a process of its own; its wall time is what somebody waits for.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from monitor.jobs.commit import commit
from monitor.jobs.follow import Follower
from monitor.jobs.tell import Teller
from monitor.language.watch import Watch, compile_watch
from monitor.model.articles import Article
from monitor.stages.read import read_article
from monitor.store.engine import Store
from tools.bench_claims import NOON, other_articles, passing_articles, topic_of, watched_articles

EVENTS = 30
"""A desk's."""
WATCHED_PER_1000, PASSING_PER_1000 = 100, 200
"""Articles about a watched event, and such as name a party: several times what feeds bring."""
BATCH = 200
TARGET_SECONDS = 60.0
"""The most that 10,000 articles may take, of wall time on two cores."""
FEEDS_YML = "feeds: [{url: 'https://courier.example/feed.xml', name: Courier}]\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one replay took, and what it found; `same` counts alerts that it reproduced."""

    articles: int
    wall_seconds: float
    cpu_seconds: float
    max_rss_mb: float
    same: int
    others: int


def corpus(count: int) -> Iterator[Article]:
    """Articles by turns, a minute apart: each with a text, a link and a time of its own."""
    watched = watched_articles(count * WATCHED_PER_1000 // 1000, EVENTS)
    passing = passing_articles(count * PASSING_PER_1000 // 1000)
    articles = [*watched, *passing, *other_articles(count - len(watched) - len(passing))]
    step = 7_919  # a prime: what is alike does not stand together
    for number in range(count):
        article = articles[number * step % count]
        yield replace(
            article,
            published=NOON + timedelta(minutes=number),
            url=f"https://courier.example/{number}",
            outlet=f"Outlet {number % 40}",
        )


def configure(folder: Path) -> Path:
    """A configuration that watches the events of the corpus; its folder."""
    root = folder / "config"
    (root / "topics").mkdir(parents=True)
    (root / "monitor.yml").write_text("state: ../state\n")
    (root / "feeds.yml").write_text(FEEDS_YML)
    (root / "topics" / "summits.yml").write_text(json.dumps(topic_of(EVENTS)))
    return root


def fill(store: Store, articles: Sequence[Article], watch: Watch) -> None:
    """Ingest articles as the service does, but for the feeds."""
    for at in range(0, len(articles), BATCH):
        batch = articles[at : at + BATCH]
        teller = Teller(routes=(), timezone="UTC", now=batch[-1].published)
        with store.begin() as tx:
            read = [read_article(article, watch) for article in batch]
            commit(tx, read, Follower(watch=watch, teller=teller))


def measure(folder: Path, count: int) -> Figures:
    """One replay of a corpus of so many articles in an empty folder.

    Raises:
        RuntimeError: the command failed.
    """
    from monitor.config.schema.topics import Topic

    root = configure(folder)
    with Store.open(folder / "state" / "monitor.db") as store:
        topic = Topic.model_validate(topic_of(EVENTS))
        fill(store, list(corpus(count)), compile_watch([topic]))
    said = folder / "said.json"
    command = f"{sys.executable} -m monitor --config {root} replay --json > {said}"
    done = subprocess.run(
        [sys.executable, Path(__file__).parent / "measure.py", "sh", "-c", command],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    used = json.loads(done.stdout)
    if used.pop("code"):
        msg = f"the replay failed:\n{done.stderr[-2000:]}"
        raise RuntimeError(msg)
    counts = json.loads(said.read_text())["counts"]
    same = counts.pop("same")
    return Figures(articles=count, same=same, others=sum(counts.values()), **used)
