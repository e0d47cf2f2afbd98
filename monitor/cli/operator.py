"""The analyst's word: `event ID set`, `event ID undo`, `alerts wrong ID`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.options import LARGEST_NUMBER, Json, console, load_config, plain, print_json
from monitor.errors import ConfigError
from monitor.model.claims import STATUSES, Status

if TYPE_CHECKING:
    from monitor.language.watch import CompiledEvent
    from monitor.model.events import Occurrence


def set_status(
    ctx: typer.Context,
    status: Annotated[Status, typer.Argument(help="One of its lifecycle's statuses.")],
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="The event's day under this status."),
    ] = None,
    because: Annotated[str, typer.Option(help="Why: an address, a sentence.")] = "",
) -> None:
    """Set the status yourself; it is told and replayed like anybody's word, and can be undone."""
    from monitor.jobs import operator
    from monitor.jobs.follow import Follower
    from monitor.jobs.tell import Teller
    from monitor.wiring.clock import now
    from monitor.wiring.configuration import watch
    from monitor.wiring.stores import open_for_writing

    config = load_config(ctx)
    watched = watch(config)
    event = watched.events[_event_id(ctx)]
    _check_lifecycle(event, status)
    follower = Follower(watch=watched, teller=Teller.late(config, now()))
    with open_for_writing(config) as store, store.begin() as tx:
        change = operator.set_status(
            tx, follower, event, status, day=day.date() if day else None, because=because
        )
    if _wants_json(ctx):
        print_json({"name": event.event.name, "change": change})
    elif change is None:
        console().print(f"{plain(event.event.name)} is {status.value} already: nothing changed.")
    else:
        console().print(f"{plain(event.event.name)}: {status.value.replace('_', ' ')}.")


def undo(ctx: typer.Context) -> None:
    """Take your last word on the event back; who was told of it gets a correction."""
    from monitor.jobs import operator
    from monitor.jobs.tell import Teller
    from monitor.wiring.clock import now
    from monitor.wiring.configuration import watch
    from monitor.wiring.stores import open_for_writing

    config = load_config(ctx)
    event = watch(config).events[_event_id(ctx)]
    with open_for_writing(config) as store, store.begin() as tx:
        occurrence = operator.undo(tx, event, Teller.late(config, now()))
    _print_standing(event.event.name, occurrence, json=_wants_json(ctx))


def export(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where the data set is written.")],
) -> None:
    """Write the event's articles with what you let stand of them, as a data set for `evaluate`."""
    from monitor.config.topic_file import topic_as_json
    from monitor.jobs.export import export_event
    from monitor.wiring.stores import open_for_reading

    config = load_config(ctx)
    event_id = _event_id(ctx)
    with open_for_reading(config) as store, store.read() as tx:
        articles = export_event(tx, event_id)
    target = folder / event_id
    target.mkdir(parents=True, exist_ok=True)
    topic = config.events[event_id][0]
    (target / "topic.yaml").write_text(topic_as_json(topic), encoding="utf-8")
    lines = "".join(f"{article.model_dump_json()}\n" for article in articles)
    (target / "articles.jsonl").write_text(lines, encoding="utf-8")
    console().print(f"{len(articles)} articles written to {plain(str(target))}.")


def wrong(
    ctx: typer.Context,
    delivery_id: Annotated[
        int, typer.Argument(metavar="ID", max=LARGEST_NUMBER, help="An id from `alerts list`.")
    ],
    json: Json = False,
) -> None:
    """Call an alert wrong: what its article says of the event counts no more.

    Who has the alert gets a correction, unless later news stands.
    """
    from monitor.jobs import operator
    from monitor.jobs.tell import Teller
    from monitor.wiring.clock import now
    from monitor.wiring.configuration import watch
    from monitor.wiring.stores import open_for_writing

    config = load_config(ctx)
    with open_for_writing(config) as store, store.begin() as tx:
        name, occurrence = operator.call_wrong(
            tx, delivery_id, watch(config).events, Teller.late(config, now())
        )
    _print_standing(name, occurrence, json=json)


def _event_id(ctx: typer.Context) -> str:
    """The id that stands before the command."""
    parent = ctx.parent
    return str(parent.params["event_id"]) if parent else ""


def _wants_json(ctx: typer.Context) -> bool:
    """Whether `--json` was given: the group takes it, wherever it stands."""
    return bool(ctx.parent and ctx.parent.params["json"])


def _check_lifecycle(event: CompiledEvent, status: Status) -> None:
    known = STATUSES[event.lifecycle]
    if status not in known:
        names = ", ".join(each.value for each in known)
        msg = f"{event.id} is of the lifecycle {event.lifecycle.value}: its statuses are {names}"
        raise ConfigError(msg, subject=event.id)


def _print_standing(name: str, occurrence: Occurrence | None, *, json: bool) -> None:
    if json:
        print_json({"name": name, "occurrence": occurrence})
        return
    status = occurrence.status.value.replace("_", " ") if occurrence else "not known any more"
    console().print(f"{plain(name)}: {status}.")
