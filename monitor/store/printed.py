"""Printed: what near-duplicates are compared with: signatures, newest articles, texts and claims."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, func, select

from monitor.model.articles import Novelty
from monitor.model.claims import Stance, Standing, Status
from monitor.model.copies import Printed, Told
from monitor.model.events import IgnoredReason
from monitor.store.among import any_of, rows_among
from monitor.store.engine import Transaction
from monitor.store.records import copy_of
from monitor.store.tables import AnyRow, table

ARTICLE = table("article")
CLAIM = table("claim")
TOPIC_MATCH = table("topic_match")

# Above every id. Source: https://www.sqlite.org/autoinc.html.
LAST_ID = 2**63 - 1

# What was said there so far is heard from whoever says it next.
UNHEARD = (IgnoredReason.FLOOD.value, IgnoredReason.UNSETTLED.value)

OF_IDS = ARTICLE.c.id.in_(any_of("ids"))
SIGNATURES = select(ARTICLE.c.id, ARTICLE.c.signature, ARTICLE.c.published).where(
    OF_IDS, ARTICLE.c.signature.is_not(None)
)
TEXTS = select(
    ARTICLE.c.id,
    ARTICLE.c.title,
    ARTICLE.c.language,
    ARTICLE.c.outlet,
    ARTICLE.c.published,
    ARTICLE.c.short,
    ARTICLE.c.novelty,
    ARTICLE.c.original_id,
    ARTICLE.c.text,
).where(OF_IDS)
TOLD = select(CLAIM.c.article_id, CLAIM.c.event, CLAIM.c.status, CLAIM.c.stance, CLAIM.c.day).where(
    CLAIM.c.article_id.in_(any_of("ids")),
    CLAIM.c.weak.is_(False),
    CLAIM.c.stance != Stance.HYPOTHETICAL.value,
    func.coalesce(CLAIM.c.ignored, "").not_in(UNHEARD),
    CLAIM.c.standing.in_([each.value for each in Standing if each.counts]),
)
NEWEST = (
    select(TOPIC_MATCH.c.article_id, ARTICLE.c.published)
    .join(ARTICLE, ARTICLE.c.id == TOPIC_MATCH.c.article_id)
    .where(
        TOPIC_MATCH.c.topic == bindparam("topic"),
        TOPIC_MATCH.c.article_id < bindparam("before"),
        ARTICLE.c.novelty != Novelty.COPY.value,
    )
    .order_by(TOPIC_MATCH.c.article_id.desc())
    .limit(bindparam("limit"))
)


def signatures(tx: Transaction, ids: Collection[int]) -> dict[int, tuple[bytes, datetime]]:
    """Signature and time of publication by id, of those of the articles that have a signature."""
    return {
        row.id: (row.signature, row.published) for row in rows_among(tx, SIGNATURES, "ids", ids)
    }


def newest(
    tx: Transaction, topic: str, limit: int, *, before: int | None = None
) -> dict[int, datetime]:
    """The articles on a topic that came last, copies left out: when each was published, by id.

    Args:
        tx: The transaction.
        topic: Its id.
        limit: How many at most.
        before: The id of an article: only those that came before it; None: all.
    """
    bounds = {"topic": topic, "limit": limit, "before": before or LAST_ID}
    found = tx.connection().execute(NEWEST, bounds)
    return {row.article_id: row.published for row in found}


def printed(tx: Transaction, ids: Collection[int]) -> dict[int, Printed]:
    """Articles with their texts and what they tell that may be news, by id."""
    told: dict[int, set[Told]] = {}
    for row in rows_among(tx, TOLD, "ids", ids):
        told.setdefault(row.article_id, set()).add(_told(row))
    return {
        row.id: Printed(
            article_id=row.id,
            original_id=copy_of(row) or row.id,
            title=row.title,
            text=row.text,
            language=row.language,
            outlet=row.outlet,
            published=row.published,
            short=row.short,
            told=frozenset(told.get(row.id, ())),
        )
        for row in rows_among(tx, TEXTS, "ids", ids)
    }


def _told(row: AnyRow) -> Told:
    return Told(event=row.event, status=Status(row.status), stance=Stance(row.stance), day=row.day)
