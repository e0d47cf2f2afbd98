"""The demo's news site, a process of its own on loopback: `python -m monitor.demo.site NOW`.

NOW is the time at which the story is told (ISO 8601). The site prints its root URL once it serves.
Each line on standard input publishes the next act, which the site answers with a line. It ends
when standard input does, so that it never outlives the demo, however that ends.
"""

from __future__ import annotations

import asyncio
import hashlib
import sys
from datetime import datetime

from aiohttp import web

from monitor.demo.papers import CONTENT_TYPES, feed, page
from monitor.demo.story import Article, Story, tell

HOST = "127.0.0.1"


class Newsroom:
    """What has been published so far."""

    def __init__(self, story: Story) -> None:
        self.outlets = {outlet.id: outlet for outlet in story.outlets}
        self.articles: dict[str, Article] = {}
        self._acts = iter(story.acts)

    def publish(self) -> bool:
        """Publish the next act; False where there is none left."""
        act = next(self._acts, None)
        self.articles |= {article.path: article for article in act.articles} if act else {}
        return act is not None

    async def serve_feed(self, request: web.Request) -> web.Response:
        """An outlet's feed; 304 to who has it already."""
        outlet = self.outlets.get(request.match_info["outlet"])
        if outlet is None:
            raise web.HTTPNotFound
        articles = [each for each in self.articles.values() if each.outlet.id == outlet.id]
        body = feed(outlet, articles, f"http://{request.host}").encode()
        etag = f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(
            body=body,
            headers={
                "ETag": etag,
                "Content-Type": f"{CONTENT_TYPES[outlet.format]}; charset=utf-8",
            },
        )

    async def serve_page(self, request: web.Request) -> web.Response:
        """The page of a published article."""
        article = self.articles.get(request.path)
        if article is None:
            raise web.HTTPNotFound
        return web.Response(text=page(article), content_type="text/html")


def make_app(newsroom: Newsroom) -> web.Application:
    """The site of a newsroom: `/OUTLET/feed.xml` and the articles' pages."""
    app = web.Application()
    app.add_routes(
        [
            web.get("/{outlet}/feed.xml", newsroom.serve_feed),
            web.get("/{outlet}/{page}", newsroom.serve_page),
        ]
    )
    return app


async def serve(now: datetime) -> None:
    """Serve the story until standard input ends, an act for each of its lines."""
    newsroom = Newsroom(tell(now))
    runner = web.AppRunner(make_app(newsroom), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, HOST, 0).start()
    print(f"http://{HOST}:{runner.addresses[0][1]}", flush=True)  # noqa: T201 -- told to the demo
    commands = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(commands), sys.stdin
    )
    while await commands.readline():
        print("published" if newsroom.publish() else "the end", flush=True)  # noqa: T201
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(datetime.fromisoformat(sys.argv[1])))
