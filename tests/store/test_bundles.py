"""Bundles: what waits to be told together, and what becomes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from monitor.model.alerts import Message
from monitor.model.deliveries import Delivered, DeliveryState
from monitor.store import bundles, events, outbox, views
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_change
from tests.store.stock import make_delivery

DIGEST = "digest:daily"


def add(tx: Transaction, *drafts: dict[str, Any], now: datetime = NOON) -> None:
    count = len(views.deliveries(tx, 999))
    outbox.add(
        tx,
        [make_delivery(**{"key": f"a/{count + n}"} | each) for n, each in enumerate(drafts, 1)],
        now,
    )


def shown(tx: Transaction) -> list[tuple[int, DeliveryState, datetime | None]]:
    return [(each.id, each.state, each.due_at) for each in reversed(views.deliveries(tx, 999))]


def test_bundles_are_due_by_channel(store: Store) -> None:
    with store.begin() as tx:
        add(
            tx,
            {"bundle": DIGEST, "due_at": at(1)},
            {"bundle": DIGEST, "due_at": at(1), "channel": "mail"},
            {"bundle": DIGEST, "due_at": at(2), "channel": "mail"},
            {"bundle": "overflow"},
            {},
            {"bundle": "overflow", "suppressed": "the event is muted"},
        )
        assert bundles.due(tx, NOON) == [("desk", "overflow")]
        assert bundles.due(tx, at(1)) == [
            ("desk", DIGEST),
            ("desk", "overflow"),
            ("mail", DIGEST),
        ]


def test_what_waits_in_a_bundle_is_in_the_order_in_which_it_was_made(store: Store) -> None:
    with store.begin() as tx:
        add(
            tx,
            {"bundle": DIGEST, "due_at": at(2)},
            {"bundle": DIGEST, "due_at": at(1)},
            {"bundle": DIGEST, "due_at": at(1), "channel": "mail"},
        )
        assert [each.id for each in bundles.waiting(tx, "desk", DIGEST)] == [1, 2]
        assert [each.id for each in bundles.waiting_due(tx, "desk", DIGEST, at(1))] == [2]


def test_a_fold_ends_what_it_tells(store: Store) -> None:
    with store.begin() as tx:
        add(tx, {"bundle": DIGEST}, {"bundle": DIGEST}, {})
        into = bundles.fold(tx, [1, 2], make_delivery(key="bundle/desk/1"), at(1))
        assert into == 4
        assert shown(tx) == [
            (1, DeliveryState.FOLDED, None),
            (2, DeliveryState.FOLDED, None),
            (3, DeliveryState.PENDING, NOON),
            (4, DeliveryState.PENDING, at(1)),
        ]
        assert [each.id for each in bundles.parts(tx, [4])] == [1, 2]


def test_the_parts_of_a_message_that_is_replaced_pass_to_the_one_in_its_place(store: Store) -> None:
    with store.begin() as tx:
        add(tx, {}, {})
        first = bundles.fold(tx, [1, 2], make_delivery(key="bundle/desk/1"), NOON)
        add(tx, {"key": "b"})
        second = bundles.fold(tx, [first, 4], make_delivery(key="bundle/desk/2"), NOON, [first])
        assert [each.id for each in bundles.parts(tx, [second])] == [1, 2, first, 4]
        assert bundles.parts(tx, [first]) == []


def test_a_message_may_tell_nothing_that_waited(store: Store) -> None:
    with store.begin() as tx:
        assert bundles.fold(tx, [], make_delivery(key="bundle/desk/1"), NOON) == 1
        assert bundles.parts(tx, []) == []


def test_what_is_released_goes_by_itself(store: Store) -> None:
    with store.begin() as tx:
        add(tx, {"bundle": "overflow", "due_at": at(5)})
        assert outbox.claim(tx, at(9), 60.0) is None
        assert bundles.release(tx, [1], NOON) == 1
        claimed = outbox.claim(tx, NOON, 60.0)
    assert claimed is not None
    assert claimed.id == 1


def test_what_is_put_off_is_due_later(store: Store) -> None:
    with store.begin() as tx:
        add(tx, {"bundle": "overflow"})
        bundles.put_off(tx, [1], at(1))
        assert bundles.due(tx, NOON) == []
        assert bundles.due(tx, at(1)) == [("desk", "overflow")]


def test_on_the_way_is_what_is_due_or_tried_again(store: Store) -> None:
    with store.begin() as tx:
        add(tx, {}, {"due_at": at(9)}, {"bundle": DIGEST}, {"channel": "mail"}, {"suppressed": "x"})
        assert [each.id for each in bundles.on_the_way(tx, "desk", NOON)] == [1]


def test_the_last_messages_of_a_channel_and_those_under_way_are_sent(store: Store) -> None:
    with store.begin() as tx:
        add(tx, {}, {}, {}, {}, {"channel": "mail"})
        for hour in (1, 2, 3):
            claimed = outbox.claim(tx, at(hour), 60.0, {"mail"})
            assert claimed is not None
            outbox.finish(tx, claimed, Delivered(), at(hour), None)
        outbox.claim(tx, at(4), 60.0, {"mail"})
        assert bundles.sent(tx, "desk", 2, at(4)) == [at(3), at(2), at(4)]


@pytest.mark.parametrize(
    ("changes", "hastened"),
    [
        pytest.param({}, True, id="what waits for the morning is sent"),
        pytest.param({"bundle": "overflow"}, True, id="what waits for room joins the queue"),
        pytest.param({"bundle": DIGEST}, False, id="what waits for a digest waits on"),
        pytest.param({"channel": "mail"}, False, id="another channel waits on"),
        pytest.param({"change_id": 2}, False, id="another event waits on"),
        pytest.param({"suppressed": "muted"}, False, id="what is suppressed stays so"),
    ],
)
def test_later_news_of_an_event_takes_what_waits_along(
    store: Store, changes: dict[str, Any], hastened: bool
) -> None:
    with store.begin() as tx:
        events.add_change(tx, make_change(), None, NOON)
        events.add_change(tx, make_change(event="tolls"), None, NOON)
        add(
            tx, {"change_id": 1, "due_at": at(9), "message": Message(title="t", body="b")} | changes
        )
        assert bundles.hasten(tx, "summit", ["desk"], NOON) == int(hastened)
