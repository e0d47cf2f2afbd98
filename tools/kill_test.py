"""Kills the daemon at random moments and counts what arrives: lost, doubled, marked as a repeat.

    python -m tools.kill_test --kills 1000 --alerts 3000
    python -m tools.kill_test --kills 0 --alerts 10000

Feeds come to life one after another, so that polling, reading and delivering go on until the last
kill. Every other life ends while a message is on its way. With `--warm` each life is
forked from a process that has loaded everything: the same daemon, a second sooner.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path

from tools.receiver import Receiver, running_receiver
from tools.summits import EMPTY, Summit, summits

ROOT = Path(__file__).parent.parent
LONGEST_WAIT_SECONDS = 20.0
"""Every other life lasts until a message comes: where all are short, no article is ever read."""
SLOWEST_SECONDS = 0.6
"""How long the receiver takes to answer at most: a few messages a life, and most kills find one that
is on its way."""
AHEAD = 15
"""Alerts that there are to send when a life begins."""
POLL_INTERVAL = "3s"
PATIENCE_SECONDS = 120.0
"""How long nothing may come at the end before the rest counts as lost: twice a lease."""
STEP_SECONDS = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a run showed.

    `received` counts different alerts, `unmarked` the repeats that did not say that they may be
    one, `needless` the first posts that did. `states` counts the deliveries in the database.
    """

    kills: int
    alerts: int
    received: int
    lost: int
    unexpected: int
    duplicates: int
    unmarked: int
    needless: int
    out_of_order: int
    states: dict[str, int]
    integrity: str
    exit_code: int
    seconds: float


class Subject:
    """The daemon that is killed, in a scratch folder of its own."""

    def __init__(self, folder: Path, receiver: Receiver, told: Sequence[Summit]) -> None:
        self.database = folder / "state" / "monitor.db"
        self.config = folder / "config"
        self.log = folder / "log.jsonl"
        feeds = [{"url": f"{receiver.url}/{each.event}", "name": each.event} for each in told]
        files = {
            "monitor.yml": {
                "http": {"allow_networks": ["127.0.0.0/8"]},
                "ingest": {"alert_max_age": None},
                "poll": {"interval": POLL_INTERVAL},
                "log": {"level": "warning"},
            },
            "feeds.yml": {"feeds": feeds},
            "alerts.yml": {
                "channels": {"desk": {"webhook": {"url": f"{receiver.url}/hook"}}},
                "routes": [{"to": ["desk"]}],
            },
            "topics/summits.yml": {
                "topic": "summits",
                "name": "Summits",
                "events": [each.configured() for each in told],
            },
        }
        (self.config / "topics").mkdir(parents=True)
        for name, content in files.items():
            (self.config / name).write_text(json.dumps(content))  # JSON is YAML

    def start(self) -> int:
        """The process id of a new life, started as a user would."""
        command = [sys.executable, "-m", "monitor", "--config", str(self.config), "run"]
        with self.log.open("a") as errors:
            process = subprocess.Popen(command, cwd=ROOT, stderr=errors, start_new_session=True)
        return process.pid

    def states(self) -> tuple[dict[str, int], str]:
        """How many deliveries are in each state, and what SQLite says of the file."""
        with closing(sqlite3.connect(self.database)) as connection:
            rows = connection.execute("SELECT state, count(*) FROM delivery GROUP BY state")
            found = dict(rows.fetchall())
            (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        return found, f"{verdict}, {len(orphans)} orphans"


class Nursery:
    """Starts lives of a subject by forking, see nursery.py."""

    def __init__(self, subject: Subject) -> None:
        command = [sys.executable, "-m", "tools.nursery", str(subject.config), str(subject.log)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self) -> int:
        """The process id of a new life."""
        assert self.process.stdin and self.process.stdout  # noqa: S101, PT018 - for mypy
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self) -> None:
        """End the process that is forked from; a life that goes on is not touched."""
        self.process.kill()
        self.process.communicate()


