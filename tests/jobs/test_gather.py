from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.config.schema.feeds import Feed, FullText
from monitor.errors import FetchError, LeftHostError, RestingError, SandboxError
from monitor.jobs.gather import cut_repeats, gather_text
from monitor.jobs.habits import MOST_HOSTS, Habits
from monitor.jobs.ingest import ingest_batch
from monitor.jobs.robots import Queue
from monitor.model.articles import TextSource
from monitor.model.items import Gathered, PendingItem, Postponed
from monitor.model.pages import NoTextReason, NotModified, Page, PageRequest, PageText
from monitor.stages.pages.walls import WALL_WORDS
from tests.builders import NOON, at, make_item, make_page
from tests.fakes import Clock, FakeFetcher, InlineSandbox
from tests.jobs.conftest import FEED, MakeServices
from tests.store.stock import add_items, count_pending

SENTENCE = "The leaders of Ruritania and Graustark meet on Thursday in the old customs house. "
ROBOTS = "https://courier.example/robots.txt"


def pending(number: int = 1, **changes: object) -> PendingItem:
    url = f"https://courier.example/{number}"
    item = make_item(**{"guid": f"courier-{number}", "url": url} | changes)
    return PendingItem(id=number, feed_id=1, item=item, found_at=NOON)


def article(number: int = 1, *, url: str | None = None, more: str = "") -> Page:
    html = f"<html><body><article><p>{number}: {SENTENCE * 5}</p>{more}</article></body></html>"
    return make_page(html.encode(), url=url or f"https://courier.example/{number}")


def robots(body: str) -> Page:
    return Page(url=ROBOTS, body=body.encode(), content_type="text/plain")


def web(rules: Page | FetchError | None = None) -> FakeFetcher:
    """A host with one article, without a robots.txt unless there is one."""
    pages: dict[str, Page | NotModified | FetchError] = {"https://courier.example/1": article()}
    return FakeFetcher(pages | ({ROBOTS: rules} if rules else {}))


async def gathered(services: object, item: PendingItem) -> Gathered:
    found = await gather_text(services, item, None)  # type: ignore[arg-type]
    assert isinstance(found, Gathered)
    return found


async def test_a_page_is_read_after_its_hosts_rules(make_services: MakeServices) -> None:
    fetcher = web()
    found = await gathered(make_services(fetcher=fetcher), pending())
    assert found.source is TextSource.PAGE
    assert [request.url for request in fetcher.requests] == [ROBOTS, found.pending.item.url]


async def test_rules_are_asked_for_once_a_day_and_kept_over_a_restart(
    make_services: MakeServices,
) -> None:
    fetcher, clock = web(), [NOON]
    for now in (NOON, at(1), at(23.9), at(24.1)):
        clock[0] = now
        await gathered(make_services(fetcher=fetcher, now=lambda: clock[0]), pending())
    assert [request.url for request in fetcher.requests].count(ROBOTS) == 2


async def test_pages_asked_for_together_share_one_file(make_services: MakeServices) -> None:
    fetcher = web()
    services = make_services(fetcher=fetcher)
    await asyncio.gather(*(gather_text(services, pending(number), None) for number in range(1, 9)))
    assert [request.url for request in fetcher.requests].count(ROBOTS) == 1


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        pytest.param(robots("User-agent: *\nDisallow: /"), "disallows", id="shut out"),
        pytest.param(
            FetchError("HTTP 503", reason="http_status", status=503), "no answer", id="no answer"
        ),
        pytest.param(
            robots("User-agent: *\nCrawl-delay: 86400"), None, id="the first page is always due"
        ),
    ],
)
async def test_a_page_that_may_not_be_asked_for_leaves_the_summary(
    make_services: MakeServices, file: Page | FetchError, reason: str | None
) -> None:
    fetcher = web(file)
    found = await gathered(make_services(fetcher=fetcher), pending())
    if reason is None:
        assert found.missing is None
        return
    assert found.missing is not None
    assert found.missing.reason is NoTextReason.ROBOTS
    assert reason in found.missing.detail
    assert (found.text, found.source) == (found.pending.item.summary, TextSource.SUMMARY)
    assert [request.url for request in fetcher.requests] == [ROBOTS]


