"""The command line: one module per group of commands, heavy imports inside the commands."""

from __future__ import annotations

from monitor.cli.app import main

__all__ = ["main"]
