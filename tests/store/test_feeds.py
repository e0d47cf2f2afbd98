from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.items import FeedItem, FeedOutcome, FeedState, FinishedItem, PollRecord
from monitor.store import feeds, items
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_item
from tests.store.stock import FEED_URL, add_feed

ONE, TWO, THREE = (f"https://courier.example/{name}.xml" for name in ("one", "two", "three"))


def poll(feed_id: int, **changes: Any) -> PollRecord:
    values: dict[str, Any] = {
        "feed_id": feed_id,
        "at": NOON,
        "outcome": FeedOutcome.OK,
        "next_poll_at": at(1),
    }
    return PollRecord(**values | changes)


def state(tx: Transaction) -> FeedState:
    (only,) = feeds.states(tx)
    return only


# Which feeds there are.


def test_a_new_feed_is_due_at_once(store: Store) -> None:
    with store.begin() as tx:
        feeds.sync(tx, [FEED_URL], NOON)
        assert feeds.due(tx, NOON, 10) == [FeedState(id=1, url=FEED_URL, next_poll_at=NOON)]


@pytest.mark.parametrize(
    ("before", "after", "polled"),
    [
        pytest.param([], [ONE, TWO], [ONE, TWO], id="new feeds are polled"),
        pytest.param([ONE, TWO], [ONE, TWO], [ONE, TWO], id="the same feeds stay"),
        pytest.param([ONE, TWO], [TWO], [TWO], id="a feed that is taken out rests"),
        pytest.param([ONE, TWO], [THREE, ONE], [ONE, THREE], id="one goes, one comes"),
        pytest.param([], [ONE, ONE], [ONE], id="a feed that is named twice is one"),
        pytest.param([ONE], [], [], id="no feed at all"),
    ],
)
def test_feeds_follow_the_configuration(
    store: Store, before: list[str], after: list[str], polled: list[str]
) -> None:
    with store.begin() as tx:
        feeds.sync(tx, before, NOON)
        feeds.sync(tx, after, at(1))
        assert [each.url for each in feeds.states(tx)] == polled
        assert list(feeds.urls(tx).values()) == polled


def test_a_feed_that_comes_back_keeps_what_is_known_and_is_due_at_once(store: Store) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        feeds.record_poll(tx, poll(feed_id, etag='"v1"', next_poll_at=at(48)))
        feeds.sync(tx, [], at(1))
        assert feeds.due(tx, at(99), 10) == []
        feeds.sync(tx, [FEED_URL], at(2))
        (back,) = feeds.due(tx, at(2), 10)
    assert (back.id, back.etag, back.next_poll_at) == (feed_id, '"v1"', at(2))


def test_feeds_that_wait_longest_are_polled_first(store: Store) -> None:
    with store.begin() as tx:
        feeds.sync(tx, [ONE, TWO, THREE], NOON)
        for feed_id, hours in ((1, 3), (2, 1), (3, 9)):
            feeds.record_poll(tx, poll(feed_id, next_poll_at=at(hours)))
        assert [each.url for each in feeds.due(tx, at(4), 10)] == [TWO, ONE]
        assert [each.url for each in feeds.due(tx, at(4), 1)] == [TWO]


# How polls end.


def test_a_poll_is_the_whole_new_state_of_a_feed(store: Store) -> None:
    record = poll(
        1,
        outcome=FeedOutcome.FETCH_FAILED,
        detail="time-out after 30 s",
        failures=3,
        etag='W/"x"',
        last_modified="Tue, 13 May 2031 10:00:00 GMT",
        body_hash="abc",
    )
    with store.begin() as tx:
        add_feed(tx)
        feeds.record_poll(tx, record)
        assert state(tx) == FeedState(
            id=1,
            url=FEED_URL,
            etag='W/"x"',
            last_modified="Tue, 13 May 2031 10:00:00 GMT",
            body_hash="abc",
            failures=3,
            next_poll_at=at(1),
            polled_at=NOON,
            ok_at=None,
            outcome=FeedOutcome.FETCH_FAILED,
            detail="time-out after 30 s",
        )


