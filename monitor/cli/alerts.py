"""`alerts list|show|dead`: what was told, to whom, and whether it arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import channels, operator, triage
from monitor.cli.channels import known_channel
from monitor.cli.options import (
    LARGEST_NUMBER,
    Json,
    console,
    load_config,
    plain,
    plain_lines,
    print_json,
)
from monitor.cli.triage import DeliveryId, unknown_delivery
from monitor.model.deliveries import DeliveryState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from monitor.model.holds import Pause
    from monitor.model.views import DeliveryDetail, DeliveryView

app = typer.Typer(no_args_is_help=True, help="What was told, to whom, and whether it arrived.")

Limit = Annotated[int, typer.Option(min=1, max=LARGEST_NUMBER, help="How many, newest first.")]


@app.command("list")
def list_(
    ctx: typer.Context,
    limit: Limit = 20,
    state: Annotated[
        DeliveryState | None, typer.Option(help="Only deliveries in this state.")
    ] = None,
    channel: Annotated[
        str | None, typer.Option(help="Only deliveries to this channel of alerts.yml.")
    ] = None,
    json: Json = False,
) -> None:
    """List the newest deliveries, what each waits for, and the channels that rest."""
    from monitor.store import pauses
    from monitor.store.views import deliveries
    from monitor.wiring.clock import now
    from monitor.wiring.stores import open_for_reading

    config = load_config(ctx)
    if channel is not None:
        known_channel(config, channel)
    with open_for_reading(config) as store, store.read() as tx:
        found = deliveries(tx, limit, state, channel)
        paused = [each for each in pauses.all_of(tx) if each.channel in config.channels]
    if json:
        print_json(found)
        return
    _print_pauses(paused, now())
    none = (
        "No such alert." if state or channel else "No alert yet: each change of status makes one."
    )
    _print_deliveries(found, now(), none)


@app.command()
def dead(ctx: typer.Context, limit: Limit = 20, json: Json = False) -> None:
    """List what did not arrive for certain and nobody has dealt with.

    `alerts resend ID` sends it again, `alerts ack ID` takes it off the list. Exits with 1 while
    there is any.
    """
    from monitor.store import deadletters
    from monitor.wiring.clock import now
    from monitor.wiring.stores import open_for_reading

    with open_for_reading(load_config(ctx)) as store, store.read() as tx:
        found = deadletters.dead(tx, limit)
    if json:
        print_json(found)
    else:
        _print_deliveries(found, now(), "Everything arrived, waits, or was dealt with.")
    if found:
        raise typer.Exit(1)


@app.command()
def show(ctx: typer.Context, delivery_id: DeliveryId, json: Json = False) -> None:
    """Show one delivery: its message and every try."""
    from monitor.store.views import delivery
    from monitor.wiring.stores import open_for_reading

    with open_for_reading(load_config(ctx)) as store, store.read() as tx:
        found = delivery(tx, delivery_id)
    if found is None:
        raise unknown_delivery(delivery_id)
    if json:
        print_json(found)
    else:
        _print_delivery(found)


app.command("ack")(triage.ack)
app.command("mute")(triage.mute)
app.command("unmute")(triage.unmute)
app.command("resend")(triage.resend)
app.command("wrong")(operator.wrong)
app.command("preview")(channels.preview)
app.command("test")(channels.try_channel)


def _print_pauses(paused: Sequence[Pause], now: datetime) -> None:
    for each in paused:
        again = f"{each.retry_at:%Y-%m-%d %H:%M} UTC" if each.retry_at > now else "now"
        why = "lets nothing in" if each.credentials else "fails"
        out = f"[yellow]![/yellow] Channel [bold]{plain(each.channel)}[/bold] {why} since"
        since = f"{each.since:%Y-%m-%d %H:%M} UTC"
        console().print(f"{out} {since}: {plain(each.reason)}; tried again {again}.")


def _print_deliveries(found: Sequence[DeliveryView], now: datetime, none: str) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("ID", "TIME (UTC)", "CHANNEL", "STATE", "ALERT"):
        table.add_column(name)
    for each in found:
        notes = "; ".join(part for part in (each.detail, *_fate(each, now)) if part)
        why = f" [dim]{plain(notes)}[/dim]" if notes else ""
        created = f"{each.created_at:%Y-%m-%d %H:%M}"
        table.add_row(
            str(each.id), created, each.channel, each.state.value, plain(each.title) + why
        )
    console().print(table if found else none)


def _fate(each: DeliveryView, now: datetime) -> tuple[str, ...]:
    """What a delivery waits for, what it became part of, and whether anybody has seen it."""
    waits = each.state is DeliveryState.PENDING and each.due_at is not None and each.due_at > now
    bundle = f" for {each.bundle}" if each.bundle else ""
    return (
        f"waits until {each.due_at:%Y-%m-%d %H:%M} UTC{bundle}" if waits else "",
        f"told in {each.folded_into}" if each.folded_into is not None else "",
        f"acknowledged {each.acked_at:%Y-%m-%d %H:%M} UTC" if each.acked_at else "",
    )


def _print_delivery(found: DeliveryDetail) -> None:
    from monitor.wiring.clock import now

    out = console()
    delivery = found.delivery
    out.print(f"[bold]{plain(found.message.title)}[/bold]")
    out.print(plain_lines(found.message.body))
    out.print()
    why = f": {plain(delivery.detail)}" if delivery.detail else ""
    out.print(f"To {delivery.channel}: {delivery.state.value}{why}")
    for note in _fate(delivery, now()):
        if note:
            out.print(f"  {note}")
    for attempt in found.attempts:
        detail = f" ({plain(attempt.detail)})" if attempt.detail else ""
        began = f"{attempt.started_at:%Y-%m-%d %H:%M:%S} UTC"
        out.print(f"  try {attempt.number}, {began}: {attempt.outcome.value}{detail}")
