"""Read: everything that the pure stages say of one article by itself."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.language.watch import Watch
from monitor.model.articles import Article, ArticleKeys, TopicMatch
from monitor.model.claims import Reading
from monitor.model.items import PendingItem
from monitor.stages.claims import read_claims
from monitor.stages.classify import classify
from monitor.stages.credit import credit_of
from monitor.stages.dedupe import article_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article with its keys, topics and claims.

    `pending` is the item that it came from, None for an article that no feed brought; `missing` is
    the reason why its page gave no text, empty where it did. `credit` is the id of the agency whose
    report it is, None for the outlet's own.
    """

    article: Article
    keys: ArticleKeys
    matches: tuple[TopicMatch, ...]
    reading: Reading
    pending: PendingItem | None = None
    missing: str = ""
    credit: str | None = None

    @property
    def flooded(self) -> bool:
        """Whether it came in a flood of old items, and was not edited since."""
        pending = self.pending
        return pending is not None and pending.baseline and pending.article_id is None


def read_article(
    article: Article, watch: Watch, *, pending: PendingItem | None = None, missing: str = ""
) -> ReadArticle:
    """An article read by dedupe's keys, classify and claims.

    Most articles name nobody who is watched: one look for names spares them the reading.
    """
    concerns = watch.names(f"{article.title}\n{article.text}")
    reading = read_claims(article, watch) if concerns else Reading()
    return ReadArticle(
        article=article,
        keys=article_keys(article, article.feed_id),
        matches=classify(article, watch, reading) if concerns else (),
        reading=reading,
        pending=pending,
        missing=missing,
        credit=credit_of(article),
    )
