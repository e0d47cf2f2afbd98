"""`init`, `topics new`, `check`: from nothing to a configuration that holds."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from monitor.cli.options import Json, console, plain, print_json
from monitor.errors import ConfigError
from monitor.model.claims import Lifecycle

if TYPE_CHECKING:
    from monitor.config.problems import Problem
    from monitor.config.schema.config import Config

T = TypeVar("T")

EXIT_USAGE = 2
ID_PATTERN = r"[a-z0-9][a-z0-9-]*"
"""What the schema says of ids; importing it would cost `--help` a fifth of a second."""

topics = typer.Typer(no_args_is_help=True, help="Write topic files.")


def init(
    directory: Annotated[Path, typer.Argument(help="Folder to write to.")] = Path("config"),
) -> None:
    """Write a commented configuration that works as it is.

    Files that are there already are kept.
    """
    from monitor.config.starter import starter_files

    texts = starter_files()
    written = [name for name, text in texts.items() if _write_new(directory / name, text)]
    out = console()
    if written:
        out.print(f"wrote to {plain(str(directory))}: {', '.join(written)}")
    if kept := [name for name in texts if name not in written]:
        out.print(f"kept what was there: {', '.join(kept)}")
    command = "news-monitor" + (
        "" if directory == Path("config") else f" --config {quote(str(directory))}"
    )
    out.print("\nnext:")
    for step, what in (
        ("check", "says what is wrong, and what there is"),
        ("once", "polls every feed, once"),
        ("events", "shows how everything stands"),
        ("run", "watches for good"),
    ):
        out.print(f"  [cyan]{plain(command)} {step:<8}[/cyan] {what}")


def _write_new(path: Path, text: str) -> bool:
    """Write a file unless there is one; whether it was written.

    Raises:
        ConfigError: if it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        if path.parent.is_dir():
            return False
        msg = f"{path.parent} is no folder: name another one"
        raise ConfigError(msg, subject=str(path)) from None
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror}"
        raise ConfigError(msg, subject=str(path)) from error
    return True


@topics.command("new")
def topics_new(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="What people call it: 'Ruritania summit'.")],
    party: Annotated[
        list[str] | None,
        typer.Option(help="Gazetteer id, or names with commas; once for each party."),
    ] = None,
    lifecycle: Annotated[Lifecycle | None, typer.Option(help="Kind of event.")] = None,
    event_id: Annotated[
        str | None, typer.Option("--id", help="Id of topic and event; default: from the name.")
    ] = None,
) -> None:
    """Write a topic file from a name, its parties and a lifecycle; asks for what is missing."""
    from monitor.config.gazetteer import load_gazetteer
    from monitor.config.topic_file import identifier, topic_text

    event = event_id or identifier(name) or _ask("id, such as us-russia-summit", "--id", str)
    text = topic_text(
        name,
        event=event,
        lifecycle=lifecycle or _ask("meeting or agreement", "--lifecycle", _read_lifecycle),
        parties=party or _ask("parties, with semicolons", "--party", _read_parties),
        gazetteer=load_gazetteer(),
    )
    path = _add_topic(ctx.obj.config, event, text)
    console().print(f"wrote {plain(str(path))}\nnext: news-monitor check")


def _ask(question: str, option: str, read: Callable[[str], T]) -> T:
    """An answer from whoever is there to give one."""
    try:
        answer: T = typer.prompt(question, value_proc=read)
    except typer.Abort:
        typer.echo()
        msg = f"nobody answers: give it as {option}"
        raise typer.BadParameter(msg) from None
    return answer


def _read_lifecycle(answer: str) -> Lifecycle:
    try:
        return Lifecycle(answer.strip().lower())
    except ValueError:
        msg = f"one of {', '.join(Lifecycle)}"
        raise typer.BadParameter(msg) from None


def _read_parties(answer: str) -> list[str]:
    return [party.strip() for party in answer.split(";") if party.strip()]


