from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.alerts import Message, Severity
from monitor.model.deliveries import (
    AttemptOutcome,
    Delivered,
    Delivery,
    DeliveryState,
    PushResult,
    Refused,
    Unclear,
)
from monitor.model.views import DeliveryView
from monitor.store import events, outbox, suppression, views
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at, make_change
from tests.store.stock import make_delivery

LEASE_SECONDS = 60.0
STILL_LEASED = at(59 / 3600)
RAN_OUT = at(60 / 3600)


def claim(tx: Transaction, now: datetime = NOON) -> Delivery:
    delivery = outbox.claim(tx, now, LEASE_SECONDS)
    assert delivery is not None
    return delivery


def state(tx: Transaction, delivery_id: int = 1) -> DeliveryView:
    detail = views.delivery(tx, delivery_id)
    assert detail is not None
    return detail.delivery


def attempts(tx: Transaction) -> list[tuple[int, AttemptOutcome, str]]:
    detail = views.delivery(tx, 1)
    assert detail is not None
    return [(each.number, each.outcome, each.detail) for each in detail.attempts]


def add_change(tx: Transaction, event: str = "summit") -> int:
    return events.add_change(tx, make_change(event=event), None, NOON)


# In.


def test_a_message_goes_in_once(store: Store) -> None:
    again = make_delivery(message=Message(title="Another text", body=""))
    with store.begin() as tx:
        assert outbox.add(tx, [make_delivery()], NOON) == 1
        assert outbox.add(tx, [again, make_delivery(key="summit/1/1/mail")], at(1)) == 1
        assert outbox.counts(tx)[DeliveryState.PENDING] == 2
        assert claim(tx).message.title == "POSTPONED: summit"


def test_nothing_added_is_fine(store: Store) -> None:
    with store.begin() as tx:
        assert outbox.add(tx, [], NOON) == 0
        assert outbox.claim(tx, NOON, LEASE_SECONDS) is None
        assert set(outbox.counts(tx).values()) == {0}


def test_a_message_is_leased_as_it_was_written(store: Store) -> None:
    message = Message(title="HELD: summit", body="Два абзаца.\n\nsecond", severity=Severity.WARNING)
    with store.begin() as tx:
        outbox.add(tx, [make_delivery(message=message, change_id=add_change(tx))], NOON)
        delivery = claim(tx, at(1))
    assert (delivery.message, delivery.channel, delivery.key) == (
        message,
        "desk",
        "summit/1/1/desk",
    )
    assert (delivery.attempts, delivery.created_at, delivery.may_repeat) == (1, NOON, False)


def test_the_oldest_alert_is_told_first(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery(key="first"), make_delivery(key="second")], NOON)
        outbox.finish(tx, claim(tx), Refused("busy"), NOON, at(1))
        assert claim(tx, at(2)).key == "first"
        assert claim(tx, at(2)).key == "second"


def test_channels_that_rest_are_left_alone(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery(), make_delivery(key="m", channel="mail")], NOON)
        delivery = outbox.claim(tx, NOON, LEASE_SECONDS, exclude_channels={"desk", "pager"})
        assert delivery is not None
        assert delivery.channel == "mail"
        assert outbox.claim(tx, NOON, LEASE_SECONDS, exclude_channels={"desk", "mail"}) is None


def test_what_is_told_in_a_bundle_is_not_due_by_itself(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery(bundle="digest:daily")], NOON)
        assert outbox.claim(tx, at(99), LEASE_SECONDS) is None


@pytest.mark.parametrize(
    ("event", "channel", "failures", "claimed"),
    [
        pytest.param("summit", "desk", 1, False, id="the next of an event waits for the first"),
        pytest.param("summit", "desk", 3, True, id="but not for one that nobody takes"),
        pytest.param("treaty", "desk", 1, True, id="another event's does not wait"),
        pytest.param("summit", "mail", 1, True, id="nor does the same on another channel"),
    ],
)
def test_the_alerts_of_an_event_keep_their_order(
    store: Store, event: str, channel: str, failures: int, claimed: bool
) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery(key="1", change_id=add_change(tx))], NOON)
        for number in range(failures):
            last = number + 1 == failures
            outbox.finish(tx, claim(tx), Refused("503"), NOON, at(1) if last else NOON)
        second = make_delivery(key="2", channel=channel, change_id=add_change(tx, event))
        outbox.add(tx, [second], NOON)
        assert (outbox.claim(tx, NOON, LEASE_SECONDS) is not None) is claimed
        assert claim(tx, at(2)).key == "1", "when it is due the first goes first"


