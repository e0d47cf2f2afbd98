"""`replay`: which alerts a configuration makes of the stored corpus; nothing is sent or written."""

from __future__ import annotations

import typer


def replay(ctx: typer.Context) -> None:
    """Show which alerts would have come from the stored corpus; sends nothing."""
    raise NotImplementedError(ctx.obj)
