"""A configuration on disk and a corpus that holds a small story of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from monitor.cli.app import app
from monitor.config.schema.alerts import Route
from monitor.jobs.commit import commit
from monitor.jobs.follow import Follower
from monitor.jobs.tell import Teller
from monitor.language.watch import compile_watch
from monitor.model.articles import Part, TextSource
from monitor.model.claims import Reading, Stance, Status, UnreadSignal
from monitor.model.deliveries import Refused
from monitor.model.items import FeedOutcome, PollRecord
from monitor.stages.dedupe import article_keys
from monitor.stages.read import ReadArticle
from monitor.store import feeds, outbox
from monitor.store.engine import Store
from tests.builders import make_article, make_claim, make_topic

NOON = datetime(2024, 5, 14, 12, 0, tzinfo=UTC)
"""The story lies in the past: commands read the real clock, and their word has to be the newest."""


def at(hours: float) -> datetime:
    """So many hours after the story's noon."""
    return NOON + timedelta(hours=hours)


FEED = "https://courier.example/feed.xml"
FILES = {
    "monitor.yml": "state: ../state\ningest: {alert_max_age: null}\n",
    "feeds.yml": f"feeds:\n  - {{url: '{FEED}', name: The Strelsau Courier}}\n",
    "alerts.yml": (
        "channels:\n  desk: {url: 'json://127.0.0.1:1/hook'}\nroutes:\n  - {to: [desk]}\n"
    ),
    "topics/ruritania.yml": (
        "topic: ruritania\nname: Ruritania and Graustark\nphrases: [summit]\nevents:\n"
        "  - id: summit\n    name: Ruritania–Graustark summit\n    lifecycle: meeting\n"
        "    parties: [[Ruritania, Strelsau], [Graustark, Edelweiss]]\n"
        "    terms: [summit, meeting, talks]\n"
        "  - id: truce\n    name: Border truce\n    lifecycle: agreement\n"
        "    parties: [[border truce]]\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a valid configuration and no state."""
    root = tmp_path / "config"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def told(folder: Path) -> Path:
    """The same, with a corpus: confirmed, then put off and denied, then something unread."""
    with Store.open(folder.parent / "state" / "monitor.db") as store:
        _tell(store)
    return folder


def _tell(store: Store) -> None:
    confirmed = make_claim()
    postponed = make_claim(status=Status.POSTPONED, evidence="The summit was put off.")
    denied = make_claim(
        status=Status.POSTPONED,
        stance=Stance.DENIED,
        by="the Graustarkian chancellor",
        side="Graustark",
        evidence="Nothing was put off.",
    )
    signal = UnreadSignal(
        event="summit", evidence="All change for the summit", part=Part.TITLE, start=0, end=25
    )
    teller = Teller(routes=(Route(to=("desk",)),), timezone="UTC", now=at(4))
    follower = Follower(watch=compile_watch([make_topic()]), teller=teller)
    with store.begin() as tx:
        feeds.sync(tx, [FEED, "https://gazette.example/feed.xml"], NOON)
        feeds.sync(tx, [FEED], NOON)
        feeds.record_polls(
            tx,
            [
                PollRecord(
                    feed_id=1,
                    at=at(4),
                    outcome=FeedOutcome.NOT_A_FEED,
                    detail="an HTML page, not a feed",
                    next_poll_at=at(5),
                    failures=2,
                )
            ],
        )
        for hours, reading in enumerate(
            (
                Reading(claims=(confirmed,)),
                Reading(claims=(postponed, denied)),
                Reading(claims=(replace(confirmed, status=Status.PROPOSED),)),
                Reading(signals=(signal,)),
            )
        ):
            commit(tx, [_read(hours, reading)], follower)
    with store.begin() as tx:
        delivery = outbox.claim(tx, at(4), 60.0)
        assert delivery is not None
        outbox.finish(tx, delivery, Refused("connection refused"), at(4), at(5))


def _read(number: int, reading: Reading) -> ReadArticle:
    article = make_article(
        title=f"Report {number}",
        text=f"Text of report {number}.",
        url=f"https://courier.example/{number}",
        guid=f"courier-{number}",
        published=at(number),
        source=TextSource.SUMMARY,
    )
    keys = article_keys(article, article.feed_id)
    return ReadArticle(
        article=article, keys=keys, matches=(), reading=reading, missing="not_html: application/pdf"
    )


Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Runs a command line, as a user would type it after `news-monitor`."""

    def run_command(*words: object) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words])

    return run_command
