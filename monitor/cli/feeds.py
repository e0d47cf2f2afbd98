"""`feeds`: what is polled, how each feed does, and the commands that change the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import typer

from monitor.cli import exploration, subscriptions
from monitor.cli.exploration import minutes
from monitor.cli.options import Json, console, load_config, plain, print_json
from monitor.errors import NoStoreError

if TYPE_CHECKING:
    from monitor.config.schema.config import Config
    from monitor.config.schema.feeds import Feed
    from monitor.model.views import FeedView

app = typer.Typer(no_args_is_help=True, help="What is polled: list, try, find, add, remove.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A feed as `feeds list` shows it: times are UTC, None: never yet."""

    name: str
    url: str
    condition: str
    detail: str
    interval: timedelta
    items: int
    new_at: datetime | None
    polled_at: datetime | None
    next_poll_at: datetime | None


@app.command("list")
def list_(ctx: typer.Context, json: Json = False) -> None:
    """List the feeds in the order of feeds.yml: state, rhythm, items, next poll."""
    config = load_config(ctx)
    views = _views(config)
    lines = [_line(config, feed, views.get(feed.url)) for feed in config.feeds]
    if json:
        print_json(lines)
    else:
        _print(lines)


app.command("add")(subscriptions.add)
app.command("remove")(subscriptions.remove)
app.command("test")(exploration.try_feed)
app.command("discover")(exploration.discover)
app.command("import")(subscriptions.import_)
app.command("export")(subscriptions.export)


def _views(config: Config) -> dict[str, FeedView]:
    """What is known of the feeds by URL; nothing before the first poll."""
    from monitor.store.views import feeds_overview
    from monitor.wiring import open_for_reading

    try:
        with open_for_reading(config) as store, store.read() as tx:
            return {view.state.url: view for view in feeds_overview(tx)}
    except NoStoreError:
        return {}


def _line(config: Config, feed: Feed, view: FeedView | None) -> FeedLine:
    from monitor.config.schema.feeds import without_secrets
    from monitor.stages.health import Condition, feed_condition

    return FeedLine(
        name=feed.label,
        url=without_secrets(feed.url),
        condition=(feed_condition(view.state) if view else Condition.NEW).value,
        detail=view.state.detail if view else "",
        interval=feed.interval or config.settings.poll.interval,
        items=view.items if view else 0,
        new_at=view.new_at if view else None,
        polled_at=view.state.polled_at if view else None,
        next_poll_at=view.state.next_poll_at if view else None,
    )


def _print(lines: list[FeedLine]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("FEED", "CONDITION", "EVERY", "ITEMS", "LAST NEW (UTC)", "NEXT POLL (UTC)"):
        table.add_column(name, justify="right" if name in ("EVERY", "ITEMS") else "left")
    for line in lines:
        table.add_row(
            plain(line.name),
            line.condition,
            minutes(line.interval),
            str(line.items),
            _time(line.new_at),
            _time(line.next_poll_at),
        )
    out = console()
    out.print(table)
    for line in lines:
        if line.detail:
            out.print(f"{plain(line.name)}: {plain(line.detail)}")


def _time(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else "never"
