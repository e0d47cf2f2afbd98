"""Texts are gathered side by side, and nobody waits for who is slow."""

from __future__ import annotations

import asyncio

import pytest

from monitor.jobs import harvest
from monitor.jobs.harvest import Harvest
from monitor.model.articles import TextSource
from monitor.model.items import FeedItem, Gathered, PendingItem
from tests.builders import NOON


def item(number: int) -> PendingItem:
    found = FeedItem(guid=f"{number}", url=None, title="", summary="", content="", published=None)
    return PendingItem(id=number, feed_id=1, item=found, found_at=NOON)


class Desk:
    """Gathers what it is told that it may; 9 is put back, 8 fails."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.may: dict[int, asyncio.Event] = {}

    async def gather(self, each: PendingItem) -> Gathered | None:
        self.asked.append(each.id)
        await self.may.setdefault(each.id, asyncio.Event()).wait()
        if each.id == 8:
            raise LookupError
        text = Gathered(pending=each, text="", source=TextSource.FEED)
        return None if each.id == 9 else text

    def let(self, *numbers: int) -> None:
        for number in numbers:
            self.may.setdefault(number, asyncio.Event()).set()


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvest, "PATIENCE_SECONDS", 0.02)


async def reaped(under_way: Harvest, desk: Desk, *numbers: int) -> list[int]:
    found = await under_way.reap([item(number) for number in numbers], desk.gather)
    return [each.pending.id for each in found]


async def test_who_is_slow_holds_nobody_up_and_is_asked_once() -> None:
    under_way, desk = Harvest(), Desk()
    desk.let(2, 3, 9)
    assert await reaped(under_way, desk, 1, 2, 3, 9) == [2, 3]
    assert await reaped(under_way, desk, 1) == []
    assert len(under_way) == 1
    desk.let(1, 4)
    assert await reaped(under_way, desk, 1, 4) == [1, 4], "in the order in which they came"
    assert desk.asked == [1, 2, 3, 9, 4]
    assert await reaped(under_way, desk) == []


async def test_what_fails_is_under_way_no_more() -> None:
    under_way, desk = Harvest(), Desk()
    desk.let(8)
    with pytest.raises(LookupError):
        await reaped(under_way, desk, 8)
    assert len(under_way) == 0


async def test_at_the_end_nothing_goes_on() -> None:
    under_way, desk = Harvest(), Desk()
    assert await reaped(under_way, desk, 1) == []
    await under_way.aclose()
    assert len(under_way) == 0
    assert len(asyncio.all_tasks()) == 1


async def test_no_more_are_under_way_than_the_memory_is_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(harvest, "MOST_UNDER_WAY", 2)
    under_way, desk = Harvest(), Desk()
    assert await reaped(under_way, desk, 1, 2, 3) == []
    assert desk.asked == [1, 2]
    desk.let(1, 3)
    assert await reaped(under_way, desk, 1, 2, 3) == [1], "who waits comes when there is room"
    assert await reaped(under_way, desk, 2, 3) == [3]
    await under_way.aclose()


async def test_who_is_slow_is_not_waited_for_where_there_is_other_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    under_way, desk = Harvest(), Desk()
    assert await reaped(under_way, desk, 1) == []
    monkeypatch.setattr(harvest, "PATIENCE_SECONDS", 60)
    async with asyncio.timeout(1):
        assert await under_way.reap([item(1)], desk.gather, hurry=True) == []
    await under_way.aclose()
