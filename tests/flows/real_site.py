"""A web on loopback for flow tests: feeds, pages and an inbox that a test sets and counts."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from aiohttp import web

HOST, OTHER_HOST = "127.0.0.1", "127.0.0.2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the site says when it is asked; `body` goes out as it is, `location` if there is one."""

    body: bytes = b""
    status: int = 200
    content_type: str = "application/rss+xml"
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry of a feed; without a `page` its text stands in the feed."""

    title: str
    text: str
    published: datetime
    link: str = ""
    guid: str = ""


@dataclass
class Site:
    """Answers by path, the same at two hosts; what was asked, and what was posted to it."""

    url: str = ""
    other_url: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    hits: Counter[str] = field(default_factory=Counter)
    posts: list[dict[str, str]] = field(default_factory=list)

    def put(self, path: str, body: bytes | str, **about: str | int) -> str:
        """Set the answer of a path; gives its URL."""
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = Answer(body=data, **about)  # type: ignore[arg-type]
        return self.url + path

    async def serve(self, request: web.Request) -> web.Response:
        """Answer as set; what is posted is kept, too."""
        self.hits[request.path] += 1
        answer = self.answers.get(request.path, Answer(status=404))
        if request.method == "POST":
            self.posts.append(await request.json())
        return web.Response(
            body=answer.body,
            status=answer.status,
            headers={"Content-Type": answer.content_type}
            | ({"Location": answer.location} if answer.location else {}),
        )


def rss(*items: Item, title: str = "The Marsh Gazette") -> str:
    """An RSS document, in the order of its items."""
    entries = "".join(_entry(item) for item in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(title)}</title><language>en</language>{entries}</channel></rss>"
    )


def _entry(item: Item) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in item.text.split("\n\n"))
    return (
        f"<item><title>{escape(item.title)}</title>"
        + (f"<link>{escape(item.link)}</link>" if item.link else "")
        + (f'<guid isPermaLink="false">{escape(item.guid)}</guid>' if item.guid else "")
        + f"<pubDate>{format_datetime(item.published)}</pubDate>"
        + f"<content:encoded><![CDATA[{paragraphs}]]></content:encoded></item>"
    )


@contextmanager
def running_site() -> Iterator[Site]:
    """A site that serves from a thread, on a free port, until the block is left."""
    site, ready, loop = Site(), threading.Event(), asyncio.new_event_loop()
    thread = threading.Thread(target=_run, args=(site, ready, loop))
    thread.start()
    try:
        assert ready.wait(10), "the site did not start"
        yield site
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def _run(site: Site, ready: threading.Event, loop: asyncio.AbstractEventLoop) -> None:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.serve)
    runner = web.AppRunner(app, access_log=None)

    async def start() -> None:
        await runner.setup()
        await web.TCPSite(runner, HOST, 0).start()
        port = runner.addresses[0][1]
        await web.TCPSite(runner, OTHER_HOST, port).start()
        site.url, site.other_url = f"http://{HOST}:{port}", f"http://{OTHER_HOST}:{port}"
        ready.set()

    asyncio.set_event_loop(loop)
    loop.run_until_complete(start())
    loop.run_forever()
    loop.run_until_complete(runner.cleanup())
    loop.close()
