"""A web of many feeds on loopback, each on an address of its own, for bench.py.

    python tools/bench_site.py --feeds 500 --items 20 [--latency 0.8] [--dead 0.02]

Prints the feeds' URLs on one line once it serves, and goes on until it is terminated. `/counts`
on any of the addresses tells the answers given since it was asked last, by status code.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import random
import resource
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from aiohttp import web

WORDS_PER_SENTENCE = (9, 24)
SENTENCES_PER_PARAGRAPH = (2, 4)
PARAGRAPHS = (5, 8)
"""About 330 words an item: the length of an agency report."""
WATCHED_SHARE = 0.02
"""One item in fifty is about the watched event: most of what a feed brings is about other things."""
WATCHED = (
    "The summit between the United States and Russia will take place in Reykjavik on 14 May, "
    "a White House official said. The Kremlin has not commented on the date of the meeting."
)
VOCABULARY = """
market council minister harbour report energy river school budget players court company season
village engineers bridge harvest union museum station doctors island research farmers railway
prices weather election border committee hospital airline teachers forest water plan review
festival police students mayor coast factory debate record storm coach growth agency region
says grew opened closed found built moved warned expects agreed rose fell joined left won lost
the a its their more than new early late local national public after before during against with
for from into over under between about near since while because although when where
""".split()  # noqa: SIM905 -- a hundred quoted words are harder to read


def address(index: int) -> str:
    """The loopback address of a feed, from its 0-based index: no two share a host."""
    return f"127.{1 + index // 62_500}.{index // 250 % 250}.{1 + index % 250}"


def sentence(rng: random.Random) -> str:
    """Words in a row: what they say does not matter, that no two are alike does."""
    words = rng.choices(VOCABULARY, k=rng.randint(*WORDS_PER_SENTENCE))
    return f"{' '.join(words).capitalize()}."


def paragraphs(rng: random.Random, watched_share: float = WATCHED_SHARE) -> list[str]:
    """The text of one item; with the given chance it begins with news of the watched event."""
    texts = [
        " ".join(sentence(rng) for _ in range(rng.randint(*SENTENCES_PER_PARAGRAPH)))
        for _ in range(rng.randint(*PARAGRAPHS))
    ]
    return [WATCHED, *texts] if rng.random() < watched_share else texts


def item(rng: random.Random, base: str, number: int, published: datetime) -> str:
    """One <item> with its full text in content:encoded."""
    texts = paragraphs(rng)
    html = "".join(f'<p>{text} <a href="{base}/more">more</a></p>\n' for text in texts)
    return (
        f"<item><title>{sentence(rng).rstrip('.')}</title><link>{base}/{number}</link>"
        f'<guid isPermaLink="false">{base}/{number}</guid>'
        f"<pubDate>{format_datetime(published)}</pubDate>"
        f"<description>{escape(texts[0])}</description>"
        f"<content:encoded><![CDATA[{html}]]></content:encoded></item>\n"
    )


def feed(index: int, items: int, port: int, now: datetime) -> bytes:
    """An RSS document from a feed's index: the same text for the same index."""
    rng = random.Random(index)  # noqa: S311 -- filler, not a secret
    base = f"http://{address(index)}:{port}"
    entries = (item(rng, base, number, now - timedelta(hours=number)) for number in range(items))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Outlet {index}</title><link>{base}/</link><language>en</language>\n"
        f"<description>News</description>{''.join(entries)}</channel></rss>"
    ).encode()


class Site:
    """The feeds, and how often each status was answered."""

    def __init__(self, feeds: int, items: int, latency: float = 0.0, dead: float = 0.0) -> None:
        self.latency_seconds = latency
        self.dead_share = dead
        self.feeds = feeds
        self.items = items
        self.bodies: dict[str, tuple[str, bytes]] = {}
        self.counts: Counter[int] = Counter()

    def fill(self, port: int) -> None:
        """Write all feeds once, before anybody asks."""
        now = datetime.now(UTC)
        for index in range(self.feeds):
            body = feed(index, self.items, port, now)
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            self.bodies[address(index)] = (etag, body)

    async def serve_feed(self, request: web.Request) -> web.Response:
        """The feed of the address that was asked; 304 to who has it."""
        etag, body = self.bodies[request.host.partition(":")[0]]
        known = request.headers.get("If-None-Match") == etag
        if self.is_dead(request):
            await asyncio.Event().wait()
        await asyncio.sleep(self.latency_seconds)
        self.counts[304 if known else 200] += 1
        if known:
            return web.Response(status=304, headers={"ETag": etag})
        headers = {"ETag": etag, "Content-Type": "application/rss+xml; charset=utf-8"}
        return web.Response(body=body, headers=headers)

    def is_dead(self, request: web.Request) -> bool:
        """Whether the address that was asked takes requests and never answers."""
        if not self.dead_share:
            return False
        index = list(self.bodies).index(request.host.partition(":")[0])
        return index % round(1 / self.dead_share) == 1

    async def serve_counts(self, _: web.Request) -> web.Response:
        """The answers since the last call, by status."""
        counts, self.counts = self.counts, Counter()
        return web.json_response(counts)


def allow_many_sockets() -> None:
    """One listening socket a feed: the usual soft limit of 1,024 is too few."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def serve(arguments: argparse.Namespace) -> None:
    """Listen on all addresses, on loopback only, and print the feeds' URLs."""
    allow_many_sockets()
    feeds: int = arguments.feeds
    site = Site(feeds, arguments.items, arguments.latency, arguments.dead)
    app = web.Application()
    app.add_routes([web.get("/feed.xml", site.serve_feed), web.get("/counts", site.serve_counts)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    port = 0  # any free one for the first address, the same one for the rest
    for index in range(feeds):
        await web.TCPSite(runner, address(index), port).start()
        port = runner.addresses[0][1]
    site.fill(port)
    print(*(f"http://{address(index)}:{port}/feed.xml" for index in range(feeds)), flush=True)
    await asyncio.Event().wait()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--items", type=int, default=20)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before an answer")
    parser.add_argument("--dead", type=float, default=0.0, help="share that never answers")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
