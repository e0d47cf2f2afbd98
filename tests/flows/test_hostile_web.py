"""A web that means harm, asked in one pass by the real fetcher and the real worker processes.

Numbers are those of docs/faults.md. Deadlines are short, so that all of it takes seconds.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest

from monitor.config.schema.config import Config
from monitor.config.schema.feeds import Feed
from monitor.config.schema.settings import Settings
from monitor.edges.http import HttpFetcher
from monitor.edges.pool import WorkerPool
from monitor.edges.system import monotonic, utc_now
from monitor.jobs.services import Services
from monitor.jobs.sweep import sweep
from monitor.model.items import FeedOutcome, FeedState
from monitor.ports import Fetcher, Sandbox
from monitor.store import feeds, troubles
from monitor.store.engine import Store
from tests.builders import make_topic
from tests.fakes import FakePusher
from tests.hostile import BOMBS, ENCODINGS, KEY, MEGABYTE, PAGES, SLOW, Web
from tests.loopback import RawServer

REQUEST_SECONDS = 1.0
WORKER_SECONDS = 2.0
GROWTH_BYTES = 50 * MEGABYTE
"""What the daemon may grow by at most, whatever the web sends."""

KEPT = {FeedOutcome.OK, FeedOutcome.SAME_BODY}
REFUSED = {FeedOutcome.NOT_A_FEED, FeedOutcome.PARSE_KILLED}


@dataclass(frozen=True)
class Harm:
    """How a pass over all of it went, and a second one over the documents that hurt."""

    first: dict[str, FeedState]
    second: dict[str, FeedState]
    seconds_again: float
    pages: dict[str, str]
    titles: str
    growth: int
    web: Web

    def of(self, kind: str) -> dict[str, FeedState]:
        return {name: state for name, state in self.first.items() if name.startswith(f"{kind} ")}


def peak_bytes() -> int:
    """The most memory that this process held since it was last asked to forget it."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) * 1024


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


@pytest.fixture(scope="module")
def harm(tmp_path_factory: pytest.TempPathFactory) -> Harm:
    return asyncio.run(pass_over(tmp_path_factory.mktemp("hostile")))


async def pass_over(folder: Path) -> Harm:
    async with AsyncExitStack() as stack:
        hosts = [f"127.0.0.{number}" for number in (1, 3, 2)]
        web = Web(*[await stack.enter_async_context(RawServer().running(host)) for host in hosts])
        store = stack.enter_context(Store.open(folder / "monitor.db"))
        fetcher = HttpFetcher(
            user_agent="monitor-test",
            allow_networks=[ip_network("127.0.0.1/32"), ip_network("127.0.0.3/32")],
            timeout_seconds=REQUEST_SECONDS,
        )
        stack.push_async_callback(fetcher.aclose)
        pool = WorkerPool(deadline_seconds=WORKER_SECONDS, memory_bytes=512 * MEGABYTE)
        stack.push_async_callback(pool.aclose)
        urls = web.feeds()
        return await passed(made(folder, store, fetcher, pool, urls), urls, web)


async def passed(services: Services, urls: Mapping[str, str], web: Web) -> Harm:
    await read_honest(services, urls)  # what is loaded for any work does not count as growth
    before = peak_bytes()
    watch(services.store, urls.values())
    await sweep(services)
    first, growth = states(services.store, urls), peak_bytes() - before
    watch(services.store, [url for name, url in urls.items() if name.startswith("bomb ")])
    started = monotonic()
    await sweep(services)
    seconds = monotonic() - started
    pages, titles = told(services.store)
    return Harm(first, states(services.store, urls), seconds, pages, titles, growth, web)


def watch(store: Store, urls: Iterable[str]) -> None:
    with store.begin() as tx:
        feeds.sync(tx, list(urls), utc_now())


async def read_honest(services: Services, urls: Mapping[str, str]) -> None:
    """A pass without harm."""
    watch(services.store, [url for name, url in urls.items() if name.startswith("honest ")])
    await sweep(services)
    forget_peak()


def told(store: Store) -> tuple[dict[str, str], str]:
    """Why pages gave no text, by their names; and all titles that were kept."""
    with store.read() as tx:
        found = troubles.pages_without_text(tx, utc_now() - timedelta(days=1), 99)
        rows = tx.connection().exec_driver_sql("SELECT title FROM article").scalars()
        return {(page.url or "").rpartition("/")[2]: page.reason for page in found}, " ".join(rows)


def made(
    folder: Path, store: Store, fetcher: Fetcher, sandbox: Sandbox, urls: Mapping[str, str]
) -> Services:
    return Services(
        config=Config(
            root=folder,
            settings=Settings(),
            feeds=tuple(Feed(url=url, name=name) for name, url in urls.items()),
            topics=(make_topic(),),
        ),
        store=store,
        fetcher=fetcher,
        sandbox=sandbox,
        pusher=FakePusher(),
        now=utc_now,
        jitter=lambda: 0.5,
        addresses={},
        feed_headers={urls["away key"]: KEY},
    )


def states(store: Store, urls: Mapping[str, str]) -> dict[str, FeedState]:
    names = {url: name for name, url in urls.items()}
    with store.read() as tx:
        return {names[state.url]: state for state in feeds.states(tx)}


