"""`alerts test` and `alerts preview`: what channels take, and what they would get."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import (
    LARGEST_NUMBER,
    Json,
    console,
    load_config,
    plain,
    plain_lines,
    print_json,
)
from monitor.cli.triage import unknown_delivery
from monitor.errors import ConfigError, PushError
from monitor.model.alerts import Message
from monitor.model.deliveries import Delivered

if TYPE_CHECKING:
    from monitor.config.schema.channels import Channel
    from monitor.config.schema.config import Config
    from monitor.model.deliveries import Notification, PushResult


def try_channel(
    ctx: typer.Context,
    channel: Annotated[str, typer.Argument(help="A channel of alerts.yml.")],
    json: Json = False,
) -> None:
    """Send a test message to a channel and say what came of it."""
    config = load_config(ctx)
    result = asyncio.run(_send_test(config, known_channel(config, channel), channel))
    if json:
        print_json(
            {"channel": channel, "delivered": isinstance(result, Delivered), "result": result}
        )
    if not isinstance(result, Delivered):
        msg = f"channel {channel}: {result.detail}"
        raise PushError(msg, subject=channel)
    if not json:
        console().print(f"Channel {channel} took the test message.")


async def _send_test(config: Config, channel: Channel, name: str) -> PushResult:
    from monitor.wiring.channels import channel_address, open_pusher
    from monitor.wiring.clock import now

    message = Message(
        title="TEST: news-monitor",
        body="This is a test. Alerts of status changes will come to you like this message.",
    )
    # Mail servers drop what has the Message-ID of an earlier mail, which is made of the key.
    worded = _word(config, name, message, f"test/{name}/{now():%Y%m%dT%H%M%S%f}")
    with open_pusher() as pusher:
        return await pusher.push(channel_address(channel), worded)


def preview(
    ctx: typer.Context,
    delivery_id: Annotated[
        int | None,
        typer.Argument(
            metavar="[ID]", min=1, max=LARGEST_NUMBER, help="From `alerts list`; else an example."
        ),
    ] = None,
    channel: Annotated[
        str | None, typer.Option(help="Only for this channel of alerts.yml.")
    ] = None,
    json: Json = False,
) -> None:
    """Show a message as each channel would get it now; nothing is sent."""
    config = load_config(ctx)
    wanted = config.channels
    if channel is not None:
        wanted = {channel: known_channel(config, channel)}
    message = _example(config) if delivery_id is None else _stored(config, delivery_id)
    key = f"preview/{delivery_id or 'example'}"
    shown = {name: _render(config, name, message, key) for name in wanted}
    if json:
        print_json({"title": message.title, "message": message.body, "channels": shown})
        return
    _print_preview(message, shown)


def _print_preview(message: Message, shown: dict[str, dict[str, object]]) -> None:
    out = console()
    for name, each in shown.items():
        out.print(f"[bold]== {plain(name)}[/bold]")
        out.print(plain_lines(str(each["rendered"])))
        out.print()
    if not shown:
        out.print(f"[bold]{plain(message.title)}[/bold]")
        out.print(plain_lines(message.body))
        out.print("\nalerts.yml has no channel yet: nobody would get this.")


def _render(config: Config, name: str, message: Message, key: str) -> dict[str, object]:
    """What a channel would get: as it goes out, and what it is made of."""
    from monitor.wiring.channels import channel_address, rendered

    worded = _word(config, name, message, key)
    return {
        "rendered": rendered(channel_address(config.channels[name]), worded),
        "brief": worded.brief,
        "document": worded.document,
    }


def _word(config: Config, name: str, message: Message, key: str) -> Notification:
    from monitor.stages.wording import notification

    return notification(message, key, config.zone_of(name), may_repeat=False)


def _stored(config: Config, delivery_id: int) -> Message:
    from monitor.store.views import delivery
    from monitor.wiring.stores import open_for_reading

    with open_for_reading(config) as store, store.read() as tx:
        found = delivery(tx, delivery_id)
    if found is None:
        raise unknown_delivery(delivery_id)
    return found.message


def _example(config: Config) -> Message:
    """A made-up alert of a made-up event: that it is none shows in every name."""
    from monitor.model.alerts import Alert, AlertKind, Quote
    from monitor.model.claims import Stance, Status
    from monitor.stages.wording import message_of
    from monitor.wiring.clock import now

    put_off = Quote(
        text="The summit has been put off, no new date was agreed.",
        status=Status.POSTPONED,
        stance=Stance.ASSERTED,
        by="the Ruritanian government",
        outlet="The Example Courier",
        url="https://courier.example/summit",
        published=now(),
    )
    denied = Quote(
        text="Nothing has been put off.",
        status=Status.POSTPONED,
        stance=Stance.DENIED,
        by="the Graustarkian chancellor",
        outlet="The Example Courier",
        published=now(),
    )
    alert = Alert(
        kind=AlertKind.STATUS,
        event="example",
        event_name="Ruritania–Graustark summit",
        topic="example",
        ordinal=1,
        status=Status.POSTPONED,
        previous=Status.CONFIRMED,
        disputed=True,
        published=now(),
        quote=put_off,
        against=denied,
        outlets=3,
        sources=("The Example Courier", "The Example Herald", "Associated Press"),
        copies=12,
    )
    return message_of(alert, config.settings.timezone)


def known_channel(config: Config, name: str) -> Channel:
    """A channel of alerts.yml.

    Raises:
        ConfigError: there is none of that name.
    """
    if name in config.channels:
        return config.channels[name]
    known = ", ".join(config.channels) or "none yet: add one to alerts.yml"
    msg = f"alerts.yml has no channel {name!r}; there are: {known}"
    raise ConfigError(msg, subject=name)
