"""The daemon's jobs, one beat at a time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.config.schema.alerts import Route
from monitor.config.schema.config import Config
from monitor.config.schema.feeds import Feed
from monitor.config.schema.settings import Settings
from monitor.daemon import Daemon
from monitor.errors import ConfigError
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
from monitor.model.items import FeedOutcome, PollRecord
from monitor.model.machine import DiskSpace
from monitor.model.pages import NotModified, Page, PageRequest
from monitor.store import feeds, outbox, space, topics, views
from monitor.store.engine import Store
from tests.builders import NOON, at, make_topic
from tests.fakes import FakeFetcher, FakePusher, InlineSandbox
from tests.store.stock import add_article

QUICK, SLOW = "https://courier.example/feed.xml", "https://gazette.example/feed.xml"


async def test_a_first_pass_ends_while_some_feed_is_being_polled_again(tmp_path: Path) -> None:
    """With many feeds one is always being polled: waiting for none would suppress all alerts."""
    with Store.in_memory() as memory:
        daemon = Daemon(_services(memory, tmp_path), lambda _message: None)
        with memory.begin() as tx:
            feeds.sync(tx, [QUICK, SLOW], NOON)
            for number in (1, 2):
                feeds.record_polls(tx, [_polled(number)])
        daemon._polling[2] = asyncio.create_task(asyncio.sleep(60))
        await daemon._ingest()
        daemon._polling[2].cancel()
        with memory.read() as tx:
            assert topics.first_pass(tx, ["ruritania"], NOON) == {"ruritania": NOON}


async def test_upkeep_comes_once_a_day_by_the_clock(tmp_path: Path) -> None:
    clock = [NOON]
    with Store.open(tmp_path / "state" / "monitor.db") as store:
        services = replace(_services(store, tmp_path), now=lambda: clock[0])
        daemon = Daemon(services, lambda _message: None)
        with store.begin() as tx:
            add_article(tx)
        tended = []
        for hours in (0, 23, 24, 25, 47, 48, 49):
            clock[0] = at(hours)
            await daemon._tend()
            with store.read() as tx:
                tended.append(space.last_tended(tx))
    assert tended == [at(0), at(0), at(24), at(24), at(24), at(48), at(48)]


class BrokenFetcher(FakeFetcher):
    async def fetch(self, request: PageRequest) -> Page | NotModified:
        self.requests.append(request)
        msg = "what nobody planned"
        raise RuntimeError(msg)


async def test_a_feed_whose_poll_fails_unplanned_is_not_asked_at_every_beat(tmp_path: Path) -> None:
    fetcher = BrokenFetcher()
    with Store.in_memory() as memory:
        daemon = Daemon(
            replace(_services(memory, tmp_path), fetcher=fetcher), lambda _message: None
        )
        with memory.begin() as tx:
            feeds.sync(tx, [QUICK], NOON)
        for _ in range(3):
            await daemon._poll()
            await asyncio.sleep(0.01)
        assert [request.url for request in fetcher.requests] == [QUICK]
        daemon._stop.set()
        await asyncio.wait_for(daemon._finish(), 1)
        assert daemon._polling == {}


async def test_a_job_that_fails_rests_and_stops_when_told_to(tmp_path: Path) -> None:
    async def broken() -> None:
        msg = "the disk is full"
        raise OSError(msg)

    with Store.in_memory() as memory:
        daemon = Daemon(_services(memory, tmp_path), lambda _message: None)
        beat = asyncio.create_task(daemon._beats.guarded(broken))
        await asyncio.sleep(0.01)
        assert not beat.done()
        daemon._stop.set()
        await asyncio.wait_for(beat, 1)


class CrowdedFetcher(FakeFetcher):
    """One host never answers."""

    async def fetch(self, request: PageRequest) -> Page | NotModified:
        self.requests.append(request)
        if "crowded" in request.url:
            await asyncio.sleep(60)
        return NotModified()


async def test_a_host_with_many_slow_feeds_holds_up_no_other(tmp_path: Path) -> None:
    crowd = [f"https://crowded.example/{number}" for number in range(300)]
    others = [f"https://{number}.example/feed" for number in range(150)]
    fetcher = CrowdedFetcher()
    with Store.in_memory() as memory:
        services = replace(_services(memory, tmp_path), fetcher=fetcher)
        daemon = Daemon(services, lambda _message: None)
        with memory.begin() as tx:
            feeds.sync(tx, [*crowd, *others], NOON)
        async with asyncio.timeout(5):
            while len(fetcher.requests) < len(others) + 2:
                await daemon._poll()
                await asyncio.sleep(0.01)
        asked = {request.url for request in fetcher.requests}
        assert asked >= set(others)
        assert len(asked & set(crowd)) == 2
        polling = list(daemon._polling.values())
        for task in polling:
            task.cancel()
        await asyncio.gather(*polling, return_exceptions=True)


async def test_feeds_that_were_polled_in_the_future_wait_from_now_on(tmp_path: Path) -> None:
    with Store.in_memory() as memory:
        daemon = Daemon(_services(memory, tmp_path), lambda _message: None)
        with memory.begin() as tx:
            feeds.sync(tx, [QUICK], NOON)
            feeds.record_polls(tx, [replace(_polled(1), at=at(999), next_poll_at=at(1000))])
        await daemon._mend_clock()
        with memory.read() as tx:
            assert [state.next_poll_at for state in feeds.states(tx)] == [at(1)]


class TellingPusher(FakePusher):
    def __init__(self) -> None:
        super().__init__()
        self.pushed = asyncio.Event()

    async def push(self, address: Address, notification: Notification) -> PushResult:
        self.pushed.set()
        return await super().push(address, notification)


async def test_an_alert_waits_for_no_beat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The beats after the first are hours away: only who is woken works."""
    monkeypatch.setattr("monitor.daemon.BEAT_SECONDS", 9999)
    pusher = TellingPusher()
    with Store.in_memory() as memory:
        services = replace(
            _services(memory, tmp_path),
            pusher=pusher,
            addresses={"desk": ServiceAddress(url="json://desk")},
            now=lambda: datetime.now(UTC),
        )
        daemon = Daemon(services, lambda _message: None)
        daemon._start()
        await asyncio.sleep(0.1)  # the first beats have found nothing
        with memory.begin() as tx:
            message = Message(title="POSTPONED: summit", body="")
            draft = DeliveryDraft(key="1", channel="desk", message=message)
            outbox.add(tx, [draft], services.now())
        daemon._beats.wake(daemon._deliver)
        await asyncio.wait_for(pusher.pushed.wait(), 5)
        daemon._beats.pause()
        daemon._beats.end()
        daemon._stop.set()
        await daemon._finish()