async def test_rules_that_hurt_are_not_read_again_for_a_day(make_services: MakeServices) -> None:
    class Killing(InlineSandbox):
        calls = 0

        async def run(self, *_: object) -> object:  # type: ignore[override]
            Killing.calls += 1
            msg = "took more than 15 s"
            raise SandboxError(msg)

    services = make_services(fetcher=web(robots("Disallow: /")), sandbox=Killing())
    for _ in range(3):
        found = await gathered(services, pending())
        assert found.missing is not None
        assert found.missing.as_text() == "robots: robots.txt: took more than 15 s"
    assert Killing.calls == 1


async def test_a_host_that_wishes_time_between_pages_has_it(make_services: MakeServices) -> None:
    fetcher = web(robots("User-agent: *\nCrawl-delay: 30"))
    fetcher.pages |= {f"https://courier.example/{n}": article(n) for n in range(1, 4)}
    clock = [NOON]
    services = make_services(fetcher=fetcher, now=lambda: clock[0])
    entries = [make_item(guid=f"c{n}", url=f"https://courier.example/{n}") for n in range(1, 4)]

    async def add() -> None:
        await services.store.write(lambda tx: add_items(tx, 1, entries, NOON))

    await add()
    asked: list[tuple[int, int]] = []
    for seconds in (0, 29, 31, 59, 61):
        clock[0] = NOON + timedelta(seconds=seconds)
        before = len(fetcher.requests)
        while await ingest_batch(services):
            pass
        asked.append((seconds, len(fetcher.requests) - before))
    assert asked == [(0, 2), (29, 0), (31, 1), (59, 0), (61, 1)]
    with services.store.read() as tx:
        assert count_pending(tx) == 0


def leads(to: str) -> FetchError:
    return LeftHostError("leads to another host", subject="", location=to)


GAZETTE = "https://gazette.example/1"


@pytest.mark.parametrize(
    ("pages", "reason", "asked"),
    [
        pytest.param(
            {GAZETTE: article(url=GAZETTE)},
            None,
            ["courier/robots.txt", "courier/1", "gazette/robots.txt", "gazette/1"],
            id="the other host says nothing against it",
        ),
        pytest.param(
            {"https://gazette.example/robots.txt": robots("User-agent: *\nDisallow: /1")},
            NoTextReason.ROBOTS,
            ["courier/robots.txt", "courier/1", "gazette/robots.txt"],
            id="the other host does not wish it",
        ),
        pytest.param(
            {GAZETTE: leads("https://courier.example/1")},
            NoTextReason.FETCH_FAILED,
            [
                "courier/robots.txt",
                "courier/1",
                "gazette/robots.txt",
                "gazette/1",
                "courier/1",
                "gazette/1",
            ],
            id="two hosts lead to each other",
        ),
        pytest.param(
            {GAZETTE: article(url="https://gazette.example/")},
            NoTextReason.NOT_FOUND,
            ["courier/robots.txt", "courier/1", "gazette/robots.txt", "gazette/1"],
            id="it ends at a front page",
        ),
    ],
)
async def test_a_host_that_a_page_leads_to_is_asked_whether_we_may(
    make_services: MakeServices,
    pages: dict[str, Page | NotModified | FetchError],
    reason: NoTextReason | None,
    asked: list[str],
) -> None:
    fetcher = FakeFetcher({"https://courier.example/1": leads(GAZETTE)} | pages)
    found = await gathered(make_services(fetcher=fetcher), pending())
    assert (found.missing and found.missing.reason) is reason
    short = [each.url[len("https://") :].replace(".example", "") for each in fetcher.requests]
    assert short == asked


async def test_a_page_that_slow_hosts_lead_to_is_given_up(make_services: MakeServices) -> None:
    clock = Clock()

    class Slow(FakeFetcher):
        async def fetch(self, request: PageRequest) -> Page | NotModified:
            clock.now += timedelta(seconds=20)
            return await super().fetch(request)

    pages: dict[str, Page | NotModified | FetchError] = {
        "https://courier.example/1": leads(GAZETTE),
        GAZETTE: article(url=GAZETTE),
    }
    found = await gathered(make_services(fetcher=Slow(pages), now=clock), pending())
    assert found.missing is not None
    assert found.missing.as_text() == "fetch_failed: leads from host to host, too slowly"


