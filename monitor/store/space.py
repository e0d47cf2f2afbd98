"""Space: how large the database is, when it was tended, and how it gives back what is free."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import LargeBinary, bindparam, cast, delete, func, insert, select, text

from monitor.model.articles import Role
from monitor.model.space import Intake, Sizes, Tended
from monitor.store.engine import Transaction
from monitor.store.tables import TEXTED, WORDS, table

DAY = timedelta(days=1)

ARTICLE = table("article")
MATCH = table("topic_match")
UPKEEP = table("upkeep")

ADD = insert(UPKEEP).prefix_with("OR REPLACE")  # twice by hand, or a clock that was set back
FORGET = delete(UPKEEP).where(UPKEEP.c.at < bindparam("before"))
LAST_AT = select(func.max(UPKEEP.c.at))
# The first one of a time, so that growth is measured over all of it.
FIRST_SINCE = select(UPKEEP).where(UPKEEP.c.at >= bindparam("since")).order_by(UPKEEP.c.at).limit(1)

COUNT_ARTICLES = select(func.count()).select_from(ARTICLE)
COUNT_TEXTS = select(func.count()).select_from(ARTICLE).where(text(TEXTED))

# Ids grow with time: what came last is read from the newest back, and no more of it.
FIRST_FOUND = select(ARTICLE.c.found_at).order_by(ARTICLE.c.id).limit(1)
LAST_BEFORE = (
    select(ARTICLE.c.id)
    .where(ARTICLE.c.found_at < bindparam("since"))
    .order_by(ARTICLE.c.id.desc())
    .limit(1)
)
COUNT_SINCE = select(func.count()).select_from(ARTICLE).where(ARTICLE.c.id > bindparam("after"))
COUNT_LASTING = select(func.count(MATCH.c.article_id.distinct())).where(
    MATCH.c.article_id > bindparam("after"), MATCH.c.role == Role.PRIMARY.value
)
SAMPLE = 200
"""Texts that are measured: they tell the average to a twentieth, and are read in no time."""
NEWEST_TEXTS = (
    select(func.length(cast(ARTICLE.c.text, LargeBinary)).label("bytes"))
    .order_by(ARTICLE.c.id.desc())
    .limit(SAMPLE)
    .subquery()
)
TEXT_BYTES = select(func.coalesce(func.avg(NEWEST_TEXTS.c.bytes), 0.0))

WORDS_BYTES = text(f"SELECT coalesce(sum(length(block)), 0) FROM {WORDS}_data")  # noqa: S608
MERGE = text(f"INSERT INTO {WORDS}({WORDS}, rank) VALUES ('merge', :pages)")  # noqa: S608
TOTAL_CHANGES = select(func.total_changes())
FREE_SHARE = 0.1
"""Free pages of a file that stay in it: less than retention frees in a month and new rows fill."""
LEAST_MERGED = 2
"""Fewer rows written mean that there was nothing to merge.
Source: https://www.sqlite.org/fts5.html, "The 'merge' Command"."""


def sizes(tx: Transaction, path: Path | None) -> Sizes:
    """How large everything is now.

    Args:
        tx: Any transaction.
        path: Of the database; None: it is in memory.
    """
    connection = tx.connection()
    size, pages, free = _pages(tx)
    log = path.with_name(f"{path.name}-wal") if path else None
    return Sizes(
        used_bytes=(pages - free) * size,
        free_bytes=free * size,
        log_bytes=log.stat().st_size if log and log.exists() else 0,
        words_bytes=connection.execute(WORDS_BYTES).scalar_one(),
        articles=connection.execute(COUNT_ARTICLES).scalar_one(),
        texts=connection.execute(COUNT_TEXTS).scalar_one(),
    )


def intake(tx: Transaction, since: datetime, now: datetime) -> Intake | None:
    """What came in from a time on, or from the first article on; None: there is none."""
    connection = tx.connection()
    first: datetime | None = connection.execute(FIRST_FOUND).scalar_one_or_none()
    if first is None:
        return None
    start = max(first, since)
    after = connection.execute(LAST_BEFORE, {"since": start}).scalar_one_or_none() or 0
    return Intake(
        days=(now - start) / DAY,
        articles=connection.execute(COUNT_SINCE, {"after": after}).scalar_one(),
        lasting=connection.execute(COUNT_LASTING, {"after": after}).scalar_one(),
        text_bytes=connection.execute(TEXT_BYTES).scalar_one(),
    )


def last_tended(tx: Transaction) -> datetime | None:
    """When the last upkeep was (UTC), or the first article came; None: there is nothing yet."""
    last: datetime | None = tx.connection().execute(LAST_AT).scalar_one_or_none()
    if last is None:
        last = tx.connection().execute(FIRST_FOUND).scalar_one_or_none()
    return last


def tended_since(tx: Transaction, since: datetime) -> Tended | None:
    """The first upkeep since a time (UTC); None: there was none."""
    row = tx.connection().execute(FIRST_SINCE, {"since": since}).one_or_none()
    return None if row is None else Tended(at=row.at, used_bytes=row.bytes)


def remember(tx: Transaction, at: datetime, now_sizes: Sizes, before: datetime) -> None:
    """Keep how large everything was at an upkeep (UTC); forget those before a time."""
    row = {
        "at": at,
        "bytes": now_sizes.used_bytes,
        "articles": now_sizes.articles,
        "texts": now_sizes.texts,
    }
    tx.connection().execute(ADD, row)
    tx.connection().execute(FORGET, {"before": before})


def merge_words(tx: Transaction, pages: int, *, begin: bool) -> bool:
    """Let the index of words forget for good what was removed from it, a few pages of it.

    Args:
        tx: A small unit of work.
        pages: About how many pages are written.
        begin: Take up all of the index; else go on where the last step ended.

    Returns:
        Whether there is more to do.
    """
    connection = tx.connection()
    before = connection.execute(TOTAL_CHANGES).scalar_one()
    connection.execute(MERGE, {"pages": -pages if begin else pages})
    return bool(connection.execute(TOTAL_CHANGES).scalar_one() - before >= LEAST_MERGED)


def release(tx: Transaction, pages: int) -> int:
    """Give free pages of the file back to the disk, but for those that tomorrow's rows will fill.

    Args:
        tx: A small unit of work.
        pages: How many pages at most.

    Returns:
        How many bytes it were.
    """
    size, count, free = _pages(tx)
    surplus = free - round(count * FREE_SHARE)
    if surplus <= 0:
        return 0
    for _ in range(min(pages, surplus)):
        # Of more pages at a time, Python's driver would give back the first alone.
        tx.connection().exec_driver_sql("PRAGMA incremental_vacuum(1)").close()
    return size * (free - _pages(tx)[2])


def _pages(tx: Transaction) -> tuple[int, int, int]:
    """The size of a page in bytes, how many pages the file has, how many of them are free."""
    size, count, free = (
        tx.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()
        for name in ("page_size", "page_count", "freelist_count")
    )
    return size, count, free
