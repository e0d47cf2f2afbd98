"""`replay`: which alerts a configuration makes of the stored corpus; nothing is sent or written."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.choice import require_topic
from monitor.cli.moments import moment
from monitor.cli.options import Json, console, plain, print_json
from monitor.cli.progress import progress_bar

if TYPE_CHECKING:
    from monitor.config.schema.config import Config
    from monitor.jobs.replay import Compared
    from monitor.model.events import Occurrence
    from monitor.model.replays import Comparison, ReplayedAlert

COLUMNS = ("WHEN (UTC)", "EVENT", "STATUS", "VERDICT", "OUTLET", "SENTENCE")
STYLES = {"same": "dim", "comes": "green", "goes": "red", "changes": "yellow"}
"""By effect."""


def replay(
    ctx: typer.Context,
    since: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Read again what is newer: 30d, 2031-05-14."),
    ] = None,
    other: Annotated[
        Path | None,
        typer.Option("--with", metavar="DIR", help="Compare with the configuration in DIR."),
    ] = None,
    topic: Annotated[
        str | None, typer.Option(metavar="ID", help="Only the events of this topic.")
    ] = None,
    json: Json = False,
) -> None:
    """Show which alerts the configuration would have made of the stored articles.

    They are compared with what really was news then. With --with, two configurations are compared:
    which alerts would come, go or change under the one in DIR. Nothing is sent or written.
    """
    from monitor.jobs.replay import only
    from monitor.wiring.configuration import load_all

    configs = load_all(ctx.obj.config, *([other] if other else []))
    if topic is not None:
        require_topic(sorted({each.topic for one in configs for each in one.topics}), topic)
    compared = asyncio.run(_compare(configs, since))
    if topic is not None:
        compared = only(compared, _events_of(configs, topic))
    if json:
        print_json(as_dict(compared, other))
    else:
        _print(compared)


async def _compare(configs: list[Config], since: str | None) -> Compared:
    from monitor.jobs.replay import compare_configurations, compare_with_history
    from monitor.store import replays
    from monitor.wiring.clock import now
    from monitor.wiring.stores import open_for_reading
    from monitor.wiring.web import open_readers

    first, *others = configs
    begin = moment(since, now(), first.settings.timezone, "--since")
    with open_for_reading(first) as store, store.read() as tx:
        scope = replays.scope(tx, begin)
        with progress_bar(scope.read * len(configs)) as advance:
            async with open_readers() as sandbox:
                if not others:
                    return await compare_with_history(tx, first, scope, sandbox, advance)
                pair = (first, others[0])
                return await compare_configurations(tx, pair, scope, sandbox, advance)


def _events_of(configs: list[Config], topic: str) -> set[str]:
    return {
        event.id
        for config in configs
        for each in config.topics
        if each.topic == topic
        for event in each.events
    }


def as_dict(compared: Compared, other: Path | None) -> dict[str, object]:
    """A comparison under the names that `--json` has."""
    scope = compared.scope
    return {
        "since": scope.since,
        "compared_with": str(other) if other else "history",
        "articles": {"read_again": scope.read, "as_read_then": scope.kept},
        "counts": _counts(compared),
        "alerts": [_comparison(each) for each in compared.comparisons],
        "events": [
            {"event": event, "before": _standing(before), "after": _standing(after)}
            for event, before, after in _standings(compared)
        ],
    }


def _counts(compared: Compared) -> dict[str, int]:
    counts = Counter(each.effect.value for each in compared.comparisons)
    return {effect: counts[effect] for effect in STYLES}


def _comparison(each: Comparison) -> dict[str, object]:
    return {
        "verdict": each.effect,
        "differs": list(each.differs),
        "cause": each.cause,
        "event": each.event,
        "before": each.before and _alert(each.before),
        "after": each.after and _alert(each.after),
    }


def _alert(alert: ReplayedAlert) -> dict[str, object]:
    from monitor.stages.comparison import detail_of

    change, source = alert.change, alert.source
    return {
        "published": change.published,
        "status": change.status,
        "previous": change.previous,
        "disputed": change.disputed,
        "detail": detail_of(change),
        "day": change.day,
        "evidence": change.claim.evidence,
        "by": change.claim.by,
        "held_back": alert.held_back,
        "article": source
        and {
            "id": source.article_id,
            "outlet": source.outlet,
            "title": source.title,
            "url": source.url,
            "published": source.published,
        },
    }


def _standings(
    compared: Compared,
) -> Iterator[tuple[str, Occurrence | None, Occurrence | None]]:
    """The events that end up otherwise."""
    for event in sorted({*compared.before, *compared.after}):
        before, after = compared.before.get(event), compared.after.get(event)
        if _standing(before) != _standing(after):
            yield event, before, after


def _standing(occurrence: Occurrence | None) -> dict[str, object] | None:
    if occurrence is None:
        return None
    return {
        "status": occurrence.status,
        "disputed": occurrence.disputed,
        "day": occurrence.day,
    }


def _print(compared: Compared) -> None:
    from rich.table import Table

    out = console()
    if compared.comparisons:
        table = Table(box=None, pad_edge=False)
        for name in COLUMNS:
            table.add_column(name)
        for each in compared.comparisons:
            table.add_row(*_row(each), style=STYLES[each.effect])
        out.print(table)
    for event, before, after in _standings(compared):
        out.print(f"Event {event} ends up {_spell(after)}, not {_spell(before)}.")
    out.print(_last_line(compared))


def _row(each: Comparison) -> Iterator[str]:
    alert = each.alert
    yield f"{alert.change.published:%Y-%m-%d %H:%M}"
    yield plain(each.event)
    yield _turn(each, _told)
    yield _verdict(each)
    yield _turn(each, _outlet)
    yield f"“{plain(alert.change.claim.evidence)}”"


def _turn(each: Comparison, spell: Callable[[ReplayedAlert], str]) -> str:
    """What was before and what is after, once where both are the same."""
    alerts = (alert for alert in (each.before, each.after) if alert is not None)
    return " → ".join(dict.fromkeys(spell(alert) for alert in alerts))


def _outlet(alert: ReplayedAlert) -> str:
    return plain(alert.source.outlet) if alert.source else "(article gone)"


def _told(alert: ReplayedAlert) -> str:
    change = alert.change
    day = f" @ {change.day}" if change.day else ""
    dispute = " (disputed)" if change.disputed else ""
    return f"{change.status.value.replace('_', ' ')}{day}{dispute}"


def _verdict(each: Comparison) -> str:
    verdict = each.effect.value
    if each.differs:
        verdict += f" {', '.join(each.differs)}"
    notes = [each.cause.value.replace("_", " ")] if each.cause else []
    notes += [f"held back: {each.alert.held_back}"] if each.alert.held_back else []
    return f"{verdict} ({'; '.join(notes)})" if notes else verdict


def _spell(occurrence: Occurrence | None) -> str:
    if occurrence is None:
        return "unknown"
    dispute = " (disputed)" if occurrence.disputed else ""
    return f"{occurrence.status.value.replace('_', ' ')}{dispute}"


def _last_line(compared: Compared) -> str:
    alerts = ", ".join(f"{effect} {count}" for effect, count in _counts(compared).items())
    held = sum(1 for each in compared.comparisons if each.alert.held_back)
    scope = compared.scope
    kept = f", {scope.kept} taken as they were read then" if scope.kept else ""
    return f"Alerts: {alerts}; {held} held back. Articles: {scope.read} read again{kept}."
