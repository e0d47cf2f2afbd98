"""`feeds add`, `remove`, `import` and `export`: feeds.yml, edited so that its comments stay."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.choice import known_feed
from monitor.cli.options import Options, console, load_config, plain
from monitor.errors import ConfigError, MonitorError

if TYPE_CHECKING:
    from monitor.config.editing import FeedsDraft
    from monitor.config.schema.config import Config
    from monitor.jobs.discover import Discovery, FoundFeed

Which = Annotated[str, typer.Argument(metavar="URL|NAME", help="A feed of feeds.yml.")]


def add(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(help="A feed, or a page of the site whose feed is meant.")],
    *,
    name: Annotated[
        str | None, typer.Option(help="What people call it; default: its title.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who publishes it; default: name.")] = None,
    language: Annotated[str | None, typer.Option(help="ISO 639-1; default: what it says.")] = None,
    trust: Annotated[
        str | None, typer.Option(help="`low`: its own voice changes no status.")
    ] = None,
    priority: Annotated[str | None, typer.Option(help="`high`: asked twice as often.")] = None,
    interval: Annotated[
        str | None, typer.Option(help="Time between two polls, such as `15m`.")
    ] = None,
    full_text: Annotated[
        str | None, typer.Option(help="`feed`: never fetch its pages; `page`: always.")
    ] = None,
) -> None:
    """Find the feed at an address, try it, and write it into feeds.yml."""
    from monitor.cli.exploration import describe, explore, no_feed, web_address
    from monitor.config.schema.feeds import without_password

    config, url = load_config(ctx), web_address(url)
    options = {
        "name": name,
        "outlet": outlet,
        "language": language,
        "trust": trust,
        "priority": priority,
        "interval": interval,
        "full_text": full_text,
    }
    said = {key: value for key, value in options.items() if value is not None}
    _refuse_mistake({"url": url, **said})
    _refuse_double(config, url)
    discovery = asyncio.run(explore(config, url))
    if not discovery.found:
        raise no_feed(url, discovery)
    found = discovery.found[0]
    _refuse_double(config, found.url)
    _refuse_double(config, found.led_to)
    entry = {"url": found.url, "name": _title(found), **said}
    _refuse_mistake(entry)  # what a page declares may be no address of ours
    draft = _draft(ctx)
    draft.add([entry])
    draft.save()
    console().print(f"added {plain(without_password(found.url))}: {describe(found)}")
    _print_others(discovery)
    _print_next(draft.path)


def remove(ctx: typer.Context, which: Which) -> None:
    """Take a feed out of feeds.yml; what it brought stays in the corpus."""
    config = load_config(ctx)
    feed = known_feed(config, which)
    draft = _draft(ctx)
    draft.remove(config.feeds.index(feed))
    draft.save()
    console().print(f"removed {plain(feed.label)}")
    _print_next(draft.path)


def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="An OPML file, as feed readers export them.")],
    *,
    test: Annotated[
        bool, typer.Option(help="Ask each feed first, and add those that answer.")
    ] = True,
) -> None:
    """Add the feeds of an OPML file to feeds.yml; those that are there already are left out.

    Each is tried first, and left out if no feed answers.
    """
    from monitor.config.entries import mistake_in, unhurried
    from monitor.config.opml import read_opml
    from monitor.jobs.discover import same_address

    config = load_config(ctx)
    listed = read_opml(file, _read(file))
    known = {same_address(feed.url) for feed in config.feeds}
    new = [entry for entry in listed.feeds if same_address(entry["url"]) not in known]
    wrong = {entry["url"]: mistake for entry in new if (mistake := mistake_in(entry))}
    floor = config.settings.poll.floor
    usable = [unhurried(entry, floor) for entry in new if entry["url"] not in wrong]
    silent = asyncio.run(_silent(config, [entry["url"] for entry in usable])) if test else {}
    usable = [entry for entry in usable if entry["url"] not in silent]
    if usable:
        draft = _draft(ctx)
        draft.add(usable, heading=f"From {file.name}")
        draft.save()
    console().print(f"added: {len(usable)}; there already: {len(listed.feeds) - len(new)}")
    _print_left_out((*listed.skipped, *wrong.values()), silent.values())


def export(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="Where to; default: to the screen.")] = None,
) -> None:
    """Write the feeds as OPML, for a feed reader; passwords and headers stay here."""
    from monitor.config.opml import write_opml
    from monitor.wiring.clock import now

    load_config(ctx)
    text = write_opml(_draft(ctx).entries, now())
    if file is None:
        typer.echo(text, nl=False)
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        msg = f"{file} cannot be written: {error.strerror}"
        raise ConfigError(msg, subject=str(file)) from error
    console().print(f"wrote {plain(str(file))}")


async def _silent(config: Config, urls: Sequence[str]) -> dict[str, MonitorError]:
    """The addresses of which no feed is had, with why; asked side by side, as gently as in `run`."""
    from monitor.jobs.discover import Explorer
    from monitor.wiring.web import SPACING_SECONDS, open_web

    if not urls:
        return {}
    async with open_web(config, SPACING_SECONDS) as (fetcher, sandbox):
        return await Explorer(fetcher, sandbox).look_at_all(urls)


def _refuse_mistake(entry: dict[str, str]) -> None:
    from monitor.config.entries import mistake_in

    if wrong := mistake_in(entry):
        raise ConfigError(wrong, subject=entry["url"])


def _refuse_double(config: Config, url: str) -> None:
    from monitor.config.schema.feeds import without_password

    feed = known_feed(config, url, or_none=True)
    if feed is not None:
        msg = f"{without_password(url)} is in feeds.yml already, as {feed.label}"
        raise ConfigError(msg, subject=url)


def _title(found: FoundFeed) -> str:
    """What the feed calls itself, else its host."""
    from urllib.parse import urlsplit

    from monitor.config.values import MAX_NAME_CHARS

    title = found.feed.title[:MAX_NAME_CHARS].strip()
    return title or urlsplit(found.url).hostname or found.url


def _draft(ctx: typer.Context) -> FeedsDraft:
    from monitor.config.editing import FeedsDraft
    from monitor.config.folder import FEEDS

    options: Options = ctx.obj
    return FeedsDraft(options.config / FEEDS)


def _read(file: Path) -> bytes:
    from monitor.config.opml import MAX_OPML_BYTES

    try:
        with file.open("rb") as opened:
            body = opened.read(MAX_OPML_BYTES + 1)
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror}"
        raise ConfigError(msg, subject=str(file)) from error
    if len(body) > MAX_OPML_BYTES:
        msg = f"{file} is larger than {MAX_OPML_BYTES >> 20} MiB: split it"
        raise ConfigError(msg, subject=str(file))
    return body


def _print_others(discovery: Discovery) -> None:
    from monitor.config.schema.feeds import without_password

    for other in discovery.found[1:]:
        console().print(f"  also there: {plain(without_password(other.url))}")


def _print_left_out(unusable: Iterable[str], silent: Collection[MonitorError]) -> None:
    out = console()
    for reason in (*unusable, *map(str, silent)):
        out.print(f"left out: {plain(reason)}")
    if silent:
        out.print("next: news-monitor feeds import --no-test adds those that did not answer too")


def _print_next(path: Path) -> None:
    out = console()
    out.print(f"wrote {plain(str(path))}")
    out.print("next: news-monitor once; a running daemon takes it up on SIGHUP (systemctl reload)")
