"""Gather: the text of an item, from the feed if it carries it, else from its page."""

from __future__ import annotations

from monitor.config.schema.feeds import Feed, FullText
from monitor.errors import ExtractError, FetchError, SandboxError
from monitor.jobs.services import Services
from monitor.model.articles import TextSource
from monitor.model.items import (
    Gathered,
    NoText,
    NoTextReason,
    NotModified,
    PageRequest,
    PageText,
    PendingItem,
)
from monitor.stages.extract import extract_page

PAGE_BYTES = 4 * 1024 * 1024
"""Decoded size of a page. Source: trafilatura takes about 1 CPU s/MB of an ordinary page."""


async def gather_text(services: Services, pending: PendingItem, feed: Feed | None) -> Gathered:
    """The text of one item; a page that cannot be read is an outcome, no error.

    Raises:
        SandboxError: the worker ended for no fault of the page; try again later.
    """
    item = pending.item
    wanted = feed.full_text if feed else FullText.AUTO
    if item.content and wanted is not FullText.PAGE:
        return Gathered(pending=pending, text=item.content, source=TextSource.FEED)
    if wanted is FullText.FEED or item.url is None:
        text = item.content or item.summary
        return Gathered(pending=pending, text=text, source=TextSource.FEED)
    page = await _page_text(services, item.url)
    if isinstance(page, PageText):
        return Gathered(pending=pending, text=page.text, source=TextSource.PAGE, page=page)
    fallback = item.content or item.summary
    return Gathered(pending=pending, text=fallback, source=TextSource.SUMMARY, missing=page)


async def _page_text(services: Services, url: str) -> PageText | NoText:
    try:
        page = await services.fetcher.fetch(PageRequest(url=url, max_bytes=PAGE_BYTES))
        if isinstance(page, NotModified):
            return NoText(NoTextReason.FETCH_FAILED, "304 to a request without validators")
        return await services.sandbox.run(extract_page, page)
    except FetchError as error:
        return NoText(NoTextReason.FETCH_FAILED, str(error))
    except (ExtractError, SandboxError) as error:
        if not error.permanent:
            raise
        return NoText(NoTextReason.EXTRACTOR_KILLED, str(error))
