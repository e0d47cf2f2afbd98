"""`events` and `event ID`: how everything stands, and how one thing came to stand so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import operator
from monitor.cli.options import Json, console, load_config, plain, print_json
from monitor.cli.triage import known_event
from monitor.model.events import IgnoredReason
from monitor.model.sources import Unconfirmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from monitor.model.events import Occurrence
    from monitor.model.views import ChangeView, ClaimView, EventTimeline, SignalView


def events(ctx: typer.Context, json: Json = False) -> None:
    """List the watched events with their statuses."""
    from monitor.jobs.timeline import overview
    from monitor.wiring.clock import now
    from monitor.wiring.stores import open_for_reading

    config = load_config(ctx)
    watched = [event for _, event in config.events.values()]
    with open_for_reading(config) as store, store.read() as tx:
        known = {view.event: view for view in overview(tx, watched, now())}
    if json:
        print_json(
            [
                {
                    "event": event_id,
                    "name": event.name,
                    "topic": topic.topic,
                    "known": known.get(event_id),
                }
                for event_id, (topic, event) in config.events.items()
            ]
        )
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("EVENT", "STATUS", "SINCE (UTC)", "DATE", "VENUE", "CHANGES"):
        table.add_column(name)
    for event_id, (_, event) in config.events.items():
        view = known.get(event_id)
        status, *details = _standing(view.occurrence if view else None)
        waiting = unconfirmed_lines(view.unconfirmed) if view else []
        table.add_row(
            f"{plain(event.name)} [dim]{event_id}[/dim]",
            "\n".join([status, *waiting]),
            *details,
            str(view.changes if view else 0),
        )
    console().print(table)


def _standing(occurrence: Occurrence | None) -> tuple[str, str, str, str]:
    if occurrence is None:
        return ("[dim]not known yet[/dim]", "", "", "")
    return (
        status_text(occurrence),
        f"{occurrence.since:%Y-%m-%d %H:%M}",
        str(occurrence.day or ""),
        plain(occurrence.venue or ""),
    )


def status_text(occurrence: Occurrence) -> str:
    """A status as lists show it."""
    dispute = " [yellow](disputed)[/yellow]" if occurrence.disputed else ""
    return f"[bold]{occurrence.status.value.replace('_', ' ')}[/bold]{dispute}"


def unconfirmed_lines(waiting: Sequence[Unconfirmed]) -> list[str]:
    """What lacks sources, a line each; empty where nothing does."""
    from monitor.stages.wording import spell_unconfirmed
    from monitor.wiring.clock import now

    return [f"[yellow]{spell_unconfirmed(each, now().date())}[/yellow]" for each in waiting]


app = typer.Typer(
    invoke_without_command=True,
    subcommand_metavar="[set STATUS --date DAY --because WHY | undo | export FOLDER]",
    # `event ID --all`: a group's options may stand behind its argument, a command's own pass it.
    context_settings={"allow_interspersed_args": True, "ignore_unknown_options": True},
)
app.command("set")(operator.set_status)
app.command("undo")(operator.undo)
app.command("export")(operator.export)


@app.callback()
def event(
    ctx: typer.Context,
    event_id: Annotated[str, typer.Argument(metavar="ID", help="An id from `events`.")],
    ignored: Annotated[
        bool, typer.Option("--all", help="Also each claim that changed nothing, with the reason.")
    ] = False,
    json: Json = False,
) -> None:
    """Show an event's timeline: every change, who said it, where, and what was ignored and why."""
    config = load_config(ctx)
    name = known_event(config, event_id)
    if ctx.invoked_subcommand is not None:
        return
    from monitor.jobs.timeline import timeline
    from monitor.wiring.clock import now
    from monitor.wiring.stores import open_for_reading

    _, watched = config.events[event_id]
    with open_for_reading(config) as store, store.read() as tx:
        found = timeline(tx, watched, now())
    if json:
        print_json(found)
    else:
        print_timeline(console(), name, found, ignored=ignored)


