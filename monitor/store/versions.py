"""Versions: the texts that an article had, and what each of them says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, func, insert, select, text, update

from monitor.model.events import IgnoredReason
from monitor.model.versions import LoggedVersion, Version, VersionClaim
from monitor.store.engine import Transaction
from monitor.store.records import claim_from
from monitor.store.tables import AnyRow, table

ARTICLE = table("article")
CLAIM = table("claim")
VERSION = table("version")

DAY = timedelta(days=1)

FIRST_ID = select(VERSION.c.first_id).where(VERSION.c.article_id == bindparam("of_article"))
# An article that came back stands at its newest place.
PLACES = (
    select(
        VERSION.c.article_id,
        func.max(VERSION.c.at).label("at"),
        func.max(VERSION.c.id).label("number"),
        func.min(case((VERSION.c.partial, 1), else_=0)).label("partial"),
    )
    .where(VERSION.c.first_id == bindparam("of_first"), ~VERSION.c.held)
    .group_by(VERSION.c.article_id)
    .subquery()
)
CHAIN = (
    select(PLACES, ARTICLE.c.published, ARTICLE.c.title, ARTICLE.c.text)
    .join(ARTICLE, PLACES.c.article_id == ARTICLE.c.id)
    .order_by(PLACES.c.at, PLACES.c.number)
)
LOG = (
    select(VERSION, ARTICLE.c.title, ARTICLE.c.text)
    .join(ARTICLE, VERSION.c.article_id == ARTICLE.c.id)
    .where(VERSION.c.first_id == bindparam("of_first"))
    .order_by(VERSION.c.at, VERSION.c.id)
)
EDITED = (
    select(ARTICLE.c.published)
    .join(VERSION, VERSION.c.first_id == ARTICLE.c.id)
    .where(
        VERSION.c.article_id == bindparam("of_article"),
        VERSION.c.article_id != VERSION.c.first_id,
        ~VERSION.c.partial,
    )
)
CLAIMS = select(CLAIM).where(CLAIM.c.article_id.in_(bindparam("of_articles", expanding=True)))
TURNS = (
    select(func.count())
    .select_from(VERSION)
    .where(
        VERSION.c.first_id == bindparam("of_first"),
        VERSION.c.changed,
        VERSION.c.noticed_at >= bindparam("since"),
        VERSION.c.noticed_at < bindparam("until"),
    )
)
ADD = insert(VERSION)
MARK = (
    update(CLAIM)
    .where(
        CLAIM.c.id == bindparam("of_claim"),
        func.coalesce(CLAIM.c.ignored, "") != IgnoredReason.WITHDRAWN.value,
    )
    .values(ignored=bindparam("mark"), said_before=bindparam("before"))
)
UNSETTLE = (
    update(CLAIM)
    .where(CLAIM.c.article_id == bindparam("of_article"))
    .values(ignored=IgnoredReason.UNSETTLED.value, said_before=False)
)
UNROOTED = text(
    "SELECT id FROM version AS v WHERE NOT EXISTS"
    " (SELECT 1 FROM version WHERE first_id = v.first_id AND article_id = v.first_id)"
)


def first_id(tx: Transaction, article_id: int) -> int:
    """The first version of an article; itself if it has no others."""
    found = tx.connection().execute(FIRST_ID, {"of_article": article_id}).scalars().first()
    return article_id if found is None else found


def first_published(tx: Transaction, article_id: int) -> datetime | None:
    """When an article was published whose edit this version is; None: it is no edit."""
    found = tx.connection().execute(EDITED, {"of_article": article_id}).scalars()
    return found.first()


def chain(tx: Transaction, first: int) -> list[Version]:
    """The versions that count in the order of their places, from the id of the first."""
    rows = tx.connection().execute(CHAIN, {"of_first": first}).all()
    claims = _claims(tx, [row.article_id for row in rows])
    return [
        Version(
            article_id=row.article_id,
            at=row.at,
            published=row.published,
            title=row.title,
            text=row.text or None,
            partial=bool(row.partial),
            claims=tuple(claims[row.article_id]),
        )
        for row in rows
    ]


def log(tx: Transaction, article_id: int) -> list[LoggedVersion]:
    """All that was seen of an article, in the order of the places; empty: it was never edited."""
    rows = tx.connection().execute(LOG, {"of_first": first_id(tx, article_id)})
    return [
        LoggedVersion(
            article_id=row.article_id,
            at=row.at,
            noticed_at=row.noticed_at,
            title=row.title,
            text=row.text,
            changed=row.changed,
            held=row.held,
        )
        for row in rows
    ]


def add(
    tx: Transaction,
    first: int,
    version: Version,
    noticed_at: datetime,
    *,
    changed: bool,
    held: bool = False,
) -> None:
    """Give a version its place.

    Args:
        tx: One unit of work.
        first: The id of the first version.
        version: With its place; its claims are stored with its article.
        noticed_at: When it was seen (UTC).
        changed: Whether the article says something else of an event since.
        held: Whether it does not count.
    """
    values = {
        "first_id": first,
        "article_id": version.article_id,
        "at": version.at,
        "partial": version.partial,
        "noticed_at": noticed_at,
        "changed": changed,
        "held": held,
    }
    tx.connection().execute(ADD, values)


def turns(tx: Transaction, first: int, now: datetime) -> int:
    """How often an article has changed what it says on the day of a time (UTC)."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    of = {"of_first": first, "since": day, "until": day + DAY}
    return tx.connection().execute(TURNS, of).scalar_one()


def claims(tx: Transaction, article_id: int) -> tuple[VersionClaim, ...]:
    """What one version says of events, as it is stored."""
    return tuple(_claims(tx, [article_id])[article_id])


def mark(tx: Transaction, marks: Mapping[int, IgnoredReason | None]) -> None:
    """Write on claims, by their ids, how they stand; what the operator withdrew stays withdrawn."""
    rows = [
        {"of_claim": claim_id, "mark": mark, "before": mark is IgnoredReason.SAID_BEFORE}
        for claim_id, mark in marks.items()
    ]
    if rows:
        tx.connection().execute(MARK, rows)


def unsettle(tx: Transaction, article_id: int) -> None:
    """Take what a version that is held says out of history."""
    tx.connection().execute(UNSETTLE, {"of_article": article_id})


def faults(tx: Transaction) -> list[str]:
    """What does not agree in the rows of versions, a sentence each; empty if all is well."""
    rows = tx.connection().execute(UNROOTED).scalars()
    return [f"version {found} is of an article whose first text has no place" for found in rows]


def _claims(tx: Transaction, article_ids: Sequence[int]) -> dict[int, list[VersionClaim]]:
    found: dict[int, list[VersionClaim]] = defaultdict(list)
    rows = tx.connection().execute(CLAIMS.order_by(CLAIM.c.id), {"of_articles": article_ids})
    for row in rows:
        found[row.article_id].append(_version_claim(row))
    return found


def _version_claim(row: AnyRow) -> VersionClaim:
    mark = IgnoredReason(row.ignored) if row.ignored else None
    return VersionClaim(id=row.id, claim=claim_from(row._asdict()), mark=mark)
