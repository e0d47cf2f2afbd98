"""An article on the web is edited: its page is read again, and people are told what that changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.flows.installation import Installation
from tests.flows.real_site import Site

pytestmark = pytest.mark.xdist_group("edits")  # what is set up once is dear

NOW = datetime.now(UTC).replace(microsecond=0)
PUBLISHED = (NOW - timedelta(hours=3)).strftime("%a, %d %b %Y %H:%M:%S GMT")

SIGNED = "Ellemark and Tarvos sign water treaty"
SUSPENDED = "Ellemark suspends water treaty with Tarvos"
FIRST = "Ellemark and Tarvos signed the water treaty on the Ister, both governments announced."
SECOND = (
    "Ellemark has suspended the water treaty with Tarvos, Prime Minister Ilona Brandt announced."
)
PADDING = [
    "Farmers along the river had waited for rules since the drought of three summers ago.",
    "In the villages of the upper valley the wells were shared by the hour, and by the bucket.",
    "The ferrymen say that they have seen many papers, and that the water reads none of them.",
]


def page(title: str, lead: str) -> str:
    paragraphs = "".join(f"<p>{each}</p>" for each in [lead, *PADDING, *PADDING])
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"


ROUNDS = (
    (SIGNED, FIRST),
    (SUSPENDED, SECOND),
    (SIGNED.replace("sign", "sigh"), FIRST),  # the edit is taken back, with a slip
)


@dataclass(frozen=True)
class Read:
    """Four passes: what was told, how often the page was fetched, and the event's claims."""

    posts: list[dict[str, Any]]
    fetched: int
    claims: list[dict[str, Any]]


@pytest.fixture(scope="module")
def read(site: Site, installation: Installation) -> Read:
    site.put("/inbox", b"")
    hook = site.url.replace("http", "json") + "/inbox"
    installation.configure({"gazette": f"{site.url}/feed.xml"}, {"desk": hook})
    for title, lead in [*ROUNDS, ROUNDS[-1]]:
        site.put("/treaty", page(title, lead), content_type="text/html")
        entry = (
            f"<item><title>{title}</title><link>{site.url}/treaty</link><guid>treaty</guid>"
            f"<pubDate>{PUBLISHED}</pubDate><description>On the river.</description></item>"
        )
        site.put(
            "/feed.xml", f"<rss version='2.0'><channel><title>G</title>{entry}</channel></rss>"
        )
        installation.read("once")
    event = installation.read("event", "water-treaty")
    return Read(posts=list(site.posts), fetched=site.hits["/treaty"], claims=event["claims"])


def test_each_edit_that_matters_is_told_and_the_last_word_is_how_it_stands(read: Read) -> None:
    told = [post["title"].partition(":")[0] for post in read.posts]
    assert told == ["AGREED", "SUSPENDED", "CORRECTION"]


def test_the_alert_says_that_an_edit_brought_it(read: Read) -> None:
    assert ["since an edit" in post["message"] for post in read.posts] == [False, True, False]


def test_the_page_is_fetched_when_its_item_changes_and_not_otherwise(read: Read) -> None:
    assert read.fetched == len(ROUNDS)


def test_what_the_article_said_meanwhile_is_kept_as_revised(read: Read) -> None:
    assert "revised" in {each["ignored"] for each in read.claims}
