"""Signatures of texts and their bands: near-duplicates are found by them."""

from __future__ import annotations

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
