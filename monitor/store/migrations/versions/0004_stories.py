"""Stories that articles belong to, and the wires that they credit."""

from __future__ import annotations

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    pass
