"""Small corpora for tests of replays: reports that are really read, in any order of arrival."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.config.schema.alerts import Route
from monitor.config.schema.config import Config
from monitor.config.schema.feeds import Feed
from monitor.config.schema.settings import IngestSettings, Settings
from monitor.config.schema.topics import Topic
from monitor.jobs.commit import commit
from monitor.jobs.follow import Follower
from monitor.jobs.replay import Compared, compare_with_history
from monitor.jobs.tell import Teller
from monitor.language.watch import compile_watch
from monitor.model.articles import Article
from monitor.stages.read import read_article
from monitor.store import feeds, replays
from monitor.store.engine import Store
from tests.builders import NOON, make_article, make_topic
from tests.fakes import InlineSandbox

FEED = "https://courier.example/feed.xml"
SAID = {
    "proposed": "Ruritania has invited Graustark to a summit in Strelsau, its foreign ministry said.",
    "confirmed": (
        "The summit between Ruritania and Graustark will take place as planned, the Ruritanian"
        " government said."
    ),
    "dated": (
        "The summit between Ruritania and Graustark will take place on 3 June, the Graustarkian"
        " government said."
    ),
    "postponed": (
        "The summit between Ruritania and Graustark has been postponed, the Ruritanian foreign"
        " ministry said."
    ),
    "cancelled": (
        "The summit between Ruritania and Graustark has been cancelled, the Graustarkian"
        " government said."
    ),
    "denied": (
        "The Graustarkian government denied that the summit with Ruritania had been postponed."
    ),
    "held": (
        "The leaders of Ruritania and Graustark held their summit in Strelsau, the Ruritanian"
        " government said."
    ),
    "quiet": "The lido of Zenda opens a month early, to the joy of its swimmers.",
}
"""Sentences that say one thing each, as lead of a report."""


@dataclass(frozen=True, slots=True)
class Report:
    """An article to come: what it says, and how many minutes after noon it was published.

    `edits` is the number of the report whose text it replaces; None: it is one of its own.
    """

    said: str
    minutes: int
    number: int
    edits: int | None = None

    def article(self) -> Article:
        """With a filler of its own, so that no two reports are alike."""
        page = self.number if self.edits is None else self.edits
        filler = " ".join(f"item{self.number}x{n}" for n in range(60))
        return make_article(
            guid=f"guid-{page}",
            url=f"https://courier.example/{page}",
            title=f"News from the border, part {self.number}",
            text=f"{SAID[self.said]}\n\n{filler}",
            published=NOON + timedelta(minutes=self.minutes),
            outlet=f"Outlet {page}",
        )


def make_config(root: Path, *topics: Topic, **ingest: Any) -> Config:
    """A configuration with one feed; without an `alert_max_age` nothing is held back."""
    return Config(
        root=root,
        settings=Settings(ingest=IngestSettings(**({"alert_max_age": None} | ingest))),
        feeds=(Feed(url=FEED, name="The Strelsau Courier", language="en"),),
        topics=topics or (make_topic(),),
    )


def begin(store: Store) -> None:
    """The feed that brings everything."""
    with store.begin() as tx:
        feeds.sync(tx, [FEED], NOON)


def ingest(store: Store, config: Config, articles: Sequence[Article], now: datetime) -> None:
    """A batch as the live service takes it, with a channel that is told of everything."""
    watch = compile_watch(config.topics, config.cues)
    teller = Teller(
        routes=(Route(to=("desk",)),),
        timezone="UTC",
        now=now,
        max_age=config.settings.ingest.alert_max_age,
    )
    follower = Follower(watch=watch, teller=teller)
    with store.begin() as tx:
        commit(tx, [read_article(article, watch) for article in articles], follower)


async def replayed(store: Store, config: Config, since: datetime | None = None) -> Compared:
    """The whole corpus replayed, beside what really happened."""
    with store.read() as tx:
        scope = replays.scope(tx, since)
        return await compare_with_history(
            tx, config, scope, InlineSandbox(), progress=lambda _number: None
        )
