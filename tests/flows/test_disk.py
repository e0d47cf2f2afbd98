"""A disk that takes nothing more: what cannot be noted down is not sent, and nothing is lost."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from monitor.config.schema.alerts import Route
from monitor.config.schema.config import Config
from monitor.config.schema.settings import Settings
from monitor.errors import StoreError
from monitor.jobs import deliver
from monitor.jobs.deliver import deliver_due
from monitor.jobs.services import Services
from monitor.model.alerts import Message
from monitor.model.deliveries import (
    Address,
    DeliveryDraft,
    DeliveryState,
    Notification,
    PushResult,
    ServiceAddress,
)
from monitor.store import outbox, recovery
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.fakes import FakeFetcher, FakePusher, InlineSandbox
from tests.outbox import counted

ADD_ATTEMPT = (
    "INSERT INTO attempt (delivery_id, number, started_at, outcome, detail)"
    " SELECT 1, 1000 + count(*), '2031-05-14', 'released', hex(zeroblob(?)) FROM attempt"
)
ROOM_FOR_NOTHING = 1
"""A limit of pages; SQLite takes what is there already where that is more."""


def make_services(store: Store, root: Path, pusher: FakePusher) -> Services:
    return Services(
        config=Config(
            root=root, settings=Settings(), feeds=(), topics=(), routes=(Route(to=("desk",)),)
        ),
        store=store,
        fetcher=FakeFetcher(),
        sandbox=InlineSandbox(),
        pusher=pusher,
        now=lambda: NOON,
        jitter=lambda: 0.5,
        addresses={name: ServiceAddress(url=f"json://{name}") for name in ("desk", "mail")},
        feed_headers={},
    )


def put(store: Store, *numbers: int, channel: str = "desk", due_at: datetime | None = None) -> None:
    message = Message(title="POSTPONED: summit", body="It was put off.")
    drafts = [
        DeliveryDraft(key=str(each), channel=channel, message=message, due_at=due_at)
        for each in numbers
    ]
    with store.begin() as tx:
        outbox.add(tx, drafts, NOON)


def set_limit(store: Store, pages: int) -> None:
    with store.begin() as tx:
        tx.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def fill(store: Store) -> None:
    """A full disk: the database cannot grow, and what was free in it is used up."""
    set_limit(store, ROOM_FOR_NOTHING)
    for size in (1000, 100, 10, 0):
        with pytest.raises(StoreError, match="disk is full"):
            write_until_it_fails(store, size)


def write_until_it_fails(store: Store, size: int) -> None:
    while True:
        with store.begin() as tx:
            tx.connection().exec_driver_sql(ADD_ATTEMPT, (size,))


def make_room(store: Store) -> None:
    set_limit(store, 1_000_000)


def set_read_only(store: Store, value: str) -> None:
    assert store._writer is not None
    with closing(store._writer.raw_connection()) as connection:
        connection.cursor().execute(f"PRAGMA query_only = {value}")


@contextmanager
def files_may_grow_by(folder: Path, more_bytes: int) -> Iterator[None]:
    """Every write fails that would make a file larger than the largest one and so much more."""
    largest = max(each.stat().st_size for each in folder.iterdir())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + more_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_on_a_full_disk_nothing_is_sent_and_all_of_it_when_there_is_room(
    store: Store, tmp_path: Path
) -> None:
    pusher = FakePusher()
    services = make_services(store, tmp_path, pusher)
    put(store, 1, 2)
    fill(store)
    for _ in range(3):
        with pytest.raises(StoreError, match="disk is full"):
            await deliver_due(services)
    assert pusher.sent == []
    assert counted(store) == {DeliveryState.PENDING: 2}
    make_room(store)
    assert await deliver_due(services) == {DeliveryState.SENT: 2}
    assert len(pusher.sent) == 2


class FillingPusher(FakePusher):
    """The disk is full when the first message is about to go out, and has room again later."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    async def push(self, address: Address, notification: Notification) -> PushResult:
        if not self.sent:
            fill(self._store)
            asyncio.get_running_loop().call_later(0.2, make_room, self._store)
        return await super().push(address, notification)


async def test_what_was_sent_when_the_disk_became_full_is_noted_down_later_and_not_sent_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "WRITE_AGAIN_SECONDS", 0.05)
    pusher = FillingPusher(store)
    put(store, 1)
    assert await deliver_due(make_services(store, tmp_path, pusher)) == {DeliveryState.SENT: 1}
    assert len(pusher.sent) == 1
    assert counted(store) == {DeliveryState.SENT: 1}


async def test_when_nothing_more_can_be_claimed_what_is_out_is_noted_down_first(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "WRITE_AGAIN_SECONDS", 0.05)
    monkeypatch.setattr(deliver, "NEXT_LOOK_SECONDS", 0.05)
    pusher = FillingPusher(store)
    put(store, 1)
    put(store, 2, channel="mail", due_at=at(1))
    services = replace(
        make_services(store, tmp_path, pusher), now=lambda: at(1) if pusher.sent else NOON
    )
    with pytest.raises(StoreError, match="disk is full"):
        await deliver_due(services)
    assert len(pusher.sent) == 1
    assert counted(store) == {DeliveryState.SENT: 1, DeliveryState.PENDING: 1}


async def test_who_is_stopped_on_a_full_disk_ends_and_says_later_that_it_may_be_a_repeat(
    store: Store, tmp_path: Path
) -> None:
    pusher = FillingPusher(store)
    services = make_services(store, tmp_path, pusher)
    put(store, 1)
    with pytest.raises(StoreError, match="disk is full"):
        await deliver_due(services, lambda: not pusher.sent)
    make_room(store)
    with store.begin() as tx:
        assert recovery.end_leases(tx, NOON) == 1
    assert await deliver_due(services) == {DeliveryState.SENT: 1}
    assert ["repeat" in notification.body for _, notification in pusher.sent] == [False, True]


@pytest.mark.parametrize("more_bytes", [0, 1_000, 4_120, 8_240, 12_360, 16_480])
async def test_wherever_a_write_fails_a_message_goes_out_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more_bytes: int
) -> None:
    """The log of the database gets 4,120 bytes longer with each page that is written."""
    monkeypatch.setattr(deliver, "WRITE_AGAIN_SECONDS", 0.01)
    pusher = FakePusher()
    services = make_services(store, tmp_path, pusher)
    put(store, 1)
    with files_may_grow_by(tmp_path / "state", more_bytes):
        trying = asyncio.create_task(deliver_due(services))
        await asyncio.wait({trying}, timeout=0.1)
    await asyncio.wait({trying})
    if trying.exception():
        assert isinstance(trying.exception(), StoreError)
        assert pusher.sent == []
        await deliver_due(services)
    assert len(pusher.sent) == 1
    assert counted(store) == {DeliveryState.SENT: 1}


async def test_a_database_that_cannot_be_written_sends_nothing(
    store: Store, tmp_path: Path
) -> None:
    pusher = FakePusher()
    services = make_services(store, tmp_path, pusher)
    put(store, 1)
    set_read_only(store, "ON")
    with pytest.raises(StoreError, match="cannot be written"):
        await deliver_due(services)
    assert pusher.sent == []
    set_read_only(store, "OFF")
    assert await deliver_due(services) == {DeliveryState.SENT: 1}
