"""Stories: which article belongs to which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from monitor.model.articles import Role
from monitor.model.claims import Claim, Stance
from monitor.model.stories import Placement, Report, StoryRule, StoryView
from monitor.store.among import any_of, rows_among
from monitor.store.engine import Transaction
from monitor.store.records import SOURCE_COLUMNS, claim_from, source_from
from monitor.store.rows import write_rows
from monitor.store.tables import AnyRow, table

ARTICLE = table("article")
CLAIM = table("claim")
MATCH = table("topic_match")

MOST_REPORTS = 300
"""Of each topic no more of the newest articles are compared: three days of a busy one."""
MOST_ARTICLES = 50
"""More articles of a story are counted and not listed."""
LEAD_CHARS = 400
"""Enough of a text for what is compared of it."""

# The newest of a topic, whatever the corpus holds besides: read along the index of the matches.
RECENT = (
    select(
        ARTICLE.c.id,
        ARTICLE.c.published,
        ARTICLE.c.title,
        func.substr(ARTICLE.c.text, 1, LEAD_CHARS).label("lead"),
        ARTICLE.c.story_id,
    )
    .join(MATCH, MATCH.c.article_id == ARTICLE.c.id)
    .where(
        MATCH.c.topic == bindparam("of_topic"),
        MATCH.c.role == Role.PRIMARY.value,
        ARTICLE.c.published.between(bindparam("since"), bindparam("until")),
        ARTICLE.c.story_id.is_not(None),
    )
    .order_by(MATCH.c.article_id.desc())
    .limit(MOST_REPORTS)
)
CLAIMS = select(CLAIM).where(
    CLAIM.c.article_id.in_(any_of("of_articles")),
    CLAIM.c.stance == Stance.ASSERTED.value,
)
STORIES = select(ARTICLE.c.id, ARTICLE.c.story_id).where(ARTICLE.c.id.in_(any_of("of_articles")))
ASSIGN = (
    update(ARTICLE)
    .where(ARTICLE.c.id == bindparam("of_article"))
    .values(story_id=bindparam("of_story"), story_rule=bindparam("by_rule"))
)
OF_ARTICLE = select(ARTICLE.c.story_id, ARTICLE.c.story_rule).where(
    ARTICLE.c.id == bindparam("of_article")
)
MEMBERS = (
    select(*(ARTICLE.c[name] for name in SOURCE_COLUMNS))
    .where(ARTICLE.c.story_id == bindparam("of_story"))
    .order_by(ARTICLE.c.published, ARTICLE.c.id)
    .limit(MOST_ARTICLES)
)
COUNT = select(func.count()).where(ARTICLE.c.story_id == bindparam("of_story"))

ORIGINAL = ARTICLE.alias("original")
HOMELESS = select(ARTICLE.c.id).where(ARTICLE.c.story_id.is_(None)).order_by(ARTICLE.c.id)
PARTED = (
    select(ARTICLE.c.id)
    .join(ORIGINAL, ARTICLE.c.original_id == ORIGINAL.c.id)
    .where(ARTICLE.c.story_id != ORIGINAL.c.story_id)
    .order_by(ARTICLE.c.id)
)


def recent(
    tx: Transaction, topics: Collection[str], since: datetime, until: datetime
) -> list[Report]:
    """The newest articles that are mainly about any of the topics, with what they assert.

    Args:
        tx: The transaction.
        topics: Their ids.
        since: Leave out what was published before (UTC).
        until: Leave out what was published after (UTC).
    """
    rows: dict[int, AnyRow] = {}
    about: dict[int, set[str]] = defaultdict(set)
    for topic in sorted(topics):
        parameters = {"of_topic": topic, "since": since, "until": until}
        for row in tx.connection().execute(RECENT, parameters):
            rows[row.id] = row
            about[row.id].add(topic)
    claims = _claims(tx, rows)
    return [
        Report(
            article_id=number,
            published=row.published,
            title=row.title,
            lead=row.lead,
            story=row.story_id,
            topics=frozenset(about[number]),
            claims=tuple(claims[number]),
        )
        for number, row in sorted(rows.items())
    ]


def of_articles(tx: Transaction, article_ids: Collection[int]) -> dict[int, int]:
    """The stories of articles by article id; who has none is left out."""
    rows = rows_among(tx, STORIES, "of_articles", article_ids)
    return {row.id: row.story_id for row in rows if row.story_id is not None}


def assign(tx: Transaction, placements: Sequence[Placement]) -> None:
    """Write down which article belongs to which story, and why."""
    rows = [
        {"of_article": each.article_id, "of_story": each.story, "by_rule": each.rule.value}
        for each in placements
    ]
    write_rows(tx, ASSIGN, rows)


def story_of(tx: Transaction, article_id: int) -> StoryView | None:
    """The story of an article with its first articles; None: it has none, or is not there."""
    row = tx.connection().execute(OF_ARTICLE, {"of_article": article_id}).one_or_none()
    if row is None or row.story_id is None:
        return None
    story = {"of_story": row.story_id}
    return StoryView(
        id=row.story_id,
        rule=StoryRule(row.story_rule or StoryRule.TEXT),
        size=tx.connection().execute(COUNT, story).scalar_one(),
        articles=tuple(source_from(each) for each in tx.connection().execute(MEMBERS, story)),
    )


def faults(tx: Transaction) -> list[str]:
    """What is wrong with the stories, a sentence each; empty: nothing."""
    homeless = tx.connection().execute(HOMELESS).scalars()
    parted = tx.connection().execute(PARTED).scalars()
    return [
        *(f"article {each} belongs to no story" for each in homeless),
        *(f"article {each} and its original are in different stories" for each in parted),
    ]


def _claims(tx: Transaction, article_ids: Collection[int]) -> dict[int, list[Claim]]:
    claims: dict[int, list[Claim]] = defaultdict(list)
    for row in rows_among(tx, CLAIMS, "of_articles", article_ids):
        claims[row.article_id].append(claim_from(row._asdict()))
    return claims
