"""What publishers do wrong, over three polls of real feeds: nothing of it becomes news.

The numbers are those of the fault matrix in docs/design.md.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.flows.installation import Installation
from tests.flows.real_site import Item, Site, rss

pytestmark = pytest.mark.xdist_group("feed faults")  # what is set up once is dear

NOW = datetime.now(UTC).replace(microsecond=0)
HOUR = timedelta(hours=1)
ROUNDS = 3

SIGNED = "Ellemark and Tarvos sign water treaty"
SUSPENDED = "Ellemark suspends water treaty with Tarvos"
SIGNED_TEXT = (
    "Ellemark and Tarvos signed the water treaty on the Ister on Tuesday, the governments of both "
    "countries announced. Prime Minister Ilona Brandt called it a good day for farmers."
)
SUSPENDED_TEXT = (
    "Ellemark has suspended the water treaty with Tarvos, Prime Minister Ilona Brandt announced. "
    "Nobody in the capital would say for how long the river goes without rules."
)
ARCHIVE = 150
FIRST_POLL = 500


def prose(name: str, words: int = 110) -> str:
    """So long that it is taken for the whole text, and like no other."""
    return " ".join(f"{name}{word}" for word in range(words)) + "."


def village(feed: str, number: int, hours: float = 5, **changes: Any) -> Item:
    """A report of a village paper, of which nothing follows."""
    values: dict[str, Any] = {
        "title": f"Choir of village {number} sings for the {feed} bees",
        "text": f"The choir sang for the bees. {prose(f'{feed}v{number}w')}",
        "published": NOW - hours * HOUR,
        "guid": f"{feed}-{number}",
        "link": f"https://{feed}.example/{number}",
    }
    return Item(**(values | changes))


def signed(feed: str, hours: float = 4, **changes: Any) -> Item:
    """An outlet's own report of what is known."""
    text = f"{SIGNED_TEXT}\n\n{prose(feed)}"
    return village(feed, 99, hours, **({"title": SIGNED, "text": text} | changes))


def news(_number: int) -> str:
    items = [village("news", 1), signed("news")]
    if _number:
        late = village("news", 98, 1, title=SUSPENDED, text=f"{SUSPENDED_TEXT} {prose('late')}")
        items = [late, *items]
    return rss(*items)


def charset(number: int) -> bytes:
    """Case 8: the second document is UTF-8 that somebody took for windows-1252."""
    titles = [
        "Fêtes – in old Strelsau",
        "Bees’ café opens",
        "Ellemark and Tarvos sign ‘water treaty’",
    ]
    items = [village("charset", n, title=title) for n, title in enumerate(titles)]
    document = rss(*items)
    return document.encode() if number != 1 else document.encode().decode("cp1252").encode()


def one_bad_byte(number: int) -> bytes:
    """Case 8: one byte of the second document is no UTF-8."""
    document = rss(*(village("byte", n, title=f"Fête number {n} at the café") for n in range(5)))
    body = document.encode()
    return body if number != 1 else body.replace(b"The choir", b"The ch\xf8ir", 1)