def problems(states: Mapping[str, FeedState]) -> dict[str, tuple[FeedOutcome | None, str]]:
    return {name: (state.outcome, state.detail or "") for name, state in states.items()}


def test_the_daemon_does_not_grow_under_any_of_it(harm: Harm) -> None:
    assert harm.growth < GROWTH_BYTES, f"{harm.growth / MEGABYTE:.0f} MB"


def test_honest_feeds_beside_it_are_read(harm: Harm) -> None:
    assert {state.outcome for state in harm.of("honest").values()} == {FeedOutcome.SAME_BODY}
    assert {state.outcome for state in harm.of("late").values()} == {FeedOutcome.OK}
    assert harm.titles.count("The ferry runs again") >= 1


def test_every_feed_is_asked_and_only_those_that_can_be_read_are_well(harm: Harm) -> None:
    well = {name for name, state in harm.first.items() if state.outcome in KEPT}
    assert FeedOutcome.NEVER not in {state.outcome for state in harm.first.values()}
    readable = {"cut", "archive", "controls", "links", "mark"}
    assert {name for name in well if name.startswith("wrong ")} == {f"wrong {n}" for n in readable}
    assert {name for name in well if name.startswith(("headers ", "statuses "))} == {
        "headers cookies"
    }


@pytest.mark.parametrize("name", BOMBS)
def test_case_1_to_4_documents_that_hurt_end_a_worker_at_most(harm: Harm, name: str) -> None:
    assert harm.first[f"bomb {name}"].outcome in KEPT | REFUSED


def test_case_3_bytes_that_killed_a_worker_are_not_read_again(harm: Harm) -> None:
    killed = {n for n, s in harm.of("bomb").items() if s.outcome is FeedOutcome.PARSE_KILLED}
    assert "bomb encoding" in killed
    for name in killed:
        assert harm.second[name].outcome is FeedOutcome.PARSE_KILLED
        assert harm.second[name].failures == 2
        assert harm.second[name].detail == harm.first[name].detail
    assert harm.seconds_again < WORKER_SECONDS


def test_case_5_nothing_outside_a_document_is_read(harm: Harm) -> None:
    assert not [request for request in harm.web.honest.requests if "/dtd" in request]
    assert "root:" not in harm.titles
    assert {state.outcome for state in harm.of("outside").values()} <= KEPT | REFUSED


@pytest.mark.parametrize("name", ENCODINGS)
def test_case_7_an_encoding_that_is_none_costs_its_feed_alone(harm: Harm, name: str) -> None:
    assert harm.first[f"encodings {name}"].outcome in KEPT | {FeedOutcome.NOT_A_FEED}


def test_case_22_a_page_that_hurts_leaves_the_summary(harm: Harm) -> None:
    assert set(harm.pages) == set(PAGES)
    assert {f"Harbour {name}" in harm.titles for name in PAGES} == {True}


def test_case_26_a_body_without_end_is_given_up_at_its_limit(harm: Harm) -> None:
    outcome, detail = problems(harm.of("huge"))["huge huge"]
    assert outcome is FeedOutcome.FETCH_FAILED
    assert "larger than" in detail


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("gzip", "larger than", id="a bomb"),
        pytest.param("twice", "not asked for", id="a bomb in a bomb"),
        pytest.param("brotli", "not asked for", id="brotli was not asked for"),
        pytest.param("zstd", "not asked for", id="zstd was not asked for"),
        pytest.param("cut", "", id="cut off"),
        pytest.param("none", "", id="plain text that is called gzip"),
    ],
)
def test_case_27_packed_bombs_are_errors(harm: Harm, name: str, words: str) -> None:
    outcome, detail = problems(harm.of("packed"))[f"packed {name}"]
    assert outcome is FeedOutcome.FETCH_FAILED
    assert words in detail


@pytest.mark.parametrize("name", SLOW)
def test_case_28_who_is_slow_is_given_up_at_the_deadline(harm: Harm, name: str) -> None:
    outcome, detail = problems(harm.of("slow"))[f"slow {name}"]
    assert outcome is FeedOutcome.FETCH_FAILED
    assert "in time" in detail


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("circle", "more than 5 redirects", id="a circle"),
        pytest.param("six", "more than 5 redirects", id="one more than five"),
        pytest.param("file", "only http and https", id="a file"),
        pytest.param("script", "only http and https", id="a script"),
    ],
)
def test_case_30_redirects_end(harm: Harm, name: str, words: str) -> None:
    outcome, detail = problems(harm.of("redirects"))[f"redirects {name}"]
    assert outcome is FeedOutcome.FETCH_FAILED
    assert words in detail


def test_case_33_a_key_stays_with_its_host(harm: Harm) -> None:
    assert harm.first["away key"].outcome is FeedOutcome.OK
    own = [request for request in harm.web.harm.requests if "GET /away/key " in request]
    theirs = [request for request in harm.web.honest.requests if "GET /key " in request]
    assert own
    assert theirs
    assert all("swordfish" in request for request in own)
    assert not any("swordfish" in request for request in theirs)


@pytest.mark.parametrize("name", ["private direct", "private name", "away private"])
def test_case_38_and_40_no_private_address_is_reached(harm: Harm, name: str) -> None:
    state = harm.first[name]
    assert state.outcome is FeedOutcome.FETCH_FAILED
    assert "is not a public web address" in (state.detail or "")
    assert harm.web.private.connections == 0