async def test_a_page_that_two_hosts_make_wait_is_read_in_the_end(
    make_services: MakeServices,
) -> None:
    rules = robots("User-agent: *\nCrawl-delay: 30")
    fetcher = FakeFetcher(
        {
            ROBOTS: rules,
            "https://gazette.example/robots.txt": rules,
            GAZETTE: article(url=GAZETTE),
            "https://courier.example/1": leads(GAZETTE),
        }
    )
    clock = Clock()
    services = make_services(fetcher=fetcher, now=clock)
    for origin in ("https://courier.example", "https://gazette.example"):
        services.robots.queue.free_at[origin] = at(0.01)
    waits = 0
    while isinstance(found := await gather_text(services, pending(), None), Postponed):
        waits += 1
        clock.now = found.until
    assert found.source is TextSource.PAGE
    assert waits <= 3


PAGE = "https://a.example/1"


def test_an_item_whose_turn_is_far_takes_no_place() -> None:
    queue, delay = Queue(), timedelta(minutes=9)
    turns = [queue.turn(PAGE, item, delay, NOON) for item in range(5)]
    assert turns == [NOON, NOON + delay, None, None, None]
    assert queue.turn(PAGE, 1, delay, NOON + delay) == NOON + delay
    assert queue.turn(PAGE, 9, delay, NOON + delay) == NOON + 2 * delay
    assert len(queue.promised) == 1


def test_a_clock_that_is_set_back_keeps_no_host_waiting() -> None:
    queue, delay = Queue(), timedelta(seconds=30)
    late = NOON + timedelta(days=3653)
    assert [queue.turn(PAGE, item, delay, late) for item in (1, 2)] == [late, late + delay]
    assert [queue.turn(PAGE, item, delay, NOON) for item in (2, 3)] == [NOON, NOON + delay]


@pytest.mark.parametrize(
    ("status", "seconds", "attempts", "waits"),
    [
        pytest.param(None, 60, 0, True, id="a minute's rest is waited for"),
        pytest.param(429, 60, 0, True, id="also by whom it was told"),
        pytest.param(503, float("inf"), 0, False, id="one for good is not"),
        pytest.param(None, 3600, 0, False, id="nor is an hour's"),
        pytest.param(None, 60, 3, False, id="nor a fourth one"),
    ],
)
async def test_an_item_waits_for_a_host_that_rests(
    make_services: MakeServices, status: int | None, seconds: float, attempts: int, waits: bool
) -> None:
    resting = FetchError("rests", reason="resting", retry_after_seconds=seconds, status=status)
    services = make_services(fetcher=FakeFetcher({"https://courier.example/1": resting}))
    found = await gather_text(services, replace(pending(), attempts=attempts), None)
    if waits:
        assert isinstance(found, Postponed)
        assert found.until == NOON + timedelta(seconds=seconds)
    else:
        assert isinstance(found, Gathered)
        assert found.missing is not None
        assert found.missing.reason is NoTextReason.FETCH_FAILED


async def test_an_address_that_leads_to_the_front_page_has_no_article(
    make_services: MakeServices,
) -> None:
    fetcher = FakeFetcher({"https://courier.example/1": article(url="https://courier.example/")})
    found = await gathered(make_services(fetcher=fetcher), pending())
    assert found.missing is not None
    assert found.missing.reason is NoTextReason.NOT_FOUND


