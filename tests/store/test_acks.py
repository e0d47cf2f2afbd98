from __future__ import annotations

import pytest

from monitor.model.deliveries import Delivered, DeliveryState, Refused
from monitor.store import acks, events, outbox, views
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_change
from tests.store.stock import make_delivery


@pytest.fixture
def change_id(store: Store) -> int:
    """A change that three channels are told of, and another one's delivery."""
    with store.begin() as tx:
        change_id = events.add_change(tx, make_change(), None, NOON)
        other = events.add_change(tx, make_change(event="treaty"), None, NOON)
        drafts = [
            make_delivery(key=name, channel=name, change_id=change_id)
            for name in ("desk", "mail", "pager")
        ]
        outbox.add(tx, [*drafts, make_delivery(key="other", change_id=other)], NOON)
    return change_id


def states(tx: Transaction) -> dict[str, DeliveryState]:
    return {each.key: each.state for each in views.deliveries(tx, 10)}


def test_who_has_read_it_on_one_channel_is_told_on_no_other(store: Store, change_id: int) -> None:
    with store.begin() as tx:
        desk = outbox.claim(tx, NOON, 60)
        assert desk is not None
        outbox.finish(tx, desk, Delivered(), NOON, None)
        assert not acks.is_acked(tx, change_id)
        assert acks.ack(tx, desk.id, at(1)) == 3
        assert acks.is_acked(tx, change_id)
        assert states(tx) == {
            "desk": DeliveryState.SENT,
            "mail": DeliveryState.SUPPRESSED,
            "pager": DeliveryState.SUPPRESSED,
            "other": DeliveryState.PENDING,
        }


def test_what_is_on_its_way_arrives_but_is_not_tried_again(store: Store, change_id: int) -> None:
    with store.begin() as tx:
        desk, mail = (outbox.claim(tx, NOON, 60, busy) for busy in ((), ("desk",)))
        assert desk is not None
        assert mail is not None
        acks.ack(tx, mail.id, NOON)
        outbox.finish(tx, desk, Delivered(), NOON, None)
        outbox.finish(tx, mail, Refused("HTTP 503"), NOON, at(1))
        assert acks.is_acked(tx, change_id)
        assert states(tx)["desk"] is DeliveryState.SENT
        assert states(tx)["mail"] is DeliveryState.SUPPRESSED
        detail = views.delivery(tx, mail.id)
    assert detail is not None
    assert detail.delivery.detail == acks.ACKNOWLEDGED


def test_a_notice_is_acknowledged_by_itself(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery(key=key) for key in ("disk/1", "disk/2")], NOON)
        assert acks.ack(tx, 1, NOON) == 1
        assert states(tx) == {"disk/1": DeliveryState.SUPPRESSED, "disk/2": DeliveryState.PENDING}


def test_an_id_that_there_is_not_concerns_nothing(store: Store) -> None:
    with store.begin() as tx:
        assert acks.ack(tx, 7, NOON) == 0