def cut(number: int) -> str:
    """Case 9: the second document ends in the middle."""
    document = rss(*(village("cut", n) for n in range(10)))
    return document if number != 1 else document[: len(document) // 2]


def guids(number: int) -> str:
    """Case 11: all guids are others, and the dates too."""
    hours = 0 if number else 4
    items = [*(village("guids", n, hours) for n in range(8)), signed("guids", hours)]
    return rss(*(replace(each, guid=f"{each.guid}-{number // 2}") for each in items))


def moved(number: int) -> str:
    """Case 12: the host of every guid and link is another."""
    host = f"http://www{number}.moved.example"
    items = [*(village("moved", n) for n in range(8)), signed("moved")]
    return rss(
        *(
            replace(each, guid=f"{host}/{n}.html", link=f"{host}/{n}.html")
            for n, each in enumerate(items)
        )
    )


def redirected(_number: int) -> str:
    """Case 12: links and guids are relative to the feed, which is at another host from the second on."""
    items = [*(village("redirected", n) for n in range(8)), signed("redirected")]
    items = [replace(each, guid=f"{n}.html", link=f"{n}.html") for n, each in enumerate(items)]
    return rss(*items).replace(' isPermaLink="false"', "")


def archive(number: int) -> str:
    """Case 13: an archive appears among the news."""
    old = [village("archive", n, 50) for n in range(100, 100 + ARCHIVE)]
    story = signed("archive", 60)
    return rss(village("archive", 1), *([*old, story] if number else []))


def first_poll(_number: int) -> str:
    """Case 14: a new feed with a long document."""
    return rss(*(village("first", n, 200) for n in range(FIRST_POLL)))


DATES = {
    "2099": "Sun, 14 Jun 2099 12:00:00 GMT",
    "9999": "9999-01-01T00:00:00Z",
    "-1": "Sat, 01 Jan 0000 00:00:00 GMT",
    "epoch": "1630886460",
    "bst": "Sun, 15 Nov 2026 10:00:00 BST",
}


def dates(_number: int) -> str:
    """Case 15: dates that cannot be."""
    entries = "".join(
        f"<item><title>Dated {name}</title><guid isPermaLink='false'>{name}</guid><pubDate>{date}"
        f"</pubDate><description>Village {name} has a clock of its own.</description></item>"
        for name, date in DATES.items()
    )
    return f"<rss version='2.0'><channel><title>Clocks</title>{entries}</channel></rss>"


def same_guids(number: int) -> str:
    """Case 16: a guid given twice, none, and an empty one; once the second of the two is gone."""
    twins = [village("twins", n, guid="always") for n in (1, 2)]
    bare = [village("twins", 3, guid=""), village("twins", 4, guid="", link="")]
    document = rss(*(twins[:1] if number == 2 else twins), *bare)
    return document.replace("</item>", "<guid></guid></item>", 3)


def flapping(number: int) -> str:
    """Case 17: a title that goes back and forth."""
    title = "Choir sings in the rain" if number % 2 else "Choir sings, and it rains"
    return rss(village("flaps", 1, title=title), signed("flaps", guid="s"))


def one_link(number: int) -> str:
    """All items of a feed lead to its front page of news; only some have guids."""
    releases = [
        village("links", n, guid="" if n % 2 else f"links-{n}", link="https://links.example/news")
        for n in range(4 + number)
    ]
    return rss(*reversed(releases), signed("links", guid="", link="https://links.example/news"))


FEEDS: dict[str, Any] = {
    "news": news,
    "charset": charset,
    "byte": one_bad_byte,
    "cut": cut,
    "guids": guids,
    "moved": moved,
    "redirected": redirected,
    "archive": archive,
    "first": first_poll,
    "dates": dates,
    "twins": same_guids,
    "flaps": flapping,
    "links": one_link,
}


@dataclass(frozen=True)
class Polled:
    """Three polls: what was told, how many items each feed had had after each, and what is left."""

    posts: list[dict[str, str]]
    counts: list[dict[str, int]]
    concerns: list[dict[str, str]]
    articles: list[sqlite3.Row]
    pending: int
    elsewhere: int

    def items(self, name: str) -> list[int]:
        """How many items a feed had brought after each poll, edits counted."""
        return [each[name] for each in self.counts]

    def concern(self, name: str) -> str:
        """What `status` says of a feed; empty: nothing."""
        return "; ".join(each["text"] for each in self.concerns if each["subject"] == name)

    def titles(self, host: str) -> Counter[str]:
        """The titles of the articles of a feed."""
        return Counter(
            row["title"] for row in self.articles if (row["guid"] or "").startswith(host)
        )


@pytest.fixture(scope="module")
def polled(site: Site, installation: Installation) -> Polled:
    site.put("/inbox", b"")
    installation.configure(
        {name: f"{site.url}/{name}.xml" for name in FEEDS},
        {"desk": site.url.replace("http", "json") + "/inbox"},
    )
    counts = []
    database = installation.folder / "state" / "monitor.db"
    for number in range(ROUNDS):
        for name, document in FEEDS.items():
            site.put(f"/{name}.xml", document(number))
        if number:
            there = site.put("/there.xml", redirected(number)).replace(site.url, site.other_url)
            site.put("/redirected.xml", b"", status=301, location=there)
        installation.read("once")
        totals = rows(database, "SELECT url, items_total FROM feed")
        counts.append({row["url"].rpartition("/")[2][:-4]: row["items_total"] for row in totals})
    return Polled(
        posts=list(site.posts),
        counts=counts,
        concerns=installation.read("status")["concerns"],
        articles=rows(database, "SELECT * FROM article ORDER BY id"),
        pending=len(rows(database, "SELECT id FROM item WHERE due_at NOT NULL")),
        elsewhere=site.hits["/there.xml"],
    )


def rows(path: Path, statement: str) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        return database.execute(statement).fetchall()


def test_only_what_is_news_is_told(polled: Polled) -> None:
    assert [post["title"].partition(":")[0] for post in polled.posts] == ["AGREED", "SUSPENDED"]
    assert polled.pending == 0


def test_case_8_a_garbled_document_keeps_its_titles(polled: Polled) -> None:
    assert polled.items("charset") == [3, 3, 3]
    assert "garbled" in polled.concern("charset")
    assert all("â" not in row["title"] for row in polled.articles)


def test_case_8_a_bad_byte_garbles_one_word(polled: Polled) -> None:
    assert polled.items("byte") == [5, 6, 7]  # the item with the byte, there and back
    assert set(polled.titles("byte")) == {f"Fête number {n} at the café" for n in range(5)}


def test_case_9_a_cut_document_takes_nothing_away(polled: Polled) -> None:
    assert polled.items("cut") == [10, 10, 10]
    assert polled.concern("cut") == ""


def test_case_11_new_guids_are_no_new_items(polled: Polled) -> None:
    assert polled.items("guids") == [9, 9, 9]
    assert "9 items under new guids" in polled.concern("guids")


def test_case_12_guids_that_move_with_the_host_are_no_new_items(polled: Polled) -> None:
    assert polled.items("moved") == [9, 9, 9]


def test_case_12_a_feed_that_is_redirected_to_another_host_has_no_new_items(
    polled: Polled,
) -> None:
    assert polled.items("redirected") == [9, 9, 9]
    assert polled.elsewhere == ROUNDS - 1


def test_case_13_an_archive_is_stored_and_noted(polled: Polled) -> None:
    assert polled.items("archive") == [1, 2 + ARCHIVE, 2 + ARCHIVE]
    assert f"flood: {ARCHIVE + 1} old items" in polled.concern("archive")


def test_case_14_a_long_first_document_is_the_baseline(polled: Polled) -> None:
    assert polled.items("first") == [FIRST_POLL] * ROUNDS
    assert polled.concern("first") == ""


def test_case_15_no_article_is_newer_than_its_discovery(polled: Polled) -> None:
    published = {
        row["title"]: datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)
        for row in polled.articles
        if row["title"].startswith("Dated")
    }
    assert len(published) == len(DATES)
    assert max(published.values()) <= datetime.now(UTC)
    assert published["Dated epoch"] == datetime(2021, 9, 6, 0, 1, tzinfo=UTC)
    assert published["Dated bst"] == datetime(2026, 11, 15, 9, 0, tzinfo=UTC)
    assert polled.items("dates") == [len(DATES)] * ROUNDS


def test_case_16_odd_guids_give_the_same_items_at_every_poll(polled: Polled) -> None:
    assert polled.items("twins") == [4, 4, 4]


def test_one_link_for_all_items_takes_none_for_another(polled: Polled) -> None:
    assert polled.items("links") == [5, 6, 7]
    titles = [row["title"] for row in polled.articles if row["outlet"] == "links"]
    assert len({*titles}) == len(titles) == 7


def test_case_17_a_title_that_goes_back_and_forth_is_two_articles_at_most(polled: Polled) -> None:
    assert polled.items("flaps") == [2, 3, 4]
    assert sum("Choir sings" in row["title"] for row in polled.articles) == 2