def print_timeline(out: Console, name: str, timeline: EventTimeline, *, ignored: bool) -> None:
    """An event's timeline for people: its changes, then what changed nothing."""
    current = timeline.occurrences[-1] if timeline.occurrences else None
    out.print(f"[bold]{plain(name)}[/bold]: {status_text(current) if current else 'not known yet'}")
    for line in unconfirmed_lines(timeline.unconfirmed):
        out.print(line)
    for change in timeline.changes:
        _print_change(out, change, withdrawn=_is_withdrawn(change, timeline))
    for signal in timeline.signals:
        _print_signal(out, signal)
    silent = [claim for claim in timeline.claims if claim.ignored]
    if ignored:
        for claim in silent:
            _print_ignored(out, claim)
    elif silent:
        out.print(
            f"[dim]{len(silent)} claims changed nothing: --all shows them with the reason.[/dim]"
        )


def _is_withdrawn(view: ChangeView, timeline: EventTimeline) -> bool:
    """Whether the operator took back what the change's article says."""
    return any(
        claim.ignored is IgnoredReason.WITHDRAWN
        and view.source is not None
        and claim.source.article_id == view.source.article_id
        for claim in timeline.claims
    )


def _print_change(out: Console, view: ChangeView, *, withdrawn: bool) -> None:
    from monitor.stages.wording import headline, spell_sources

    change = view.change
    taken_back = " [yellow]withdrawn by the operator[/yellow]" if withdrawn else ""
    if view.corrected_at and not withdrawn:
        taken_back = " [yellow]did not stand[/yellow]"
    out.print()
    title = plain(headline(change, "")).rstrip(": ")
    out.print(f"{change.published:%Y-%m-%d %H:%M}  [bold]{title}[/bold]{taken_back}")
    out.print(f"    “{plain(change.claim.evidence)}”")
    out.print(f"    {plain(_where(view))}")
    copies = sum(each.copies for each in view.sources)
    if view.sources:
        out.print(f"    {plain(spell_sources(len(view.sources), view.outlets, copies))}")
    if change.against:
        out.print(
            f"    against: “{plain(change.against.evidence)}” ({plain(change.against.by or '')})"
        )
    if view.source and view.source.url:
        out.print(f"    [dim]{plain(view.source.url)}[/dim]")
    if view.source and view.source.story and len(view.sources) + copies > 1:
        out.print(f"    [dim]the story: news-monitor articles --story {view.source.story}[/dim]")
    for delivery in view.deliveries:
        why = f": {plain(delivery.detail)}" if delivery.detail else ""
        out.print(f"    [dim]→ {delivery.channel}: {delivery.state.value}{why}[/dim]")


def _where(view: ChangeView) -> str:
    """Who says it and where; what no article says has no outlet."""
    by, outlet = view.change.claim.by, view.source.outlet if view.source else None
    if by and outlet and by != outlet:
        return f"{by}, in {outlet}"
    return by or (f"{outlet}, in its own voice" if outlet else "in its own voice")


def _print_signal(out: Console, view: SignalView) -> None:
    out.print()
    out.print(
        f"{view.source.published:%Y-%m-%d %H:%M}  [yellow]unread[/yellow]: “{plain(view.signal.evidence)}”"
    )
    out.print(f"    [dim]{plain(view.source.outlet)} {plain(view.source.url or '')}[/dim]")


def _print_ignored(out: Console, view: ClaimView) -> None:
    claim = view.claim
    reason = view.ignored.value.replace("_", " ") if view.ignored else ""
    out.print()
    out.print(
        f"[dim]{view.source.published:%Y-%m-%d %H:%M}  {claim.status.value}, {claim.stance.value}"
        f" by {plain(claim.by or view.source.outlet)}: {reason}[/dim]"
    )
    out.print(f"[dim]    “{plain(claim.evidence)}” ({plain(view.source.outlet)})[/dim]")
