"""`alerts list|show|test`: what was told, to whom, and whether it arrived."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import operator
from monitor.cli.options import LARGEST_NUMBER, Json, console, load_config, plain, print_json
from monitor.errors import ConfigError, PushError
from monitor.model.alerts import Delivered, DeliveryState, Message

if TYPE_CHECKING:
    from monitor.config.schema.config import Config
    from monitor.model.alerts import PushResult
    from monitor.model.views import DeliveryDetail

app = typer.Typer(no_args_is_help=True, help="What was told, to whom, and whether it arrived.")


app.command("wrong")(operator.wrong)


@app.command("list")
def list_(
    ctx: typer.Context,
    limit: Annotated[
        int, typer.Option(min=1, max=LARGEST_NUMBER, help="How many, newest first.")
    ] = 20,
    state: Annotated[
        DeliveryState | None, typer.Option(help="Only deliveries in this state.")
    ] = None,
    json: Json = False,
) -> None:
    """List the newest deliveries."""
    from monitor.store.views import deliveries
    from monitor.wiring import open_for_reading

    with open_for_reading(load_config(ctx)) as store, store.read() as tx:
        found = deliveries(tx, limit, state)
    if json:
        print_json(found)
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("ID", "TIME (UTC)", "CHANNEL", "STATE", "ALERT"):
        table.add_column(name)
    for each in found:
        why = f" [dim]{plain(each.detail)}[/dim]" if each.detail else ""
        created = f"{each.created_at:%Y-%m-%d %H:%M}"
        table.add_row(
            str(each.id), created, each.channel, each.state.value, plain(each.title) + why
        )
    console().print(table if found else "No alert yet: each change of status makes one.")


@app.command()
def show(
    ctx: typer.Context,
    delivery_id: Annotated[
        int, typer.Argument(metavar="ID", max=LARGEST_NUMBER, help="An id from `alerts list`.")
    ],
    json: Json = False,
) -> None:
    """Show one delivery: its message and every try."""
    from monitor.store.views import delivery
    from monitor.wiring import open_for_reading

    with open_for_reading(load_config(ctx)) as store, store.read() as tx:
        found = delivery(tx, delivery_id)
    if found is None:
        msg = f"there is no delivery {delivery_id}; `news-monitor alerts list` shows the ids"
        raise ConfigError(msg, subject=str(delivery_id))
    if json:
        print_json(found)
    else:
        _print_delivery(found)


def _print_delivery(found: DeliveryDetail) -> None:
    out = console()
    delivery = found.delivery
    out.print(f"[bold]{plain(found.message.title)}[/bold]")
    for line in found.message.body.splitlines():
        out.print(plain(line))
    out.print()
    why = f": {plain(delivery.detail)}" if delivery.detail else ""
    out.print(f"To {delivery.channel}: {delivery.state.value}{why}")
    for attempt in found.attempts:
        detail = f" ({plain(attempt.detail)})" if attempt.detail else ""
        out.print(
            f"  try {attempt.number}, {attempt.started_at:%Y-%m-%d %H:%M:%S} UTC: {attempt.outcome.value}{detail}"
        )


@app.command("test")
def try_channel(
    ctx: typer.Context,
    channel: Annotated[str, typer.Argument(help="A channel of alerts.yml.")],
    json: Json = False,
) -> None:
    """Send a test message to a channel and say what came of it."""
    config = load_config(ctx)
    result = asyncio.run(_send_test(config, channel))
    if json:
        print_json(
            {"channel": channel, "delivered": isinstance(result, Delivered), "result": result}
        )
    if not isinstance(result, Delivered):
        msg = f"channel {channel}: {result.detail}"
        raise PushError(msg, subject=channel)
    if not json:
        console().print(f"Channel {channel} took the test message.")


async def _send_test(config: Config, channel: str) -> PushResult:
    from monitor.stages.wording import notification
    from monitor.wiring import channel_address, open_pusher

    if channel not in config.channels:
        known = ", ".join(config.channels) or "none yet: add one to alerts.yml"
        msg = f"alerts.yml has no channel {channel!r}; there are: {known}"
        raise ConfigError(msg, subject=channel)
    message = Message(
        title="TEST: news-monitor",
        body="This is a test. Alerts of status changes will come to you like this message.",
    )
    with open_pusher() as pusher:
        chosen = config.channels[channel]
        timezone = chosen.timezone or config.settings.timezone
        worded = notification(message, f"test/{channel}", timezone, may_repeat=False)
        return await pusher.push(channel_address(chosen), worded)