def test_an_alert_that_waits_for_the_morning_keeps_no_urgent_one(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery(key="1", change_id=add_change(tx), due_at=at(8))], NOON)
        outbox.add(tx, [make_delivery(key="2", change_id=add_change(tx))], NOON)
        assert claim(tx).key == "2"


# Leases.


def test_a_leased_delivery_is_nobody_elses_until_the_lease_runs_out(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], NOON)
        claim(tx)
        assert outbox.claim(tx, STILL_LEASED, LEASE_SECONDS) is None
        assert state(tx).state is DeliveryState.SENDING
        again = claim(tx, RAN_OUT)
        assert (again.attempts, again.may_repeat) == (2, True), "it may have been sent"
        assert attempts(tx) == [
            (1, AttemptOutcome.UNCLEAR, outbox.LEASE_RAN_OUT),
            (2, AttemptOutcome.SENDING, ""),
        ]


def test_who_lost_the_lease_cannot_end_the_delivery(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], NOON)
        slow = claim(tx)
        quick = claim(tx, RAN_OUT)
        assert not outbox.finish(tx, slow, Refused("no", permanent=True), at(1), None)
        assert state(tx).state is DeliveryState.SENDING
        assert outbox.finish(tx, quick, Delivered(), at(1), None)
        assert state(tx).state is DeliveryState.SENT
        assert outbox.claim(tx, at(99), LEASE_SECONDS) is None


def test_a_late_end_counts_while_nobody_else_has_the_lease(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], NOON)
        slow = claim(tx)
        assert outbox.finish(tx, slow, Delivered(), at(5), None)
        assert outbox.claim(tx, at(6), LEASE_SECONDS) is None


# Ends.


@pytest.mark.parametrize(
    ("result", "retry_at", "ends", "due_at", "may_repeat"),
    [
        pytest.param(
            Delivered(), None, DeliveryState.SENT, None, False, id="what was taken is sent"
        ),
        pytest.param(
            Delivered(), at(1), DeliveryState.SENT, None, False, id="and never tried again"
        ),
        pytest.param(
            Refused("503"),
            at(1),
            DeliveryState.PENDING,
            at(1),
            False,
            id="what was refused waits for the next try",
        ),
        pytest.param(
            Refused("404", permanent=True),
            None,
            DeliveryState.DEAD,
            None,
            False,
            id="what is refused for good is dead",
        ),
        pytest.param(
            Unclear("time-out"),
            at(1),
            DeliveryState.PENDING,
            at(1),
            True,
            id="what may have been taken may be a repeat next time",
        ),
        pytest.param(
            Unclear("time-out"),
            None,
            DeliveryState.AMBIGUOUS,
            None,
            True,
            id="and stays unclear when nobody tries again",
        ),
    ],
)
def test_how_a_try_ends(
    store: Store,
    result: PushResult,
    retry_at: datetime | None,
    ends: DeliveryState,
    due_at: datetime | None,
    may_repeat: bool,
) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], NOON)
        assert outbox.finish(tx, claim(tx), result, STILL_LEASED, retry_at)
        view = state(tx)
    assert (view.state, view.due_at, view.may_repeat) == (ends, due_at, may_repeat)
    assert view.ended_at == (None if due_at else STILL_LEASED)
    assert view.detail == getattr(result, "detail", "")


def test_a_doubt_is_not_forgotten_after_a_plain_refusal(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], NOON)
        outbox.finish(tx, claim(tx), Unclear("time-out"), NOON, NOON)
        outbox.finish(tx, claim(tx), Refused("503"), NOON, NOON)
        assert claim(tx).may_repeat


