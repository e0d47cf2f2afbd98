"""Services with a real store in memory and fakes for the outside world."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from monitor.config.schema.alerts import Route
from monitor.config.schema.config import Config
from monitor.config.schema.feeds import Feed
from monitor.config.schema.settings import IngestSettings, Settings
from monitor.jobs.services import Services
from monitor.model.deliveries import ServiceAddress
from monitor.store import feeds
from monitor.store.engine import Store
from tests.builders import NOON, make_topic
from tests.fakes import FakeFetcher, FakePusher, InlineSandbox

FEED = "https://courier.example/feed.xml"

MakeServices = Callable[..., Services]


@pytest.fixture
def memory() -> Iterator[Store]:
    with Store.in_memory() as opened:
        with opened.begin() as tx:
            feeds.sync(tx, [FEED], NOON)
        yield opened


@pytest.fixture
def make_services(memory: Store, tmp_path: Any) -> MakeServices:
    def make(**changes: Any) -> Services:
        config = Config(
            root=tmp_path,
            settings=Settings(ingest=IngestSettings(alert_max_age=None)),
            feeds=(Feed(url=FEED, name="The Strelsau Courier", language="en"),),
            topics=(make_topic(),),
            routes=(Route(to=("desk",)), Route(to=("ops",), notices=True, topics=("none",))),
        )
        values: dict[str, Any] = {
            "config": config,
            "store": memory,
            "fetcher": FakeFetcher(),
            "sandbox": InlineSandbox(),
            "pusher": FakePusher(),
            "now": lambda: NOON,
            "jitter": lambda: 0.5,
            "addresses": {name: ServiceAddress(url=f"json://{name}") for name in ("desk", "ops")},
            "feed_headers": {},
        }
        return Services(**(values | changes))

    return make
