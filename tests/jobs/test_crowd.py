"""Many feeds that come due in one moment."""

from __future__ import annotations

import asyncio
from collections import Counter
from urllib.parse import urlsplit

from monitor.jobs.poll import poll_all
from monitor.model.pages import NotModified, PageRequest
from monitor.store import feeds
from monitor.store.engine import Store
from tests.builders import NOON
from tests.jobs.conftest import MakeServices


class Crowd:
    """A web that counts who is asked at the same time, by host."""

    def __init__(self) -> None:
        self.under_way: Counter[str] = Counter()
        self.busiest: Counter[str] = Counter()
        self.asked = 0

    async def fetch(self, request: PageRequest) -> NotModified:
        host = urlsplit(request.url).hostname or ""
        self.asked += 1
        self.under_way[host] += 1
        self.busiest[host] = max(self.busiest[host], self.under_way[host])
        await asyncio.sleep(0)
        self.under_way[host] -= 1
        return NotModified()


async def test_case_65_a_thousand_feeds_come_due_together_and_one_host_has_two_hundred(
    memory: Store, make_services: MakeServices
) -> None:
    crowded = [f"https://crowded.example/{number}.xml" for number in range(200)]
    others = [f"https://courier{number}.example/feed.xml" for number in range(800)]
    with memory.begin() as tx:
        feeds.sync(tx, crowded + others, NOON)
        due = feeds.due(tx, NOON, 2_000)
    web = Crowd()
    kept = await poll_all(make_services(fetcher=web), due, lambda _stage: None)
    assert (web.asked, len(kept)) == (1_000, 1_000)
    assert web.busiest["crowded.example"] == 2
    with memory.read() as tx:
        assert feeds.due(tx, NOON, 2_000) == []