@pytest.mark.parametrize(
    ("outcome", "alive"),
    [
        pytest.param(FeedOutcome.OK, True, id="a document that was read is a sign of life"),
        pytest.param(FeedOutcome.NOT_MODIFIED, True, id="so is the answer that nothing changed"),
        pytest.param(FeedOutcome.SAME_BODY, True, id="so is the same document again"),
        pytest.param(FeedOutcome.NOT_A_FEED, False, id="a log-in page is none"),
        pytest.param(
            FeedOutcome.PARSE_KILLED, False, id="a document that kills its parser is none"
        ),
        pytest.param(FeedOutcome.FETCH_FAILED, False, id="no answer is none"),
    ],
)
def test_the_last_sign_of_life_is_kept(store: Store, outcome: FeedOutcome, alive: bool) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        feeds.record_poll(tx, poll(feed_id, at=NOON))
        feeds.record_poll(tx, poll(feed_id, at=at(5), outcome=outcome))
        assert state(tx).ok_at == (at(5) if alive else NOON)
        assert state(tx).polled_at == at(5)


def test_validators_that_a_server_sends_no_more_are_forgotten(store: Store) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        feeds.record_poll(tx, poll(feed_id, etag='"v1"', body_hash="abc"))
        feeds.record_poll(tx, poll(feed_id))
        assert (state(tx).etag, state(tx).body_hash) == (None, None)


def test_the_language_of_a_feed_reaches_its_items_and_stays(store: Store) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        feeds.add_items(tx, feed_id, [make_item()], NOON)
        feeds.record_poll(tx, poll(feed_id, language="de"))
        feeds.record_poll(tx, poll(feed_id, language=None))
        assert items.pending(tx, NOON, 1)[0].feed_language == "de"


# What feeds bring.


def test_an_item_waits_as_it_was_published(store: Store) -> None:
    item = make_item(content="First paragraph.\n\nSecond paragraph.")
    with store.begin() as tx:
        feed_id = add_feed(tx)
        assert feeds.add_items(tx, feed_id, [item], NOON) == 1
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
        feeds.add_items(tx, feed_id, [OLD], NOON)
        finish_all(tx)
        assert feeds.add_items(tx, feed_id, again, at(1)) == news
        assert items.count_pending(tx) == waits


def test_a_changed_item_waits_anew_with_its_new_content(store: Store) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        feeds.add_items(tx, feed_id, [make_item(published=None)], NOON)
        (first,) = items.pending(tx, NOON, 10)
        items.put_back(tx, first.id, at(99), "the page is gone")
        changed = make_item(title="Summit is off", published=at(0.5))
        feeds.add_items(tx, feed_id, [changed], at(1))
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
        assert feeds.add_items(tx, feed_id, document, NOON) == len(kept)
        assert feeds.add_items(tx, feed_id, document, at(1)) == 0
        assert sorted(each.item.title for each in items.pending(tx, NOON, 9)) == sorted(kept)


def test_a_guid_that_tells_nothing_apart_does_so_in_any_order(store: Store) -> None:
    document = [linked(1, guid="site"), linked(2, guid="site"), linked(3, guid="site")]
    with store.begin() as tx:
        feed_id = add_feed(tx)
        feeds.add_items(tx, feed_id, document, NOON)
        assert feeds.add_items(tx, feed_id, document[::-1], at(1)) == 0


def test_two_feeds_may_use_the_same_guids(store: Store) -> None:
    with store.begin() as tx:
        one, two = add_feed(tx, ONE), add_feed(tx, TWO)
        assert feeds.add_items(tx, one, [OLD], NOON) == 1
        assert feeds.add_items(tx, two, [OLD], NOON) == 1


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
        news = feeds.add_items(tx, feed_id, document, NOON)
        assert news == items.count_pending(tx) <= len(document)
        assert feeds.add_items(tx, feed_id, document, NOON + timedelta(days=days)) == 0
        waiting = items.pending(tx, NOON, 100)
    assert {each.item for each in waiting} <= set(document)
