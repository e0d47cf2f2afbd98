"""Gather: the text of an item, from the feed if it carries it, else from its page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from monitor.config.schema.feeds import Feed, FullText
from monitor.errors import ExtractError, FetchError, LeftHostError, RestingError, SandboxError
from monitor.jobs.allowance import SPENT
from monitor.jobs.services import Services
from monitor.model.articles import TextSource
from monitor.model.items import Gathered, PendingItem, Postponed
from monitor.model.pages import NoText, NoTextReason, NotModified, Page, PageRequest, PageText
from monitor.stages.extract import extract_page
from monitor.stages.pages.choice import fallback, judged, led_home
from monitor.stages.pages.furniture import without_furniture
from monitor.stages.pages.repeats import without_repeats
from monitor.stages.robots import PATIENCE

PAGE_BYTES = 4 * 1024 * 1024
"""Decoded size of a page. Source: trafilatura takes about 1 CPU s/MB of an ordinary page."""

MOST_HOSTS = 4
"""Of one page, each leading to the next: a shortened link, http, https and `www.`. A choice."""

FOLLOWED_FOR = timedelta(seconds=30)
"""So long a page is followed to further hosts: each has a deadline of its own, and all that comes with
an item waits for its page. A choice: with the last host it takes a minute at most."""

MOST_RESTS = 3
"""How often an item waits for a host that sends us away, before its summary is used. A choice."""


async def gather_text(
    services: Services, pending: PendingItem, feed: Feed | None
) -> Gathered | Postponed:
    """The text of one item, or when its host wishes to be asked for it.

    A page that cannot be read is an outcome, no error.

    Raises:
        SandboxError: the worker ended for no fault of the page; try again later.
    """
    found = text_of_feed(pending, feed)
    if isinstance(found, Gathered):
        return found
    page = await services.pages.of(
        pending, found, services.now(), partial(_page_in_turn, services, pending, found)
    )
    if isinstance(page, Postponed):
        return page
    if isinstance(page, PageText):
        expected = (feed.language if feed else None) or pending.feed_language
        page = judged(page, pending.item, expected)
    return _gathered(pending, page)


def text_of_feed(pending: PendingItem, feed: Feed | None) -> Gathered | str:
    """The text of one item as its feed has it, or the address of the page that is to be read."""
    item = pending.item
    wanted = feed.full_text if feed else FullText.AUTO
    if item.content and wanted is not FullText.PAGE:
        text = without_furniture(item.content)
    elif wanted is FullText.FEED or item.url is None:
        text = item.content or item.summary
    else:
        return item.url
    return Gathered(pending=pending, text=text, source=TextSource.FEED)


async def _page_in_turn(
    services: Services, pending: PendingItem, url: str
) -> PageText | NoText | Postponed:
    # Pages come faster than they are read: without a gate a batch of large ones fills the memory.
    async with services.page_turns.turn(urlsplit(url).hostname or ""):
        return await _followed_page(services, pending, url)


async def _followed_page(
    services: Services, pending: PendingItem, url: str
) -> PageText | NoText | Postponed:
    """The page's text, each host that it leads to asked whether it lets us ask.

    While the workers rest that would read it, the summary must do: news does not wait for them.
    """
    at, latest = url, services.now() + FOLLOWED_FOR
    for _ in range(MOST_HOSTS):
        try:
            return await _permitted_page(services, pending, at)
        except LeftHostError as error:
            at = error.location
            if services.now() > latest:
                return NoText(NoTextReason.FETCH_FAILED, "leads from host to host, too slowly")
        except RestingError as error:
            return NoText(NoTextReason.EXTRACTOR_KILLED, str(error))
    return NoText(NoTextReason.FETCH_FAILED, f"leads from host to host, {MOST_HOSTS} times")


async def _permitted_page(
    services: Services, pending: PendingItem, url: str
) -> PageText | NoText | Postponed:
    """The page's text if its host lets us ask for it now.

    Raises:
        LeftHostError: it is at another host.
    """
    asked = await services.robots.permission(url, pending.feed_id)
    if not asked.allowed:
        return NoText(NoTextReason.ROBOTS, asked.reason)
    if asked.delay is not None:
        now = services.now()
        at = services.robots.queue.turn(url, pending.id, asked.delay, now)
        if at is None:
            reason = f"Crawl-delay of {asked.delay.total_seconds():g} s: its turn is too late"
            return NoText(NoTextReason.ROBOTS, reason)
        if at > now:
            return Postponed(pending=pending, until=at, reason="waits for its host's Crawl-delay")
    return await _page_text(services, pending, url)


async def _page_text(
    services: Services, pending: PendingItem, url: str
) -> PageText | NoText | Postponed:
    try:
        page = await services.fetcher.fetch(PageRequest(url=url, max_bytes=PAGE_BYTES, stays=True))
    except LeftHostError:
        raise
    except FetchError as error:
        rest = error.retry_after_seconds
        if rest is not None and rest <= PATIENCE.total_seconds() and pending.attempts < MOST_RESTS:
            until = services.now() + timedelta(seconds=rest)
            return Postponed(pending=pending, until=until, reason="waits for a host that rests")
        return NoText(NoTextReason.FETCH_FAILED, str(error))
    if isinstance(page, NotModified):
        return NoText(NoTextReason.FETCH_FAILED, "304 to a request without validators")
    if led_home(pending.item.url or url, page.url):
        return NoText(NoTextReason.NOT_FOUND, "its address leads to the front page")
    async with services.allowance.turn(pending.feed_id):
        return await _extracted(services, pending.feed_id, page)


async def _extracted(services: Services, feed_id: int, page: Page) -> PageText | NoText:
    if services.allowance.is_spent(feed_id, services.now()):
        return NoText(NoTextReason.EXTRACTOR_KILLED, SPENT)
    try:
        return await services.sandbox.run(extract_page, page)
    except (ExtractError, SandboxError) as error:
        if not error.permanent:
            raise
        if isinstance(error, SandboxError) and error.is_loss:
            services.allowance.count(feed_id, services.now())
        return NoText(NoTextReason.EXTRACTOR_KILLED, str(error))


def cut_repeats(services: Services, gathered: Sequence[Gathered]) -> list[Gathered]:
    """A batch without what the pages of a host repeat; the batch is compared with itself too."""
    for each in gathered:
        if each.page and each.pending.item.url:
            services.habits.see(each.pending.item.url, each.page.text)
    return [_cut(services, each) for each in gathered]


def _cut(services: Services, gathered: Gathered) -> Gathered:
    page, url = gathered.page, gathered.pending.item.url
    if page is None or url is None:
        return gathered
    own = without_repeats(page, services.habits.of(url))
    return gathered if own is page else _gathered(gathered.pending, own)


def _gathered(pending: PendingItem, page: PageText | NoText) -> Gathered:
    if isinstance(page, PageText):
        return Gathered(pending=pending, text=page.text, source=TextSource.PAGE, page=page)
    text, missing = fallback(pending.item, page)
    return Gathered(pending=pending, text=text, source=TextSource.SUMMARY, missing=missing)