def test_every_try_is_written_down(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], NOON)
        outbox.finish(tx, claim(tx), Refused("503"), NOON, at(1))
        outbox.finish(tx, claim(tx, at(1)), Unclear("time-out"), at(1), at(2))
        outbox.finish(tx, claim(tx, at(2)), Delivered(), at(2), None)
        assert attempts(tx) == [
            (1, AttemptOutcome.REFUSED, "503"),
            (2, AttemptOutcome.UNCLEAR, "time-out"),
            (3, AttemptOutcome.DELIVERED, ""),
        ]


Step = Callable[[Transaction, dict[int, Delivery], datetime], object]


def take(tx: Transaction, held: dict[int, Delivery], now: datetime) -> None:
    delivery = outbox.claim(tx, now, LEASE_SECONDS)
    if delivery is not None:
        held[len(held)] = delivery


def deliver(tx: Transaction, held: dict[int, Delivery], now: datetime) -> None:
    for delivery in held.values():
        outbox.finish(tx, delivery, Delivered(), now, None)


def refuse(tx: Transaction, held: dict[int, Delivery], now: datetime) -> None:
    for delivery in held.values():
        outbox.finish(tx, delivery, Refused("503"), now, now)


@given(steps=st.lists(st.tuples(st.sampled_from([take, deliver, refuse]), st.integers(0, 90))))
def test_in_any_order_of_tries_and_ends_nothing_is_lost(steps: list[tuple[Step, int]]) -> None:
    held: dict[int, Delivery] = {}
    with Store.in_memory() as store, store.begin() as tx:
        outbox.add(tx, [make_delivery(key=key) for key in "abc"], NOON)
        now = NOON
        for step, seconds in steps:
            now = at((now - NOON).total_seconds() / 3600 + seconds / 3600)
            step(tx, held, now)
        details = [views.delivery(tx, number) for number in (1, 2, 3)]
    for detail in details:
        assert detail is not None
        view = detail.delivery
        ended = view.state is DeliveryState.SENT
        assert (view.due_at is None) is ended, "what has not ended is due some time"
        assert [each.number for each in detail.attempts] == [*range(1, view.attempts + 1)]
    assert len({delivery.token for delivery in held.values()}) == len(held)


# What is held back.


def test_a_suppressed_message_is_kept_with_the_reason(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery(suppressed="older than alert_max_age")], NOON)
        assert outbox.claim(tx, at(99), LEASE_SECONDS) is None
        view = state(tx)
    assert (view.state, view.detail) == (DeliveryState.SUPPRESSED, "older than alert_max_age")


@pytest.mark.parametrize(
    ("suppressed", "sent"),
    [
        pytest.param([("summit", "first pass")], 2, id="a lone change goes to all its channels"),
        pytest.param(
            [("summit", "first pass"), ("summit", "first pass")], 0, id="of several none goes"
        ),
        pytest.param(
            [("summit", "first pass"), ("treaty", "first pass")],
            0,
            id="nor of several events of the topic",
        ),
        pytest.param(
            [("summit", "first pass"), ("election", "first pass")],
            2,
            id="another topic's events do not count",
        ),
        pytest.param(
            [("summit", "first pass"), ("summit", "too old")],
            2,
            id="what is suppressed for another reason does not count",
        ),
        pytest.param([("summit", "too old")], 0, id="and is not let go"),
        pytest.param([], 0, id="nothing suppressed, nothing to let go"),
    ],
)
def test_a_lone_change_is_let_go(
    store: Store, suppressed: list[tuple[str, str]], sent: int
) -> None:
    with store.begin() as tx:
        for event, reason in suppressed:
            change_id = add_change(tx, event)
            drafts = [
                make_delivery(
                    key=f"{change_id}/{channel}",
                    channel=channel,
                    change_id=change_id,
                    suppressed=reason,
                )
                for channel in ("desk", "mail")
            ]
            outbox.add(tx, drafts, NOON)
        assert suppression.release_lone_change(tx, ["summit", "treaty"], "first pass") == sent
        assert outbox.counts(tx)[DeliveryState.PENDING] == sent
        if sent:
            assert state(tx, claim(tx).id).detail == ""
