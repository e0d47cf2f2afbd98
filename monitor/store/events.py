"""Events: what articles say of them, how they stand, and what became news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from monitor.errors import StoreError
from monitor.model.claims import Reading, Standing, Status
from monitor.model.events import ArticleClaims, Change, Ignored, IgnoredReason, Occurrence
from monitor.store.engine import Transaction
from monitor.store.records import (
    OCCURRENCE_FIELDS,
    article_claims,
    change_values,
    claim_from,
    claim_values,
    occurrence_from,
    occurrence_values,
    signal_values,
)
from monitor.store.tables import AnyRow, table

ARTICLE = table("article")
CHANGE = table("change")
CLAIM = table("claim")
OCCURRENCE = table("occurrence")
SIGNAL = table("signal")

ADD_CLAIM = insert(CLAIM)
ADD_SIGNAL = insert(SIGNAL)
ADD_CHANGE = insert(CHANGE).returning(CHANGE.c.id)

# What tells the claims of one article apart.
PLACE = ("event", "status", "stance", "part", "start", "end")
MARK_IGNORED = (
    update(CLAIM)
    .where(
        CLAIM.c.article_id == bindparam("of_article"),
        *(CLAIM.c[name] == bindparam(f"of_{name}") for name in PLACE),
    )
    .values(ignored=bindparam("reason"))
)

OF_EVENT = (
    select(OCCURRENCE)
    .where(OCCURRENCE.c.event == bindparam("event"))
    .order_by(OCCURRENCE.c.ordinal)
)
CURRENT = (
    select(OCCURRENCE)
    .where(OCCURRENCE.c.event == bindparam("event"))
    .order_by(OCCURRENCE.c.ordinal.desc())
    .limit(1)
)
OPEN_OCCURRENCE = insert(OCCURRENCE)
NEXT_VERSION = (
    update(OCCURRENCE)
    .where(
        OCCURRENCE.c.event == bindparam("of_event"),
        OCCURRENCE.c.ordinal == bindparam("of_ordinal"),
        OCCURRENCE.c.version == bindparam("read_version"),
    )
    .values({name: bindparam(name) for name in OCCURRENCE_FIELDS})
)
FORGET_OCCURRENCES = delete(OCCURRENCE).where(OCCURRENCE.c.event == bindparam("event"))

CLAIMED = select(CLAIM.c.event, CLAIM.c.status).distinct().order_by(CLAIM.c.event, CLAIM.c.status)
TAKEN_OUT = (
    IgnoredReason.WITHDRAWN,
    IgnoredReason.REVISED,
    IgnoredReason.UNSETTLED,
    IgnoredReason.FLOOD,
)
"""Why a claim has no place in history: the operator, a newer version, or doubt took it out."""
STANDS = func.coalesce(CLAIM.c.ignored, "").not_in([reason.value for reason in TAKEN_OUT])
HISTORY = (
    select(
        CLAIM,
        ARTICLE.c.outlet,
        ARTICLE.c.novelty,
        ARTICLE.c.reason,
        ARTICLE.c.original_id,
        ARTICLE.c.credit,
        ARTICLE.c.url,
        ARTICLE.c.low_trust,
    )
    .join(ARTICLE, CLAIM.c.article_id == ARTICLE.c.id)
    .where(
        CLAIM.c.event == bindparam("event"),
        STANDS,
        or_(bindparam("since").is_(None), CLAIM.c.published >= bindparam("since")),
    )
    .order_by(CLAIM.c.published, CLAIM.c.article_id, CLAIM.c.id)
)
WAITING = HISTORY.where(CLAIM.c.ignored == IgnoredReason.UNCONFIRMED.value)
LATEST = select(func.max(CLAIM.c.published)).where(CLAIM.c.event == bindparam("event"), STANDS)
WITHDRAW = (
    update(CLAIM)
    .where(CLAIM.c.article_id == bindparam("of_article"), CLAIM.c.event == bindparam("of_event"))
    .values(ignored=IgnoredReason.WITHDRAWN.value)
)
OPERATOR_ARTICLE = select(func.max(CLAIM.c.article_id)).where(
    CLAIM.c.event == bindparam("event"),
    CLAIM.c.standing == Standing.OPERATOR.value,
    STANDS,
)


def claimed_statuses(tx: Transaction) -> list[tuple[str, Status]]:
    """Which statuses were ever claimed of which event, by event and status."""
    return [(row.event, Status(row.status)) for row in tx.connection().execute(CLAIMED)]


def add_readings(tx: Transaction, pairs: Sequence[tuple[int, datetime, Reading]]) -> None:
    """Keep what articles say, from triples of article id, when it was published, and reading."""
    claims: list[dict[str, Any]] = []
    signals: list[dict[str, Any]] = []
    for article_id, published, reading in pairs:
        source = {"article_id": article_id, "published": published}
        claims += [claim_values(claim) | source for claim in reading.claims]
        signals += [signal_values(signal) | source for signal in reading.signals]
    for statement, rows in ((ADD_CLAIM, claims), (ADD_SIGNAL, signals)):
        if rows:
            tx.connection().execute(statement, rows)


def mark_ignored(tx: Transaction, article_id: int, ignored: Sequence[Ignored]) -> None:
    """Write on an article's stored claims why they changed nothing."""
    rows = [
        {f"of_{name}": getattr(each.claim, name) for name in PLACE}
        | {"of_article": article_id, "reason": each.reason}
        for each in ignored
    ]
    if rows:
        tx.connection().execute(MARK_IGNORED, rows)


