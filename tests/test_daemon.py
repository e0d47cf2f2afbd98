"""The daemon's jobs, one beat at a time."""

from __future__ import annotations

import asyncio
from pathlib import Path

from monitor.config.schema import Config, Feed, Settings
from monitor.daemon import Daemon
from monitor.jobs.services import Services
from monitor.model.items import FeedOutcome, PollRecord
from monitor.store import feeds, topics
from monitor.store.engine import Store
from tests.builders import NOON, at, make_topic
from tests.fakes import FakeFetcher, FakePusher, InlineSandbox

QUICK, SLOW = "https://courier.example/feed.xml", "https://gazette.example/feed.xml"


async def test_a_first_pass_ends_while_some_feed_is_being_polled_again(tmp_path: Path) -> None:
    """With many feeds one is always being polled: waiting for none would suppress all alerts."""
    with Store.in_memory() as memory:
        daemon = Daemon(_services(memory, tmp_path), lambda _message: None)
        with memory.begin() as tx:
            feeds.sync(tx, [QUICK, SLOW], NOON)
            for number in (1, 2):
                feeds.record_poll(tx, _polled(number))
        daemon._polling[2] = asyncio.create_task(asyncio.sleep(60))
        await daemon._ingest()
        daemon._polling[2].cancel()
        with memory.read() as tx:
            assert topics.first_pass(tx, ["ruritania"], NOON) == {"ruritania": NOON}


def _services(memory: Store, root: Path) -> Services:
    return Services(
        config=Config(
            root=root,
            settings=Settings(),
            feeds=(Feed(url=QUICK), Feed(url=SLOW)),
            topics=(make_topic(),),
        ),
        store=memory,
        fetcher=FakeFetcher(),
        sandbox=InlineSandbox(),
        pusher=FakePusher(),
        now=lambda: NOON,
        jitter=lambda: 0.5,
        channel_urls={},
        feed_headers={},
    )


def _polled(feed_id: int) -> PollRecord:
    return PollRecord(
        feed_id=feed_id,
        at=NOON,
        outcome=FeedOutcome.OK,
        detail="",
        failures=0,
        next_poll_at=at(1),
    )
