"""An index of words over titles and texts; what retention removes, and when it was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("article", sa.Column("text_removed_at", sa.DateTime(timezone=True)))
    op.create_index("article_published", "article", ["published", "novelty", "original_id"])
    op.create_index(
        "article_texted", "article", ["found_at"], sqlite_where=sa.text("text_removed_at IS NULL")
    )
    for table, column in (("article", "original_id"), ("item", "article_id")):
        op.create_index(
            f"{table}_{column.removesuffix('_id')}",
            table,
            [column],
            sqlite_where=sa.text(f"{column} IS NOT NULL"),
        )
    op.create_index("change_article", "change", ["article_id"])
    op.create_table(
        "upkeep",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("at", name="pk_upkeep"),
    )
    _create_index_of_words()


def _create_index_of_words() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE article_words USING fts5("
        "title, text, content='article', content_rowid='id', "
        "tokenize=\"unicode61 remove_diacritics 2 separators 'ʼ'\")"
    )
    op.execute("INSERT INTO article_words(article_words, rank) VALUES ('pgsz', 2000)")
    op.execute(
        "CREATE TRIGGER article_words_added AFTER INSERT ON article BEGIN "
        "INSERT INTO article_words(rowid, title, text) VALUES (new.id, new.title, new.text); "
        "END"
    )
    op.execute(
        "CREATE TRIGGER article_words_removed AFTER DELETE ON article BEGIN "
        "INSERT INTO article_words(article_words, rowid, title, text) "
        "VALUES ('delete', old.id, old.title, old.text); "
        "END"
    )
    op.execute(
        "CREATE TRIGGER article_words_changed AFTER UPDATE OF title, text ON article BEGIN "
        "INSERT INTO article_words(article_words, rowid, title, text) "
        "VALUES ('delete', old.id, old.title, old.text); "
        "INSERT INTO article_words(rowid, title, text) VALUES (new.id, new.title, new.text); "
        "END"
    )
    op.execute("INSERT INTO article_words(article_words) VALUES ('rebuild')")
