"""Discover: an address in, the feeds that it is or leads to out; nothing is written."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.config.schema.feeds import without_secrets
from monitor.errors import FetchError, MonitorError, ParseError, SandboxError
from monitor.jobs.poll import FEED_BYTES
from monitor.model.items import ParsedFeed
from monitor.model.pages import NotModified, Page, PageRequest
from monitor.ports import Fetcher, Sandbox
from monitor.stages.address import canonical_url
from monitor.stages.discover import common_addresses, declared_feeds
from monitor.stages.parse import parse_feed

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that was fetched and read.

    `led_to` is where its redirects end, maybe at `url`. `fresh_for` is how long its server wishes not
    to be asked again; None: it does not say.
    """

    url: str
    led_to: str
    size_bytes: int
    feed: ParsedFeed
    fresh_for: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What an address led to: the feeds, best first, and what was tried in vain, with why."""

    found: tuple[FoundFeed, ...]
    failed: tuple[MonitorError, ...] = ()


class Explorer:
    """Looks at addresses as a poll would, but for the store.

    Args:
        fetcher: The web, guarded.
        sandbox: Where strangers' documents are read.
    """

    def __init__(self, fetcher: Fetcher, sandbox: Sandbox) -> None:
        self._fetcher = fetcher
        self._sandbox = sandbox

    async def look(self, url: str, headers: Headers = ()) -> FoundFeed:
        """The feed at an address.

        Raises:
            FetchError: the document cannot be had.
            ParseError: it is no feed.
            SandboxError: its parser was killed.
        """
        page = await self._page(url, headers)
        return await self._read(url, page)

    async def discover(self, url: str) -> Discovery:
        """The feed at an address, else those of the page that is there.

        What the page declares is tried first, all of it; the usual addresses only if that brings
        nothing, one after the other until one is a feed.

        Raises:
            FetchError: there is nothing at the address.
            SandboxError: the document killed its reader.
        """
        page = await self._page(url, ())
        try:
            return Discovery(found=(await self._read(url, page),))
        except ParseError as error:
            refused = error
        declared = await self._sandbox.run(declared_feeds, page)
        discovery = _sorted_out(await asyncio.gather(*map(self._try, declared)))
        if discovery.found:
            return discovery
        others = [each for each in common_addresses(page.url) if each not in declared]
        return await self._first(others, (refused, *discovery.failed))

    async def look_at_all(self, urls: Sequence[str]) -> dict[str, MonitorError]:
        """The addresses at which there is no feed, with why."""
        tried = await asyncio.gather(*map(self._fault, urls))
        return {url: fault for url, fault in zip(urls, tried, strict=True) if fault}

    async def _fault(self, url: str) -> MonitorError | None:
        """What is wrong with an address; of a feed that is well nothing is kept."""
        tried = await self._try(url)
        return tried if isinstance(tried, MonitorError) else None

    async def _first(self, urls: Iterable[str], failed: tuple[MonitorError, ...]) -> Discovery:
        """The first of some addresses that is a feed."""
        for url in urls:
            tried = await self._try(url)
            if isinstance(tried, FoundFeed):
                return Discovery(found=(tried,), failed=failed)
            failed = (*failed, tried)
        return Discovery(found=(), failed=failed)

    async def _try(self, url: str) -> FoundFeed | MonitorError:
        try:
            return await self.look(url)
        except (FetchError, ParseError, SandboxError) as error:
            return error

    async def _page(self, url: str, headers: Headers) -> Page:
        request = PageRequest(url=url, max_bytes=FEED_BYTES, headers=headers)
        page = await self._fetcher.fetch(request)
        if isinstance(page, NotModified):
            msg = f"{without_secrets(url)}: the server answered 304 to a request without validators"
            raise FetchError(msg, reason="http_status", subject=url)
        return page

    async def _read(self, url: str, page: Page) -> FoundFeed:
        feed = await self._sandbox.run(parse_feed, page)
        return FoundFeed(
            url=url,
            led_to=page.url,
            size_bytes=len(page.body),
            feed=feed,
            fresh_for=page.fresh_for,
        )


def same_address(url: str) -> str:
    """What two ways to write the address of one feed have in common."""
    return canonical_url(url) or url.rstrip("/")


def _sorted_out(tried: Sequence[FoundFeed | MonitorError]) -> Discovery:
    """Feeds and failures apart; of two addresses that lead to one feed the first stays."""
    found: dict[str, FoundFeed] = {}
    for each in tried:
        if isinstance(each, FoundFeed):
            found.setdefault(same_address(each.led_to), each)
    failed = tuple(each for each in tried if isinstance(each, MonitorError))
    return Discovery(found=tuple(found.values()), failed=failed)