@pytest.mark.parametrize(
    ("bundle", "job"),
    [
        pytest.param("flap:summit:1", "_fold", id="the end of a hold"),
        pytest.param("overflow", "_fold", id="room in a channel"),
        pytest.param("digest:daily", "_digest", id="a digest"),
    ],
)
async def test_what_was_held_wakes_delivery_when_its_time_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bundle: str, job: str
) -> None:
    woken: list[str] = []
    with Store.in_memory() as memory:
        daemon = Daemon(_services(memory, tmp_path), lambda _message: None)
        monkeypatch.setattr(
            daemon._beats, "wake", lambda *jobs: woken.extend(job.__name__ for job in jobs)
        )
        await getattr(daemon, job)()
        assert woken == []
        with memory.begin() as tx:
            message = Message(title="POSTPONED: summit", body="")
            draft = DeliveryDraft(key="1", channel="desk", message=message, bundle=bundle)
            outbox.add(tx, [draft], NOON)
        await getattr(daemon, job)()
    assert "_deliver" in woken


async def test_who_is_woken_at_work_takes_another_turn(tmp_path: Path) -> None:
    turns: list[int] = []
    with Store.in_memory() as memory:
        daemon = Daemon(_services(memory, tmp_path), lambda _message: None)

        async def busy() -> None:
            turns.append(len(turns))
            if len(turns) < 3:
                daemon._beats.wake(busy)

        await daemon._beats.run(busy)
    assert turns == [0, 1, 2]


