"""Article: a gathered item in, the article that the later stages read out."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from monitor.config.schema.feeds import Feed, Trust
from monitor.language.detect import detect_language
from monitor.model.articles import Article
from monitor.model.items import Gathered
from monitor.model.pages import PageText


def to_article(gathered: Gathered, feed: Feed | None) -> Article:
    """An article from an item and its text; what the feed does not tell, page or text does.

    Args:
        gathered: The item, its text and where that came from.
        feed: Its settings; None for a feed that was taken out of the configuration meanwhile.
    """
    pending, page = gathered.pending, gathered.page
    item = pending.item
    title = item.title or (page.title if page else None) or ""
    published = item.published or (page.published if page else None) or pending.found_at
    seen_at = pending.changed_at or pending.found_at
    return Article(
        title=title,
        text=gathered.text,
        language=_language(gathered, feed, title),
        # A date in the future would outrank all later news: nothing is newer than its discovery.
        published=min(published, seen_at),
        outlet=(feed.outlet or feed.name if feed else None)
        or _host(item.url or (feed.url if feed else "")),
        url=item.url,
        guid=item.guid,
        feed_id=pending.feed_id,
        low_trust=feed is not None and feed.trust is Trust.LOW,
        source=gathered.source,
    )


def page_article(url: str | None, page: PageText, now: datetime) -> Article:
    """An article from a page that no feed announced."""
    return Article(
        title=page.title or "",
        text=page.text,
        language=page.language or detect_language(f"{page.title or ''}\n{page.text}"),
        published=min(page.published or now, now),
        outlet=_host(url or ""),
        url=url,
    )


def _language(gathered: Gathered, feed: Feed | None, title: str) -> str:
    """The operator's word, else the feed's, else the page's, else what the text looks like."""
    told = (
        feed.language if feed else None,
        gathered.pending.feed_language,
        gathered.page.language if gathered.page else None,
    )
    return next((each for each in told if each), None) or detect_language(
        f"{title}\n{gathered.text}"
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "unknown").removeprefix("www.")
