"""Search: articles found by their words and by what was read in them; only reads.

The words are looked up in SQLite's FTS5. Terms reach it quoted: nothing that anybody types or
publishes is syntax there. Source: https://www.sqlite.org/fts5.html, "Full-text Query Syntax".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    column,
    exists,
    func,
    literal_column,
    select,
)
from sqlalchemy import table as sql_table

from monitor.model.articles import Novelty, Role
from monitor.model.claims import Status
from monitor.model.search import Excerpt, Found, Query, Term
from monitor.store.engine import Transaction
from monitor.store.records import copy_of
from monitor.store.tables import WORDS, AnyRow, table

ARTICLE = table("article")
CLAIM = table("claim")
TOPIC_MATCH = table("topic_match")
INDEX = sql_table(WORDS, column("rowid"))

# What marks a hit on its way here; no text of the corpus has control characters.
OPEN, CLOSE = "\x02", "\x03"
MARK = re.compile(f"[{OPEN}{CLOSE}]")
SNIPPET_WORDS = 24
"""Two lines of a terminal."""

THE_INDEX: ColumnElement[str] = literal_column(WORDS)
MATCHES = THE_INDEX.op("MATCH")(bindparam("words"))
TITLE_MARKED = func.highlight(THE_INDEX, 0, OPEN, CLOSE)
TEXT_MARKED = func.snippet(THE_INDEX, 1, OPEN, CLOSE, "…", SNIPPET_WORDS)

SHOWN = tuple(
    ARTICLE.c[name]
    for name in (
        *("id", "published", "outlet", "language", "url"),
        *("novelty", "story_id", "text_removed_at"),
    )
)
# Whom a copy is shown under; what is no copy stands for itself.
PLACE = (ARTICLE.c.id, ARTICLE.c.novelty, ARTICLE.c.original_id)

COPIES = (
    select(ARTICLE.c.original_id, func.count().label("number"))
    .where(
        ARTICLE.c.original_id.in_(bindparam("ids", expanding=True)),
        ARTICLE.c.novelty == Novelty.COPY.value,
    )
    .group_by(ARTICLE.c.original_id)
)
TOPICS = (
    select(TOPIC_MATCH.c.article_id, TOPIC_MATCH.c.topic)
    .where(
        TOPIC_MATCH.c.article_id.in_(bindparam("ids", expanding=True)),
        TOPIC_MATCH.c.role == Role.PRIMARY.value,
    )
    .order_by(TOPIC_MATCH.c.score.desc(), TOPIC_MATCH.c.topic)
)
CLAIMS = (
    select(CLAIM.c.article_id, CLAIM.c.event, CLAIM.c.status)
    .where(CLAIM.c.article_id.in_(bindparam("ids", expanding=True)))
    .order_by(CLAIM.c.id)
)


def find(tx: Transaction, query: Query, limit: int) -> list[Found]:
    """The newest articles that a query finds, at most `limit`, the newest first.

    Copies stand under their original; where a query finds copies alone, the newest one stands for
    all of them.
    """
    places = _newest(tx, query, limit)
    rows = {row.id: row for row in _rows(tx, query, {*places, *places.values()})}
    shown = [rows.get(original, rows[newest]) for original, newest in places.items()]
    shown.sort(key=lambda row: (row.published, row.id), reverse=True)
    return _with_details(tx, shown, marked=bool(query.terms))


def _newest(tx: Transaction, query: Query, limit: int) -> dict[int, int]:
    """The newest find by each original, for as many originals as are asked for."""
    statement = _filtered(select(*PLACE), query).order_by(
        ARTICLE.c.published.desc(), ARTICLE.c.id.desc()
    )
    places: dict[int, int] = {}
    with (
        tx.connection()
        .execution_options(yield_per=limit + 1)
        .execute(statement, _values(query)) as rows
    ):
        for row in rows:
            places.setdefault(copy_of(row) or row.id, row.id)
            if len(places) == limit:
                break
    return places


def _rows(tx: Transaction, query: Query, ids: Collection[int]) -> Iterator[AnyRow]:
    """What is shown of those of some articles that a query finds."""
    if query.terms:
        columns = (*SHOWN, TITLE_MARKED.label("title"), TEXT_MARKED.label("text"))
    else:
        columns = (*SHOWN, ARTICLE.c.title)
    of_ids = ARTICLE.c.id.in_(bindparam("ids", expanding=True))
    statement = _filtered(select(*columns), query).where(of_ids)
    yield from tx.connection().execute(statement, _values(query) | {"ids": sorted(ids)})


def _filtered(statement: Select[*tuple[Any, ...]], query: Query) -> Select[*tuple[Any, ...]]:
    """A statement on articles, with what a query demands of them."""
    if query.terms:
        statement = statement.join_from(INDEX, ARTICLE, INDEX.c.rowid == ARTICLE.c.id)
        statement = statement.where(MATCHES)
    return statement.where(*_conditions(query))


def _conditions(query: Query) -> Iterator[ColumnElement[bool]]:
    if query.topic is not None:
        yield exists().where(
            TOPIC_MATCH.c.article_id == ARTICLE.c.id,
            TOPIC_MATCH.c.topic == query.topic,
            TOPIC_MATCH.c.role == Role.PRIMARY.value,
        )
    claimed = [
        CLAIM.c[name] == value
        for name, value in (("event", query.event), ("status", query.status))
        if value is not None
    ]
    if claimed:
        yield exists().where(CLAIM.c.article_id == ARTICLE.c.id, *claimed)
    if query.outlet is not None:
        yield ARTICLE.c.outlet.icontains(query.outlet, autoescape=True)
    if query.language is not None:
        yield ARTICLE.c.language == query.language
    if query.story is not None:
        yield ARTICLE.c.story_id == query.story
    if query.since is not None:
        yield ARTICLE.c.published >= query.since
    if query.until is not None:
        yield ARTICLE.c.published < query.until


def _values(query: Query) -> dict[str, object]:
    return {"words": _expression(query.terms)} if query.terms else {}


def _expression(terms: Collection[Term]) -> str:
    """Terms in the index's own language."""
    wanted = " AND ".join(_quoted(term) for term in terms if not term.excluded)
    excluded = " OR ".join(_quoted(term) for term in terms if term.excluded)
    return f"({wanted}) NOT ({excluded})" if excluded else wanted


