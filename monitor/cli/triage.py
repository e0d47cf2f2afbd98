"""`alerts ack|mute|unmute|resend`: what people do about alerts; each is one short transaction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import LARGEST_NUMBER, Json, console, load_config, plain, print_json
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from monitor.config.schema.config import Config

DeliveryId = Annotated[
    int,
    typer.Argument(metavar="ID", min=1, max=LARGEST_NUMBER, help="An id from `alerts list`."),
]
EventId = Annotated[str, typer.Argument(metavar="EVENT", help="An id from `events`.")]

DAY_FORMATS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


def unknown_delivery(delivery_id: int) -> ConfigError:
    """The mistake of naming a delivery that is not there."""
    msg = f"there is no delivery {delivery_id}; `news-monitor alerts list` shows the ids"
    return ConfigError(msg, subject=str(delivery_id))


def ack(ctx: typer.Context, delivery_id: DeliveryId, json: Json = False) -> None:
    """Take note of an alert: no more tries, repeats or reminders of it, on any channel."""
    from monitor.store import acks
    from monitor.wiring.clock import now
    from monitor.wiring.stores import open_for_writing

    config = load_config(ctx)
    with open_for_writing(config) as store, store.begin() as tx:
        count = acks.ack(tx, delivery_id, now())
    if count == 0:
        raise unknown_delivery(delivery_id)
    if json:
        print_json({"id": delivery_id, "acknowledged": count})
    else:
        console().print(f"Alert {delivery_id} is acknowledged on all channels.")


def mute(
    ctx: typer.Context,
    event_id: EventId,
    for_: Annotated[
        str | None, typer.Option("--for", metavar="TIME", help="How long: 90m, 12h, 7d.")
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=DAY_FORMATS, help="Until when, in the configured time zone."),
    ] = None,
    json: Json = False,
) -> None:
    """Tell nobody of an event for a time, or for good; its changes are kept and shown."""
    from monitor.store import mutes
    from monitor.wiring.clock import now
    from monitor.wiring.stores import open_for_writing

    config = load_config(ctx)
    name = known_event(config, event_id)
    end = _end(config, now(), for_, until)
    with open_for_writing(config) as store, store.begin() as tx:
        mutes.mute(tx, event_id, now(), end)
    if json:
        print_json({"event": event_id, "muted": True, "until": end})
    else:
        when = f"until {end:%Y-%m-%d %H:%M} UTC" if end else "for good"
        again = f"news-monitor alerts unmute {event_id}"
        console().print(f"{plain(name)} is muted {when}; `{again}` ends it.")


def unmute(ctx: typer.Context, event_id: EventId, json: Json = False) -> None:
    """Tell people of an event again; what changed meanwhile is shown by `event ID`."""
    from monitor.store import mutes
    from monitor.wiring.stores import open_for_writing

    config = load_config(ctx)
    with open_for_writing(config) as store, store.begin() as tx:
        was_muted = mutes.unmute(tx, event_id)
    if not was_muted:
        known_event(config, event_id)
    if json:
        print_json({"event": event_id, "muted": False, "was_muted": was_muted})
    else:
        done = "is told of again" if was_muted else "was not muted: nothing changed"
        console().print(f"{plain(event_id)} {done}.")


def resend(ctx: typer.Context, delivery_id: DeliveryId, json: Json = False) -> None:
    """Send a message that has ended once more; it says that it comes again."""
    from monitor.store import deadletters
    from monitor.wiring.clock import now
    from monitor.wiring.stores import open_for_writing

    config = load_config(ctx)
    with open_for_writing(config) as store, store.begin() as tx:
        new_id = deadletters.resend(tx, delivery_id, now())
    if json:
        print_json({"id": delivery_id, "new_id": new_id})
    else:
        console().print(f"Delivery {delivery_id} goes out again as {new_id}, with the next pass.")


def known_event(config: Config, event_id: str) -> str:
    """The name of a configured event.

    Raises:
        ConfigError: no topic has it.
    """
    if event_id in config.events:
        return config.events[event_id][1].name
    known = ", ".join(config.events)
    msg = f"no topic has an event {event_id!r}; there are: {known}"
    raise ConfigError(msg, subject=event_id)


def _end(
    config: Config, now: datetime, for_: str | None, until: datetime | None
) -> datetime | None:
    """When a mute ends (UTC), None: never."""
    if for_ is not None and until is not None:
        msg = "say either --for or --until, not both"
        raise ConfigError(msg, subject="mute")
    end = now + _duration(for_) if for_ is not None else until and _local(config, until)
    if end is not None and end <= now:
        msg = f"{end:%Y-%m-%d %H:%M} UTC has passed: nothing would be muted"
        raise ConfigError(msg, subject="mute")
    return end


def _duration(text: str) -> timedelta:
    from monitor.config.values import read_duration

    try:
        return read_duration(text)
    except ValueError as error:
        msg = f"--for {text}: {error}"
        raise ConfigError(msg, subject="mute") from error


def _local(config: Config, until: datetime) -> datetime:
    from zoneinfo import ZoneInfo

    return until.replace(tzinfo=ZoneInfo(config.settings.timezone)).astimezone(UTC)
