"""`check --history`: what each topic matched lately, and what it would match as it is written now."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.cli.options import console, plain
from monitor.cli.progress import progress_bar
from monitor.errors import NoStoreError

if TYPE_CHECKING:
    from monitor.config.schema.config import Config
    from monitor.model.replays import Scope, Tally

PERIOD = timedelta(days=30)
"""How far `check --history` looks back."""
COUNTED = (
    ("primary", "articles"),
    ("passing", "in passing"),
    ("claims", "claims"),
    ("changes", "changes"),
)
"""What is counted of a topic, and how it is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Of each topic, what it matched when articles came, and what it matches now."""

    since: datetime
    scope: Scope
    topics: list[tuple[Tally, Tally]]


def history_of(root: Path) -> History | None:
    """What the topics of a valid configuration matched lately; None: there is no database yet."""
    from monitor.wiring.clock import now
    from monitor.wiring.configuration import load

    try:
        return asyncio.run(_tally(load(root), now() - PERIOD))
    except NoStoreError:
        return None


async def _tally(config: Config, since: datetime) -> History:
    from monitor.jobs.replay import tally_topics
    from monitor.store import replays
    from monitor.wiring.stores import open_for_reading
    from monitor.wiring.web import open_readers

    with open_for_reading(config) as store, store.read() as tx:
        scope = replays.scope(tx, since)
        with progress_bar(scope.read) as advance:
            async with open_readers() as sandbox:
                topics = await tally_topics(tx, config, scope, sandbox, advance)
    return History(since=since, scope=scope, topics=topics)


def as_dict(history: History | None) -> dict[str, object] | None:
    """The history under the names that `--json` has."""
    if history is None:
        return None
    return {
        "since": history.since,
        "articles": {"read_again": history.scope.read, "as_read_then": history.scope.kept},
        "topics": [
            {"topic": then.topic, "then": _counts(then), "now": _counts(now) | _shown(now)}
            for then, now in history.topics
        ],
    }


def _counts(tally: Tally) -> dict[str, object]:
    return {name: getattr(tally, name) for name, _ in COUNTED}


def _shown(tally: Tally) -> dict[str, object]:
    return {
        "outlets": dict(tally.outlets),
        "latest": [
            {
                "id": each.article_id,
                "published": each.published,
                "outlet": each.outlet,
                "title": each.title,
                "url": each.url,
            }
            for each in tally.latest
        ],
    }


def lines(history: History | None) -> Iterator[str]:
    """The history for people, line by line."""
    if history is None:
        yield "history: there is no database yet; `news-monitor once` makes one"
        return
    kept = f", {history.scope.kept} without their text" if history.scope.kept else ""
    yield f"the last {PERIOD.days} days: {history.scope.read} articles read again{kept}"
    for then, now in history.topics:
        yield f"[bold]{plain(now.topic)}[/bold]: {_sentence(then, now)}"
        yield from _shown_lines(now)


def _sentence(then: Tally, now: Tally) -> str:
    """Each count as the topic is written now, with that of then where it was another."""
    return ", ".join(
        f"{what} {getattr(now, name)}"
        + ("" if getattr(then, name) == getattr(now, name) else f" (was {getattr(then, name)})")
        for name, what in COUNTED
    )


def _shown_lines(tally: Tally) -> Iterable[str]:
    if tally.outlets:
        yield "    from " + ", ".join(f"{plain(name)} {count}" for name, count in tally.outlets)
    for each in tally.latest:
        yield f"    [dim]{each.published:%Y-%m-%d}  {plain(each.title)} ({plain(each.outlet)})[/dim]"


def print_history(history: History | None) -> None:
    """Print the history for people."""
    out = console()
    out.print()
    for line in lines(history):
        out.print(line)
