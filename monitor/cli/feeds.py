"""`feeds`: what is polled, how each feed does, and the commands that change the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

import typer

from monitor.cli import exploration, subscriptions
from monitor.cli.exploration import duration
from monitor.cli.options import Json, console, load_config, plain, print_json
from monitor.errors import NoStoreError

if TYPE_CHECKING:
    from monitor.config.schema.config import Config
    from monitor.config.schema.feeds import Feed
    from monitor.jobs.checkup import FeedReport

COLUMNS: tuple[tuple[str, Literal["left", "right"]], ...] = (
    ("FEED", "left"),
    ("CONDITION", "left"),
    ("ASKED EVERY", "right"),
    ("NEWS EVERY", "right"),
    ("ITEMS", "right"),
    ("LAST NEW (UTC)", "left"),
    ("NEXT POLL (UTC)", "left"),
)

app = typer.Typer(no_args_is_help=True, help="What is polled: list, try, find, add, remove.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A feed as `feeds list` shows it: times are UTC, None: never yet.

    `interval` is how often it is asked, `usual_gap` how often it brings news; None: not known yet.
    `since` is when it was last well, `moved_to` where its server says that it is for good,
    `paused_at` since when it is asked no more.
    """

    name: str
    url: str
    condition: str
    reason: str
    since: datetime | None
    interval: timedelta
    usual_gap: timedelta | None
    moved_to: str | None
    paused_at: datetime | None
    items: int
    new_at: datetime | None
    polled_at: datetime | None
    next_poll_at: datetime | None


@app.command("list")
def list_(ctx: typer.Context, json: Json = False) -> None:
    """List the feeds in the order of feeds.yml: state, rhythm, items, next poll."""
    from monitor.wiring.clock import now

    config = load_config(ctx)
    known = _known(config, now())
    lines = [_line(config, feed, known.get(feed.url), now()) for feed in config.feeds]
    if json:
        print_json(lines)
        return
    _print(lines)
    for feed in config.feeds:
        if feed.url in known and (told := known[feed.url].health.told):
            console().print(f"{plain(feed.label)}: {plain(told)}")


app.command("add")(subscriptions.add)
app.command("remove")(subscriptions.remove)
app.command("test")(exploration.try_feed)
app.command("discover")(exploration.discover)
app.command("import")(subscriptions.import_)
app.command("export")(subscriptions.export)


def _known(config: Config, now: datetime) -> dict[str, FeedReport]:
    """What is known of the feeds by URL; nothing before the first poll."""
    from monitor.jobs.checkup import checkup
    from monitor.wiring.stores import open_for_reading

    try:
        with open_for_reading(config) as store, store.read() as tx:
            return {each.view.state.url: each for each in checkup(tx, now)}
    except NoStoreError:
        return {}


def _line(config: Config, feed: Feed, known: FeedReport | None, now: datetime) -> FeedLine:
    from monitor.config.schema.feeds import without_secrets
    from monitor.model.polling import NEW_COURSE
    from monitor.stages.health import Condition, Health
    from monitor.stages.pace import bounds_of, interval, usual_gap

    view = known.view if known else None
    health = known.health if known else Health(condition=Condition.NEW)
    course = view.state.course if view else NEW_COURSE
    return FeedLine(
        name=feed.label,
        url=without_secrets(feed.url),
        condition=health.condition.value,
        reason=health.reason,
        since=health.since,
        interval=interval(course, bounds_of(feed, config.settings.poll), now),
        usual_gap=usual_gap(course),
        moved_to=without_secrets(course.moved_to) if course.moved_to else None,
        paused_at=course.paused_at,
        items=view.items if view else 0,
        new_at=view.new_at if view else None,
        polled_at=view.state.polled_at if view else None,
        next_poll_at=view.state.next_poll_at if view else None,
    )


def _print(lines: list[FeedLine]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name, side in COLUMNS:
        table.add_column(name, justify=side)
    for line in lines:
        table.add_row(
            plain(line.name),
            line.condition,
            duration(line.interval),
            duration(line.usual_gap) if line.usual_gap else "",
            str(line.items),
            _time(line.new_at),
            "paused" if line.paused_at else _time(line.next_poll_at),
        )
    console().print(table if lines else "No feed yet: news-monitor feeds add URL")


def _time(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else "never"
