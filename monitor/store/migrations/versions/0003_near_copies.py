"""Signatures of texts and their bands: near-duplicates are found by them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    # Articles of before have no signature: they are old, and no copy is told from them any more.
    op.add_column("article", sa.Column("signature", sa.LargeBinary()))
    op.create_index(
        "article_signed", "article", ["found_at"], sqlite_where=sa.text("signature IS NOT NULL")
    )
    op.create_index("topic_match_newest", "topic_match", ["topic", "article_id"])
    op.create_table(
        "band",
        sa.Column("key", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "article_id", name="pk_band"),
        sqlite_with_rowid=False,
    )
