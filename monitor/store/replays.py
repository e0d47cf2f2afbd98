"""What a replay needs of the store: articles with their texts, what was told, what was withdrawn.

Only reads. A reading transaction sees one state of the corpus: what comes in meanwhile changes no
result.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select, union

from monitor.model.articles import Article, Role, TextSource
from monitor.model.events import IgnoredReason
from monitor.model.replays import FoundArticle, Made, Matched, Scope, TextAgain
from monitor.store.among import any_of, rows_among
from monitor.store.engine import Transaction
from monitor.store.records import article_claims, change_from, source_from
from monitor.store.tables import AnyRow, table

ARTICLE = table("article")
CHANGE = table("change")
CLAIM = table("claim")
ITEM = table("item")
TOPIC_MATCH = table("topic_match")
TOPIC_WATCH = table("topic_watch")
VERSION = table("version")

ROWS = 500
"""Articles that are in memory at once, texts included."""

IN_TIME = or_(bindparam("since").is_(None), ARTICLE.c.published >= bindparam("since"))
HAS_TEXT: ColumnElement[bool] = ARTICLE.c.text_removed_at.is_(None)
"""What retention has emptied cannot be read again; the operator's word is never read."""
READABLE = and_(HAS_TEXT, ARTICLE.c.source != TextSource.OPERATOR.value)

SCOPE = select(
    func.count().filter(READABLE).label("read"),
    func.count().filter(~HAS_TEXT).label("kept"),
).where(IN_TIME)
META = (
    ARTICLE.c.id,
    ARTICLE.c.outlet,
    ARTICLE.c.title,
    ARTICLE.c.url,
    ARTICLE.c.published,
    ARTICLE.c.novelty,
    ARTICLE.c.found_at,
)
TEXTS = (
    select(
        *META,
        ARTICLE.c.feed_id,
        ARTICLE.c.language,
        ARTICLE.c.low_trust,
        ARTICLE.c.reason,
        ARTICLE.c.original_id,
        ARTICLE.c.credit,
        ARTICLE.c.text,
    )
    .where(READABLE, IN_TIME)
    .order_by(ARTICLE.c.id)
)
BY_ID = select(*META).where(ARTICLE.c.id.in_(any_of("ids")))
CHANGES = select(CHANGE).order_by(CHANGE.c.published, CHANGE.c.id)
IS_FLOOD = CLAIM.c.ignored == IgnoredReason.FLOOD.value
# An item that was edited since came in no flood.
FLOODED = union(
    select(CLAIM.c.article_id).where(IS_FLOOD),
    select(ITEM.c.article_id).where(
        ITEM.c.baseline, ITEM.c.changed_at.is_(None), ITEM.c.article_id.is_not(None)
    ),
)
ARRIVALS = (
    select(CLAIM.c.event, CLAIM.c.article_id, CLAIM.c.published)
    .where(func.coalesce(CLAIM.c.ignored, "") != IgnoredReason.FLOOD.value)
    .distinct()
    .order_by(CLAIM.c.event, CLAIM.c.article_id, CLAIM.c.published)
)
WITHDRAWN = select(CLAIM.c.article_id, CLAIM.c.event, CLAIM.c.published).where(
    CLAIM.c.ignored == IgnoredReason.WITHDRAWN.value
)
PLACES = select(
    VERSION.c.article_id, VERSION.c.first_id, func.min(VERSION.c.at).label("at")
).group_by(VERSION.c.article_id, VERSION.c.first_id)
TURNED = select(VERSION.c.first_id).where(or_(VERSION.c.changed, VERSION.c.held))
EDITED = (
    select(CLAIM.c.event, func.min(CLAIM.c.published).label("published"))
    .join(VERSION, VERSION.c.article_id == CLAIM.c.article_id)
    .where(VERSION.c.first_id.in_(TURNED))
    .group_by(CLAIM.c.event, VERSION.c.first_id)
)
MATCHES = (
    select(*META, TOPIC_MATCH.c.topic, TOPIC_MATCH.c.role)
    .join(TOPIC_MATCH, TOPIC_MATCH.c.article_id == ARTICLE.c.id)
    .where(IN_TIME)
)
SETTLED = select(TOPIC_WATCH.c.topic, TOPIC_WATCH.c.done_at)


def scope(tx: Transaction, since: datetime | None) -> Scope:
    """Which articles would be replayed now; `since` (UTC) None: all."""
    row = tx.connection().execute(SCOPE, {"since": since}).one()
    return Scope(since=since, read=row.read, kept=row.kept)


def texts(tx: Transaction, scope: Scope) -> Iterator[TextAgain]:
    """The articles that can be read again, in the order in which they came."""
    rows = tx.connection().execution_options(yield_per=ROWS).execute(TEXTS, {"since": scope.since})
    return (
        TextAgain(
            source=source_from(row), said=article_claims(row, row.id, ()), article=_article(row)
        )
        for row in rows
    )


def found(tx: Transaction, ids: Collection[int]) -> dict[int, FoundArticle]:
    """Articles by their ids; those that are gone are left out."""
    rows = rows_among(tx, BY_ID, "ids", ids)
    return {row.id: FoundArticle(source=source_from(row), found_at=row.found_at) for row in rows}


def changes(tx: Transaction) -> list[Made]:
    """What became news, in order of publication."""
    return [
        Made(change=change_from(row), article_id=row.article_id)
        for row in tx.connection().execute(CHANGES)
    ]


def arrivals(tx: Transaction) -> dict[str, list[datetime]]:
    """By event, when the articles that say something of it were published, in order of arrival.

    What was taken back counts as well, what came in a flood does not.
    """
    found: dict[str, list[datetime]] = defaultdict(list)
    for row in tx.connection().execute(ARRIVALS):
        found[row.event].append(row.published)
    return found


def withdrawn(tx: Transaction) -> dict[tuple[int, str], datetime]:
    """The articles, by id, that count for an event no more; when each was published (UTC)."""
    rows = tx.connection().execute(WITHDRAWN)
    return {(row.article_id, row.event): row.published for row in rows}


def flooded(tx: Transaction) -> set[int]:
    """The articles, by id, that came in a flood of old items."""
    return {*tx.connection().execute(FLOODED).scalars()}


def chains(tx: Transaction) -> dict[int, dict[int, datetime]]:
    """By the id of its first version, when each version of an article was there first (UTC), by id."""
    found: dict[int, dict[int, datetime]] = defaultdict(dict)
    for row in tx.connection().execute(PLACES):
        found[row.first_id][row.article_id] = row.at
    return found


def edited(tx: Transaction) -> list[tuple[str, datetime]]:
    """Events of which an article says something else after an edit; when it first spoke (UTC)."""
    return [(row.event, row.published) for row in tx.connection().execute(EDITED)]


def matches(tx: Transaction, scope: Scope) -> list[Matched]:
    """The articles of a scope with the topics that they were found to be about when they came."""
    return [
        Matched(topic=row.topic, role=Role(row.role), source=source_from(row))
        for row in tx.connection().execute(MATCHES, {"since": scope.since})
    ]


def settled(tx: Transaction) -> dict[str, datetime | None]:
    """When each topic's first pass was settled; None while it is going on."""
    return {row.topic: row.done_at for row in tx.connection().execute(SETTLED)}


def _article(row: AnyRow) -> Article:
    return Article(
        title=row.title,
        text=row.text,
        language=row.language,
        published=row.published,
        outlet=row.outlet,
        url=row.url,
        feed_id=row.feed_id,
        low_trust=row.low_trust,
    )
