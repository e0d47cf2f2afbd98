"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String()),
        sa.Column("language", sa.String()),
        sa.Column("etag", sa.String()),
        sa.Column("last_modified", sa.String()),
        sa.Column("body_hash", sa.String()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next_poll_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("polled_at", sa.DateTime(timezone=True)),
        sa.Column("ok_at", sa.DateTime(timezone=True)),
        sa.Column("new_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("items_total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed"),
        sa.UniqueConstraint("url", name="uq_feed_url"),
    )
    op.create_index("feed_due", "feed", ["active", "next_poll_at"])

    op.create_table(
        "occurrence",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_published", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("day_told", sa.Boolean(), nullable=False),
        sa.Column("venue", sa.String()),
        sa.Column("asserters", sa.JSON(), nullable=False),
        sa.Column("deniers", sa.JSON(), nullable=False),
        sa.Column("ending_told", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("event", "ordinal", name="pk_occurrence"),
    )
    op.create_table(
        "topic_watch",
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("first_pass_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("topic", name="pk_topic_watch"),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer()),
        sa.Column("guid", sa.String()),
        sa.Column("url", sa.String()),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("outlet", sa.String(), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("low_trust", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("no_text", sa.String(), nullable=False),
        sa.Column("guid_key", sa.String()),
        sa.Column("canonical_url", sa.String()),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("short", sa.Boolean(), nullable=False),
        sa.Column("novelty", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("original_id", sa.Integer()),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feed.id"], name="fk_article_feed_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["original_id"], ["article.id"], name="fk_article_original_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
    )
    op.create_index("article_canonical_url", "article", ["canonical_url"])
    op.create_index("article_guid", "article", ["guid_key"])
    op.create_index("article_text_hash", "article", ["text_hash"])
    op.create_index("article_url", "article", ["url"])
    op.create_index(
        "article_untexted", "article", ["found_at"], sqlite_where=sa.text("no_text != ''")
    )

    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("previous", sa.String()),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("claim", sa.JSON(), nullable=False),
        sa.Column("against", sa.JSON()),
        sa.Column("article_id", sa.Integer()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_change_article_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_index("change_history", "change", ["event", "published"])

    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("by", sa.String()),
        sa.Column("side", sa.String()),
        sa.Column("venue", sa.String()),
        sa.Column("day", sa.Date()),
        sa.Column("weak", sa.Boolean(), nullable=False),
        sa.Column("concrete", sa.Boolean(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("ignored", sa.String()),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_claim_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
    )
    op.create_index("claim_history", "claim", ["event", "published", "article_id"])
    op.create_index("ix_claim_article_id", "claim", ["article_id"])

    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("guid_key", sa.String(), nullable=False),
        sa.Column("guid", sa.String()),
        sa.Column("url", sa.String()),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True)),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("article_id", sa.Integer()),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_item_article_id", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["feed.id"], name="fk_item_feed_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
        sa.UniqueConstraint("feed_id", "guid_key", name="uq_item_feed_id_guid_key"),
    )
    op.create_index(
        "item_queue", "item", ["ordered_at", "id"], sqlite_where=sa.text("due_at IS NOT NULL")
    )

    op.create_table(
        "signal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_signal_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_signal"),
    )
    op.create_index("ix_signal_article_id", "signal", ["article_id"])
    op.create_index("signal_history", "signal", ["event", "published"])

    op.create_table(
        "topic_match",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_topic_match_article_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "topic", name="pk_topic_match"),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("change_id", sa.Integer()),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("token", sa.String()),
        sa.Column("may_repeat", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name="fk_delivery_change_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("key", name="uq_delivery_key"),
    )
    op.create_index(
        "delivery_due", "delivery", ["due_at"], sqlite_where=sa.text("due_at IS NOT NULL")
    )
    op.create_index("delivery_state", "delivery", ["state"])
    op.create_index("ix_delivery_change_id", "delivery", ["change_id"])

    op.create_table(
        "attempt",
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name="fk_attempt_delivery_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("delivery_id", "number", name="pk_attempt"),
    )
