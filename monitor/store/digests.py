"""Digests: when the last ones were made, and what was seen since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.sqlite import insert

from monitor.model.alerts import Hint
from monitor.model.articles import Novelty, Role
from monitor.model.claims import Stance, Status
from monitor.model.events import IgnoredReason
from monitor.model.items import FeedOutcome
from monitor.store.engine import Transaction
from monitor.store.tables import AnyRow, table

ARTICLE = table("article")
CHANGE = table("change")
CLAIM = table("claim")
DIGEST = table("digest")
FEED = table("feed")
MATCH = table("topic_match")
SIGNAL = table("signal")

MOST_HINTS = 200
"""More than any digest tells, so that a flood of them fills no memory."""

NOT_CONFIRMED = (IgnoredReason.NO_STANDING, IgnoredReason.UNCONFIRMED)
"""Why a claim is not known to be true: who says it has no standing, or says it alone."""

ANSWERED = (FeedOutcome.OK, FeedOutcome.NOT_MODIFIED, FeedOutcome.SAME_BODY)

LAST_AT = select(DIGEST.c.last_at).where(
    DIGEST.c.channel == bindparam("of_channel"), DIGEST.c.rhythm == bindparam("of_rhythm")
)
ADD = insert(DIGEST)
REMEMBER = ADD.on_conflict_do_update(
    index_elements=[DIGEST.c.channel, DIGEST.c.rhythm], set_={"last_at": ADD.excluded.last_at}
)

# Ids grow with time: from the newest back, so that no more is read than what is asked for.
LAST_BEFORE = (
    select(ARTICLE.c.id)
    .where(ARTICLE.c.found_at <= bindparam("since"))
    .order_by(ARTICLE.c.id.desc())
    .limit(1)
)
COUNT_ARTICLES = select(func.count()).select_from(ARTICLE).where(ARTICLE.c.id > bindparam("after"))
COUNT_ON_TOPIC = select(func.count(MATCH.c.article_id.distinct())).where(
    MATCH.c.article_id > bindparam("after"), MATCH.c.role == Role.PRIMARY.value
)
COUNT_CHANGES = (
    select(func.count())
    .select_from(CHANGE)
    .where(
        CHANGE.c.event.in_(bindparam("of_events", expanding=True)),
        CHANGE.c.at > bindparam("since"),
    )
)
COUNT_FEEDS = select(
    func.count().label("number"),
    func.count().filter(FEED.c.outcome.in_([each.value for each in ANSWERED])).label("answered"),
).where(FEED.c.active)

SOURCE = (ARTICLE.c.outlet, ARTICLE.c.url, ARTICLE.c.published)
SIGNALS = (
    select(SIGNAL.c.evidence.label("text"), *SOURCE)
    .join(ARTICLE, SIGNAL.c.article_id == ARTICLE.c.id)
    .where(
        SIGNAL.c.article_id > bindparam("after"),
        SIGNAL.c.event == bindparam("of_event"),
        ARTICLE.c.novelty != Novelty.COPY.value,
    )
    .order_by(SIGNAL.c.published, SIGNAL.c.id)
    .limit(MOST_HINTS)
)
UNCONFIRMED = (
    select(CLAIM.c.evidence.label("text"), CLAIM.c.status, CLAIM.c.by, *SOURCE)
    .join(ARTICLE, CLAIM.c.article_id == ARTICLE.c.id)
    .where(
        CLAIM.c.article_id > bindparam("after"),
        CLAIM.c.event == bindparam("of_event"),
        CLAIM.c.ignored.in_([reason.value for reason in NOT_CONFIRMED]),
        CLAIM.c.stance == Stance.ASSERTED.value,
        ARTICLE.c.novelty != Novelty.COPY.value,
    )
    .order_by(CLAIM.c.published, CLAIM.c.id)
    .limit(MOST_HINTS)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How much was seen in a time: articles, those mainly about a topic, feeds that answered."""

    articles: int
    on_topic: int
    feeds_ok: int
    feeds: int


def last_at(tx: Transaction, channel: str, rhythm: str) -> datetime | None:
    """When a channel's last digest of a rhythm was made (UTC); None: it never had one."""
    of = {"of_channel": channel, "of_rhythm": rhythm}
    found: datetime | None = tx.connection().execute(LAST_AT, of).scalar_one_or_none()
    return found


def remember(tx: Transaction, channel: str, rhythm: str, at: datetime) -> None:
    """Keep when a channel's digest of a rhythm was made (UTC)."""
    tx.connection().execute(REMEMBER, {"channel": channel, "rhythm": rhythm, "last_at": at})


def seen(tx: Transaction, since: datetime) -> Seen:
    """How much was seen since a time (UTC), and how the feeds are now."""
    after = {"after": _last_before(tx, since)}
    connection = tx.connection()
    feeds = connection.execute(COUNT_FEEDS).one()
    return Seen(
        articles=connection.execute(COUNT_ARTICLES, after).scalar_one(),
        on_topic=connection.execute(COUNT_ON_TOPIC, after).scalar_one(),
        feeds_ok=feeds.answered,
        feeds=feeds.number,
    )


def changes(tx: Transaction, events: Collection[str], since: datetime) -> int:
    """How many changes of events were kept since a time (UTC)."""
    of = {"of_events": list(events), "since": since}
    number: int = tx.connection().execute(COUNT_CHANGES, of).scalar_one()
    return number


def hints(tx: Transaction, event: str, event_name: str, since: datetime) -> list[Hint]:
    """What was said of an event since a time (UTC) and changed nothing, copies left out.

    Unread signals first, then what was claimed by nobody with standing or too few, each by publication.
    """
    of = {"after": _last_before(tx, since), "of_event": event}
    signals = tx.connection().execute(SIGNALS, of)
    claims = tx.connection().execute(UNCONFIRMED, of)
    return [
        *(_hint(row, event_name) for row in signals),
        *(_hint(row, event_name, Status(row.status), row.by) for row in claims),
    ]


def _last_before(tx: Transaction, since: datetime) -> int:
    found: int | None = tx.connection().execute(LAST_BEFORE, {"since": since}).scalar_one_or_none()
    return found or 0


def _hint(
    row: AnyRow, event_name: str, status: Status | None = None, by: str | None = None
) -> Hint:
    return Hint(
        event_name=event_name,
        text=row.text,
        outlet=row.outlet,
        published=row.published,
        status=status,
        by=by,
        url=row.url,
    )
