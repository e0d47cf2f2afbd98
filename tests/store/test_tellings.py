from __future__ import annotations

from typing import Any

import pytest

from monitor.model.alerts import AlertKind, Message
from monitor.model.claims import Status
from monitor.model.deliveries import Delivered, DeliveryState, Refused
from monitor.store import events, outbox, tellings, timelines, views
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_change
from tests.messages import make_alert
from tests.store.stock import add_article, make_delivery


def told(alert_kind: AlertKind = AlertKind.STATUS, **changes: Any) -> Message:
    return Message(title="title", body="", alert=make_alert(kind=alert_kind, **changes))


def put(tx: Transaction, key: str, message: Message, **changes: Any) -> None:
    outbox.add(tx, [make_delivery(key=key, message=message, change_id=1, **changes)], NOON)


@pytest.fixture
def tx(store: Store) -> Any:
    with store.begin() as opened:
        events.add_change(opened, make_change(), None, NOON)
        yield opened


def test_the_newest_word_comes_first(tx: Transaction) -> None:
    put(tx, "one", told(status=Status.CONFIRMED))
    put(tx, "two", told(status=Status.HELD))
    found = tellings.of_event(tx, "summit")
    assert [each.alert.status for each in found] == [Status.HELD, Status.CONFIRMED]
    assert tellings.of_event(tx, "treaty") == []


@pytest.mark.parametrize(
    ("key", "message", "changes"),
    [
        pytest.param("one", told(), {"suppressed": "too old"}, id="what was suppressed"),
        pytest.param("one", told(AlertKind.OVERDUE), {}, id="a reminder of a day that passed"),
        pytest.param("resend/1/x", told(), {}, id="what an operator has sent again"),
        pytest.param("one", Message(title="notice", body=""), {}, id="what is no alert"),
    ],
)
def test_left_out_is(tx: Transaction, key: str, message: Message, changes: dict[str, Any]) -> None:
    put(tx, key, message, **changes)
    assert tellings.of_event(tx, "summit") == []


@pytest.mark.parametrize(
    ("result", "arrived"),
    [
        pytest.param(None, False, id="what waits has not arrived"),
        pytest.param(Delivered(), True, id="what was taken has"),
        pytest.param(Refused("503"), False, id="what is tried again has not"),
    ],
)
def test_whether_it_arrived(tx: Transaction, result: Any, arrived: bool) -> None:
    put(tx, "one", told())
    if result is not None:
        delivery = outbox.claim(tx, NOON, 60.0)
        assert delivery is not None
        outbox.finish(tx, delivery, result, NOON, at(1))
    (found,) = tellings.of_event(tx, "summit")
    assert found.arrived is arrived


def test_what_may_have_arrived_is_taken_for_arrived(tx: Transaction) -> None:
    put(tx, "one", told(), may_repeat=True)
    (found,) = tellings.of_event(tx, "summit")
    assert found.arrived


def test_what_could_not_be_delivered_told_nobody(tx: Transaction) -> None:
    put(tx, "one", told())
    delivery = outbox.claim(tx, NOON, 60.0)
    assert delivery is not None
    outbox.finish(tx, delivery, Refused("550", permanent=True), NOON, None)
    assert tellings.of_event(tx, "summit") == []


def test_what_waits_of_a_fallen_change_is_withdrawn_and_the_change_marked(tx: Transaction) -> None:
    put(tx, "one", told())
    put(tx, "two", told(), bundle="digest:daily")
    assert tellings.fall(tx, 1, at(1)) == 2
    found = views.deliveries(tx, 9)
    assert {(each.state, each.detail, each.due_at) for each in found} == {
        (DeliveryState.SUPPRESSED, tellings.FALLEN, None)
    }
    (change,) = timelines.event_timeline(tx, "summit").changes
    assert change.corrected_at == at(1)


def test_deliveries_are_counted_by_what_their_keys_begin_with(tx: Transaction) -> None:
    for key in ("overdue/a/1/desk", "overdue/a/1/mail", "overdue/a/10/desk", "overdue/a/1"):
        put(tx, key, told())
    assert tellings.count(tx, "overdue/a/1") == 2


def test_a_change_is_known_again_by_its_article_and_status(tx: Transaction) -> None:
    article_id = add_article(tx)
    change = make_change(status=Status.HELD)
    change_id = events.add_change(tx, change, article_id, NOON)
    assert tellings.known_change(tx, change, article_id) == change_id
    assert tellings.known_change(tx, make_change(), article_id) is None
