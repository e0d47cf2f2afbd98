"""Stories that articles belong to, and the wires that they credit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("article", sa.Column("credit", sa.String()))
    op.add_column("article", sa.Column("story_id", sa.Integer()))
    op.add_column("article", sa.Column("story_rule", sa.String()))
    # What was stored before: a copy or another version belongs to the story of its original.
    op.execute(
        "UPDATE article SET story_id = coalesce(original_id, id), "
        "story_rule = CASE WHEN original_id IS NULL THEN 'first' ELSE 'text' END"
    )
    op.create_index("article_story", "article", ["story_id"])
