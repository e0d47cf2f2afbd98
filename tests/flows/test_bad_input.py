"""What is broken on the web is named in `status`, costs itself one poll, and nothing else."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.flows.installation import Installation
from tests.flows.real_site import Item, Site, rss

pytestmark = pytest.mark.xdist_group("bad input")  # what is set up once is dear

MEGABYTE = 1 << 20
NOW = datetime.now(UTC).replace(microsecond=0)

NEWS = Item(
    title="Ellemark and Tarvos sign water treaty",
    text=(
        "Ellemark and Tarvos signed the water treaty on the Ister on Tuesday, the governments of "
        "both countries announced. Prime Minister Ilona Brandt called it a good day for farmers.\n\n"
        "The river has been the subject of lawsuits for ten years."
    ),
    published=NOW - timedelta(hours=2),
    guid="news",
)
OTHER = Item(
    title="Bees return to the orchards of the north",
    text="Beekeepers count more hives than in any spring since they began to keep a list of them.",
    published=NOW - timedelta(hours=3),
    guid="bees",
)
PAGES = {"report.pdf": "not_html", "blank.html": "empty", "missing.html": "fetch_failed"}


def linked(url: str, number: int, page: str) -> str:
    """An item of a feed that has only a summary."""
    return (
        f"<item><title>Item {number} of the village paper</title><link>{url}/pages/{page}</link>"
        f"<guid isPermaLink='false'>page-{number}</guid>"
        f"<description>What happened in village {number} last night.</description></item>"
    )


def broken_feeds(site: Site) -> dict[str, str]:
    """Every feed of this module by name, and what the site says to who asks for it."""
    site.put("/pages/report.pdf", b"%PDF-1.7\n" + bytes(range(256)), content_type="application/pdf")
    site.put("/pages/blank.html", b"", content_type="text/html")
    items = "".join(linked(site.url, n, page) for n, page in enumerate(PAGES))
    login = "<!doctype html><html><title>Log in</title><body><form>Password</form></body></html>"
    whole = rss(OTHER, NEWS)
    cyrillic = rss(Item(title="Пчёлы вернулись", text="Весна.", published=NOW, guid="1"))
    no_guids = rss(Item(title="No guid here", text="And none there.", published=NOW))
    feed = "<rss version='2.0'><channel><title>Village</title>{}</channel></rss>"
    return {
        "good": site.put("/good.xml", whole),
        "pages": site.put("/village.xml", feed.format(items)),
        "login page": site.put("/login.xml", login, content_type="text/html"),
        "empty": site.put("/empty.xml", b""),
        "huge": site.put("/huge.xml", feed.format("<item/>" * (50 * MEGABYTE // 7))),
        "truncated": site.put("/cut.xml", whole[: whole.rindex("<item>") + 60]),
        "wrong charset": site.put("/charset.xml", cyrillic.encode("cp1251")),
        "no guids": site.put("/noguids.xml", no_guids),
        "gone": site.put("/gone.xml", b"", status=410),
        "private": "http://10.11.12.13/feed.xml",
    }


@dataclass(frozen=True)
class Passed:
    """Two passes over all of it, and what was told of them."""

    hits: dict[str, int]
    summary: dict[str, Any]
    status: dict[str, Any]
    posts: list[dict[str, str]]

    def feed(self, name: str) -> dict[str, Any]:
        return next(feed for feed in self.status["feeds"] if feed["name"] == name)


@pytest.fixture(scope="module")
def passed(site: Site, installation: Installation) -> Passed:
    with socket.socket() as unused:  # bound and never listening: refuses
        unused.bind(("127.0.0.1", 0))
        dead = f"json://127.0.0.1:{unused.getsockname()[1]}/"
        site.put("/inbox", b"")
        channels = {"desk": site.url.replace("http", "json") + "/inbox", "dead": dead}
        installation.configure(broken_feeds(site), channels, ["ingest: {alert_max_age: null}"])
        summary = installation.read("once")
        hits = dict(site.hits)
        installation.read("once")
    return Passed(
        hits=hits, summary=summary, status=installation.read("status"), posts=list(site.posts)
    )


@pytest.mark.parametrize(
    ("name", "outcome", "detail"),
    [
        pytest.param("login page", "not_a_feed", "", id="a page of HTML is no feed"),
        pytest.param("empty", "not_a_feed", "", id="neither is nothing at all"),
        pytest.param("huge", "fetch_failed", "8", id="50 MB are not read to the end"),
        pytest.param("gone", "fetch_failed", "410", id="the server's answer is told"),
        pytest.param("private", "fetch_failed", "10.11.12.13", id="a private address is refused"),
    ],
)
def test_a_broken_feed_is_named_with_the_reason(
    passed: Passed, name: str, outcome: str, detail: str
) -> None:
    feed = passed.feed(name)
    assert feed["outcome"] == outcome
    assert detail in feed["detail"]
    assert feed["detail"]
    assert feed["failures"] == 2
    assert name in {concern["subject"] for concern in passed.status["concerns"]}
    assert name in {failed["feed"] for failed in passed.summary["feeds"]["failed"]}


@pytest.mark.parametrize(
    ("name", "items"),
    [
        pytest.param("good", 2, id="a feed without fault"),
        pytest.param("truncated", 1, id="the complete items of a feed that was cut"),
        pytest.param("wrong charset", 1, id="a feed whose charset is another than it says"),
        pytest.param("no guids", 1, id="items without guids, once and not once a poll"),
    ],
)
def test_what_can_be_read_is_read(passed: Passed, name: str, items: int) -> None:
    feed = passed.feed(name)
    assert (feed["condition"], feed["items"]) == ("ok", items)
    assert name not in {concern["subject"] for concern in passed.status["concerns"]}


def test_each_feed_is_asked_once_a_pass(passed: Passed) -> None:
    asked = {path: count for path, count in passed.hits.items() if path.endswith(".xml")}
    assert set(asked.values()) == {1}


def test_pages_without_text_are_named_and_their_summaries_kept(passed: Passed) -> None:
    told = {page["url"].rpartition("/")[2]: page for page in passed.status["pages_without_text"]}
    reasons = {name: told[name]["reason"].partition(":")[0] for name in PAGES}
    assert reasons == PAGES
    assert passed.feed("pages")["items"] == len(PAGES)


def test_news_beside_all_that_is_told_once_to_the_channel_that_works(passed: Passed) -> None:
    assert [post["title"] for post in passed.posts] == ["AGREED: Ellemark–Tarvos water treaty"]


def test_the_dead_channel_is_named_and_its_message_waits(passed: Passed) -> None:
    dead = next(each for each in passed.status["channels"] if each["channel"] == "dead")
    assert dead["error"]
    assert dead["deliveries"] == {"pending": 1}
    assert "channel dead" in {concern["subject"] for concern in passed.status["concerns"]}
