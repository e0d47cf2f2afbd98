from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.items import FeedItem, FinishedItem
from monitor.store import items
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_item
from tests.store.stock import add_article, add_feed, add_items, count_pending

ONE, TWO, THREE = (f"https://courier.example/{name}.xml" for name in ("one", "two", "three"))


def add(tx: Transaction, *titles: str) -> None:
    """Items of one feed in document order, without dates."""
    feed_id = add_feed(tx)
    document = [make_item(guid=title, title=title, published=None) for title in titles]
    add_items(tx, feed_id, document, NOON)


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
        add_items(tx, feed_id, document, NOON)
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
        assert count_pending(tx) == 2, "it still waits"
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
        assert count_pending(tx) == 0
        rows = tx.connection().exec_driver_sql(
            "SELECT article_id, outcome, detail, summary || content FROM item ORDER BY id"
        )
        assert rows.all() == [(article_id, "new", "", ""), (None, "known", "seen", "")]


def test_nothing_finished_is_fine(store: Store) -> None:
    with store.begin() as tx:
        add(tx, "one")
        items.finish(tx, [])
        assert count_pending(tx) == 1


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
        add_items(tx, read.feed_id, changed, at(1))
        items.finish(tx, [finished(read.id, read.content_hash if knows_version else None)])
        assert count_pending(tx) == waits


def test_an_item_that_stays_as_it_was_is_finished(store: Store) -> None:
    with store.begin() as tx:
        add(tx, "one")
        (read,) = items.pending(tx, NOON, 1)
        items.finish(tx, [finished(read.id, read.content_hash)])
        assert count_pending(tx) == 0


# What feeds bring.


def test_an_item_waits_as_it_was_published(store: Store) -> None:
    item = make_item(content="First paragraph.\n\nSecond paragraph.")
    with store.begin() as tx:
        feed_id = add_feed(tx)
        assert add_items(tx, feed_id, [item], NOON) == 1
        (waiting,) = items.pending(tx, NOON, 10)
    assert (waiting.item, waiting.feed_id, waiting.found_at) == (item, feed_id, NOON)


OLD = make_item()


@pytest.mark.parametrize(
    ("again", "news", "waits"),
    [
        pytest.param([OLD], 0, 0, id="the same item again is no news"),
        pytest.param([make_item(published=at(3))], 0, 0, id="a new date alone is no news"),
        pytest.param([make_item(url="https://courier.example/moved")], 0, 0, id="nor a new link"),
        pytest.param([make_item(title="Summit is off")], 1, 1, id="an edited headline is news"),
        pytest.param([make_item(summary="They won’t meet.")], 1, 1, id="so is an edited summary"),
        pytest.param([make_item(content="Long text.")], 1, 1, id="so is a text that came later"),
        pytest.param([make_item(guid="courier-2"), OLD], 1, 1, id="another guid is another item"),
        pytest.param([], 0, 0, id="an empty feed takes nothing away"),
    ],
)
def test_only_new_and_changed_items_wait_again(
    store: Store, again: list[FeedItem], news: int, waits: int
) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        add_items(tx, feed_id, [OLD], NOON)
        finish_all(tx)
        assert add_items(tx, feed_id, again, at(1)) == news
        assert count_pending(tx) == waits


def test_a_changed_item_waits_anew_with_its_new_content(store: Store) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        add_items(tx, feed_id, [make_item(published=None)], NOON)
        (first,) = items.pending(tx, NOON, 10)
        items.put_back(tx, first.id, at(99), "the page is gone")
        changed = make_item(title="Summit is off", published=at(0.5))
        add_items(tx, feed_id, [changed], at(1))
        (waiting,) = items.pending(tx, at(1), 10)
    assert (waiting.id, waiting.item, waiting.attempts) == (first.id, changed, 0)
    assert waiting.found_at == NOON, "when it was first seen"


def finish_all(tx: Transaction) -> None:
    waiting = items.pending(tx, at(1000), 1000)
    items.finish(
        tx,
        [FinishedItem(item_id=each.id, article_id=None, outcome="new") for each in waiting],
    )


def linked(number: int, **changes: Any) -> FeedItem:
    """An item whose link and title differ by number."""
    link = {"url": f"https://courier.example/{number}", "title": f"Title {number}"}
    return make_item(**link | changes)


@pytest.mark.parametrize(
    ("document", "kept"),
    [
        pytest.param(
            [linked(1, guid="a"), linked(1, guid="a", title="Older")],
            ["Title 1"],
            id="of two entries with one guid and link the first stays",
        ),
        pytest.param(
            [linked(1, guid="site"), linked(2, guid="site"), linked(3, guid="three")],
            ["Title 1", "Title 2", "Title 3"],
            id="a guid given to several links is none: the links tell the entries apart",
        ),
        pytest.param(
            [linked(1, guid=None), linked(2, guid=None)],
            ["Title 1", "Title 2"],
            id="without guids the links tell entries apart",
        ),
        pytest.param(
            [linked(1, guid="", url=None), linked(2, guid="", url=None)],
            ["Title 1", "Title 2"],
            id="without guids and links the titles do",
        ),
        pytest.param(
            [
                linked(1, guid=None, url=None, title="Daily briefing"),
                linked(2, guid=None, url=None, title="Daily briefing", published=at(-24)),
            ],
            ["Daily briefing", "Daily briefing"],
            id="and the dates of those that are always called the same",
        ),
    ],
)
def test_entries_are_told_apart_the_same_way_at_every_poll(
    store: Store, document: list[FeedItem], kept: list[str]
) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        assert add_items(tx, feed_id, document, NOON) == len(kept)
        assert add_items(tx, feed_id, document, at(1)) == 0
        assert sorted(each.item.title for each in items.pending(tx, NOON, 9)) == sorted(kept)


def test_a_guid_that_tells_nothing_apart_does_so_in_any_order(store: Store) -> None:
    document = [linked(1, guid="site"), linked(2, guid="site"), linked(3, guid="site")]
    with store.begin() as tx:
        feed_id = add_feed(tx)
        add_items(tx, feed_id, document, NOON)
        assert add_items(tx, feed_id, document[::-1], at(1)) == 0


def test_two_feeds_may_use_the_same_guids(store: Store) -> None:
    with store.begin() as tx:
        one, two = add_feed(tx, ONE), add_feed(tx, TWO)
        assert add_items(tx, one, [OLD], NOON) == 1
        assert add_items(tx, two, [OLD], NOON) == 1


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
feed_items = st.builds(
    FeedItem,
    guid=st.none() | words,
    url=st.none() | st.sampled_from([ONE, TWO, THREE]),
    title=words,
    summary=words,
    content=words,
    published=st.none()
    | st.datetimes(datetime(1999, 1, 1), datetime(2040, 1, 1)).map(  # noqa: DTZ001
        lambda naive: naive.replace(tzinfo=NOON.tzinfo)
    ),
)


@given(document=st.lists(feed_items, max_size=8), days=st.integers(0, 400))
def test_a_document_is_news_only_once(document: list[FeedItem], days: int) -> None:
    with Store.in_memory() as store, store.begin() as tx:
        feed_id = add_feed(tx)
        news = add_items(tx, feed_id, document, NOON)
        assert news == count_pending(tx) <= len(document)
        assert add_items(tx, feed_id, document, NOON + timedelta(days=days)) == 0
        waiting = items.pending(tx, NOON, 100)
    assert {each.item for each in waiting} <= set(document)
