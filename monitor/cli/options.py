"""What stands before every command, and what their output shares."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from monitor.config.schema.config import Config

Json = Annotated[bool, typer.Option("--json", help="One JSON document instead of text.")]

LARGEST_NUMBER = 2**63 - 1
"""Of ids and counts: what SQLite's integers hold. Source: https://www.sqlite.org/datatype3.html"""
PIPE_WIDTH = 250
"""Columns of a table that goes into a pipe or file: nothing there needs folding."""


@dataclass(frozen=True, slots=True)
class Options:
    """What stands before the command; `config` is the folder of the configuration."""

    config: Path


def load_config(ctx: typer.Context) -> Config:
    """The configuration that a command works with.

    Raises:
        ConfigError: with every mistake at once.
    """
    from monitor.wiring.configuration import load

    options: Options = ctx.obj
    return load(options.config)


def console() -> Console:
    """Where text goes: coloured on a terminal, plain and unwrapped into a pipe or file."""
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(highlight=False)
    return Console(highlight=False, soft_wrap=True, width=PIPE_WIDTH)


def print_json(value: object) -> None:
    """A value as one JSON document; times are RFC 3339 in UTC, durations seconds."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_encode))


def _encode(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime | date):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)


def printable(text: str) -> str:
    """Untrusted text for a terminal: no control characters."""
    return "".join(c if c.isprintable() else " " for c in text)


def plain(text: str) -> str:
    """Untrusted text for Rich: no control characters, no mark-up."""
    from rich.markup import escape

    return escape(printable(text))


def plain_lines(text: str) -> str:
    """Untrusted text of several lines for Rich: line breaks stay, all else as in `plain`."""
    return "\n".join(plain(line) for line in text.split("\n"))


def sentence(parts: Iterable[tuple[int, str]]) -> str:
    """Counts as words: `3 new, 1 copy`; what is zero is left out."""
    return ", ".join(f"{count} {word}" for count, word in parts if count)
