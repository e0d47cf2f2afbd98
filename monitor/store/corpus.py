"""The corpus: articles, the keys that exact duplicates share, and the topics they are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, insert, or_, select

from monitor.model.articles import (
    Article,
    ArticleDraft,
    ArticleKeys,
    Candidate,
    DedupeReason,
    Novelty,
    Part,
    Role,
    Span,
    StoredArticle,
    TextSource,
    TopicMatch,
    Verdict,
)
from monitor.store.among import any_of, rows_among
from monitor.store.engine import Transaction
from monitor.store.records import copy_of
from monitor.store.rows import add_rows, write_rows
from monitor.store.tables import AnyRow, table

ARTICLE = table("article")
TOPIC_MATCH = table("topic_match")

# Digits of an id: with more it does not fit into SQLite's integers of 64 bits.
ID_DIGITS = 18

KEY_COLUMNS = (
    ARTICLE.c.id,
    ARTICLE.c.feed_id,
    ARTICLE.c.published,
    ARTICLE.c.guid_key,
    ARTICLE.c.canonical_url,
    ARTICLE.c.text_hash,
    ARTICLE.c.short,
    ARTICLE.c.novelty,
    ARTICLE.c.original_id,
)


def _sharing(key: str) -> Select[*tuple[Any, ...]]:
    return select(*KEY_COLUMNS).where(ARTICLE.c[key].in_(any_of("values")))


# One query a kind of key: a tuple of them in one IN list would scan the whole table.
SAME_GUID = _sharing("guid_key")
SAME_URL = _sharing("canonical_url")
SAME_TEXT = _sharing("text_hash")

ADD_ARTICLE = insert(ARTICLE)
ADD_MATCH = insert(TOPIC_MATCH)

BY_ID = select(ARTICLE).where(ARTICLE.c.id == bindparam("article_id"))
BY_URL = (
    select(ARTICLE)
    .where(or_(ARTICLE.c.url == bindparam("link"), ARTICLE.c.canonical_url == bindparam("link")))
    .order_by(ARTICLE.c.id.desc())
    .limit(1)
)
MATCHES = (
    select(TOPIC_MATCH)
    .where(TOPIC_MATCH.c.article_id == bindparam("article_id"))
    .order_by(TOPIC_MATCH.c.score.desc(), TOPIC_MATCH.c.topic)
)


def candidates(tx: Transaction, keys: Sequence[ArticleKeys]) -> list[Candidate]:
    """The articles that share a guid, a canonical URL or a text with any of the keys, by id."""
    found: dict[int, Candidate] = {}
    for statement, values in (
        (SAME_GUID, {key.guid for key in keys if key.guid is not None}),
        (SAME_URL, {key.canonical_url for key in keys if key.canonical_url is not None}),
        (SAME_TEXT, {key.text_hash for key in keys}),
    ):
        for row in rows_among(tx, statement, "values", values):
            found[row.id] = _candidate(row)
    return [found[article_id] for article_id in sorted(found)]


def add_articles(tx: Transaction, drafts: Sequence[ArticleDraft]) -> list[int]:
    """The ids of articles that are new in the corpus, in the order of the drafts."""
    return add_rows(tx, ADD_ARTICLE, [_article_values(draft) for draft in drafts])


def add_matches(tx: Transaction, pairs: Sequence[tuple[int, Sequence[TopicMatch]]]) -> None:
    """Keep the topics that articles are about, from pairs of article id and matches."""
    rows = [
        {
            "article_id": article_id,
            "topic": match.topic,
            "role": match.role.value,
            "score": match.score,
            "reason": match.reason,
            "spans": [[span.part.value, span.start, span.end] for span in match.spans],
        }
        for article_id, matches in pairs
        for match in matches
    ]
    write_rows(tx, ADD_MATCH, rows)


def article(tx: Transaction, article_id: int) -> StoredArticle | None:
    """An article from its id, None if there is none."""
    return _stored(tx, BY_ID, {"article_id": article_id})


def find(tx: Transaction, url_or_id: str) -> StoredArticle | None:
    """An article from its id or its link, as published or canonical; the newest version of it."""
    if url_or_id.isdecimal():
        return article(tx, int(url_or_id)) if len(url_or_id) <= ID_DIGITS else None
    return _stored(tx, BY_URL, {"link": url_or_id})


def _candidate(row: AnyRow) -> Candidate:
    return Candidate(
        article_id=row.id,
        feed_id=row.feed_id,
        published=row.published,
        keys=ArticleKeys(
            guid=row.guid_key,
            canonical_url=row.canonical_url,
            text_hash=row.text_hash,
            short=row.short,
        ),
        copy_of=copy_of(row),
    )


def _article_values(draft: ArticleDraft) -> dict[str, Any]:
    article, keys, verdict = draft.article, draft.keys, draft.verdict
    return {
        "feed_id": article.feed_id,
        "guid": article.guid,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "outlet": article.outlet,
        "published": article.published,
        "found_at": draft.found_at,
        "low_trust": article.low_trust,
        "source": article.source.value,
        "no_text": draft.no_text,
        "guid_key": keys.guid,
        "canonical_url": keys.canonical_url,
        "text_hash": keys.text_hash,
        "short": keys.short,
        "novelty": verdict.novelty.value,
        "reason": verdict.reason.value,
        "original_id": verdict.of,
        "score": verdict.score,
        "credit": draft.credit,
        "signature": keys.signature or None,
        "text": article.text,
    }


def _stored(
    tx: Transaction, statement: Select[*tuple[Any, ...]], parameters: dict[str, object]
) -> StoredArticle | None:
    row = tx.connection().execute(statement, parameters).one_or_none()
    if row is None:
        return None
    matches = tx.connection().execute(MATCHES, {"article_id": row.id})
    return StoredArticle(
        id=row.id,
        article=Article(
            title=row.title,
            text=row.text,
            language=row.language,
            published=row.published,
            outlet=row.outlet,
            url=row.url,
            guid=row.guid,
            feed_id=row.feed_id,
            low_trust=row.low_trust,
            source=TextSource(row.source),
        ),
        verdict=Verdict(
            novelty=Novelty(row.novelty),
            reason=DedupeReason(row.reason),
            of=row.original_id,
            score=row.score,
        ),
        found_at=row.found_at,
        no_text=row.no_text,
        matches=tuple(_match(match) for match in matches),
        credit=row.credit,
        text_removed_at=row.text_removed_at,
    )


def _match(row: AnyRow) -> TopicMatch:
    return TopicMatch(
        topic=row.topic,
        role=Role(row.role),
        score=row.score,
        reason=row.reason,
        spans=tuple(Span(Part(part), start, end) for part, start, end in row.spans),
    )
