from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from monitor.model.deliveries import AttemptOutcome, DeliveryState, Refused
from monitor.store import outbox, recovery, views
from monitor.store.backup import copy_database
from monitor.store.engine import Store, Transaction
from tests.builders import NOON, at
from tests.store.stock import make_delivery

LONGEST_WAIT = timedelta(hours=7)


def due(tx: Transaction, delivery_id: int = 1) -> datetime | None:
    found = views.delivery(tx, delivery_id)
    assert found is not None
    return found.delivery.due_at


# A crash.


def test_what_was_being_sent_at_a_crash_is_due_at_the_start_as_a_possible_repeat(
    store: Store,
) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery(key=key) for key in "ab"], NOON)
        outbox.claim(tx, NOON, 60)
        assert recovery.end_leases(tx, NOON) == 1
        again = outbox.claim(tx, NOON, 60)
        assert again is not None
        assert (again.key, again.attempts, again.may_repeat) == ("a", 2, True)
        found = views.delivery(tx, 1)
    assert found is not None
    assert [(each.outcome, each.detail) for each in found.attempts] == [
        (AttemptOutcome.UNCLEAR, recovery.BROKE_OFF),
        (AttemptOutcome.SENDING, ""),
    ]


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(at(-24 * 365), id="whose clock went back"),
        pytest.param(at(24 * 365), id="whose clock went ahead"),
    ],
)
def test_a_lease_of_another_time_is_ended_by_a_start(store: Store, now: datetime) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], NOON)
        outbox.claim(tx, NOON, 60)
        recovery.end_leases(tx, now)
        assert outbox.claim(tx, now, 60) is not None


def test_after_a_clean_end_nothing_is_a_repeat(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], NOON)
        assert recovery.end_leases(tx, NOON) == 0
        delivery = outbox.claim(tx, NOON, 60)
    assert delivery is not None
    assert not delivery.may_repeat


# A clock that was ahead.


def test_what_was_to_go_at_once_goes_at_once_whatever_the_clock_said(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], at(9999))
        assert recovery.mend_times(tx, NOON, LONGEST_WAIT) == 1
        assert due(tx) == NOON


def test_what_was_to_wait_goes_on_waiting(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery(due_at=at(20))], NOON)
        assert recovery.mend_times(tx, at(1), LONGEST_WAIT) == 0
        assert due(tx) == at(20)


@pytest.mark.parametrize(
    ("retry_at", "waits_until"),
    [
        pytest.param(at(6), at(6), id="a wait that there is stays"),
        pytest.param(at(9999), NOON, id="one longer than any ends"),
    ],
)
def test_the_next_try_is_not_years_away(
    store: Store, retry_at: datetime, waits_until: datetime
) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], NOON)
        delivery = outbox.claim(tx, NOON, 60)
        assert delivery is not None
        outbox.finish(tx, delivery, Refused("HTTP 503"), NOON, retry_at)
        recovery.mend_times(tx, NOON, LONGEST_WAIT)
        assert due(tx) == waits_until


# An old backup.


@pytest.fixture
def restored(tmp_path: Path) -> Store:
    """Yesterday's backup in the place of the database; three deliveries waited then."""
    path, copy = tmp_path / "old" / "monitor.db", tmp_path / "backup.db"
    with Store.open(path) as store:
        with store.begin() as tx:
            drafts = [make_delivery(key="sending"), make_delivery(key="waits")]
            outbox.add(tx, [*drafts, make_delivery(key="digest", bundle="digest:daily")], NOON)
            outbox.claim(tx, NOON, 60)
        copy_database(path, copy)
    return Store.open(Path(shutil.copy(copy, tmp_path / "monitor.db")))


def test_what_waited_when_a_backup_was_made_is_not_sent_again(restored: Store) -> None:
    with restored, restored.begin() as tx:
        assert recovery.accept_restored(tx, at(24)) == 3
        recovery.end_leases(tx, at(24))
        assert outbox.claim(tx, at(24), 60) is None
        assert outbox.counts(tx)[DeliveryState.SUPPRESSED] == 3
        assert {each.detail for each in views.deliveries(tx, 9)} == {recovery.RESTORED}


def test_a_backup_is_taken_into_use_once(restored: Store) -> None:
    with restored, restored.begin() as tx:
        recovery.accept_restored(tx, at(24))
        outbox.add(tx, [make_delivery(key="new")], at(25))
        assert recovery.accept_restored(tx, at(26)) is None
        delivery = outbox.claim(tx, at(26), 60)
    assert delivery is not None
    assert delivery.key == "new"


def test_a_database_that_was_always_in_use_is_no_backup(store: Store) -> None:
    with store.begin() as tx:
        outbox.add(tx, [make_delivery()], NOON)
        assert recovery.accept_restored(tx, at(24)) is None
        assert outbox.claim(tx, at(24), 60) is not None
