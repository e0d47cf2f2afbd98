"""A page is asked for once, however many feeds link to it; who tells of it anew gets it anew."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest

from monitor.jobs import pages
from monitor.jobs.pages import Pages
from monitor.model.items import FeedItem, PendingItem, Postponed
from monitor.model.pages import NoText, NoTextReason, PageText
from tests.builders import NOON, at

URL = "https://courier.example/1"
ITEM = FeedItem(guid="1", url=URL, title="", summary="", content="", published=None)
FIRST = PendingItem(id=1, feed_id=1, item=ITEM, found_at=NOON)
SECOND = replace(FIRST, id=2, feed_id=2)
Answer = PageText | NoText | Postponed


class Web:
    """Counts how often it is asked."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked = 0

    async def ask(self) -> Answer:
        self.asked += 1
        await asyncio.sleep(0)
        return self.answer


TEXT = PageText(text="The bridge is open.")


async def test_two_feeds_that_link_to_a_page_at_once_share_it() -> None:
    kept, web = Pages(), Web(TEXT)
    both = await asyncio.gather(*(kept.of(each, URL, NOON, web.ask) for each in (FIRST, SECOND)))
    assert (both, web.asked) == ([TEXT, TEXT], 1)


@pytest.mark.parametrize(
    ("later", "now", "asked"),
    [
        pytest.param(replace(SECOND, found_at=at(0.2)), at(0.2), 1, id="by another feed, soon"),
        pytest.param(replace(SECOND, found_at=at(0.3)), at(0.3), 2, id="by another, much later"),
        pytest.param(replace(FIRST, id=3, found_at=at(0.1)), at(0.1), 2, id="by the same feed"),
        pytest.param(replace(SECOND, changed_at=at(0.1)), at(0.1), 2, id="as changed"),
    ],
)
async def test_who_tells_of_a_page_anew_gets_it_anew(
    later: PendingItem, now: datetime, asked: int
) -> None:
    kept, web = Pages(), Web(TEXT)
    await kept.of(FIRST, URL, NOON, web.ask)
    await kept.of(later, URL, now, web.ask)
    assert web.asked == asked


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(NoText(NoTextReason.EXTRACTOR_KILLED, "spent"), id="no text"),
        pytest.param(Postponed(pending=FIRST, until=at(1), reason="rests"), id="not yet"),
    ],
)
async def test_no_feed_spoils_a_page_for_another(answer: Answer) -> None:
    kept, web = Pages(), Web(answer)
    assert await kept.of(FIRST, URL, NOON, web.ask) == answer
    web.answer = TEXT
    assert await kept.of(SECOND, URL, NOON, web.ask) == TEXT


async def test_only_the_newest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_KEPT", 1)
    kept, web = Pages(), Web(TEXT)
    for url in (URL, f"{URL}2", f"{URL}2", URL):
        await kept.of(FIRST, url, NOON, web.ask)
    assert web.asked == 3
