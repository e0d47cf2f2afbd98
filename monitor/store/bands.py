"""Bands: the keys under which near-duplicates find one another, clustered by key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import chain, repeat
from operator import itemgetter

from sqlalchemy import bindparam, delete, func, insert, select, update

from monitor.model.signatures import band_keys
from monitor.store.among import any_of, rows_among
from monitor.store.engine import Transaction
from monitor.store.rows import add_numbers, write_numbers, write_rows
from monitor.store.tables import table

ARTICLE = table("article")
BAND = table("band")

ADD = insert(BAND)
HOLDERS = select(BAND.c.key, BAND.c.article_id).where(BAND.c.key.in_(any_of("keys")))
OLDEST = (
    select(ARTICLE.c.id, ARTICLE.c.signature)
    .where(ARTICLE.c.signature.is_not(None), ARTICLE.c.found_at < bindparam("before"))
    .order_by(ARTICLE.c.found_at)
    .limit(bindparam("limit"))
)
FORGET = delete(BAND).where(
    BAND.c.key == bindparam("of_key"), BAND.c.article_id == bindparam("of_article")
)
UNSIGN = update(ARTICLE).where(ARTICLE.c.id == bindparam("of_article")).values(signature=None)

SIGNED = select(ARTICLE.c.id).where(ARTICLE.c.signature.is_not(None))
BANDED = select(BAND.c.article_id)
WITHOUT_BANDS = (
    select(func.count())
    .select_from(ARTICLE)
    .where(ARTICLE.c.signature.is_not(None), ARTICLE.c.id.not_in(BANDED))
)
WITHOUT_ARTICLE = select(func.count()).select_from(BAND).where(BAND.c.article_id.not_in(SIGNED))


def add(tx: Transaction, pairs: Iterable[tuple[int, Collection[int]]]) -> None:
    """Let articles be found by their near-duplicates, from pairs of id and keys."""
    # In the order of the table: neighbours are written together.
    rows = sorted(_rows(pairs), key=itemgetter(0))
    add_numbers(tx, ADD, ("key", "article_id"), rows)


def holders(tx: Transaction, keys: Collection[int]) -> dict[int, list[int]]:
    """The ids of the articles under each of the keys; keys of nobody are left out."""
    found: dict[int, list[int]] = {}
    for key, article_id in rows_among(tx, HOLDERS, "keys", keys):
        found.setdefault(key, []).append(article_id)
    return found


def prune(tx: Transaction, before: datetime, limit: int) -> int:
    """Let no more copies be found of articles that were found before a time, oldest first.

    By when they were found, not published: what one pass brings in is compared with all of it,
    however old it is.

    Args:
        tx: A small unit of work: each article of `limit` costs 19 deletions.
        before: Aware, UTC.
        limit: How many articles at most.

    Returns:
        How many it were; 0: none is left.
    """
    old = tx.connection().execute(OLDEST, {"before": before, "limit": limit}).all()
    if old:
        pairs = [(row.id, band_keys(row.signature)) for row in old]
        write_numbers(tx, FORGET, ("of_key", "of_article"), list(_rows(pairs)))
        write_rows(tx, UNSIGN, [{"of_article": row.id} for row in old])
    return len(old)


def faults(tx: Transaction) -> list[str]:
    """Where articles and bands disagree, each in a sentence; reads both tables whole."""
    checks = (
        (WITHOUT_BANDS, "articles have a signature but no bands"),
        (WITHOUT_ARTICLE, "bands are of articles without a signature"),
    )
    counts = [(tx.connection().execute(query).scalar_one(), what) for query, what in checks]
    return [f"{count} {what}" for count, what in counts if count]


def _rows(pairs: Iterable[tuple[int, Collection[int]]]) -> Iterator[tuple[int, int]]:
    return chain.from_iterable(zip(keys, repeat(article_id)) for article_id, keys in pairs)
