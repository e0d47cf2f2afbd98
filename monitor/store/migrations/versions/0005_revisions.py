"""Versions of an article, and faults of feeds that are no news."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"], ["article.id"], name="fk_version_first_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_version_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_version"),
    )
    op.create_index("ix_version_first_id", "version", ["first_id"])
    op.create_index("ix_version_article_id", "version", ["article_id"])
    no = sa.false()
    for name, column in (
        ("claim", sa.Column("said_before", sa.Boolean(), nullable=False, server_default=no)),
        ("item", sa.Column("changed_at", sa.DateTime(timezone=True))),
        ("item", sa.Column("baseline", sa.Boolean(), nullable=False, server_default=no)),
        ("feed", sa.Column("document_items", sa.Integer(), nullable=False, server_default="0")),
        ("feed", sa.Column("fault", sa.String(), nullable=False, server_default="")),
        ("feed", sa.Column("fault_at", sa.DateTime(timezone=True))),
    ):
        op.add_column(name, column)
