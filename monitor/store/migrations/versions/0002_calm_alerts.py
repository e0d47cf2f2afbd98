"""Alerts that wait, are told together, are taken back or acknowledged; channels that are paused."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("change", sa.Column("corrected_at", sa.DateTime(timezone=True)))
    for column in (
        sa.Column("bundle", sa.String()),
        sa.Column("folded_into", sa.Integer()),
        sa.Column("acked_at", sa.DateTime(timezone=True)),
        sa.Column("alert", sa.JSON()),
    ):
        op.add_column("delivery", column)
    op.create_index(
        "delivery_queue",
        "delivery",
        ["id", "due_at", "channel", "bundle"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
    )

    op.create_table(
        "channel_pause",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("address_hash", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("credentials", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_channel_pause"),
    )
    op.create_table(
        "mute",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("event", name="pk_mute"),
    )
    op.create_table(
        "digest",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("channel", "rhythm", name="pk_digest"),
    )
