"""The command `news-monitor`: its options, its groups of commands, its exit codes."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor import __version__
from monitor.cli import (
    alerts,
    demo,
    evaluate,
    events,
    explain,
    feeds,
    replay,
    search,
    service,
    setup,
    space,
    status,
)
from monitor.cli.options import Options
from monitor.errors import ConfigError, LockError, MonitorError, NoStoreError, StoreError

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_LOCKED = 75
"""EX_TEMPFAIL: another daemon holds the lock. Source: sysexits.h."""
EXIT_BROKEN = 78
"""EX_CONFIG, which systemd's RestartPreventExitStatus can name: the database is broken."""

EXIT_CODES: tuple[tuple[type[MonitorError], int], ...] = (
    (ConfigError, EXIT_USAGE),
    (LockError, EXIT_LOCKED),
    (NoStoreError, EXIT_USAGE),
    (StoreError, EXIT_BROKEN),
)
"""The first that fits; any other error is EXIT_FAILED."""


app = typer.Typer(
    name="news-monitor",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Watches news feeds and speaks up only when the [bold]status[/bold] of an event changes.

    Begin with [cyan]news-monitor init[/cyan], look at it with [cyan]news-monitor check[/cyan], then let it work:
    [cyan]news-monitor once[/cyan] for one pass, [cyan]news-monitor run[/cyan] for good. [cyan]news-monitor demo[/cyan] shows it all
    without configuration and without the internet.""",
)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"news-monitor {__version__}")
        raise typer.Exit


@app.callback()
def configure(
    ctx: typer.Context,
    config: Annotated[
        Path,
        typer.Option(
            "--config", "-c", envvar="NEWS_MONITOR_CONFIG", help="Folder of the YAML files."
        ),
    ] = Path("config"),
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Keep what stands before the command for it."""
    if os.environ.get("NO_COLOR"):  # Rich heeds it by itself. Source: https://no-color.org
        ctx.color = False
    ctx.obj = Options(config=config)


SET_UP, WORK, LOOK, JUDGE = "Set up", "Work", "Look", "Judge"

app.command(rich_help_panel=SET_UP)(setup.init)
app.add_typer(setup.topics, name="topics", rich_help_panel=SET_UP)
app.add_typer(feeds.app, name="feeds", rich_help_panel=SET_UP)
app.command(rich_help_panel=SET_UP)(setup.check)
app.command(rich_help_panel=WORK)(service.once)
app.command(rich_help_panel=WORK)(service.run)
app.command(rich_help_panel=WORK)(demo.demo)
app.add_typer(space.app, name="db", rich_help_panel=WORK)
app.command(rich_help_panel=LOOK)(status.status)
app.command(rich_help_panel=LOOK)(events.events)
app.add_typer(events.app, name="event", rich_help_panel=LOOK)
app.command(rich_help_panel=LOOK)(search.articles)
app.command(context_settings=search.CONTEXT, rich_help_panel=LOOK)(search.search)
app.add_typer(alerts.app, name="alerts", rich_help_panel=LOOK)
app.command(rich_help_panel=JUDGE)(explain.explain)
app.command(rich_help_panel=JUDGE)(replay.replay)
app.command(rich_help_panel=JUDGE)(evaluate.evaluate)


def main() -> None:
    """Run the command line; an error that a person can mend is one message and an exit code."""
    if sys.stderr is None:  # closed by who started us: what is written there goes nowhere
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a title in Cyrillic must not end the program
            stream.reconfigure(errors="replace")
    try:
        app()
    except MonitorError as error:
        typer.echo(f"news-monitor: {error}", err=True)
        sys.exit(next((code for kind, code in EXIT_CODES if isinstance(error, kind)), EXIT_FAILED))
    except BrokenPipeError:  # `news-monitor events | head`
        sys.stderr.close()
        sys.exit(EXIT_FAILED)
