"""`status`: how feeds, corpus and channels are doing, and what needs a person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import typer

from monitor.cli.options import Json, console, load_config, plain, print_json, sentence

if TYPE_CHECKING:
    from monitor.config.schema.config import Config
    from monitor.model.views import ChannelView, CorpusCounts, EventView, FeedView, PageTrouble
    from monitor.stages.health import Concern

PAGES_SHOWN = 20
GIVEN_UP_SINCE = timedelta(days=3)
"""What was given up concerns people for as long as a try lasts; then only the counts tell it."""
PAGES_SINCE = timedelta(days=1)
"""Pages without text are shown for a day: older ones are told by the counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What `status` shows."""

    feeds: list[FeedView]
    labels: dict[str, str]
    corpus: CorpusCounts
    pages: list[PageTrouble]
    channels: list[ChannelView]
    signals: list[EventView]
    concerns: tuple[Concern, ...]


def status(ctx: typer.Context, json: Json = False) -> None:
    """Show how feeds, articles and channels are doing.

    Exits with 1 when something needs a person: a feed that fails, a channel that refuses.
    """
    found = _gather(load_config(ctx))
    if json:
        print_json(_as_dict(found))
    else:
        _print(found)
    if found.concerns:
        raise typer.Exit(1)


def _gather(config: Config) -> Status:
    from monitor.stages.health import concerns
    from monitor.store import timelines, troubles, views
    from monitor.wiring import now, open_for_reading

    labels = {feed.url: feed.label for feed in config.feeds}
    with open_for_reading(config) as store, store.read() as tx:
        feeds = views.feeds_overview(tx)
        channels = troubles.channels(tx, now() - GIVEN_UP_SINCE)
        return Status(
            feeds=feeds,
            labels=labels,
            corpus=views.corpus_counts(tx),
            pages=troubles.pages_without_text(tx, now() - PAGES_SINCE, PAGES_SHOWN),
            channels=channels,
            signals=[event for event in timelines.event_overview(tx) if event.signals],
            concerns=concerns(
                [feed.state for feed in feeds],
                labels,
                [channel for channel in channels if channel.channel in config.channels],
            ),
        )


def _as_dict(found: Status) -> dict[str, object]:
    from monitor.config.schema.feeds import without_secrets
    from monitor.stages.health import feed_condition

    return {
        "ok": not found.concerns,
        "concerns": [asdict(concern) for concern in found.concerns],
        "feeds": [
            {
                "name": found.labels.get(feed.state.url, feed.state.url),
                "url": without_secrets(feed.state.url),
                "condition": feed_condition(feed.state).value,
                "outcome": feed.state.outcome.value,
                "detail": feed.state.detail,
                "failures": feed.state.failures,
                "polled_at": feed.state.polled_at,
                "ok_at": feed.state.ok_at,
                "next_poll_at": feed.state.next_poll_at,
                "items": feed.items,
                "waiting": feed.waiting,
                "new_at": feed.new_at,
            }
            for feed in found.feeds
        ],
        "corpus": asdict(found.corpus),
        "pages_without_text": [asdict(page) for page in found.pages],
        "channels": [asdict(channel) for channel in found.channels],
        "unread_signals": {event.event: event.signals for event in found.signals},
    }


def _print(found: Status) -> None:
    out = console()
    for concern in found.concerns:
        out.print(f"[red]![/red] [bold]{plain(concern.subject)}[/bold]: {plain(concern.text)}")
    _print_feeds(found)
    corpus = found.corpus
    articles = sentence((count, novelty.value) for novelty, count in corpus.articles.items())
    out.print(f"Articles: {articles or 'none yet'}; {corpus.waiting} items wait.")
    topics = ", ".join(f"{plain(topic)} {count}" for topic, count in corpus.topics.items())
    out.print(f"On topic: {topics or 'none yet'}; {corpus.claims} claims.")
    for event in found.signals:
        out.print(f"Unread: {event.signals} articles say that something changed in {event.event}.")
    for page in found.pages:
        out.print(f"No text: {plain(page.url or page.title)}: {plain(page.reason)}")
    for channel in found.channels:
        counts = sentence((count, state.value) for state, count in channel.deliveries.items())
        out.print(f"Channel {channel.channel}: {counts}")


def _print_feeds(found: Status) -> None:
    from rich.table import Table

    from monitor.stages.health import feed_condition

    table = Table(box=None, pad_edge=False)
    for name in ("FEED", "CONDITION", "LAST POLL (UTC)", "OUTCOME", "ITEMS"):
        table.add_column(name, justify="right" if name == "ITEMS" else "left")
    for feed in found.feeds:
        state = feed.state
        table.add_row(
            plain(found.labels.get(state.url, state.url)),
            feed_condition(state).value,
            f"{state.polled_at:%Y-%m-%d %H:%M}" if state.polled_at else "never",
            state.outcome.value,
            str(feed.items),
        )
    console().print(table)
