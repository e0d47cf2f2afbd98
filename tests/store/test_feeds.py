from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from monitor.model.items import FeedOutcome, FeedState, PollRecord
from monitor.store import feeds, items
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_item
from tests.store.stock import FEED_URL, add_feed, add_items

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


@pytest.mark.parametrize(
    ("last", "due_at"),
    [
        pytest.param({"failures": 0}, at(48), id="well: a list that is edited hurries nobody"),
        pytest.param({"failures": 3}, at(2), id="failing: it may have been mended"),
        pytest.param({"next_poll_at": at(1.5)}, at(2), id="away for longer than it would wait"),
    ],
)
def test_a_feed_that_comes_back_keeps_what_is_known_and_its_time(
    store: Store, last: dict[str, Any], due_at: datetime
) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        feeds.record_polls(tx, [poll(feed_id, **({"etag": '"v1"', "next_poll_at": at(48)} | last))])
        feeds.sync(tx, [], at(1))
        assert feeds.due(tx, at(99), 10) == []
        feeds.sync(tx, [FEED_URL], at(2))
        (back,) = feeds.states(tx)
    assert (back.id, back.etag, back.next_poll_at) == (feed_id, '"v1"', due_at)


def test_feeds_that_wait_longest_are_polled_first(store: Store) -> None:
    with store.begin() as tx:
        feeds.sync(tx, [ONE, TWO, THREE], NOON)
        for feed_id, hours in ((1, 3), (2, 1), (3, 9)):
            feeds.record_polls(tx, [poll(feed_id, next_poll_at=at(hours))])
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
        feeds.record_polls(tx, [record])
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
        feeds.record_polls(tx, [poll(feed_id, at=NOON)])
        feeds.record_polls(tx, [poll(feed_id, at=at(5), outcome=outcome)])
        assert state(tx).ok_at == (at(5) if alive else NOON)
        assert state(tx).polled_at == at(5)


def test_validators_that_a_server_sends_no_more_are_forgotten(store: Store) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        feeds.record_polls(tx, [poll(feed_id, etag='"v1"', body_hash="abc")])
        feeds.record_polls(tx, [poll(feed_id)])
        assert (state(tx).etag, state(tx).body_hash) == (None, None)


def test_the_language_of_a_feed_reaches_its_items_and_stays(store: Store) -> None:
    with store.begin() as tx:
        feed_id = add_feed(tx)
        add_items(tx, feed_id, [make_item()], NOON)
        feeds.record_polls(tx, [poll(feed_id, language="de")])
        feeds.record_polls(tx, [poll(feed_id, language=None)])
        assert items.pending(tx, NOON, 1)[0].feed_language == "de"
