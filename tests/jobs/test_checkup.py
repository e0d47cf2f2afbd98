from __future__ import annotations

from dataclasses import replace

from monitor.jobs.checkup import checkup
from monitor.model.articles import TextSource
from monitor.model.items import FeedOutcome, PollRecord
from monitor.stages.health import FEWEST_PAGES, Condition
from monitor.store import corpus, feeds
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.jobs.conftest import FEED
from tests.store.stock import make_draft

OTHER = "https://gazette.example/feed.xml"


def test_polls_and_pages_of_a_feed_make_its_health(memory: Store) -> None:
    with memory.begin() as tx:
        feeds.sync(tx, [FEED, OTHER], NOON)
        polled = PollRecord(feed_id=1, at=NOON, outcome=FeedOutcome.OK, next_poll_at=at(1))
        feeds.record_polls(tx, [polled])
    assert _conditions(memory) == {FEED: Condition.OK, OTHER: Condition.NEW}
    with memory.begin() as tx:
        walls = [
            replace(make_draft(n, feed_id=1, source=TextSource.SUMMARY), no_text="paywall")
            for n in range(FEWEST_PAGES)
        ]
        corpus.add_articles(tx, walls)
    assert _conditions(memory) == {FEED: Condition.DEGRADED, OTHER: Condition.NEW}


def _conditions(memory: Store) -> dict[str, Condition]:
    with memory.read() as tx:
        return {each.view.state.url: each.health.condition for each in checkup(tx, at(1))}
