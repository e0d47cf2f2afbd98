"""What jobs work with: the configuration, the store and the ports, built by wiring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from monitor.config.schema.config import Config
from monitor.config.schema.feeds import Feed
from monitor.jobs.allowance import Allowance
from monitor.jobs.habits import Habits
from monitor.jobs.harvest import Harvest
from monitor.jobs.pages import Pages
from monitor.jobs.robots import Robots
from monitor.model.deliveries import Address
from monitor.ports import Disk, Fetcher, Jitter, Now, Pusher, Sandbox
from monitor.store.engine import Store
from monitor.turns import Turns

if TYPE_CHECKING:
    from monitor.language.watch import Watch

PAGES_AT_ONCE = 4
"""Of one host: two are asked for, and as many are read meanwhile."""

Progress = Callable[[str], object]
"""Told of each `feeds` polled and `articles` ingested, for a progress bar."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """Everything that a job may use.

    `addresses`, by channel, hold secrets and are never shown. `disk` None: nobody looks at it.
    """

    config: Config
    store: Store
    fetcher: Fetcher
    sandbox: Sandbox
    pusher: Pusher
    now: Now
    jitter: Jitter
    addresses: dict[str, Address] = field(repr=False)
    feed_headers: dict[str, tuple[tuple[str, str], ...]] = field(repr=False)
    disk: Disk | None = None
    harvest: Harvest = field(default_factory=Harvest, repr=False)
    pages: Pages = field(default_factory=Pages, repr=False)

    @cached_property
    def watch(self) -> Watch:
        """What the stages watch for, compiled at first use: most passes bring nothing to read."""
        from monitor.language.watch import compile_watch  # its readers are loaded with it

        return compile_watch(self.config.topics, self.config.cues)

    @cached_property
    def robots(self) -> Robots:
        """What hosts ask of programs."""
        return Robots(self.store, self.fetcher, self.sandbox, self.now, self.allowance)

    @cached_property
    def feed_turns(self) -> Turns:
        """How many feeds may be asked at once, fairly shared among hosts."""
        return Turns(self.config.settings.http.connections)

    @cached_property
    def page_turns(self) -> Turns:
        """How many pages may be under way or wait to be read."""
        return Turns(self.config.settings.http.connections, PAGES_AT_ONCE)

    @cached_property
    def allowance(self) -> Allowance:
        """How much of the workers' time the pages of each feed may take."""
        return Allowance()

    @cached_property
    def habits(self) -> Habits:
        """What the pages of hosts repeat."""
        return Habits()

    @cached_property
    def feeds(self) -> dict[str, Feed]:
        """Configured feeds by URL."""
        return {feed.url: feed for feed in self.config.feeds}
