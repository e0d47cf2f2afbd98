"""Pages: those that were read lately, so that one to which two feeds link is asked for once.

Only texts are kept: that a page could not be had may be the doing of the feed that linked to it.
"""

from __future__ import annotations

from asyncio import Lock
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from monitor.model.items import PendingItem, Postponed
from monitor.model.pages import NoText, PageText

KEPT_FOR = timedelta(minutes=15)
"""So long a page stays as it was for another feed's item: that is how often feeds are asked. A choice."""
MOST_KEPT = 200
"""The texts of a busy quarter of an hour; of the longest there are, they take 40 MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    at: datetime
    feed_id: int
    page: PageText


class Pages:
    """The texts of pages that were asked for lately, by the address that items give."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._locks: MutableMapping[str, Lock] = WeakValueDictionary()

    async def of(
        self,
        pending: PendingItem,
        url: str,
        now: datetime,
        ask: Callable[[], Awaitable[PageText | NoText | Postponed]],
    ) -> PageText | NoText | Postponed:
        """What came of a page, asked for now unless that is not worth a request.

        Args:
            pending: The item that links to it.
            url: Its address.
            now: The time (UTC).
            ask: What asks for it.
        """
        async with self._locks.setdefault(url, Lock()):
            kept = self._kept.get(url)
            if kept is not None and _is_good(kept, pending, now):
                return kept.page
            found = await ask()
            if isinstance(found, PageText):
                self._keep(url, _Kept(at=now, feed_id=pending.feed_id, page=found))
            return found

    def _keep(self, url: str, kept: _Kept) -> None:
        self._kept[url] = kept
        self._kept.move_to_end(url)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)


def _is_good(kept: _Kept, pending: PendingItem, now: datetime) -> bool:
    """Whether an item need not ask again: a feed that tells of a page anew wants it anew."""
    told_at = pending.changed_at or pending.found_at
    if kept.at >= told_at:
        return True
    is_first = pending.changed_at is None and kept.feed_id != pending.feed_id
    return is_first and now - kept.at < KEPT_FOR