def history(tx: Transaction, event: str, since: datetime | None) -> list[ArticleClaims]:
    """All that articles say of an event, by (published, article id).

    Args:
        tx: The transaction.
        event: The event's id.
        since: Leave out what was published before (UTC); None: from the beginning.
    """
    return _by_article(tx.connection().execute(HISTORY, {"event": event, "since": since}))


def unconfirmed(tx: Transaction, event: str, since: datetime) -> list[ArticleClaims]:
    """The articles since a time (UTC) with those claims alone that lack sources, oldest first."""
    rows = tx.connection().execute(WAITING, {"event": event, "since": since})
    return _by_article(rows)


def withdraw(tx: Transaction, article_id: int, event: str) -> int:
    """Take what an article says of an event out of its history; how many claims that were."""
    parameters = {"of_article": article_id, "of_event": event}
    return tx.connection().execute(WITHDRAW, parameters).rowcount


def operator_article(tx: Transaction, event: str) -> int | None:
    """The article that holds the operator's last word on an event; None: there is none."""
    found: int | None = tx.connection().execute(OPERATOR_ARTICLE, {"event": event}).scalar_one()
    return found


def latest_published(tx: Transaction, event: str) -> datetime | None:
    """When the newest article with a claim on an event was published; None: there is none yet."""
    latest: datetime | None = tx.connection().execute(LATEST, {"event": event}).scalar_one()
    return latest


def current(tx: Transaction, event: str) -> Occurrence | None:
    """An event's last occurrence; None while nothing is known of it."""
    row = tx.connection().execute(CURRENT, {"event": event}).one_or_none()
    return None if row is None else occurrence_from(row)


def occurrences(tx: Transaction, event: str) -> list[Occurrence]:
    """All occurrences of an event by ordinal."""
    return [occurrence_from(row) for row in tx.connection().execute(OF_EVENT, {"event": event})]


def save(tx: Transaction, occurrence: Occurrence) -> None:
    """Store a new occurrence (version 0) or the next version of a stored one.

    Raises:
        StoreError: somebody else changed it since it was read; read it again and decide anew.
    """
    values = occurrence_values(occurrence, occurrence.version + 1)
    read = {
        "of_event": occurrence.event,
        "of_ordinal": occurrence.ordinal,
        "read_version": occurrence.version,
    }
    try:
        if occurrence.version:
            written = tx.connection().execute(NEXT_VERSION, values | read).rowcount
        else:
            written = tx.connection().execute(OPEN_OCCURRENCE, values).rowcount
    except IntegrityError:
        written = 0
    if written == 0:
        name = f"{occurrence.event}/{occurrence.ordinal}"
        msg = f"{name}: was changed after version {occurrence.version} was read: read it again"
        raise StoreError(msg, subject=name, permanent=False)


def replace_occurrences(tx: Transaction, event: str, occurrences: Sequence[Occurrence]) -> None:
    """Put what a replay came to in the place of what was stored.

    The versions go on from the stored ones, so that whoever read before cannot write after.
    """
    stored = tx.connection().execute(OF_EVENT, {"event": event})
    version = max((row.version for row in stored), default=0) + 1
    tx.connection().execute(FORGET_OCCURRENCES, {"event": event})
    rows = [occurrence_values(each, version) for each in occurrences]
    if rows:
        tx.connection().execute(OPEN_OCCURRENCE, rows)


def add_change(tx: Transaction, change: Change, article_id: int | None, at: datetime) -> int:
    """The id of a change that is kept from now on.

    Args:
        tx: The transaction.
        change: With the claim that decided.
        article_id: The article that made it news; None: none of the corpus did.
        at: When it was noticed (UTC).
    """
    values = change_values(change) | {"article_id": article_id, "at": at}
    change_id: int = tx.connection().execute(ADD_CHANGE, values).scalar_one()
    return change_id


def _by_article(rows: Iterable[AnyRow]) -> list[ArticleClaims]:
    return [
        _article_claims(list(group)) for _, group in groupby(rows, key=lambda row: row.article_id)
    ]


def _article_claims(rows: Sequence[AnyRow]) -> ArticleClaims:
    claims = tuple(claim_from(row._asdict()) for row in rows)
    return article_claims(rows[0], rows[0].article_id, claims)