async def test_a_page_in_another_language_leaves_the_summary(make_services: MakeServices) -> None:
    german = (
        "<p>Die Minister der beiden Staaten treffen sich am Donnerstag in dem alten Haus, und die "
        "Frage ist für beide ungelöst, wie es in der Stadt und auf dem Land heißt.</p><p>Eine Antwort "
        "wird es nicht am Abend geben, sagte der Sprecher, und auch die ist nur ein Anfang."
    )
    body = f"<html><body><article>{german}</article></body></html>".encode()
    fetcher = FakeFetcher({"https://courier.example/1": make_page(body)})
    item = pending(summary=SENTENCE * 2)
    found = await gathered(make_services(fetcher=fetcher), item)
    assert found.missing is not None
    assert found.missing.as_text() == "wrong_language: de"
    assert found.text == item.item.summary


async def test_a_teaser_that_says_more_than_the_summary_is_used(
    make_services: MakeServices,
) -> None:
    more = "<p>Subscribe to read the full story.</p>"
    fetcher = FakeFetcher({"https://courier.example/1": article(more=more)})
    found = await gathered(make_services(fetcher=fetcher), pending())
    assert found.missing is not None
    assert found.missing.reason is NoTextReason.PAYWALL
    assert found.text == f"1: {SENTENCE * 5}".strip()
    assert found.source is TextSource.SUMMARY
    assert len(found.text.split()) < WALL_WORDS


async def test_the_feeds_own_text_loses_what_is_no_article(make_services: MakeServices) -> None:
    content = f"{SENTENCE}\n\nRead more: Toll conference postponed"
    found = await gathered(make_services(), pending(content=content))
    assert (found.text, found.source) == (SENTENCE.strip(), TextSource.FEED)


def test_what_the_pages_of_a_host_repeat_is_cut_in_their_batch(make_services: MakeServices) -> None:
    about = "The Courier has been printed since the year of the great flood."
    batch = [
        Gathered(
            pending=pending(number),
            text="",
            source=TextSource.PAGE,
            page=PageText(text=f"{number}: {SENTENCE * 5}\n{about}" if number < 5 else about),
        )
        for number in range(1, 6)
    ]
    found = cut_repeats(make_services(), batch)
    assert [each.text for each in found[:4]] == [f"{n}: {SENTENCE * 5}" for n in range(1, 5)]
    assert found[4].missing is not None
    assert found[4].missing.reason is NoTextReason.BOILERPLATE
    assert found[4].text == batch[4].pending.item.summary


async def test_a_feed_alone_needs_no_rules(make_services: MakeServices) -> None:
    fetcher = FakeFetcher()
    await gathered(make_services(fetcher=fetcher), pending(content=SENTENCE * 9))
    assert fetcher.requests == []
    assert FEED.startswith("https://courier.example")


async def test_the_third_page_of_a_host_in_no_hurry_leaves_its_summary(
    make_services: MakeServices,
) -> None:
    services = make_services(fetcher=web(robots("User-agent: *\nCrawl-delay: 400")))
    found = [await gather_text(services, pending(number), None) for number in range(1, 4)]
    assert [type(each) for each in found] == [Gathered, Postponed, Gathered]
    assert isinstance(found[2], Gathered)
    assert found[2].missing is not None
    assert found[2].missing.detail == "Crawl-delay of 400 s: its turn is too late"


@pytest.mark.parametrize("permanent", [True, False])
async def test_a_page_that_kills_its_worker_is_an_outcome_and_a_lost_worker_is_none(
    make_services: MakeServices, permanent: bool
) -> None:
    class Killing(InlineSandbox):
        async def run(self, *_: object) -> object:  # type: ignore[override]
            msg = "killed"
            raise SandboxError(msg, permanent=permanent)

    services = make_services(fetcher=web(), sandbox=Killing())
    if permanent:
        found = await gathered(services, pending())
        assert found.missing is not None
        assert found.missing.reason is NoTextReason.EXTRACTOR_KILLED
    else:
        with pytest.raises(SandboxError):
            await gather_text(services, pending(), None)


@pytest.mark.parametrize("rules", ["", "User-agent: *\nDisallow: /private"])
async def test_case_25_while_workers_rest_summaries_are_read(
    make_services: MakeServices, rules: str
) -> None:
    class Resting(InlineSandbox):
        async def run(self, *_: object) -> object:  # type: ignore[override]
            msg = "20 workers ended in a row: they rest for 300 s more"
            raise RestingError(msg, seconds=300)

    found = await gathered(make_services(fetcher=web(robots(rules)), sandbox=Resting()), pending())
    assert (found.text, found.source) == (found.pending.item.summary, TextSource.SUMMARY)
    assert found.missing is not None
    assert "they rest for 300 s more" in found.missing.as_text()


