"""The index of words over titles and texts: SQLite's own, kept by triggers on the articles.

Whoever writes an article has its words indexed in the same transaction, and whoever deletes it or
takes its text has them removed. The texts themselves stand in `article` alone ("external content").
"""

from __future__ import annotations

from sqlalchemy import Connection, MetaData, event

from monitor.store.tables.base import METADATA

WORDS = "article_words"

# Letters are folded in all scripts, diacritics of Latin ones fall away ("2": composed ones too), and
# Ukrainian words are parted by whatever stands for their apostrophe. No stemmer: it would be of one
# language. No index of prefixes: it doubles size and time of writing,
# and a prefix is found without one. Source: https://www.sqlite.org/fts5.html, measured in docs/cost.md.
STATEMENTS = (
    """
    CREATE VIRTUAL TABLE article_words USING fts5(
        title, text, content='article', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2 separators 'ʼ'"
    )
    """,
    # The index merges itself 64 of its pages at a time: half as large ones, and nobody waits longer
    # than for 25 ms, at a tenth more time of writing. Measured as above.
    "INSERT INTO article_words(article_words, rank) VALUES ('pgsz', 2000)",
    """
    CREATE TRIGGER article_words_added AFTER INSERT ON article BEGIN
        INSERT INTO article_words(rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
    # What an index of external content is to forget, it has to be told word for word.
    """
    CREATE TRIGGER article_words_removed AFTER DELETE ON article BEGIN
        INSERT INTO article_words(article_words, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
    END
    """,
    """
    CREATE TRIGGER article_words_changed AFTER UPDATE OF title, text ON article BEGIN
        INSERT INTO article_words(article_words, rowid, title, text)
        VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO article_words(rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
)


def _create_index(_metadata: MetaData, connection: Connection, **_: object) -> None:
    if connection.dialect.name == "sqlite":
        for statement in STATEMENTS:
            connection.exec_driver_sql(statement)


event.listen(METADATA, "after_create", _create_index)