def _quoted(term: Term) -> str:
    star = "*" if term.prefix else ""
    spelt = [f'"{each}"{star}' for each in _spellings(term.text.replace('"', '""'))]
    return spelt[0] if len(spelt) == 1 else f"({' OR '.join(spelt)})"


def _spellings(text: str) -> list[str]:
    """The ways to spell Russian words: hardly anybody writes the dots of ё, and no word has two.

    The index cannot fold them, as it folds Latin letters alone.
    """
    bare = re.sub("[ёЁ]", "е", text)
    dotted = (bare[: e.start()] + "ё" + bare[e.end() :] for e in re.finditer("[еЕ]", bare))
    return list(dict.fromkeys((bare, *dotted, text)))


def _with_details(tx: Transaction, rows: list[AnyRow], *, marked: bool) -> list[Found]:
    ids = {"ids": [row.id for row in rows]}
    connection = tx.connection()
    copies: dict[int, int] = dict(connection.execute(COPIES, ids).all())
    topics: dict[int, list[str]] = defaultdict(list)
    for article_id, topic in connection.execute(TOPICS, ids):
        topics[article_id].append(topic)
    claims: dict[int, dict[tuple[str, Status], None]] = defaultdict(dict)
    for article_id, event, status in connection.execute(CLAIMS, ids):
        claims[article_id][event, Status(status)] = None
    return [
        Found(
            article_id=row.id,
            title=_excerpt(row.title),
            snippet=_snippet(row.text) if marked else None,
            published=row.published,
            outlet=row.outlet,
            language=row.language,
            url=row.url,
            novelty=Novelty(row.novelty),
            copies=copies.get(row.id, 0),
            story=row.story_id,
            topics=tuple(topics[row.id]),
            claims=tuple(claims[row.id]),
            text_removed_at=row.text_removed_at,
        )
        for row in rows
    ]


def _snippet(marked: str) -> Excerpt | None:
    """A piece of a text; None where no hit is in it."""
    excerpt = _excerpt(marked)
    return excerpt if excerpt.hits else None


def _excerpt(marked: str) -> Excerpt:
    """An excerpt from a text whose hits stand between marks."""
    pieces = MARK.split(marked)
    ends = [0]
    for piece in pieces:
        ends.append(ends[-1] + len(piece))
    hits = tuple((ends[n], ends[n + 1]) for n in range(1, len(pieces), 2))
    return Excerpt(text="".join(pieces), hits=hits)
