"""The demo's inbox: takes what Apprise sends to a json:// address on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message as it arrived; `kind` is Apprise's type: info, success, warning, failure."""

    title: str
    text: str
    kind: str


@dataclass(slots=True, kw_only=True)
class Inbox:
    """What arrived at an address and has not been taken out yet, oldest first."""

    url: str = ""
    letters: list[Letter] = field(default_factory=list)

    def take(self) -> list[Letter]:
        """Everything that arrived since the last call."""
        letters, self.letters = self.letters, []
        return letters

    async def receive(self, request: web.Request) -> web.Response:
        """Keep one message. Source: Apprise's custom JSON payload, version 1.0."""
        payload = await request.json()
        self.letters.append(
            Letter(title=payload["title"], text=payload["message"], kind=payload["type"])
        )
        return web.Response()


@asynccontextmanager
async def open_inbox() -> AsyncIterator[Inbox]:
    """An inbox that listens, on a free port, until the block is left."""
    inbox = Inbox()
    app = web.Application()
    app.router.add_post("/inbox", inbox.receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, 0).start()
        inbox.url = f"json://{HOST}:{runner.addresses[0][1]}/inbox"
        yield inbox
    finally:
        await runner.cleanup()
