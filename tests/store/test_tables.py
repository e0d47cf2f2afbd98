"""No query of the running monitor may read a table from end to end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, StatementError

from monitor.model.articles import ArticleKeys
from monitor.model.claims import Reading
from monitor.model.deliveries import Refused
from monitor.model.events import Ignored, IgnoredReason
from monitor.model.items import FeedOutcome, FinishedItem, PollRecord
from monitor.model.search import Query, Term
from monitor.store import (
    acks,
    bands,
    corpus,
    deadletters,
    events,
    feeds,
    items,
    outbox,
    printed,
    recovery,
    retention,
    search,
    suppression,
    timelines,
    topics,
    troubles,
    views,
)
from monitor.store.engine import Store, Transaction
from monitor.store.tables import METADATA
from tests.builders import NOON, at, make_change, make_claim, make_item, make_occurrence
from tests.store.stock import add_article, add_feed, add_items, make_delivery

LARGE = {"item", "article", "topic_match", "claim", "signal", "change", "delivery", "attempt"}


@contextmanager
def plans(tx: Transaction) -> Iterator[list[str]]:
    """How SQLite goes about each statement of a block, as it says itself."""
    steps: list[str] = []
    busy = False

    def explain(
        connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any
    ) -> None:
        nonlocal busy
        if not busy:
            busy = True
            one = parameters[0] if isinstance(parameters, list) else parameters
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", one)
            steps.extend(row.detail for row in rows)
            busy = False

    event.listen(tx.connection(), "before_cursor_execute", explain)
    yield steps
    event.remove(tx.connection(), "before_cursor_execute", explain)


def fill(tx: Transaction) -> None:
    """One row of each kind."""
    feed_id = add_feed(tx)
    add_items(tx, feed_id, [make_item()], NOON)
    article_id = add_article(tx)
    events.add_readings(tx, [(article_id, NOON, Reading(claims=(make_claim(),)))])
    events.save(tx, make_occurrence())
    change_id = events.add_change(tx, make_change(), article_id, NOON)
    outbox.add(tx, [make_delivery(change_id=change_id)], NOON)


def deliver(tx: Transaction) -> None:
    delivery = outbox.claim(tx, NOON, 60, {"mail"})
    assert delivery is not None
    outbox.failures(tx, delivery.id)
    outbox.finish(tx, delivery, Refused("HTTP 503"), NOON, NOON)


KEYS = ArticleKeys(guid="1:a", canonical_url="https://courier.example/1", text_hash="x")
POLL = PollRecord(feed_id=1, at=NOON, outcome=FeedOutcome.OK, next_poll_at=NOON)


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(lambda tx: feeds.due(tx, NOON, 10), id="feeds that are due"),
        pytest.param(lambda tx: feeds.record_polls(tx, [POLL]), id="the end of a poll"),
        pytest.param(lambda tx: items.pending(tx, NOON, 10), id="items that wait"),
        pytest.param(lambda tx: items.put_back(tx, 1, NOON, ""), id="an item put back"),
        pytest.param(
            lambda tx: items.finish(
                tx, [FinishedItem(item_id=1, article_id=1, outcome="new", content_hash="x")]
            ),
            id="items that are done",
        ),
        pytest.param(lambda tx: corpus.candidates(tx, [KEYS, KEYS]), id="candidates"),
        pytest.param(lambda tx: bands.holders(tx, [1, 2]), id="who shares a band"),
        pytest.param(lambda tx: bands.prune(tx, at(1), 10), id="bands that are old"),
        pytest.param(lambda tx: printed.signatures(tx, [1, 2]), id="signatures"),
        pytest.param(lambda tx: printed.newest(tx, "ruritania", 9), id="the newest on a topic"),
        pytest.param(lambda tx: printed.printed(tx, [1, 2]), id="texts to be compared with"),
        pytest.param(lambda tx: corpus.find(tx, "https://courier.example/1"), id="a link"),
        pytest.param(lambda tx: corpus.article(tx, 1), id="an article with its topics"),
        pytest.param(lambda tx: events.history(tx, "summit", NOON), id="an event's history"),
        pytest.param(lambda tx: events.latest_published(tx, "summit"), id="its latest claim"),
        pytest.param(
            lambda tx: events.mark_ignored(tx, 1, [Ignored(make_claim(), IgnoredReason.WEAK)]),
            id="claims that changed nothing",
        ),
        pytest.param(lambda tx: events.current(tx, "summit"), id="how an event stands"),
        pytest.param(deliver, id="a delivery"),
        pytest.param(lambda tx: recovery.mend_times(tx, NOON, NOON - NOON), id="a clock put right"),
        pytest.param(lambda tx: recovery.end_leases(tx, NOON), id="what a crash left"),
        pytest.param(lambda tx: acks.ack(tx, 1, NOON), id="an acknowledgement"),
        pytest.param(lambda tx: deadletters.dead(tx, 10), id="dead letters"),
        pytest.param(
            lambda tx: suppression.release_lone_change(tx, ["summit"], "first pass"),
            id="a first pass",
        ),
        pytest.param(lambda tx: topics.first_pass(tx, ["summits"], NOON), id="topics"),
        pytest.param(lambda tx: timelines.event_timeline(tx, "summit"), id="a timeline"),
        pytest.param(lambda tx: views.delivery(tx, 1), id="a delivery with its tries"),
        pytest.param(lambda tx: troubles.pages_without_text(tx, NOON, 10), id="pages without text"),
        pytest.param(lambda tx: search.find(tx, Query(), 10), id="a list of articles"),
        pytest.param(
            lambda tx: search.find(tx, Query(terms=(Term(text="summit"),)), 10), id="a search"
        ),
        pytest.param(
            lambda tx: retention.remove_texts(tx, at(1), NOON, 10), id="texts that are old"
        ),
        pytest.param(
            lambda tx: retention.delete_unmatched(tx, [1], at(1)), id="articles that go whole"
        ),
        pytest.param(lambda tx: retention.delete_items(tx, [1]), id="items that go"),
        pytest.param(lambda tx: retention.delete_attempts(tx, [1]), id="tries that go"),
    ],
)
def test_every_query_has_an_index(store: Store, work: Callable[[Transaction], object]) -> None:
    with store.begin() as tx:
        fill(tx)
        with plans(tx) as steps:
            work(tx)
    assert steps
    scans = [step for step in steps if step.startswith("SCAN") and set(step.split()) & LARGE]
    assert all("INDEX" in step for step in scans), scans
    assert not [step for step in steps if "AUTOMATIC" in step]


def test_the_queue_is_read_in_its_order_without_sorting(store: Store) -> None:
    with store.begin() as tx, plans(tx) as steps:
        items.pending(tx, NOON, 10)
    assert "SCAN item USING INDEX item_queue" in steps
    assert not [step for step in steps if "TEMP B-TREE" in step]


def test_so_is_the_outbox(store: Store) -> None:
    with store.begin() as tx, plans(tx) as steps:
        outbox.claim(tx, NOON, 60)
    assert "SCAN delivery USING INDEX delivery_queue" in steps
    assert not [step for step in steps if "TEMP B-TREE" in step]


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="timezone"), store.begin() as tx:
        feeds.sync(tx, ["https://courier.example/"], NOON.replace(tzinfo=None))


@pytest.mark.parametrize(
    "work",
    [
        pytest.param(lambda tx: add_items(tx, 7, [make_item()], NOON), id="items of no feed"),
        pytest.param(
            lambda tx: events.add_readings(tx, [(7, NOON, Reading(claims=(make_claim(),)))]),
            id="claims of no article",
        ),
        pytest.param(
            lambda tx: outbox.add(tx, [make_delivery(change_id=7)], NOON),
            id="deliveries of no change",
        ),
    ],
)
def test_no_row_is_without_its_parent(store: Store, work: Callable[[Transaction], object]) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), store.begin() as tx:
        work(tx)


def test_every_constraint_has_a_name_so_that_a_migration_can_change_it() -> None:
    unnamed = [
        constraint
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert unnamed == []
