"""Poll, gather, ingest and settle as `once` runs them; the web, the services and the pool faked."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from monitor import telemetry
from monitor.config.schema.feeds import FullText
from monitor.config.schema.settings import HttpSettings, IngestSettings, Settings
from monitor.edges.failures import FetchProblem, Reason, fetch_error
from monitor.errors import FetchError, SandboxError
from monitor.jobs.services import Services
from monitor.jobs.sweep import sweep
from monitor.model.articles import Novelty
from monitor.model.deliveries import DeliveryState
from monitor.model.items import FeedOutcome
from monitor.model.pages import NotModified, Page, PageRequest
from monitor.stages.read import read_article
from monitor.store import feeds, items, outbox, space, troubles, views
from monitor.store.engine import Store
from tests.builders import NOON, at, make_page
from tests.fakes import FakeFetcher, InlineSandbox
from tests.store.stock import count_pending

MakeServices = Callable[..., Services]
FEED = "https://courier.example/feed.xml"
WORDS = " ".join(["The two delegations spoke about fisheries, tolls and the old border road."] * 12)
POSTPONED = "The summit of Ruritania and Graustark was postponed, the Ruritanian government said."


def rss(*entries: str) -> Page:
    body = (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Courier</title><link>https://courier.example/</link>{''.join(entries)}"
        "</channel></rss>"
    )
    return make_page(body.encode(), url=FEED, content_type="application/rss+xml", etag='"1"')


OTHER_WORDS = " ".join(["A chess club in the capital won its third trophy in as many years."] * 12)


def entry(number: int, title: str = "Tolls on the border road", content: str = WORDS) -> str:
    return (
        f"<item><guid isPermaLink='false'>c{number}</guid><title>{title} {number}</title>"
        f"<link>https://courier.example/{number}</link>"
        f"<pubDate>Wed, 14 May 2031 1{number}:00:00 GMT</pubDate>"
        f"<description>Tolls are discussed.</description>"
        f"<content:encoded><![CDATA[<p>{content}</p>]]></content:encoded></item>"
    )


def bare(number: int) -> str:
    """An entry with a summary alone: the page has to be fetched."""
    return (
        f"<item><guid isPermaLink='false'>b{number}</guid><title>Tolls {number}</title>"
        f"<link>https://courier.example/{number}</link><description>Tolls.</description></item>"
    )


def states(store: Store) -> list[Any]:
    with store.read() as tx:
        return feeds.states(tx)


async def test_new_items_become_articles_and_a_change_an_alert(
    memory: Store, make_services: MakeServices
) -> None:
    page = rss(
        entry(0), entry(1, "Summit of Ruritania and Graustark postponed", f"{POSTPONED} {WORDS}")
    )
    done = await sweep(make_services(fetcher=FakeFetcher({FEED: page})))
    assert [poll.outcome for poll in done.polls] == [FeedOutcome.OK]
    assert done.articles == {Novelty.NEW: 2}
    assert [change.status.value for change in done.changes] == ["postponed"]
    with memory.read() as tx:
        assert outbox.counts(tx)[DeliveryState.PENDING] >= 1


async def test_a_second_pass_finds_nothing_new(memory: Store, make_services: MakeServices) -> None:
    fetcher = FakeFetcher({FEED: rss(entry(0))})
    services = make_services(fetcher=fetcher)
    await sweep(services)
    again = await sweep(services)
    assert [poll.outcome for poll in again.polls] == [FeedOutcome.SAME_BODY]
    assert again.articles == {}
    assert fetcher.requests[-1].etag == '"1"'
    fetcher.pages[FEED] = NotModified()
    assert [poll.outcome for poll in (await sweep(services)).polls] == [FeedOutcome.NOT_MODIFIED]
    assert states(memory)[0].etag == '"1"'


async def test_the_first_pass_of_a_day_tends_the_database(
    memory: Store, make_services: MakeServices
) -> None:
    services = make_services(fetcher=FakeFetcher({FEED: rss(entry(0))}))
    await sweep(services)
    with memory.read() as tx:
        assert space.tended_since(tx, at(-9999)) is None, "the first article has just come"
    for hours in (23, 24, 25):
        await sweep(replace(services, now=lambda hours=hours: at(hours)))
    with memory.read() as tx:
        tended = space.tended_since(tx, at(-9999))
        last = space.last_tended(tx)
    assert tended is not None
    assert (tended.at, last) == (at(24), at(24))


async def test_a_feed_that_was_cut_off_is_asked_again_without_validators(
    memory: Store, make_services: MakeServices
) -> None:
    whole = rss(entry(0), entry(1, content=OTHER_WORDS))
    cut = replace(whole, body=whole.body[: whole.body.rindex(b"</content:encoded>")])
    fetcher = FakeFetcher({FEED: cut})
    services = make_services(fetcher=fetcher)
    assert (await sweep(services)).articles == {Novelty.NEW: 1}
    assert (states(memory)[0].etag, states(memory)[0].body_hash) == (None, None)
    fetcher.pages[FEED] = whole
    assert (await sweep(services)).articles == {Novelty.NEW: 1}
    assert states(memory)[0].etag == '"1"'


class DeadSandbox(InlineSandbox):
    async def run(self, function: Any, *_arguments: object) -> Any:
        msg = f"{function.__name__} was killed after 15 s"
        raise SandboxError(msg)


async def test_a_body_that_kills_the_parser_is_not_parsed_again(
    memory: Store, make_services: MakeServices
) -> None:
    services = make_services(fetcher=FakeFetcher({FEED: rss(entry(0))}), sandbox=DeadSandbox())
    await sweep(services)
    assert states(memory)[0].outcome is FeedOutcome.PARSE_KILLED
    alive = replace(services, sandbox=InlineSandbox())
    done = await sweep(alive)
    assert [poll.outcome for poll in done.polls] == [FeedOutcome.PARSE_KILLED]
    assert states(memory)[0].failures == 2


async def test_a_bad_body_is_not_forgiven_after_a_failed_fetch(
    memory: Store, make_services: MakeServices
) -> None:
    login = make_page(b"<html><body>Log in</body></html>", url=FEED)
    fetcher = FakeFetcher({FEED: login})
    services = make_services(fetcher=fetcher)
    await sweep(services)
    fetcher.pages[FEED] = FetchError("no", reason="dns", subject=FEED)
    await sweep(services)
    fetcher.pages[FEED] = login
    done = await sweep(services)
    assert [poll.outcome for poll in done.polls] == [FeedOutcome.NOT_A_FEED]
    assert states(memory)[0].failures == 3
    assert "could not be read before" in states(memory)[0].detail
    fetcher.pages[FEED] = rss(entry(0))
    assert [poll.outcome for poll in (await sweep(services)).polls] == [FeedOutcome.OK]


async def test_no_secret_in_a_feeds_address_is_logged_or_shown(
    memory: Store, make_services: MakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "https://ann:fish@courier.example/feed.xml?key=herring"
    error = fetch_error(url, FetchProblem(Reason.HTTP_STATUS, "HTTP 404"))
    with memory.begin() as tx:
        feeds.sync(tx, [url], NOON)
    stream = io.StringIO()
    monkeypatch.setattr(telemetry, "_settings", telemetry._Settings(stream=stream))
    await sweep(make_services(fetcher=FakeFetcher({url: error})))
    shown = "https://courier.example/feed.xml?…: HTTP 404"
    assert [state.detail for state in states(memory)] == [shown]
    assert shown in stream.getvalue()
    assert not [word for word in ("fish", "herring") if word in stream.getvalue()]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        pytest.param(
            make_page(b"<html><body>Log in</body></html>", url=FEED),
            FeedOutcome.NOT_A_FEED,
            id="a login page is no feed",
        ),
        pytest.param(
            FetchError("no", reason="dns", subject=FEED),
            FeedOutcome.FETCH_FAILED,
            id="a name that nobody knows",
        ),
    ],
)
async def test_a_feed_that_fails_is_put_off(
    memory: Store, make_services: MakeServices, answer: Any, outcome: FeedOutcome
) -> None:
    services = make_services(fetcher=FakeFetcher({FEED: answer}))
    await sweep(services)
    state = states(memory)[0]
    assert (state.outcome, state.failures) == (outcome, 1)
    assert state.detail
    assert state.next_poll_at > NOON + timedelta(minutes=15)


async def test_a_page_without_text_leaves_the_summary(
    memory: Store, make_services: MakeServices
) -> None:
    pdf = make_page(b"%PDF-1.7 ...", content_type="application/pdf")
    fetcher = FakeFetcher({FEED: rss(bare(1), bare(2)), "https://courier.example/1": pdf})
    done = await sweep(make_services(fetcher=fetcher))
    assert done.untexted == 2
    with memory.read() as tx:
        assert views.corpus_counts(tx).untexted == 2


async def test_an_item_whose_worker_ended_without_its_fault_is_put_back(
    memory: Store, make_services: MakeServices
) -> None:
    class StoppedSandbox(InlineSandbox):
        async def run(self, function: Any, *arguments: object) -> Any:
            if function.__name__ == "extract_page":
                msg = "the workers are being stopped"
                raise SandboxError(msg, permanent=False)
            return await super().run(function, *arguments)

    fetcher = FakeFetcher({FEED: rss(bare(1), entry(0)), "https://courier.example/1": make_page()})
    done = await sweep(make_services(fetcher=fetcher, sandbox=StoppedSandbox()))
    assert done.articles == {Novelty.NEW: 1}
    with memory.read() as tx:
        assert count_pending(tx) == 1


async def test_a_page_that_kills_the_extractor_leaves_the_summary(
    memory: Store, make_services: MakeServices
) -> None:
    class KilledSandbox(InlineSandbox):
        async def run(self, function: Any, *arguments: object) -> Any:
            if function.__name__ == "extract_page":
                msg = "killed after 15 s"
                raise SandboxError(msg)
            return await super().run(function, *arguments)

    fetcher = FakeFetcher({FEED: rss(bare(1)), "https://courier.example/1": make_page()})
    done = await sweep(make_services(fetcher=fetcher, sandbox=KilledSandbox()))
    assert done.untexted == 1
    with memory.read() as tx:
        found = troubles.pages_without_text(tx, NOON, 9)
    assert [page.reason for page in found] == ["extractor_killed: killed after 15 s"]


@pytest.mark.parametrize(
    ("full_text", "fetched"),
    [
        pytest.param(FullText.AUTO, False, id="auto: the feed's full text is enough"),
        pytest.param(FullText.FEED, False, id="feed: the page is never fetched"),
        pytest.param(FullText.PAGE, True, id="page: the page is fetched all the same"),
    ],
)
async def test_where_the_text_is_taken_from(
    make_services: MakeServices, full_text: FullText, fetched: bool
) -> None:
    fetcher = FakeFetcher({FEED: rss(entry(0))})
    services = make_services(fetcher=fetcher)
    feed = services.config.feeds[0].model_copy(update={"full_text": full_text})
    config = services.config.model_copy(update={"feeds": (feed,)})
    await sweep(replace(services, config=config))
    assert ("https://courier.example/0" in [r.url for r in fetcher.requests]) is fetched


async def test_a_bad_item_is_put_back_and_the_others_go_on(
    memory: Store, make_services: MakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_or_fail(article: Any, watch: Any, **named: Any) -> Any:
        if article.title.endswith("1"):
            raise RuntimeError(article.title)
        return read_article(article, watch, **named)

    monkeypatch.setattr("monitor.jobs.ingest.read_article", read_or_fail)
    done = await sweep(make_services(fetcher=FakeFetcher({FEED: rss(entry(0), entry(1))})))
    assert done.articles == {Novelty.NEW: 1}
    with memory.read() as tx:
        assert count_pending(tx) == 1
        assert items.pending(tx, NOON, 10) == []
        assert len(items.pending(tx, at(2), 10)) == 1


async def test_pages_that_wait_to_be_read_are_few(make_services: MakeServices) -> None:
    class SlowSandbox(InlineSandbox):
        async def run(self, function: Any, *arguments: object) -> Any:
            if function.__name__ == "extract_page":
                await asyncio.sleep(0.01)
                held.pop()
            return await super().run(function, *arguments)

    class CountingFetcher(FakeFetcher):
        async def fetch(self, request: PageRequest) -> Page | NotModified:
            page = await super().fetch(request)
            if request.url != FEED:
                held.append(request.url)
                most.append(len(held))
            return page

    held: list[str] = []
    most: list[int] = []
    fetcher = CountingFetcher({FEED: rss(*map(bare, range(20)))})
    fetcher.pages |= {f"https://courier.example/{n}": make_page() for n in range(20)}
    services = make_services(fetcher=fetcher, sandbox=SlowSandbox())
    few = services.config.settings.model_copy(update={"http": HttpSettings(connections=3)})
    config = services.config.model_copy(update={"settings": few})
    done = await sweep(replace(services, config=config))
    assert done.untexted == 20
    assert max(most) == 3


async def test_a_first_pass_gives_one_summary_and_no_burst(
    memory: Store, make_services: MakeServices
) -> None:
    services = make_services(
        fetcher=FakeFetcher(
            {
                FEED: rss(
                    entry(
                        0,
                        "Summit of Ruritania and Graustark confirmed for June",
                        POSTPONED.replace("was postponed", "will take place in June") + WORDS,
                    ),
                    entry(1, "Summit of Ruritania and Graustark postponed", POSTPONED + WORDS),
                )
            }
        )
    )
    limited = Settings(ingest=IngestSettings(alert_max_age=timedelta(days=3)))
    services = replace(services, config=services.config.model_copy(update={"settings": limited}))
    done = await sweep(services)
    assert len(done.changes) == 2
    assert done.watching == ("ruritania",)
    with memory.read() as tx:
        found = views.deliveries(tx, 10)
    assert {(each.channel, each.state) for each in found} == {
        ("desk", DeliveryState.SUPPRESSED),
        ("ops", DeliveryState.PENDING),
    }
    assert (await sweep(services)).watching == ()


async def test_who_runs_once_an_hour_hears_of_a_blind_watch_as_well(
    memory: Store, make_services: MakeServices
) -> None:
    clock = [NOON]
    down = FetchError(f"{FEED}: nobody answers", reason="connect", subject=FEED)

    async def titles_after(hours: int, answer: NotModified | FetchError) -> list[str]:
        services = make_services(fetcher=FakeFetcher({FEED: answer}), now=lambda: clock[0])
        for _ in range(hours):
            clock[0] += timedelta(hours=1)
            await sweep(services)
        with memory.read() as tx:
            told = [each.title for each in reversed(views.deliveries(tx, 99))]
        return [title for title in told if not title.startswith("Now watching")]

    name = make_services().config.topics[0].name
    assert await titles_after(2, NotModified()) == []
    assert await titles_after(6, down) == [f"Blind watch: {name}"]
    assert await titles_after(3, NotModified()) == [
        f"Blind watch: {name}",
        f"Watch restored: {name}",
    ]