class Deadly(InlineSandbox):
    """Every page ends its worker; how many were read at once, and in all."""

    def __init__(self) -> None:
        self.under_way = self.busiest = self.total = 0

    async def run(self, *_: object) -> object:  # type: ignore[override]
        self.under_way += 1
        self.total += 1
        self.busiest = max(self.busiest, self.under_way)
        await asyncio.sleep(0)
        self.under_way -= 1
        msg = "took more than 15 s"
        raise SandboxError(msg, is_loss=True)


async def test_case_22_pages_of_one_feed_end_three_workers_one_after_another(
    make_services: MakeServices,
) -> None:
    fetcher = FakeFetcher({f"https://courier.example/{n}": article(n) for n in range(20)})
    sandbox, clock = Deadly(), Clock()
    services = make_services(fetcher=fetcher, sandbox=sandbox, now=clock)
    found = await asyncio.gather(*(gathered(services, pending(n)) for n in range(20)))
    assert (sandbox.busiest, sandbox.total) == (1, 3)
    assert {each.missing.reason for each in found if each.missing} == {
        NoTextReason.EXTRACTOR_KILLED
    }
    await gathered(services, replace(pending(1), feed_id=2))
    assert sandbox.total == 4, "another feed has its own"
    clock.now += timedelta(hours=23)
    await gathered(services, pending(2))
    assert sandbox.total == 4
    clock.now += timedelta(hours=1)
    await gathered(services, pending(2))
    assert sandbox.total == 5


async def test_rules_that_end_workers_count_as_well(make_services: MakeServices) -> None:
    """A feed leads to twenty hosts, each with rules that hurt."""
    hosts = [f"https://{number}.example" for number in range(20)]
    rules = robots("User-agent: *\nDisallow: /1")
    sandbox = Deadly()
    services = make_services(
        fetcher=FakeFetcher({f"{host}/robots.txt": rules for host in hosts}), sandbox=sandbox
    )
    items = [pending(n, url=f"{host}/{n}") for n, host in enumerate(hosts)]
    found = await asyncio.gather(*(gathered(services, item) for item in items))
    assert (sandbox.busiest, sandbox.total) == (1, 3)
    assert {each.missing.reason for each in found if each.missing} == {NoTextReason.ROBOTS}


async def test_a_lost_worker_says_nothing_of_the_rules(make_services: MakeServices) -> None:
    class Lost(InlineSandbox):
        async def run(self, *_: object) -> object:  # type: ignore[override]
            msg = "stopped"
            raise SandboxError(msg, permanent=False)

    services = make_services(fetcher=web(robots("User-agent: *\nDisallow: /")), sandbox=Lost())
    with pytest.raises(SandboxError):
        await gather_text(services, pending(), None)


async def test_an_answer_without_a_body_is_none(make_services: MakeServices) -> None:
    fetcher = FakeFetcher({ROBOTS: NotModified(), "https://courier.example/1": NotModified()})
    found = await gathered(make_services(fetcher=fetcher), pending())
    assert found.missing is not None
    assert found.missing.reason is NoTextReason.ROBOTS


async def test_where_the_feed_is_wanted_no_page_is_asked_for(make_services: MakeServices) -> None:
    fetcher = FakeFetcher()
    feed = Feed(url=FEED, full_text=FullText.FEED)
    found = await gather_text(make_services(fetcher=fetcher), pending(), feed)
    assert isinstance(found, Gathered)
    assert (found.text, fetcher.requests) == (found.pending.item.summary, [])


def test_hosts_that_were_not_asked_for_long_are_forgotten() -> None:
    habits = Habits()
    for number in range(MOST_HOSTS + 1):
        for page in range(4):
            habits.see(f"https://{number}.example/{page}", "A line.")
    assert not habits.of("https://0.example/1")
    assert habits.of("https://1.example/1")
