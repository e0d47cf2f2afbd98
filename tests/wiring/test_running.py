from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import ConfigError, FetchError
from monitor.jobs.services import Services
from monitor.model.claims import Reading
from monitor.model.items import FeedOutcome, PollRecord
from monitor.model.pages import PageRequest
from monitor.model.polling import Course
from monitor.store import corpus, events, feeds
from monitor.store.engine import Transaction
from monitor.wiring.clock import now
from monitor.wiring.configuration import load
from monitor.wiring.running import reread
from monitor.wiring.services import open_services
from tests.builders import NOON, make_claim
from tests.store.stock import make_draft


@pytest.fixture
async def running(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Services]:
    """The services of a daemon in that folder; their event has been confirmed."""
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    config = load(folder)
    async with open_services(config) as services:
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
        renewed = await reread(running, fetchers)
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
        renewed = await reread(running, fetchers)
    assert renewed.config.topics[0].name == "Top"
    assert renewed.fetcher is running.fetcher


async def test_a_crawl_delay_does_not_begin_anew_with_a_new_configuration(
    running: Services,
) -> None:
    page, wait = "https://courier.example/1", timedelta(minutes=1)
    assert running.robots.queue.turn(page, 1, wait, NOON) == NOON
    async with AsyncExitStack() as fetchers:
        renewed = await reread(running, fetchers)
    assert renewed.robots.queue.turn(page, 2, wait, NOON) == NOON + wait


async def test_a_host_that_rests_is_left_alone_after_a_restart_and_a_new_configuration(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also for its other feeds and pages."""
    monkeypatch.setenv("DESK_PASSWORD", "hunter2")
    request = PageRequest(url="https://courier.example:9/2", max_bytes=9)
    feed, at = "https://courier.example:9/feed.xml", now()
    (folder / "feeds.yml").write_text(f"feeds: [{{url: '{feed}'}}]\n", encoding="utf-8")
    config = load(folder)
    course = Course(rests_until=at + timedelta(hours=1))
    record = PollRecord(
        feed_id=1, at=at, outcome=FeedOutcome.FETCH_FAILED, next_poll_at=at, course=course
    )
    async with open_services(config) as services:
        await services.store.write(lambda tx: feeds.record_polls(tx, [record]))
    async with open_services(config, 0.1) as services, AsyncExitStack() as fetchers:
        (folder / "monitor.yml").write_text("http: {timeout: 5s}\n", encoding="utf-8")
        renewed = await reread(services, fetchers)
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
            "topic: summit\nname: Summit\nevents:\n"
            "  - {id: summit, name: Summit, lifecycle: agreement, parties: [us, ru]}\n",
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
            await reread(running, fetchers)
    assert mistake in str(caught.value)
    assert "hunter2" not in str(caught.value)
    states = await running.store.query(feeds.states)
    assert [state.url for state in states] == ["https://courier.example/feed.xml"]