def _add_topic(root: Path, topic: str, text: str) -> Path:
    """Write a topic into a configuration; it does not stay there if it is wrong.

    Raises:
        ConfigError: if there is one of that id, or something is wrong with it.
    """
    from monitor.config.folder import SETTINGS, TOPICS
    from monitor.config.load import inspect_config
    from monitor.config.problems import InvalidConfigError, Severity

    if not re.fullmatch(ID_PATTERN, topic):
        msg = f"'{topic}' is no id: lower-case letters, digits and hyphens"
        raise typer.BadParameter(msg, param_hint="--id")
    if not (root / SETTINGS).exists():
        msg = f"{root / SETTINGS} is missing: run `news-monitor init {root}` first"
        raise ConfigError(msg, subject=str(root))
    path = root / TOPICS / f"{topic}.yml"
    if not _write_new(path, text):
        msg = f"{path} is there already: edit it, or give another --id"
        raise ConfigError(msg, subject=str(path))
    _, problems = inspect_config(root, os.environ)
    if wrong := [p for p in problems if p.file == path and p.severity is Severity.ERROR]:
        path.unlink()
        raise InvalidConfigError(wrong)
    return path


def check(
    ctx: typer.Context,
    history: Annotated[
        bool, typer.Option("--history", help="Also what each topic matched in the last 30 days.")
    ] = False,
    json: Json = False,
) -> None:
    """Say what is wrong with the configuration, where, and what to do; or what there is.

    Exits with 2 if something is wrong; a warning alone is no mistake. --history ends with what each
    topic matched lately, as it is written now and, where that differs, as it was then.
    """
    from monitor.cli.history import as_dict, history_of, print_history
    from monitor.config.load import inspect_config
    from monitor.config.problems import Severity
    from monitor.language.examples import search

    root: Path = ctx.obj.config
    config, found = inspect_config(root, os.environ, search)
    problems = [*found, *_channel_problems(root, config)]
    mistakes = [problem for problem in problems if problem.severity is Severity.ERROR]
    warnings = [problem for problem in problems if problem.severity is Severity.WARNING]
    counts = _counts(config) if config else {}
    past = history_of(root) if history and not mistakes else None
    if json:
        shown = {"history": as_dict(past)} if history else {}
        print_json({"ok": not mistakes, "problems": problems, **counts, **shown})
    else:
        _print_check(mistakes, warnings, counts)
    if mistakes:
        raise typer.Exit(EXIT_USAGE)
    if history and not json:
        print_history(past)


def _channel_problems(root: Path, config: Config | None) -> Iterable[Problem]:
    """Addresses that do not load; looks only if there are some, for that takes a second."""
    if config is None or not config.channels:
        return ()
    from monitor.config.channels import unusable_channels
    from monitor.wiring.channels import channel_problem

    return unusable_channels(root, config.channels, channel_problem)


def _counts(config: Config) -> dict[str, int]:
    return {
        "feeds": len(config.feeds),
        "topics": len(config.topics),
        "events": len(config.events),
        "channels": len(config.channels),
        "routes": len(config.routes),
        "own_cues": sum(
            len(entry.match)
            for file in config.cues.values()
            for entries in file.cues.values()
            for entry in entries
        ),
    }


def _print_check(
    mistakes: list[Problem], warnings: list[Problem], counts: Mapping[str, int]
) -> None:
    out = console()
    for title, style, problems in (("mistakes", "red", mistakes), ("warnings", "yellow", warnings)):
        if problems:
            out.print(f"[{style}]{title}: {len(problems)}[/{style}]")
            for problem in problems:
                out.print(plain(str(problem)))
            out.print()
    if counts:
        out.print(", ".join(f"{count} {what.replace('_', ' ')}" for what, count in counts.items()))
        if not counts["channels"]:
            out.print("no channel yet: changes are kept and shown by `news-monitor events`")
    if not mistakes:
        out.print("[green]ready[/green]: news-monitor once, or news-monitor run")
