"""A newsroom for tests: articles that say something of an event, a clock, and who was told when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.config.schema.alerts import AlertsFile
from monitor.config.schema.config import Config
from monitor.config.schema.feeds import Feed
from monitor.config.schema.settings import IngestSettings, Settings
from monitor.jobs.commit import commit
from monitor.jobs.deliver import deliver_due
from monitor.jobs.digest import send_digests
from monitor.jobs.fold import fold_due
from monitor.jobs.follow import Follower
from monitor.jobs.services import Services
from monitor.model.articles import Role, TopicMatch
from monitor.model.claims import Reading, Status
from monitor.model.deliveries import (
    Address,
    Delivered,
    Notification,
    PushResult,
    Refused,
    ServiceAddress,
)
from monitor.model.views import DeliveryView
from monitor.stages.dedupe import article_keys
from monitor.stages.read import ReadArticle
from monitor.store import feeds, views
from monitor.store.engine import Store
from tests.builders import NOON, make_article, make_claim, make_event, make_topic
from tests.fakes import FakeFetcher, InlineSandbox

FEED = "https://courier.example/feed.xml"
NO_TIME = timedelta(0)


@dataclass(frozen=True, slots=True)
class Told:
    """What arrived where, and when."""

    at: datetime
    channel: str
    title: str
    body: str


@dataclass
class Inbox:
    """All channels: they take everything, but for those that are `down` or let us in no more."""

    newsroom: Newsroom
    told: list[Told] = field(default_factory=list)
    down: set[str] = field(default_factory=set)
    barred: set[str] = field(default_factory=set)

    async def push(self, address: Address, notification: Notification) -> PushResult:
        assert isinstance(address, ServiceAddress)
        channel = address.url.removeprefix("json://").partition("?")[0]
        if channel in self.barred:
            return Refused("HTTP 401", credentials=True)
        if channel in self.down:
            return Refused("connection refused")
        self.told.append(
            Told(self.newsroom.now, channel, notification.title, notification.body),
        )
        return Delivered()


class Newsroom:
    """A program with a store of its own, whose clock stands still until it is moved.

    Args:
        store: Where everything is kept.
        root: Of the configuration, which is not read.
        alerts: What stands in alerts.yml, but for the addresses of channels.
    """

    def __init__(self, store: Store, root: Path, alerts: dict[str, Any]) -> None:
        self.now = NOON
        self.inbox = Inbox(self)
        names = {name for route in alerts["routes"] for name in route["to"]}
        channels = {name: {"url": f"json://{name}"} for name in sorted(names)}
        for name, more in alerts.get("channels", {}).items():
            channels[name] |= more
        told = AlertsFile.model_validate(alerts | {"channels": channels})
        self.services = Services(
            config=Config(
                root=root,
                settings=Settings(ingest=IngestSettings(alert_max_age=None)),
                feeds=(Feed(url=FEED, name="The Strelsau Courier", language="en"),),
                topics=(
                    make_topic(
                        events=[make_event(), make_event(id="tolls", name="Toll conference")]
                    ),
                ),
                channels=told.channels,
                routes=told.routes,
                flap_window=told.flap_window,
            ),
            store=store,
            fetcher=FakeFetcher(),
            sandbox=InlineSandbox(),
            pusher=self.inbox,
            now=lambda: self.now,
            jitter=lambda: 0.5,
            addresses={name: ServiceAddress(url=f"json://{name}") for name in channels},
            feed_headers={},
        )
        self._articles = 0
        with store.begin() as tx:
            feeds.sync(tx, [FEED], NOON)

    def publish(
        self, status: Status, event: str = "summit", *, ago: timedelta = NO_TIME, **claim: Any
    ) -> None:
        """An article by an outlet of its own, in which a party says a status of an event.

        It is read now, and was published so long `ago`.
        """
        self._articles += 1
        article = make_article(
            guid=f"guid-{self._articles}",
            url=f"https://courier.example/{self._articles}",
            title=f"Report {self._articles}",
            text=f"They met in room {self._articles}.",
            published=self.now - ago,
            outlet=f"Outlet {self._articles}",
        )
        evidence = f"It is {status.value}, they said."
        said = make_claim(event=event, status=status, evidence=evidence, **claim)
        read = ReadArticle(
            article=article,
            keys=article_keys(article, article.feed_id),
            matches=(TopicMatch(topic="ruritania", role=Role.PRIMARY, score=1.0, reason="title"),),
            reading=Reading(claims=(said,)),
        )
        follower = Follower.of(self.services, self.now)
        with self.services.store.begin() as tx:
            commit(tx, [read], follower)

    async def work(self) -> None:
        """One beat of the jobs that tell people."""
        await send_digests(self.services)
        await fold_due(self.services)
        await deliver_due(self.services)

    async def pass_time(self, duration: timedelta, step: timedelta = timedelta(minutes=5)) -> None:
        """Let time pass, with a beat after each step."""
        until = self.now + duration
        while self.now < until:
            self.now = min(until, self.now + step)
            await self.work()

    @property
    def titles(self) -> list[str]:
        """The titles of all that arrived, in the order of arrival."""
        return [each.title for each in self.inbox.told]

    def deliveries(self) -> list[DeliveryView]:
        """The outbox in its order."""
        with self.services.store.read() as tx:
            return [*reversed(views.deliveries(tx, 999))]
