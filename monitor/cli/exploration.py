"""`feeds test` and `feeds discover`: what an address would bring; nothing is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.choice import known_feed
from monitor.cli.options import Json, console, load_config, plain, print_json
from monitor.cli.space import size
from monitor.errors import NoStoreError, ParseError

if TYPE_CHECKING:
    from monitor.config.schema.config import Config
    from monitor.jobs.discover import Discovery, FoundFeed
    from monitor.model.items import FeedItem, ParsedFeed
    from monitor.stages.pace import Bounds

ITEMS_SHOWN = 10
UNITS = (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1))


def try_feed(
    ctx: typer.Context,
    url: Annotated[
        str, typer.Argument(metavar="URL|NAME", help="A feed's address, or a feed of feeds.yml.")
    ],
    json: Json = False,
) -> None:
    """Show what a poll of a feed would bring; nothing is stored.

    A feed of feeds.yml is asked with its own headers, and its items are compared with what it has
    brought before.
    """
    from monitor.stages.pace import bounds_of

    config = load_config(ctx)
    try:
        found = asyncio.run(_look(config, url))
    except ParseError as error:
        msg = f"{error}; `feeds discover` looks for the feeds of a page"
        raise ParseError(msg, subject=url) from error
    new = _new_items(config, found)
    if json:
        print_json({**_as_dict(found), "new": None if new is None else [i.guid for i in new]})
    else:
        feed = known_feed(config, found.url, or_none=True)
        _print_feed(found, new, bounds_of(feed, config.settings.poll))


def discover(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(help="A page of a site, or a feed.")],
    json: Json = False,
) -> None:
    """Find the feeds of a site: what its page declares, else the usual addresses.

    Exits with 1 if there is none.
    """
    from monitor.config.schema.feeds import without_password

    url = web_address(url)
    discovery = asyncio.run(explore(load_config(ctx), url))
    if json:
        print_json(
            {
                "found": [_as_dict(each) for each in discovery.found],
                "failed": [str(each) for each in discovery.failed],
            }
        )
    else:
        for found in discovery.found:
            console().print(f"{plain(without_password(found.url))}  {describe(found)}")
    if not discovery.found:
        raise no_feed(url, discovery)


async def explore(config: Config, url: str) -> Discovery:
    """The feeds that an address leads to.

    Raises:
        FetchError: there is nothing at the address.
    """
    from monitor.jobs.discover import Explorer
    from monitor.wiring.web import open_web

    async with open_web(config) as (fetcher, sandbox):
        return await Explorer(fetcher, sandbox).discover(url)


def web_address(typed: str) -> str:
    """An address as people type it, `example.org` too, with its scheme."""
    return typed if "://" in typed else f"https://{typed}"


def no_feed(url: str, discovery: Discovery) -> ParseError:
    """The error for an address that leads to no feed, with what was tried."""
    from monitor.config.schema.feeds import without_password

    tried = "; ".join(str(each) for each in discovery.failed)
    msg = (
        f"{without_password(url)}: no feed was found; ask the site for its address. Tried: {tried}"
    )
    return ParseError(msg, subject=url)


def describe(found: FoundFeed) -> str:
    """A feed in a few words for Rich: title, format, language, number and age of its items."""
    feed = found.feed
    dates = [item.published for item in feed.items if item.published]
    said = [
        plain(feed.title) or "(no title)",
        feed.version or "RSS",
        *([feed.language] if feed.language else []),
        f"{len(feed.items)} items",
        *([f"newest {max(dates):%Y-%m-%d %H:%M} UTC"] if dates else []),
    ]
    return ", ".join(said)


async def _look(config: Config, url: str) -> FoundFeed:
    from monitor.config.secrets import feed_headers
    from monitor.jobs.discover import Explorer
    from monitor.wiring.web import open_web

    is_address = url.startswith(("http://", "https://"))
    feed = known_feed(config, url, or_none=is_address)
    headers = feed_headers(feed) if feed else ()
    async with open_web(config) as (fetcher, sandbox):
        return await Explorer(fetcher, sandbox).look(feed.url if feed else url, headers)


def _new_items(config: Config, found: FoundFeed) -> list[FeedItem] | None:
    """The items that the feed has not brought before; None: it was never polled."""
    from monitor.store import feeds, items, known
    from monitor.wiring.stores import open_for_reading

    by_key = items.by_key(found.feed.items)
    try:
        with open_for_reading(config) as store, store.read() as tx:
            ids = {url: feed_id for feed_id, url in feeds.urls(tx).items()}
            if found.url not in ids:
                return None
            seen = known.among(tx, ids[found.url], by_key)
    except NoStoreError:
        return None
    return [item for key, item in by_key.items() if key not in seen]


def _as_dict(found: FoundFeed) -> dict[str, object]:
    from monitor.config.schema.feeds import without_secrets

    return {
        "url": without_secrets(found.url),
        "led_to": without_secrets(found.led_to),
        "size_bytes": found.size_bytes,
        "fresh_for": found.fresh_for,
        **asdict(found.feed),
    }


def _print_feed(found: FoundFeed, new: list[FeedItem] | None, bounds: Bounds) -> None:
    from monitor.config.schema.feeds import without_secrets
    from monitor.wiring.clock import now

    out = console()
    out.print(f"[bold]{describe(found)}[/bold], {size(found.size_bytes)}")
    if found.led_to != found.url:
        out.print(f"Redirected to {plain(without_secrets(found.led_to))}")
    full = sum(bool(item.content) for item in found.feed.items)
    fresh = "" if new is None else f", {len(new)} of them new"
    out.print(f"A poll would bring {len(found.feed.items)} items{fresh}; {full} with full text.")
    if found.fresh_for:
        out.print(f"Its server asks to be left alone for {duration(found.fresh_for)}.")
    for line in (*_rhythm(found.feed, bounds, now()), *_wishes(found.feed)):
        out.print(line)
    _print_items(found.feed)


def _rhythm(feed: ParsedFeed, bounds: Bounds, now: datetime) -> Iterator[str]:
    """How often it publishes, as far as its dates tell, and how often it would be asked."""
    from monitor.model.polling import NEW_COURSE
    from monitor.stages.pace import interval, learn, usual_gap

    course = learn(NEW_COURSE, feed.items, now)
    gap = usual_gap(course)
    often = (
        f"brings news every {duration(gap)}" if gap else "does not tell how often it brings news"
    )
    yield f"It {often}, and would be asked every {duration(interval(course, bounds, now))}."


def _wishes(feed: ParsedFeed) -> Iterator[str]:
    """What the feed says of when to ask it."""
    if feed.cut:
        yield "The document ends inside an item: it did not arrive whole."
    if feed.ttl:
        yield f"It asks to be kept for {duration(feed.ttl)}."
    if feed.update_period:
        yield f"It says that it is updated every {duration(feed.update_period)}."
    if feed.skip_hours:
        yield f"It rests in the hours {', '.join(map(str, feed.skip_hours))} UTC."
    if feed.skip_days:
        days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
        yield f"It rests on {', '.join(days[day] for day in feed.skip_days)}."


def duration(time: timedelta) -> str:
    """A duration for people, as feeds.yml has it, to two units: `90s` is `1m30s`, a day `1d`."""
    left, parts = max(0, round(time.total_seconds())), []
    for unit, length in UNITS:
        count, left = divmod(left, length)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts[:2]) or "0s"


def _print_items(feed: ParsedFeed) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("PUBLISHED (UTC)", "TEXT", "TITLE"):
        table.add_column(name)
    for item in feed.items[:ITEMS_SHOWN]:
        at = f"{item.published:%Y-%m-%d %H:%M}" if item.published else "no date"
        text = "full" if item.content else "summary" if item.summary else "none"
        table.add_row(at, text, plain(item.title) or "(no title)")
    console().print(table)
