"""An HTTP server on loopback that sends exactly the bytes that a test gives it, and counts."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


def http(status: str = "200 OK", *headers: str, body: bytes = b"") -> bytes:
    """The bytes of an answer; Content-Length and Connection are put in unless headers hold them."""
    lines = [f"HTTP/1.1 {status}", *headers]
    if not any(header.lower().startswith(("content-length", "transfer-")) for header in headers):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1") + body


class RawServer:
    """Answers each path with bytes, or with chunks that come one after another with a pause.

    `requests` holds the requests as they came, `moments` when (on the loop's clock), `connections`
    how often anybody connected and `busiest` how many requests were under way at once.
    """

    def __init__(self) -> None:
        self.answers: dict[str, bytes | list[bytes]] = {}
        self.requests: list[str] = []
        self.moments: list[float] = []
        self.connections = 0
        self.busiest = 0
        self.pause_seconds = 0.0
        self.hang_up = True
        self.host = ""
        self.port = 0
        self._visitors: set[asyncio.Task[None] | None] = set()

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    def header(self, name: str) -> str | None:
        """The value of a header of the last request; None if it was not sent."""
        for line in self.requests[-1].split("\r\n")[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return None

    @asynccontextmanager
    async def running(
        self, host: str = "127.0.0.1", context: ssl.SSLContext | None = None
    ) -> AsyncIterator[RawServer]:
        server = await asyncio.start_server(self._serve, host, 0, ssl=context)
        self.host, self.port = server.sockets[0].getsockname()[:2]
        try:
            yield self
        finally:
            server.close()
            visitors = [task for task in self._visitors if task]
            for task in visitors:
                task.cancel()
            await asyncio.gather(*visitors, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._visitors.add(asyncio.current_task())
        self.busiest = max(self.busiest, len(self._visitors))
        try:
            request = (await reader.readuntil(b"\r\n\r\n")).decode("utf-8", "surrogateescape")
            self.requests.append(request)
            self.moments.append(asyncio.get_running_loop().time())
            await self._send(request.split(" ")[1], writer)
            if not self.hang_up:
                await reader.read()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
            self._visitors.discard(asyncio.current_task())

    async def _send(self, path: str, writer: asyncio.StreamWriter) -> None:
        answer = self.answers.get(path, http("404 Not Found"))
        for chunk in [answer] if isinstance(answer, bytes) else answer:
            await asyncio.sleep(self.pause_seconds)
            writer.write(chunk)
            await writer.drain()
