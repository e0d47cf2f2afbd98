"""Faults: what a feed brings that is no news, told from what the feed has brought before.

Publishers change all guids at once, republish their archives, and garble every title for an hour.
None of that makes an old article new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from monitor.model.items import FeedItem, KnownItem
from monitor.stages.address import canonical_url
from monitor.stages.garbling import is_garbled

UNKNOWN_SHARE = 0.5
"""Where so much of a document is unknown, its guids may have changed. After a long outage it is so as
well, which costs one look at the items of the feed. A choice."""
FLOOD_ITEMS = 100
"""So many old items at once are an archive that was published again; what is late comes in ones and
twos. A choice."""
SHARED_LINK = 3
"""So many titles under one link name no article; an article and its update are two. A choice."""
LATELY = timedelta(hours=6)
"""In so short a time no newsroom that gives no dates has a flood of news. A choice."""
LATE = timedelta(days=1)
"""How long after its date an item may show up in its feed: some carry the day alone."""


def with_own_links(items: Sequence[FeedItem]) -> list[FeedItem]:
    """Items without those links that a document gives to several: they lead to none of them.

    A ministry's feed may lead to its list of releases, a live feed to its page, from every item.
    """
    titles: defaultdict[str | None, set[str]] = defaultdict(set)
    for item in items:
        titles[item.url].add(item.title)
    shared = {each for each, under in titles.items() if each and len(under) >= SHARED_LINK}
    return [replace(each, url=None) if each.url in shared else each for each in items]


def are_guids_doubtful(found: Collection[str], known: Collection[str]) -> bool:
    """Whether to look for known items under other keys, from the keys of a document."""
    return len(found) - len(known) >= max(1, UNKNOWN_SHARE * len(found))


def renamed(
    strange: Mapping[str, FeedItem], vanished: Collection[KnownItem]
) -> dict[str, KnownItem]:
    """The items that a document has under other keys than before, by the new key.

    The same address, or without its host the same title, or the same content at the same time.

    Args:
        strange: The items whose key is not known.
        vanished: The known items that the document does not have under their keys.
    """
    signs: dict[tuple[str, str], KnownItem] = {}
    for gone in vanished:
        for sign in _signs(gone):
            signs.setdefault(sign, gone)
    matched: dict[str, KnownItem] = {}
    if not signs:  # most often: the first document of a feed
        return matched
    used: set[int] = set()
    for key, item in strange.items():
        for sign in _signs(item):
            match = signs.get(sign)
            if match is not None and match.id not in used:
                matched[key] = match
                used.add(match.id)
                break
    return matched


def garbled(found: Mapping[str, FeedItem], known: Mapping[str, KnownItem]) -> frozenset[str]:
    """The keys of known items that a garbled document would change; none if it is not garbled.

    It is if half of the titles that could show it do; then nothing that it changes is an edit.
    """
    changed = [k for k, item in known.items() if item.content_hash != found[k].content_hash]
    telling = [key for key in changed if not known[key].title.isascii()]
    damaged = [key for key in telling if is_garbled(found[key].title, known[key].title)]
    return frozenset(changed if damaged and 2 * len(damaged) >= len(telling) else ())


def flooded(
    strange: Mapping[str, FeedItem], seen_at: datetime | None, now: datetime
) -> frozenset[str]:
    """The keys of old items that came in a flood: they are no news, and no part of a history.

    Args:
        strange: The items of a document that were not known.
        seen_at: When the feed was last seen without them (UTC); None: never.
        now: When they were found (UTC). After an outage of ours all may be new: what has no date is
            old only where there was none.
    """
    if seen_at is None:
        return frozenset()
    is_lately = now - seen_at <= LATELY
    old = [
        key
        for key, item in strange.items()
        if (is_lately if item.published is None else item.published < seen_at - LATE)
    ]
    return frozenset(old if len(old) >= FLOOD_ITEMS else ())


def describe(renamed_items: int, garbled_items: int, flooded_items: int) -> str:
    """What was wrong with a document, for people; empty: nothing."""
    told = (
        (renamed_items, "{} items under new guids: taken for the ones that they were"),
        (garbled_items, "{} items garbled, as in a wrong charset: kept as they were"),
        (flooded_items, "flood: {} old items at once, of which nobody is told"),
    )
    return "; ".join(sentence.format(count) for count, sentence in told if count)


def _signs(item: FeedItem | KnownItem) -> list[tuple[str, str]]:
    """What may tell an item whose guid has changed, the surest first."""
    address = canonical_url(item.url) if item.url else None
    paths = (_path(each) for each in (item.url, item.guid))
    signs = [("address", address)] if address else []
    signs += [(f"path {item.title}", path) for path in paths if path]
    if item.title and item.published:
        signs.append((f"content {item.content_hash}", item.published.isoformat()))
    return signs


def _path(address: str | None) -> str:
    """An address or a guid without what changes when a site moves."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}".strip("/?")
