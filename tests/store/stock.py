"""What the tests of the store put into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from monitor.model.alerts import Message
from monitor.model.articles import ArticleDraft, ArticleKeys, DedupeReason, Novelty, Verdict
from monitor.model.deliveries import DeliveryDraft
from monitor.model.items import FeedItem
from monitor.store import corpus, feeds, items
from monitor.store.engine import Transaction
from tests.builders import NOON, make_article

FEED_URL = "https://courier.example/feed.xml"

NEW = Verdict(novelty=Novelty.NEW, reason=DedupeReason.NEW)


def add_feed(tx: Transaction, url: str = FEED_URL) -> int:
    known = feeds.urls(tx)
    feeds.sync(tx, [*known.values(), url], NOON)
    return next(feed_id for feed_id, known_url in feeds.urls(tx).items() if known_url == url)


def add_items(tx: Transaction, feed_id: int, document: Sequence[FeedItem], now: datetime) -> int:
    """Items of a feed in document order; how many of them were new or changed."""
    return items.add(tx, feed_id, items.by_key(document), now)


def count_pending(tx: Transaction) -> int:
    """How many items wait, those put back to a later time included."""
    return int(tx.connection().execute(items.COUNT_PENDING).scalar_one())


def make_draft(number: int = 1, **changes: Any) -> ArticleDraft:
    """A draft whose keys differ by number; fields of the article can be changed by name."""
    article = make_article(**{"feed_id": None, "guid": f"courier-{number}"} | changes)
    keys = ArticleKeys(
        guid=f"1:courier-{number}",
        canonical_url=f"https://courier.example/{number}",
        text_hash=f"hash-{number}",
    )
    return ArticleDraft(article=article, keys=keys, verdict=NEW, found_at=NOON)


def add_article(tx: Transaction, number: int = 1, **changes: Any) -> int:
    return corpus.add_articles(tx, [make_draft(number, **changes)])[0]


def make_delivery(**changes: Any) -> DeliveryDraft:
    values: dict[str, Any] = {
        "key": "summit/1/1/desk",
        "channel": "desk",
        "message": Message(title="POSTPONED: summit", body="It was put off."),
    }
    return DeliveryDraft(**values | changes)
