"""Polls and ingests a little story, and is killed on the way: for test_ingest_kills.py.

    python -m tests.flows.dying FOLDER

Everything is loaded once; each life is forked, so that it costs no start. The first counts the
moments at which the others are killed one after another: before a transaction is begun, after it
has first written each of its tables, and before it is committed. Prints a JSON object a moment.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from monitor.config.schema.alerts import Route
from monitor.config.schema.config import Config
from monitor.config.schema.feeds import Feed
from monitor.config.schema.settings import IngestSettings, Settings
from monitor.jobs.ingest import ingest_batch
from monitor.jobs.keep import Polled, keep_polls
from monitor.jobs.services import Services
from monitor.language.watch import Watch, compile_watch
from monitor.model.items import FeedItem, FeedOutcome, ParsedFeed, PollRecord
from monitor.store import feeds, integrity
from monitor.store.engine import Store
from tests.builders import at, make_item, make_topic
from tests.fakes import FakeFetcher, FakePusher, InlineSandbox

FEED = "https://courier.example/feed.xml"
PADDING = " ".join(f"Farmers of district {n} spoke of tolls and the border road." for n in range(9))
AGREED = "Ruritania and Graustark agree to hold a summit. "
POSTPONED = "The summit of Ruritania and Graustark was postponed, the Ruritanian government said. "
SHADOWS = ("article_words", "sqlite_", "alembic")
"""Tables that are not compared: how the index of words is laid out depends on its history."""


def item(number: int, text: str, **changes: Any) -> FeedItem:
    values = {
        "guid": f"courier-{number}",
        "url": f"https://courier.example/{number}",
        "title": f"Report {number} from Strelsau",
        "summary": "",
        "content": text,
        "published": at(number / 10),
    }
    return make_item(**(values | changes))


FIRST = (
    item(1, AGREED + PADDING),
    item(2, AGREED + PADDING, title="Report 1 from Strelsau", published=at(0.2)),
    item(3, "Bees return to the orchards of the north. " * 12),
)
ROUNDS = (
    FIRST,
    (item(1, POSTPONED + PADDING), *FIRST[1:], item(4, "Choirs sing for the bees. " * 15)),
)
"""A report, its copy and another one; then an edit of the report, and one more."""


class Killer:
    """Ends the process at a moment, by number; 0: never. `seen` names the moments so far."""

    def __init__(self) -> None:
        self.moment = 0
        self.seen: list[str] = []
        self._written: set[str] = set()
        event.listen(Engine, "begin", lambda _connection: self._mark("begin"))
        event.listen(Engine, "commit", lambda _connection: self._mark("commit"))
        event.listen(Engine, "after_cursor_execute", lambda *given: self._note(given[2]))

    def arm(self, moment: int) -> None:
        """Count from here on."""
        self.moment = moment
        self.seen.clear()
        self._written.clear()

    def _note(self, statement: str) -> None:
        kind, *words = statement.split(maxsplit=3)
        table = words[0] if kind == "UPDATE" else words[1] if len(words) > 1 else ""
        if kind in {"INSERT", "UPDATE", "DELETE"} and table not in self._written:
            self._mark(table)

    def _mark(self, name: str) -> None:
        self._written = set() if name in {"begin", "commit"} else self._written | {name}
        self.seen.append(name)
        if len(self.seen) == self.moment:
            os.kill(os.getpid(), signal.SIGKILL)


def live(folder: Path, watch: Watch, killer: Killer, moment: int = 0) -> None:
    """Poll and ingest, from the round that the last life did not end."""
    place = folder / "round"
    with Store.open(folder / "monitor.db") as store:
        killer.arm(moment)
        for number in range(int(place.read_text()), len(ROUNDS)):
            place.write_text(str(number))
            asyncio.run(one_round(store, watch, number))


async def one_round(store: Store, watch: Watch, number: int) -> None:
    services = Services(
        config=Config(
            root=Path(),
            settings=Settings(ingest=IngestSettings(alert_max_age=None)),
            feeds=(Feed(url=FEED, name="The Strelsau Courier", language="en"),),
            topics=(make_topic(),),
            routes=(Route(to=("desk", "phone")),),
        ),
        store=store,
        fetcher=FakeFetcher(),
        sandbox=InlineSandbox(),
        pusher=FakePusher(),
        now=lambda: at(1 + number),
        jitter=lambda: 0.5,
        addresses={},
        feed_headers={},
    )
    services.__dict__["watch"] = watch  # compiled before the fork
    record = PollRecord(
        feed_id=1, at=at(1 + number), outcome=FeedOutcome.OK, next_poll_at=at(2 + number)
    )
    parsed = ParsedFeed(title="Courier", language="en", version="rss20", items=ROUNDS[number])
    await keep_polls(services, [Polled(record=record, feed=parsed)])
    while await ingest_batch(services) is not None:
        pass


def fork(work: Callable[[], None]) -> int:
    """The way in which a child ended that did some work: 0, or minus a signal."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0 if sys.exc_info()[0] is None else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def begin(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "round").write_text("0")
    with Store.open(folder / "monitor.db") as store, store.begin() as tx:
        feeds.sync(tx, [FEED], at(0))


def content(path: Path) -> list[str]:
    """Every row of a database, and what SQLite says of its file."""
    with closing(sqlite3.connect(path)) as database:
        lines = [line for line in database.iterdump() if line.startswith("INSERT INTO")]
        (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
        orphans = database.execute("PRAGMA foreign_key_check").fetchall()
    kept = [
        line for line in lines if not line.startswith(tuple(f'INSERT INTO "{s}' for s in SHADOWS))
    ]
    return [verdict, *map(str, orphans), *sorted(kept)]


def faults(path: Path) -> list[str]:
    with Store.open(path) as store, store.read() as tx:
        return integrity.faults(tx)


def harm(folder: Path, watch: Watch, killer: Killer, moment: int) -> dict[str, Any]:
    """What is left after a kill at a moment, and after the life that follows."""
    begin(folder)
    died = fork(lambda: live(folder, watch, killer, moment))
    found = faults(folder / "monitor.db")
    live(folder, watch, killer)
    return {"died": died, "faults": found, "content": content(folder / "monitor.db")}


def main(root: Path) -> None:
    """Live once unharmed, in this process, so that whatever is loaded late is there for all."""
    watch, killer = compile_watch([make_topic()]), Killer()
    begin(root / "0")
    live(root / "0", watch, killer)
    moments, wanted = list(killer.seen), content(root / "0" / "monitor.db")
    for number, moment in enumerate(moments, 1):
        left = harm(root / str(number), watch, killer, number)
        same = left.pop("content") == wanted
        sys.stdout.write(json.dumps({"moment": moment, "same": same} | left) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
