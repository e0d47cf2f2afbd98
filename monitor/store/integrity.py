"""Integrity: whether the tables of the corpus agree with one another, after a crash above all.

SQLite sees to its file, and foreign keys to what a row refers to; this is what a transaction that was
written in two would break.
"""

from __future__ import annotations

from sqlalchemy import text

from monitor.store import bands, stories, versions
from monitor.store.engine import Transaction

CHECKS = (
    (
        "{} articles are missing in the index of words",
        text(
            "SELECT count(*) FROM article WHERE id NOT IN (SELECT id FROM article_words_docsize)",
        ),
    ),
    (
        "the index of words has {} articles that are gone",
        text(
            "SELECT count(*) FROM article_words_docsize WHERE id NOT IN (SELECT id FROM article)",
        ),
    ),
    (
        "{} items came to an end without an outcome",
        text("SELECT count(*) FROM item WHERE due_at IS NULL AND outcome = ''"),
    ),
    (
        "{} occurrences are of events of which nobody says anything",
        text("SELECT count(*) FROM occurrence WHERE event NOT IN (SELECT event FROM claim)"),
    ),
)


def faults(tx: Transaction) -> list[str]:
    """What does not agree in the corpus, a sentence each; empty: all does. Reads whole tables."""
    counts = [(tx.connection().execute(query).scalar_one(), what) for what, query in CHECKS]
    return [
        *(what.format(count) for count, what in counts if count),
        *bands.faults(tx),
        *stories.faults(tx),
        *versions.faults(tx),
    ]
