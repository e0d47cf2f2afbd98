from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from monitor import wiring
from monitor.errors import ConfigError, FetchError, LockError
from monitor.jobs.services import Services
from monitor.model.alerts import Notification, ServiceAddress
from monitor.model.events import Reading
from monitor.model.items import FeedOutcome, PageRequest, PollRecord
from monitor.model.polling import Course
from monitor.store import corpus, events, feeds
from monitor.store.engine import Transaction
from tests.builders import NOON, make_claim
from tests.store.stock import make_draft

FILES = {
    "monitor.yml": "{}\n",
    "feeds.yml": "feeds:\n  - {url: 'https://courier.example/feed.xml'}\n",
    "alerts.yml": (
        "channels:\n  desk: {url: 'ntfys://user:${DESK_PASSWORD}@courier.example/desk'}\n"
        "routes:\n  - {to: [desk]}\n"
    ),
    "topics/summit.yml": (
        "topic: summit\nname: Summit\nevents:\n"
        "  - {id: summit, name: Summit, lifecycle: meeting, parties: [us, ru]}\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "config"
    (root / "topics").mkdir(parents=True)
    for name, text in FILES.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_the_secrets_that_are_used_leave_the_environment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    monkeypatch.setenv("SOMETHING_ELSE", "stays")
    config = wiring.load(folder)
    address = wiring.channel_address(config.channels["desk"])
    assert address == ServiceAddress(url="ntfys://user:hunter2@courier.example/desk")
    assert "DESK_PASSWORD" not in os.environ
    assert os.environ["SOMETHING_ELSE"] == "stays"


def test_two_configurations_may_use_the_same_secret(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    one, other = wiring.load_all(folder, shutil.copytree(folder, folder.parent / "other"))
    assert one.channels == other.channels
    assert "DESK_PASSWORD" not in os.environ


async def test_only_one_can_work_on_a_state(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    config = wiring.load(folder)
    async with wiring.open_services(config) as services:
        assert list(services.addresses) == ["desk"]
        assert "hunter2" not in repr(services)
        with pytest.raises(LockError):
            async with wiring.open_services(config):
                pytest.fail("two daemons on one state")


async def test_an_event_cannot_change_its_lifecycle_under_its_history(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its old statuses mean nothing to the new one: no article on it could be followed any more."""
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    meeting = wiring.load(folder)
    async with wiring.open_services(meeting) as services:
        with services.store.begin() as tx:
            (place,) = corpus.add_articles(tx, [make_draft()])
            events.add_readings(tx, [(place, NOON, Reading(claims=(make_claim(),)))])
    topic = folder / "topics" / "summit.yml"
    topic.write_text(topic.read_text().replace("lifecycle: meeting", "lifecycle: agreement"))
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    agreement = wiring.load(folder)
    with pytest.raises(ConfigError, match="give the event a new id"):
        async with wiring.open_services(agreement):
            pytest.fail("the daemon started")
    with (
        pytest.raises(ConfigError, match="tells of 'confirmed'"),
        wiring.open_for_writing(agreement),
    ):
        pytest.fail("the operator could write")
    async with wiring.open_services(meeting):
        pass


def test_an_address_that_no_service_knows_is_a_problem() -> None:
    assert wiring.channel_problem(ServiceAddress(url="nosuch://x")) is not None
    assert wiring.channel_problem(ServiceAddress(url="json://127.0.0.1/hook")) is None


def test_what_a_channel_would_get_can_be_read() -> None:
    told = Notification(title="A title", body="A body", brief="", html="", document={}, key="1")
    assert wiring.rendered(ServiceAddress(url="ntfy://desk"), told) == "A title\n\nA body"


@pytest.fixture
async def running(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Services]:
    """The services of a daemon in that folder; their event has been confirmed."""
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    config = wiring.load(folder)
    async with wiring.open_services(config) as services:
        await services.store.write(_store_a_confirmation)
        yield services


def _store_a_confirmation(tx: Transaction) -> None:
    (place,) = corpus.add_articles(tx, [make_draft()])
    events.add_readings(tx, [(place, NOON, Reading(claims=(make_claim(),)))])


async def test_a_good_configuration_is_taken_as_a_whole(folder: Path, running: Services) -> None:
    (folder / "monitor.yml").write_text("http: {timeout: 5s}\n", encoding="utf-8")
    (folder / "feeds.yml").write_text(
        "feeds:\n  - {url: 'https://herald.example/feed.xml', headers: {X-Key: '1'}}\n",
        encoding="utf-8",
    )
    async with AsyncExitStack() as fetchers:
        renewed = await wiring._reread(running, fetchers)
        states = await renewed.store.query(feeds.states)
    assert [state.url for state in states] == ["https://herald.example/feed.xml"]
    assert renewed.feed_headers == {"https://herald.example/feed.xml": (("X-Key", "1"),)}
    assert renewed.addresses == running.addresses  # with the secret that left the environment
    assert "watch" in vars(renewed)
    assert renewed.fetcher is not running.fetcher
    assert (renewed.store, renewed.sandbox) == (running.store, running.sandbox)


async def test_what_fetches_stays_where_nothing_of_it_changed(
    folder: Path, running: Services
) -> None:
    topic = folder / "topics/summit.yml"
    topic.write_text(topic.read_text().replace("name: Summit", "name: Top"), encoding="utf-8")
    async with AsyncExitStack() as fetchers:
        renewed = await wiring._reread(running, fetchers)
    assert renewed.config.topics[0].name == "Top"
    assert renewed.fetcher is running.fetcher


async def test_a_crawl_delay_does_not_begin_anew_with_a_new_configuration(
    running: Services,
) -> None:
    page, wait = "https://courier.example/1", timedelta(minutes=1)
    assert running.robots.queue.turn(page, 1, wait, NOON) == NOON
    async with AsyncExitStack() as fetchers:
        renewed = await wiring._reread(running, fetchers)
    assert renewed.robots.queue.turn(page, 2, wait, NOON) == NOON + wait


async def test_a_host_that_rests_is_left_alone_after_a_restart_and_a_new_configuration(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also for its other feeds and pages."""
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    request = PageRequest(url="https://courier.example:9/2", max_bytes=9)
    feed, now = "https://courier.example:9/feed.xml", wiring.now()
    (folder / "feeds.yml").write_text(f"feeds: [{{url: '{feed}'}}]\n", encoding="utf-8")
    config = wiring.load(folder)
    course = Course(rests_until=now + timedelta(hours=1))
    record = PollRecord(
        feed_id=1, at=now, outcome=FeedOutcome.FETCH_FAILED, next_poll_at=now, course=course
    )
    async with wiring.open_services(config) as services:
        await services.store.write(lambda tx: feeds.record_polls(tx, [record]))
    async with wiring.open_services(config, 0.1) as services, AsyncExitStack() as fetchers:
        (folder / "monitor.yml").write_text("http: {timeout: 5s}\n", encoding="utf-8")
        renewed = await wiring._reread(services, fetchers)
        for fetcher in (services.fetcher, renewed.fetcher):
            with pytest.raises(FetchError, match="has asked to be left alone for 3,"):
                await fetcher.fetch(request)


@pytest.mark.parametrize(
    ("file", "text", "mistake"),
    [
        pytest.param(
            "monitor.yml", "state: ../other\n", "state: cannot move", id="the state cannot move"
        ),
        pytest.param(
            "alerts.yml",
            "channels: {desk: {url: 'nosuch://x'}}\nroutes: [{to: [desk]}]\n",
            "channels.desk",
            id="a channel that cannot be used",
        ),
        pytest.param(
            "topics/summit.yml",
            FILES["topics/summit.yml"].replace("meeting", "agreement"),
            "no status of the lifecycle agreement",
            id="an event with another lifecycle than its history",
        ),
        pytest.param("feeds.yml", "feeds: [{url: nowhere}]\n", "feeds[0].url", id="a mistake"),
    ],
)
async def test_of_a_bad_configuration_nothing_is_taken(
    folder: Path, running: Services, file: str, text: str, mistake: str
) -> None:
    (folder / "feeds.yml").write_text("feeds: [{url: 'https://herald.example/feed.xml'}]\n")
    (folder / file).write_text(text, encoding="utf-8")
    async with AsyncExitStack() as fetchers:
        with pytest.raises(ConfigError) as caught:
            await wiring._reread(running, fetchers)
    assert mistake in str(caught.value)
    assert "hunter2" not in str(caught.value)
    states = await running.store.query(feeds.states)
    assert [state.url for state in states] == ["https://courier.example/feed.xml"]
