"""`status`: how feeds, corpus and channels are doing, and what needs a person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import typer

from monitor.cli.events import unconfirmed_lines
from monitor.cli.options import Json, console, load_config, plain, print_json, sentence
from monitor.cli.space import Space, gather_space, print_space
from monitor.cli.workers import resting_workers, worker_lines

if TYPE_CHECKING:
    from monitor.config.schema.config import Config
    from monitor.jobs.checkup import FeedReport
    from monitor.model.holds import Mute, Pause
    from monitor.model.machine import WorkerLosses
    from monitor.model.views import ChannelView, CorpusCounts, EventView, PageTrouble
    from monitor.stages.concerns import Concern

PAGES_SHOWN = 20
GIVEN_UP_SINCE = timedelta(days=3)
"""What was given up concerns people for as long as a try lasts; then only the counts tell it."""
PAGES_SINCE = timedelta(days=1)
"""Pages without text are shown for a day: older ones are told by the counts."""
PAUSE_KEYS = ("channel", "since", "retry_at", "tries", "reason", "credentials")
"""What is told of a pause: all but what it knows a channel's address by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDigest:
    """When a channel gets its next digest (UTC)."""

    channel: str
    every: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What `status` shows; `names` are those of the feeds, by URL."""

    feeds: list[FeedReport]
    names: dict[str, str]
    corpus: CorpusCounts
    pages: list[PageTrouble]
    channels: list[ChannelView]
    pauses: list[Pause]
    mutes: list[Mute]
    digests: list[NextDigest]
    signals: list[EventView]
    unconfirmed: list[EventView]
    space: Space
    workers: list[WorkerLosses]
    concerns: tuple[Concern, ...]


def status(ctx: typer.Context, json: Json = False) -> None:
    """Show how feeds, articles and channels are doing.

    Exits with 1 when something needs a person: a feed that fails, a topic that is blind, a channel
    that refuses, workers that rest.
    """
    found = _gather(load_config(ctx))
    if json:
        print_json(_as_dict(found))
    else:
        _print(found)
    if found.concerns:
        raise typer.Exit(1)


def _gather(config: Config) -> Status:
    from monitor.jobs.checkup import checkup
    from monitor.jobs.timeline import overview
    from monitor.stages.concerns import concerns
    from monitor.store import mutes, pauses, troubles, views, workers
    from monitor.wiring.clock import now
    from monitor.wiring.stores import open_for_reading

    with open_for_reading(config) as store, store.read() as tx:
        feeds = checkup(tx, now())
        names = _names(config, feeds)
        events = overview(tx, [event for _, event in config.events.values()], now())
        channels = troubles.channels(tx, now() - GIVEN_UP_SINCE)
        losses = workers.losses(tx)
        paused = [each for each in pauses.all_of(tx) if each.channel in config.channels]
        return Status(
            feeds=feeds,
            names=names,
            corpus=views.corpus_counts(tx),
            pages=troubles.pages_without_text(tx, now() - PAGES_SINCE, PAGES_SHOWN),
            channels=channels,
            pauses=paused,
            mutes=mutes.all_active(tx, now()),
            digests=_next_digests(config, now()),
            signals=[event for event in events if event.signals],
            unconfirmed=[event for event in events if event.unconfirmed],
            space=gather_space(config, store, tx, now()),
            workers=losses,
            concerns=(
                *resting_workers(losses, now()),
                *concerns(
                    [(names[each.view.state.url], each.health) for each in feeds],
                    [channel for channel in channels if channel.channel in config.channels],
                    paused,
                    _blind_topics(config, feeds, now()),
                ),
            ),
        )


def _names(config: Config, feeds: list[FeedReport]) -> dict[str, str]:
    """What people call each feed; feeds.yml may have lost one since the daemon has read it."""
    from monitor.config.schema.feeds import without_secrets

    addresses = {each.view.state.url: without_secrets(each.view.state.url) for each in feeds}
    return addresses | {feed.url: feed.label for feed in config.feeds}


def _blind_topics(
    config: Config, feeds: list[FeedReport], now: datetime
) -> dict[str, datetime | None]:
    from monitor.stages.health import Sight, feeds_of, last_word, sight

    states = [each.view.state for each in feeds]
    configured = {feed.url: feed for feed in config.feeds}
    heard = {topic.name: feeds_of(topic, states, configured) for topic in config.topics}
    return {
        name: last_word(of_topic)
        for name, of_topic in heard.items()
        if sight(of_topic, now) is Sight.BLIND
    }


def _next_digests(config: Config, now: datetime) -> list[NextDigest]:
    from monitor.stages.digests import next_digest

    found: dict[tuple[str, str], datetime] = {}
    subscribed = [(name, route, route.digest) for route in config.routes for name in route.to]
    for name, route, digest in subscribed:
        if digest is not None:
            zone = config.zone_of(name)
            at = next_digest(digest, now, zone, route.quiet)
            of = (name, digest.every.value)
            found[of] = min(at, found.get(of, at))
    return [NextDigest(channel=name, every=every, at=at) for (name, every), at in found.items()]


def _feed_as_dict(found: Status, report: FeedReport) -> dict[str, object]:
    from monitor.config.schema.feeds import without_secrets

    view, state, health = report.view, report.view.state, report.health
    return {
        "name": found.names[state.url],
        "url": without_secrets(state.url),
        "condition": health.condition.value,
        "reason": health.reason,
        "since": health.since,
        "outcome": state.outcome.value,
        "detail": state.detail,
        "failures": state.failures,
        "polled_at": state.polled_at,
        "ok_at": state.ok_at,
        "next_poll_at": state.next_poll_at,
        "items": view.items,
        "waiting": view.waiting,
        "new_at": view.new_at,
    }


def _as_dict(found: Status) -> dict[str, object]:
    return {
        "ok": not found.concerns,
        "concerns": [asdict(concern) for concern in found.concerns],
        "feeds": [_feed_as_dict(found, each) for each in found.feeds],
        "corpus": asdict(found.corpus),
        "space": asdict(found.space),
        "workers": [asdict(each) for each in found.workers],
        "pages_without_text": [asdict(page) for page in found.pages],
        "channels": [asdict(channel) for channel in found.channels],
        "paused": [{name: getattr(pause, name) for name in PAUSE_KEYS} for pause in found.pauses],
        "muted": [asdict(mute) for mute in found.mutes],
        "next_digests": [asdict(digest) for digest in found.digests],
        "unread_signals": {event.event: event.signals for event in found.signals},
        "unconfirmed": {event.event: event.unconfirmed for event in found.unconfirmed},
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
    print_space(out, found.space)
    for line in worker_lines(found.workers):
        out.print(plain(line))
    for event in found.signals:
        out.print(f"Unread: {event.signals} articles say that something changed in {event.event}.")
    for event in found.unconfirmed:
        for line in unconfirmed_lines(event.unconfirmed):
            out.print(f"{plain(event.event)}: {line}")
    for page in found.pages:
        out.print(f"No text: {plain(page.url or page.title)}: {plain(page.reason)}")
    for channel in found.channels:
        counts = sentence((count, state.value) for state, count in channel.deliveries.items())
        out.print(f"Channel {channel.channel}: {counts}")
    _print_calm(found)


def _print_calm(found: Status) -> None:
    out = console()
    for mute in found.mutes:
        until = f"until {mute.until:%Y-%m-%d %H:%M} UTC" if mute.until else "for good"
        out.print(f"Muted {until}: {plain(mute.event)}")
    for digest in found.digests:
        out.print(f"Next {digest.every} digest to {digest.channel}: {digest.at:%Y-%m-%d %H:%M} UTC")


def _print_feeds(found: Status) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("FEED", "CONDITION", "LAST POLL (UTC)", "OUTCOME", "ITEMS"):
        table.add_column(name, justify="right" if name == "ITEMS" else "left")
    for feed in found.feeds:
        state = feed.view.state
        table.add_row(
            plain(found.names[state.url]),
            feed.health.condition.value,
            f"{state.polled_at:%Y-%m-%d %H:%M}" if state.polled_at else "never",
            state.outcome.value,
            str(feed.view.items),
        )
    out = console()
    out.print(table)
    told = {concern.subject for concern in found.concerns}
    for feed in found.feeds:
        name, words = found.names[feed.view.state.url], feed.health.told
        if words and name not in told:
            out.print(f"{plain(name)}: {plain(words)}")
