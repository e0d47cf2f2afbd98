"""`once` and `run`: one pass over all feeds, or the daemon."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import Json, load_config, print_json, printable, sentence

if TYPE_CHECKING:
    from monitor.config.schema.config import Config
    from monitor.jobs.sweep import Sweep
    from monitor.model.deliveries import DeliveryState
    from monitor.model.views import DeliveryView
    from monitor.telemetry import Stream

NOVELTY_WORDS = {
    "new": "new",
    "copy": "copies",
    "revision": "revised",
    "known": "known already",
}


DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Send nothing: show what would be sent; it goes on waiting."),
]


def once(ctx: typer.Context, dry_run: DryRun = False, json: Json = False) -> None:
    """Poll every feed now, ingest what is new, deliver what is due, and tell.

    Exits with 0 also when feeds fail: they are named in the summary and in `status`.
    """
    config = load_config(ctx)
    _configure_logs(config, quiet=True)
    summary = asyncio.run(_once(config, dry_run=dry_run))
    if json:
        print_json(summary.as_dict())
    else:
        _print_summary(summary)


def run(ctx: typer.Context, dry_run: DryRun = False) -> None:
    """Watch for good: poll, ingest and deliver until SIGTERM or Ctrl-C.

    SIGHUP has the configuration read again; one with mistakes is reported and not used.
    Meant for systemd (see systemd/README.md); works in a terminal as well.
    """
    from monitor.wiring.running import run_daemon

    config = load_config(ctx)
    logs = partial(_configure_logs, quiet=False)
    asyncio.run(run_daemon(config, logs, dry_run=dry_run))


def _configure_logs(config: Config, stream: Stream | None = None, *, quiet: bool) -> None:
    """Logging as configured; a command that prints a summary logs errors alone."""
    from monitor import telemetry
    from monitor.config.schema.settings import LogFormat

    settings = config.settings.log
    json = settings.format is LogFormat.JSON
    if settings.format is LogFormat.AUTO:
        json = not sys.stderr.isatty()
    level = "error" if quiet and settings.level != "debug" else settings.level
    secrets = [secret.get_secret_value() for secret in config.secrets]
    telemetry.configure(level, json=json, secrets=secrets, stream=stream)


@dataclass(frozen=True, slots=True)
class Summary:
    """What one pass did, with the names that people gave their feeds and events.

    `would_send` is what a dry run would have sent, None: it was none.
    """

    config: Config
    sweep: Sweep
    urls: dict[int, str]
    deliveries: dict[DeliveryState, int]
    would_send: list[DeliveryView] | None = None

    @property
    def failed_feeds(self) -> list[dict[str, str]]:
        """Each feed that failed in this pass, and why."""
        from monitor.config.schema.feeds import without_secrets

        labels = {feed.url: feed.label for feed in self.config.feeds}
        return [
            {
                "feed": labels.get(self.urls[poll.feed_id], self.urls[poll.feed_id]),
                "url": without_secrets(self.urls[poll.feed_id]),
                "outcome": poll.outcome.value,
                "detail": poll.detail,
            }
            for poll in self.sweep.polls
            if poll.failures
        ]

    def as_dict(self) -> dict[str, object]:
        """The summary as `--json` prints it."""
        return {
            "feeds": {"polled": len(self.sweep.polls), "failed": self.failed_feeds},
            "items_new": sum(poll.items_new for poll in self.sweep.polls),
            "articles": {novelty.value: n for novelty, n in self.sweep.articles.items()},
            "summaries_only": self.sweep.untexted,
            "changes": [
                {
                    "event": change.event,
                    "status": change.status.value,
                    "disputed": change.disputed,
                    "detail": "date" if change.kind.value == "first_date" else None,
                    "evidence": change.claim.evidence,
                    "published": change.published,
                }
                for change in self.sweep.changes
            ],
            "watching": self.sweep.watching,
            "deliveries": {state.value: n for state, n in self.deliveries.items()},
            "would_send": self.would_send,
        }


async def _once(config: Config, *, dry_run: bool) -> Summary:
    from monitor.jobs.deliver import deliver_due
    from monitor.jobs.rehearse import Rehearsal
    from monitor.jobs.sweep import sweep as sweep_feeds
    from monitor.store import feeds
    from monitor.wiring.services import open_services

    async with open_services(config) as services:
        with progress_bar(len(config.feeds)) as progress:
            sweep = await sweep_feeds(services, progress)
            would_send = await Rehearsal()(services) if dry_run else None
            deliveries = {} if dry_run else await deliver_due(services)
        states = await services.store.query(feeds.states)
    urls = {state.id: state.url for state in states}
    return Summary(
        config=config, sweep=sweep, urls=urls, deliveries=deliveries, would_send=would_send
    )


@contextmanager
def progress_bar(feeds: int) -> Iterator[Callable[[str], None]]:
    """A bar of polled feeds and a count of articles; nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield lambda _stage: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks = {
            "feeds": bar.add_task("Feeds", total=feeds),
            "articles": bar.add_task("Articles", total=None),
        }
        yield lambda stage: bar.advance(tasks[stage])


def _print_summary(summary: Summary) -> None:
    sweep = summary.sweep
    polled, failed = len(sweep.polls), summary.failed_feeds
    new = sum(poll.items_new for poll in sweep.polls)
    typer.echo(f"{polled} feeds polled, {len(failed)} failed, {new} new items.")
    for feed in failed:
        name = typer.style(printable(feed["feed"]), fg="red")
        typer.echo(f"  {name}: {printable(feed['detail'])}")
    articles = sentence((count, NOVELTY_WORDS[kind]) for kind, count in sweep.articles.items())
    if articles:
        only = f"; {sweep.untexted} with a summary only" if sweep.untexted else ""
        typer.echo(f"Articles: {articles}{only}.")
    _print_changes(summary)
    if summary.would_send is not None:
        _print_rehearsal(summary.would_send)
        return
    deliveries = sentence((count, state.value) for state, count in summary.deliveries.items())
    typer.echo(f"Deliveries: {deliveries or 'none due'}.")


def _print_rehearsal(would_send: list[DeliveryView]) -> None:
    for each in would_send:
        typer.echo(f"Would send to {each.channel}: {printable(each.title)}")
    typer.echo(f"Dry run: nothing was sent, {len(would_send)} would have been; they go on waiting.")


def _print_changes(summary: Summary) -> None:
    from monitor.stages.wording import headline

    names = {event_id: event.name for event_id, (_, event) in summary.config.events.items()}
    for change in summary.sweep.changes:
        typer.secho(printable(headline(change, names[change.event])), bold=True)
        typer.echo(f"  “{printable(change.claim.evidence)}”")
    for topic in summary.sweep.watching:
        name = typer.style(printable(topic), fg="cyan")
        typer.echo(f"Now watching {name}: see `news-monitor events`.")
