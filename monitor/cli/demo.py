"""`demo`: the whole thing on a local news site with a story that unfolds."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import console, plain
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from rich.console import Console

    from monitor.config.schema.config import Config

READING_SECONDS = 1.0
"""Pause after each act on a terminal: seven of them keep the demo under half a minute."""


def demo(
    keep: Annotated[
        Path | None,
        typer.Option(help="A new folder for configuration and database, to look around later."),
    ] = None,
    pause: Annotated[
        float | None,
        typer.Option(min=0, help="Seconds to read after each act; default: 1 on a terminal."),
    ] = None,
) -> None:
    """Show everything on a local news site: no account, no internet, half a minute.

    Nothing is left behind, unless --keep says where.
    """
    from monitor import telemetry
    from monitor.demo.run import play

    telemetry.configure("error", json=False)
    reading_seconds = READING_SECONDS if sys.stdout.isatty() else 0.0
    out = console()
    with _folder(keep) as folder:
        config = asyncio.run(play(out, folder, reading_seconds if pause is None else pause))
        _print_timeline(out, config)
    _print_next(out, keep)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """An empty folder; it goes with what is in it, unless it is to be kept."""
    if keep is None:
        with TemporaryDirectory(prefix="news-monitor-demo-") as name:
            yield Path(name)
        return
    try:
        keep.mkdir(parents=True)
    except OSError as error:
        msg = f"--keep {keep}: {error.strerror}; name a folder that does not exist yet"
        raise ConfigError(msg, subject=str(keep)) from error
    yield keep


def _print_timeline(out: Console, config: Config) -> None:
    """What `event ID` prints, from the database that the demo has filled."""
    from monitor.cli.events import print_timeline
    from monitor.demo.desk import EVENT
    from monitor.jobs.timeline import timeline
    from monitor.wiring.clock import now
    from monitor.wiring.stores import open_for_reading

    _, event = config.events[EVENT]
    with open_for_reading(config) as store, store.read() as tx:
        found = timeline(tx, event, now())
    print_timeline(out, event.name, found, ignored=False)


def _print_next(out: Console, keep: Path | None) -> None:
    out.print()
    if keep is None:
        out.print("Nothing is left behind. Look around yourself: [cyan]--keep FOLDER[/cyan].")
    else:
        command = f"news-monitor --config {plain(quote(str(keep / 'config')))}"
        out.print(f"Look around yourself: [cyan]{command} events[/cyan]")
    out.print("Watch the real world: [cyan]news-monitor init[/cyan]")