async def test_of_a_disk_that_is_nearly_full_operators_are_told(tmp_path: Path) -> None:
    with Store.in_memory() as memory:
        services = _services(memory, tmp_path)
        config = services.config.model_copy(update={"routes": (Route(to=("ops",), notices=True),)})
        low = DiskSpace(free_bytes=0, total_bytes=1)
        services = replace(services, config=config, disk=lambda: low)
        await Daemon(services, lambda _message: None)._look_at_disk()
        with memory.read() as tx:
            assert outbox.counts(tx)[DeliveryState.PENDING] == 1


async def test_of_a_watch_that_is_blind_operators_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    with Store.in_memory() as memory:
        services = _services(memory, tmp_path)
        config = services.config.model_copy(update={"routes": (Route(to=("ops",), notices=True),)})
        daemon = Daemon(replace(services, config=config), lambda _message: None)
        monkeypatch.setattr(
            daemon._beats, "wake", lambda *jobs: woken.extend(job.__name__ for job in jobs)
        )
        with memory.begin() as tx:
            feeds.sync(tx, [QUICK], NOON)
            failed = replace(_polled(1), outcome=FeedOutcome.FETCH_FAILED, failures=3)
            feeds.record_polls(tx, [failed])
        await daemon._look_out()
        await daemon._look_out()
        with memory.read() as tx:
            titles = [each.title for each in views.deliveries(tx, 9)]
    assert len(titles) == 1
    assert woken == ["_deliver"]


async def test_a_configuration_is_read_again_only_when_that_was_asked_for(tmp_path: Path) -> None:
    told: list[str] = []
    with Store.in_memory() as memory:
        old = _services(memory, tmp_path)
        new = replace(old, config=old.config.model_copy(update={"feeds": (Feed(url=QUICK),)}))

        async def reread(current: Services) -> Services:
            assert current is old
            return new

        daemon = Daemon(old, told.append, reread=reread)
        await daemon._reload()
        assert daemon._services is old
        daemon._ask_to_reload()
        await daemon._reload()
    assert daemon._services is new
    assert told == ["RELOADING=1", "READY=1"]


async def test_a_configuration_with_mistakes_is_not_used_and_told_once(tmp_path: Path) -> None:
    told: list[str] = []
    mistakes = ["feeds.yml:4: feeds[1].langauge: unknown key", "feeds.yml:5: feeds[2].url: needed"]
    with Store.in_memory() as memory:
        services = _services(memory, tmp_path)
        config = services.config.model_copy(update={"routes": (Route(to=("ops",), notices=True),)})
        services = replace(services, config=config)

        async def reread(_current: Services) -> Services:
            raise ConfigError("\n".join(mistakes))

        daemon = Daemon(services, told.append, reread=reread)
        for _ in range(2):
            daemon._ask_to_reload()
            await daemon._reload()
        mistakes.pop()
        daemon._ask_to_reload()
        await daemon._reload()
        with memory.read() as tx:
            titles = [each.title for each in views.deliveries(tx, 9)]
    assert daemon._services is services
    assert told == ["RELOADING=1", "READY=1"] * 3
    assert titles == ["Config rejected: 1 mistake", "Config rejected: 2 mistakes"]


def _services(memory: Store, root: Path) -> Services:
    return Services(
        config=Config(
            root=root,
            settings=Settings(),
            feeds=(Feed(url=QUICK), Feed(url=SLOW)),
            topics=(make_topic(),),
        ),
        store=memory,
        fetcher=FakeFetcher(),
        sandbox=InlineSandbox(),
        pusher=FakePusher(),
        now=lambda: NOON,
        jitter=lambda: 0.5,
        addresses={},
        feed_headers={},
    )


def _polled(feed_id: int) -> PollRecord:
    return PollRecord(
        feed_id=feed_id,
        at=NOON,
        outcome=FeedOutcome.OK,
        detail="",
        failures=0,
        next_poll_at=at(1),
    )
