from __future__ import annotations

import pytest

from monitor.model.items import FinishedItem
from monitor.store import feeds, items
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_item
from tests.store.stock import add_article, add_feed


def add(tx: Transaction, *titles: str) -> None:
    """Items of one feed in document order, without dates."""
    feed_id = add_feed(tx)
    document = [make_item(guid=title, title=title, published=None) for title in titles]
    feeds.add_items(tx, feed_id, document, NOON)


def finished(item_id: int, content_hash: str | None = None) -> FinishedItem:
    return FinishedItem(
        item_id=item_id, article_id=None, outcome="known", content_hash=content_hash
    )


def test_the_oldest_news_is_read_first(store: Store) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        dates = {"yesterday": at(-24), "no date": None, "an hour ago": at(-1), "tomorrow": at(24)}
        document = [
            make_item(guid=title, title=title, published=published)
            for title, published in dates.items()
        ]
        feeds.add_items(tx, feed_id, document, NOON)
        order = [each.item.title for each in items.pending(tx, NOON, 10)]
    assert order == ["yesterday", "an hour ago", "no date", "tomorrow"]


def test_without_dates_the_last_of_a_document_is_the_oldest(store: Store) -> None:
    with store.begin() as tx:
        add(tx, "newest", "older", "oldest")
        order = [each.item.title for each in items.pending(tx, NOON, 10)]
    assert order == ["oldest", "older", "newest"]


def test_no_more_than_the_limit_is_taken(store: Store) -> None:
    with store.begin() as tx:
        add(tx, "a", "b", "c")
        assert len(items.pending(tx, NOON, 2)) == 2


def test_an_item_that_is_put_back_lets_others_pass(store: Store) -> None:
    with store.begin() as tx:
        add(tx, "good", "bad")
        bad = items.pending(tx, NOON, 1)[0]
        items.put_back(tx, bad.id, at(1), "the page is gone")
        assert [each.item.title for each in items.pending(tx, NOON, 10)] == ["good"]
        assert items.count_pending(tx) == 2, "it still waits"
        assert [each.item.title for each in items.pending(tx, at(1), 10)] == ["bad", "good"]
        assert items.pending(tx, at(1), 1)[0].attempts == 1


def test_a_finished_item_waits_no_more_and_gives_its_text_back(store: Store) -> None:
    with store.begin() as tx:
        add(tx, "one", "two")
        article_id = add_article(tx)
        ids = [each.id for each in items.pending(tx, NOON, 10)]
        items.finish(
            tx,
            [
                FinishedItem(item_id=ids[0], article_id=article_id, outcome="new"),
                FinishedItem(item_id=ids[1], article_id=None, outcome="known", detail="seen"),
            ],
        )
        assert items.count_pending(tx) == 0
        rows = tx.connection().exec_driver_sql(
            "SELECT article_id, outcome, detail, summary || content FROM item ORDER BY id"
        )
        assert rows.all() == [(article_id, "new", "", ""), (None, "known", "seen", "")]


def test_nothing_finished_is_fine(store: Store) -> None:
    with store.begin() as tx:
        add(tx, "one")
        items.finish(tx, [])
        assert items.count_pending(tx) == 1


@pytest.mark.parametrize(
    ("knows_version", "waits"),
    [
        pytest.param(True, 1, id="a version that came meanwhile is not lost"),
        pytest.param(False, 0, id="who names no version finishes whichever is there"),
    ],
)
def test_an_item_that_changes_while_it_is_worked_on(
    store: Store, knows_version: bool, waits: int
) -> None:
    with store.begin() as tx:
        add(tx, "one")
        (read,) = items.pending(tx, NOON, 1)
        changed = [make_item(guid="one", title="one, corrected", published=None)]
        feeds.add_items(tx, read.feed_id, changed, at(1))
        items.finish(tx, [finished(read.id, read.content_hash if knows_version else None)])
        assert items.count_pending(tx) == waits


def test_an_item_that_stays_as_it_was_is_finished(store: Store) -> None:
    with store.begin() as tx:
        add(tx, "one")
        (read,) = items.pending(tx, NOON, 1)
        items.finish(tx, [finished(read.id, read.content_hash)])
        assert items.count_pending(tx) == 0