def end(pid: int, number: signal.Signals) -> int:
    """The exit code of a life that was sent a signal, with its workers."""
    os.kill(pid, number)
    code = 0
    with suppress(ChildProcessError):  # a fork is somebody else's child
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    while _lives(pid):
        time.sleep(STEP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    return code


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def live_until_a_post(receiver: Receiver) -> None:
    """Wait for a moment in which a message is on its way, or noted down, or the next one begun."""
    deadline, before = time.monotonic() + LONGEST_WAIT_SECONDS, len(receiver.posts)
    while time.monotonic() < deadline and len(receiver.posts) == before:
        time.sleep(STEP_SECONDS / 10)
    time.sleep(random.random() * SLOWEST_SECONDS)  # noqa: S311 - no secret


def wait_for_the_rest(receiver: Receiver, expected: int) -> None:
    """Wait until everything has come, or nothing comes any more."""
    seen, since = -1, time.monotonic()
    while time.monotonic() < since + PATIENCE_SECONDS:
        arrived = len(receiver.keys)
        if arrived >= expected:
            time.sleep(2)  # what comes too often comes now
            return
        if arrived > seen:
            seen, since = arrived, time.monotonic()
        time.sleep(0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is done to a daemon: so many kills, with lives of so many seconds at most."""

    told: Sequence[Summit]
    kills: int
    longest_life_seconds: float

    def released(self, kills: int, arrived: int) -> dict[str, bytes]:
        """The feeds that have news after so many kills and alerts, by path."""
        share = kills / self.kills if self.kills else 1.0
        wanted = max(arrived + AHEAD, share * len(self.expected()))
        before = accumulate((each.alerts for each in self.told), initial=0)
        return {
            f"/{summit.event}": summit.feed()
            for summit, count in zip(self.told, before, strict=False)
            if count < wanted
        }

    def expected(self) -> set[tuple[str, str]]:
        """Event and time of every alert."""
        return {
            (each.event, each.published(step).isoformat())
            for each in self.told
            for step in range(each.alerts)
        }


def run(receiver: Receiver, start: Callable[[], int], plan: Plan) -> int:
    """The exit code of the last life, which may finish, after all that are killed."""
    began = time.monotonic()
    for number in range(plan.kills):
        receiver.feeds |= plan.released(number, len(receiver.keys))
        pid = start()
        try:
            if number % 2 or len(receiver.keys) >= len(plan.expected()):
                time.sleep(random.random() * plan.longest_life_seconds)  # noqa: S311 - no secret
            else:
                live_until_a_post(receiver)
        finally:
            end(pid, signal.SIGKILL)
        _report(number + 1, receiver, began)
    receiver.slowest_seconds = 0
    receiver.feeds |= plan.released(plan.kills, 0)
    pid = start()
    try:
        wait_for_the_rest(receiver, len(plan.expected()))
    finally:
        exit_code = end(pid, signal.SIGTERM)
    return exit_code


def _report(kills: int, receiver: Receiver, began: float) -> None:
    if kills % 50 == 0:
        passed = time.monotonic() - began
        arrived = f"{len(receiver.keys)} alerts, {len(receiver.posts)} posts"
        print(f"{kills} kills, {arrived}, {passed:.0f} s", file=sys.stderr)


def count(
    receiver: Receiver, subject: Subject, plan: Plan, exit_code: int, seconds: float
) -> Figures:
    """The figures of a run."""
    firsts = {post.key: post for post in reversed(receiver.posts)}
    repeats = [post for post in receiver.posts if firsts[post.key] is not post]
    arrived = [post.news for post in receiver.posts if firsts[post.key] is post]
    expected = plan.expected()
    states, integrity = subject.states()
    return Figures(
        kills=plan.kills,
        alerts=len(expected),
        received=len(expected.intersection(arrived)),
        lost=len(expected.difference(arrived)),
        unexpected=len(arrived) - len(expected.intersection(arrived)),
        duplicates=len(repeats),
        unmarked=sum(not post.may_repeat for post in repeats),
        needless=sum(post.may_repeat for post in firsts.values()),
        out_of_order=sum(not _in_order(arrived, each.event) for each in plan.told),
        states=states,
        integrity=integrity,
        exit_code=exit_code,
        seconds=round(seconds, 1),
    )


def _in_order(arrived: Sequence[tuple[str, str]], event: str) -> bool:
    times = [published for name, published in arrived if name == event]
    return times == sorted(times)


def main(arguments: Sequence[str] | None = None) -> Figures:
    """Figures of a run, from the command line; they are printed as JSON, too."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--alerts", type=int, default=3000)
    parser.add_argument("--longest", type=float, default=4.0, help="seconds of a life at most")
    parser.add_argument("--warm", action="store_true", help="fork each life from a loaded process")
    parser.add_argument("--keep", type=Path, help="an empty folder that is kept")
    chosen = parser.parse_args(arguments)
    told = summits(chosen.alerts)
    with ExitStack() as stack:
        receiver = stack.enter_context(running_receiver())
        receiver.slowest_seconds = SLOWEST_SECONDS
        receiver.feeds = {f"/{summit.event}": EMPTY for summit in told}
        folder = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        subject = Subject(folder, receiver, told)
        start = subject.start
        if chosen.warm:
            nursery = Nursery(subject)
            stack.callback(nursery.close)
            start = nursery.start
        plan = Plan(told=told, kills=chosen.kills, longest_life_seconds=chosen.longest)
        began = time.monotonic()
        exit_code = run(receiver, start, plan)
        figures = count(receiver, subject, plan, exit_code, time.monotonic() - began)
    print(json.dumps(asdict(figures)))
    return figures


if __name__ == "__main__":
    main()
