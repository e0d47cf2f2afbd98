"""Documents kept: what is queued, what is known under another name, what is left as it was."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta

from monitor.jobs.keep import Polled, keep_polls
from monitor.model.items import FeedItem, FeedOutcome, FeedState, ParsedFeed, PollRecord
from monitor.store import feeds, items
from monitor.store.engine import Store
from tests.builders import at, make_item
from tests.jobs.conftest import MakeServices

ARCHIVE = 5_000
SECONDS = 2.0
"""What storing an archive may take. Source: case 13 of the fault matrix."""


class Desk:
    """Keeps the documents of one feed."""

    def __init__(self, make_services: MakeServices, store: Store) -> None:
        self.services, self.store = make_services(store=store), store

    def poll(self, hours: float, found: Sequence[FeedItem]) -> PollRecord:
        (state,) = self._states()
        record = PollRecord(
            feed_id=1, at=at(hours), outcome=FeedOutcome.OK, next_poll_at=at(hours + 1)
        )
        parsed = ParsedFeed(title="Courier", language="en", version="rss20", items=tuple(found))
        polled = Polled(record=record, feed=parsed, seen_at=state.ok_at)
        (kept,) = asyncio.run(keep_polls(self.services, [polled]))
        return kept

    def fault(self) -> str:
        (state,) = self._states()
        return state.fault

    def _states(self) -> list[FeedState]:
        with self.store.read() as tx:
            return feeds.states(tx)


def report(number: int, hours: float = -2, **changes: object) -> FeedItem:
    values = {
        "guid": f"courier-{number}",
        "url": f"https://courier.example/{number}",
        "title": f"Report {number}",
        "content": f"The text of report {number}.",
        "published": at(hours),
    }
    return make_item(**(values | changes))


def test_guids_that_change_are_followed(make_services: MakeServices, memory: Store) -> None:
    desk = Desk(make_services, memory)
    assert desk.poll(0, [report(n) for n in range(5)]).items_new == 5
    assert desk.poll(1, [report(n, guid=f"x-{n}") for n in range(5)]).items_new == 0
    assert desk.poll(2, [report(n, guid=f"x-{n}") for n in range(6)]).items_new == 1
    assert desk.fault().startswith("5 items under new guids")


def test_what_was_wrong_is_shown_for_a_day(make_services: MakeServices, memory: Store) -> None:
    desk = Desk(make_services, memory)
    desk.poll(0, [report(1, title="Fête à Strelsau")])
    desk.poll(1, [report(1, title="FÃªte Ã\xa0 Strelsau")])
    desk.poll(2, [report(1, title="Fête à Strelsau")])
    assert "garbled" in desk.fault()
    desk.poll(26, [report(1, title="Fête à Strelsau")])
    assert desk.fault() == ""


def test_an_archive_is_kept_fast_and_nobody_is_told(
    make_services: MakeServices, store: Store
) -> None:
    with store.begin() as tx:
        feeds.sync(tx, ["https://courier.example/feed.xml"], at(0))
    desk = Desk(make_services, store)
    desk.poll(0, [report(0)])
    began = time.process_time()
    kept = desk.poll(1, [report(n, -48) for n in range(1, ARCHIVE + 1)])
    assert time.process_time() - began < SECONDS
    assert kept.items_new == ARCHIVE
    assert kept.items == ARCHIVE
    with store.read() as tx:
        waiting = items.pending(tx, at(1), ARCHIVE + 1)
    assert sum(each.baseline for each in waiting) == ARCHIVE
    assert desk.poll(1.5, [report(n, -48) for n in range(1, ARCHIVE + 1)]).items_new == 0


def test_an_outage_makes_no_archive_of_news(make_services: MakeServices, memory: Store) -> None:
    desk = Desk(make_services, memory)
    desk.poll(0, [report(0)])
    late = timedelta(days=4) / timedelta(hours=1)
    desk.poll(late, [report(n, n / 5) for n in range(1, 400)])
    assert desk.fault() == ""
