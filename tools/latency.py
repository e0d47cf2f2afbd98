"""How long an alert takes from its feed to its receiver, in a running daemon.

    python -m tools.latency --alerts 40

One article after another appears in a feed, each alone, each at a random moment between two beats.
"""

from __future__ import annotations

import argparse
import random
import signal
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from tools.kill_test import Subject, end
from tools.receiver import Receiver, running_receiver
from tools.summits import Summit

PATIENCE_SECONDS = 60.0
POLL_SECONDS = 3.0
"""As kill_test.py configures it."""

STEPS = (
    "feed read, item stored",
    "item stored, alert made",
    "alert made, try begun",
    "try, received",
)

TIMES = """
    SELECT i.found_at, d.created_at, a.started_at
    FROM delivery d
    JOIN attempt a ON a.delivery_id = d.id
    JOIN change c ON c.id = d.change_id
    JOIN item i ON i.article_id = c.article_id
    ORDER BY d.id
"""


def publish(receiver: Receiver, count: int) -> list[float]:
    """When each feed was read that had one article more, in seconds of the Unix epoch."""
    read: list[float] = []
    for number in range(1, count + 1):
        time.sleep(random.random() * POLL_SECONDS)  # noqa: S311 - no secret
        summit = Summit(0, number)
        path, body = f"/{summit.event}", summit.feed()
        receiver.feeds[path] = body
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(receiver.posts) < number:
            if time.monotonic() > deadline:
                msg = f"alert {number} did not come"
                raise TimeoutError(msg)
            time.sleep(0.01)
        read.append(receiver.reads[path, len(body)])
    return read


def stored_times(database: Path) -> list[tuple[float, ...]]:
    """When each item was found, its alert made and its try begun."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(TIMES).fetchall()
    return [
        tuple(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() for text in row)
        for row in rows
    ]


def show(name: str, seconds: Sequence[float]) -> None:
    """Print a line: median, 95th percentile and the longest, in milliseconds."""
    ordered = sorted(seconds)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(
        f"{name:26}"
        + "".join(f"{value * 1000:8.0f}" for value in (median(ordered), p95, ordered[-1]))
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print, from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--alerts", type=int, default=40)
    chosen = parser.parse_args(arguments)
    with running_receiver() as receiver, tempfile.TemporaryDirectory() as folder:
        receiver.feeds = {
            "/summit-0": b'<rss version="2.0"><channel><title>x</title></channel></rss>'
        }
        subject = Subject(Path(folder), receiver, [Summit(0, chosen.alerts)])
        pid = subject.start()
        try:
            read = publish(receiver, chosen.alerts)
        finally:
            end(pid, signal.SIGTERM)
        stored = stored_times(subject.database)
    moments = [
        (first, *between, post.at)
        for first, between, post in zip(read, stored, receiver.posts, strict=True)
    ]
    print(f"{'milliseconds':26}{'median':>8}{'p95':>8}{'max':>8}")
    for step, name in enumerate(STEPS):
        show(name, [each[step + 1] - each[step] for each in moments])
    show("all of it", [each[-1] - each[0] for each in moments])


if __name__ == "__main__":
    main()
