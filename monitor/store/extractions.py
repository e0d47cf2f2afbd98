"""How often the pages of a feed's articles gave a text; only reads."""

from __future__ import annotations

from sqlalchemy import case, func, or_, select

from monitor.model.articles import TextSource
from monitor.store.engine import Transaction
from monitor.store.tables import table

ARTICLE = table("article")

LAST = 50
"""Articles of a feed that count: some days of most feeds."""
NEWEST = 20_000
"""Articles that are looked at: what is asked often must not read the whole corpus. A choice: the
last days of a thousand feeds."""

# By place in the corpus, so that it is told without the time.
IS_RECENT = ARTICLE.c.id > select(func.max(ARTICLE.c.id)).scalar_subquery() - NEWEST
WAS_ASKED = or_(ARTICLE.c.source == TextSource.PAGE.value, ARTICLE.c.no_text != "")
ASKED = (
    select(
        ARTICLE.c.feed_id,
        case((ARTICLE.c.no_text == "", 1), else_=0).label("got"),
        func.row_number()
        .over(partition_by=ARTICLE.c.feed_id, order_by=ARTICLE.c.id.desc())
        .label("place"),
    )
    .where(IS_RECENT, WAS_ASKED, ARTICLE.c.feed_id.is_not(None))
    .subquery()
)
RATES = (
    select(ASKED.c.feed_id, func.sum(ASKED.c.got).label("got"), func.count().label("asked"))
    .where(ASKED.c.place <= LAST)
    .group_by(ASKED.c.feed_id)
)


def extraction_rates(tx: Transaction) -> dict[int, tuple[int, int]]:
    """By feed: how many pages gave a text, and how many were asked for, of its last articles.

    A feed none of whose newest articles needed a page is missing.
    """
    rows = tx.connection().execute(RATES)
    return {row.feed_id: (row.got, row.asked) for row in rows}
