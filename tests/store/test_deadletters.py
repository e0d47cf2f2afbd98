from __future__ import annotations

import pytest

from monitor.errors import MonitorError
from monitor.model.alerts import Message
from monitor.model.deliveries import Delivered, DeliveryState, PushResult, Refused, Unclear
from monitor.store import acks, deadletters, outbox, views
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at
from tests.messages import make_alert
from tests.store.stock import make_delivery


def end(tx: Transaction, result: PushResult, key: str = "summit/1/1/desk") -> int:
    """The id of a delivery that ended so."""
    outbox.add(tx, [make_delivery(key=key)], NOON)
    delivery = outbox.claim(tx, NOON, 60)
    assert delivery is not None
    outbox.finish(tx, delivery, result, NOON, None)
    return delivery.id


DEAD = Refused("HTTP 400", permanent=True)
TOO_LARGE = Refused("HTTP 413", permanent=True)


def test_what_did_not_arrive_for_certain_is_listed_until_somebody_has_dealt_with_it(
    store: Store,
) -> None:
    with store.begin() as tx:
        sent = end(tx, Delivered(), "a")
        dead, ambiguous, acked = (
            end(tx, each, str(each)) for each in (DEAD, Unclear("?"), TOO_LARGE)
        )
        acks.ack(tx, acked, NOON)
        assert [each.id for each in deadletters.dead(tx, 10)] == [ambiguous, dead]
        assert [each.id for each in deadletters.dead(tx, 1)] == [ambiguous]
        deadletters.resend(tx, dead, at(1))
        assert [each.id for each in deadletters.dead(tx, 10)] == [ambiguous]
        assert sent not in {each.id for each in deadletters.dead(tx, 10)}


@pytest.mark.parametrize(
    ("result", "may_repeat"),
    [
        pytest.param(DEAD, False, id="what was refused comes for the first time"),
        pytest.param(Unclear("time-out"), True, id="what may have arrived may be a repeat"),
        pytest.param(Delivered(), True, id="what arrived is one"),
    ],
)
def test_a_delivery_is_sent_again_as_a_new_one_that_says_so(
    store: Store, result: PushResult, may_repeat: bool
) -> None:
    with store.begin() as tx:
        first = end(tx, result)
        again = deadletters.resend(tx, first, at(1))
        delivery = outbox.claim(tx, at(1), 60)
    assert delivery is not None
    assert (delivery.id, delivery.attempts, delivery.may_repeat) == (again, 1, may_repeat)
    assert delivery.message.title == "POSTPONED: summit"
    assert delivery.message.body.startswith(deadletters.RESENT_NOTE)


def test_the_facts_of_an_alert_go_with_it(store: Store) -> None:
    message = Message(title="CONFIRMED: summit", body="", alert=make_alert())
    with store.begin() as tx:
        draft = make_delivery(message=message, suppressed="muted")
        outbox.add(tx, [draft], NOON)
        found = views.delivery(tx, deadletters.resend(tx, 1, at(1)))
    assert found is not None
    assert found.message.alert is not None
    assert found.message.alert.note == deadletters.RESENT_NOTE
    assert found.message.alert.quote == make_alert().quote


def test_the_same_word_of_the_operator_counts_once(store: Store) -> None:
    with store.begin() as tx:
        first = end(tx, DEAD)
        assert deadletters.resend(tx, first, at(1)) == deadletters.resend(tx, first, at(1))
        assert deadletters.resend(tx, first, at(2)) == first + 2


@pytest.mark.parametrize(
    ("delivery_id", "words"),
    [
        pytest.param(7, "there is no delivery 7", id="an id that there is not"),
        pytest.param(1, "delivery 1 still waits", id="one that is sent by itself"),
    ],
)
def test_what_cannot_be_sent_again(store: Store, delivery_id: int, words: str) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], NOON)
        with pytest.raises(MonitorError, match=words):
            deadletters.resend(tx, delivery_id, at(1))
        assert outbox.counts(tx)[DeliveryState.PENDING] == 1
