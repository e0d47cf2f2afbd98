"""A web on loopback that serves feeds and counts what is posted to it."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True, slots=True)
class Post:
    """One message that arrived whole; `at` is when, in seconds of the Unix epoch."""

    key: str
    document: dict[str, Any]
    at: float

    @property
    def news(self) -> tuple[str, str]:
        """The event that it tells of, and when that was published."""
        return self.document["event"]["id"], self.document["published"]

    @property
    def may_repeat(self) -> bool:
        """Whether it says of itself that it may have come before."""
        return bool(self.document["may_repeat"])


@dataclass
class Receiver:
    """Feeds by path, and the posts in the order in which they came.

    A post is answered after up to `slowest_seconds`, so that a kill finds some under way. `reads`
    tells when a feed was first read with so many bytes, in seconds of the Unix epoch.
    """

    feeds: dict[str, bytes] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    reads: dict[tuple[str, int], float] = field(default_factory=dict)
    slowest_seconds: float = 0.0
    url: str = ""

    @property
    def keys(self) -> set[str]:
        """The keys that have come."""
        return {post.key for post in self.posts}

    def keep(self, key: str, body: bytes) -> None:
        """Count a message and take one's time."""
        self.posts.append(Post(key, json.loads(body)["news_monitor"], time.time()))
        time.sleep(random.random() * self.slowest_seconds)  # noqa: S311 - no secret


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, receiver: Receiver) -> None:
        self.receiver = receiver
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, *_about: object) -> None:
        """Say nothing: who asked may have been killed meanwhile."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        body = self.server.receiver.feeds.get(self.path)
        if body is not None:
            self.server.receiver.reads.setdefault((self.path, len(body)), time.time())
        self._answer(404 if body is None else 200, body or b"")

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) == length:  # else its sender did not live to the end of it
            self.server.receiver.keep(self.headers["Idempotency-Key"], body)
        self._answer(204, b"")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_about: object) -> None:
        """Say nothing."""


@contextmanager
def running_receiver() -> Iterator[Receiver]:
    """A receiver that listens on a free port until the block is left."""
    receiver = Receiver()
    server = _Server(receiver)
    receiver.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
