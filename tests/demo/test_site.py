"""The demo's site publishes act by act and ends with whoever started it."""

from __future__ import annotations

import http.client
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

COMMAND = [sys.executable, "-m", "monitor.demo.site", "2026-11-22T08:00:00+00:00"]


class Visitor:
    """Whoever started the site: tells it to go on, and reads it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.process, self.stdin, self.stdout = process, process.stdin, process.stdout
        self.url = self.stdout.readline().strip()

    def publish(self) -> str:
        self.stdin.write("\n")
        self.stdin.flush()
        return self.stdout.readline().strip()

    def get(self, path: str, **headers: str) -> tuple[int, str, str | None]:
        host = self.url.removeprefix("http://")
        with closing(http.client.HTTPConnection(host, timeout=5)) as connection:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            return response.status, response.read().decode(), response.headers["ETag"]


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    with subprocess.Popen(  # noqa: S603 -- our own interpreter
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Visitor(process)
        finally:
            process.kill()


def test_acts_are_published_one_after_the_other(visitor: Visitor) -> None:
    assert "<item>" not in visitor.get("/wire/feed.xml")[1]
    assert visitor.publish() == "published"
    status, body, etag = visitor.get("/wire/feed.xml")
    assert (status, body.count("<item>")) == (200, 1)
    assert visitor.get("/wire/feed.xml", **{"If-None-Match": etag or ""})[0] == 304
    assert visitor.get("/courier/2026-11-10-0815.html")[0] == 200
    assert visitor.get("/courier/2026-11-11-0830.html")[0] == 404, "not published yet"
    assert visitor.get("/nobody/feed.xml")[0] == 404


def test_the_site_says_when_the_story_is_over_and_ends_with_its_input(visitor: Visitor) -> None:
    said = [visitor.publish() for _ in range(10)]
    assert said[-1] == "the end"
    assert said[0] == "published"
    visitor.stdin.close()
    assert visitor.process.wait(timeout=5) == 0
