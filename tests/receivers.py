"""Real receivers on loopback: a mail server and a webhook that answer as a test tells them."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import ssl
import subprocess
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult

OK = "250 OK"


@dataclass
class MailServer:
    """Keeps what it takes. `replies` by command; an empty one hangs up, None never comes."""

    port: int = 0
    replies: dict[str, str | None] = field(default_factory=dict)
    mails: list[EmailMessage] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    callers: list[str] = field(default_factory=list)
    password: bytes = b"swordfish"

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        envelope.mail_from = address
        self.callers.append(session.host_name)
        return await self._reply("MAIL", server)

    async def handle_RCPT(  # noqa: N802
        self, server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        return await self._reply("RCPT", server)

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.contents.append(envelope.content)
        self.mails.append(BytesParser(EmailMessage, policy=default).parsebytes(envelope.content))
        return await self._reply("DATA", server)

    async def handle_QUIT(self, server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        return await self._reply("QUIT", server, "221 Bye")

    def log_in(self, _server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> Any:
        self.commands.append("AUTH")
        if "AUTH" in self.replies:
            return AuthResult(success=False, handled=False, message=self.replies["AUTH"])
        return AuthResult(success=data.password == self.password, handled=False)

    async def _reply(self, command: str, server: Any, usual: str = OK) -> str:
        self.commands.append(command)
        reply = self.replies.get(command, usual)
        if reply is None:
            await asyncio.Event().wait()
        if not reply:
            server.transport.close()
        return reply or ""


@asynccontextmanager
async def mail_server(**options: Any) -> AsyncIterator[MailServer]:
    """A server of aiosmtpd with its options, `ssl` for TLS from the start, `host`."""
    state = MailServer()
    context, host = options.pop("ssl", None), options.pop("host", "127.0.0.1")
    loop = asyncio.get_running_loop()
    if "auth_required" in options:
        options |= {"authenticator": state.log_in, "auth_require_tls": False}
    sessions: list[SMTP] = []

    def session() -> SMTP:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a login in the clear is what some tests are about
            sessions.append(SMTP(state, hostname="mx.example", loop=loop, **options))
        return sessions[-1]

    server = await loop.create_server(session, host, 0, ssl=context)
    state.port = server.sockets[0].getsockname()[1]
    try:
        yield state
    finally:
        server.close()
        for each in sessions:
            if each.transport is not None:
                each.transport.close()
        await asyncio.sleep(0.01)  # lets the sessions see that nobody is there


@dataclass
class Request:
    """A request as it came, header names in lower case."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Hook:
    """A webhook: `answer` is a status line and headers, empty to hang up, None never to answer."""

    port: int = 0
    answer: str | None = "200 OK"
    requests: list[Request] = field(default_factory=list)

    def url(self, path: str = "/hook") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@asynccontextmanager
async def hook(context: ssl.SSLContext | None = None) -> AsyncIterator[Hook]:
    """A webhook that keeps what it gets."""
    state = Hook()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        line, *fields = head.rstrip("\r\n").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (f.partition(":") for f in fields)
        }
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        state.requests.append(Request(line, headers, body))
        if state.answer is None:
            await reader.read()
        if state.answer:
            writer.write(
                f"HTTP/1.1 {state.answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
            )
            await writer.drain()

    async with _listening(serve, context) as state.port:
        yield state


@asynccontextmanager
async def _listening(
    serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
    context: ssl.SSLContext | None = None,
) -> AsyncIterator[int]:
    visits: set[asyncio.Task[None] | None] = set()

    async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visits.add(asyncio.current_task())
        try:
            await serve(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(visit, "127.0.0.1", 0, ssl=context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        pending = [each for each in visits if each]
        for each in pending:
            each.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


@asynccontextmanager
async def port_that_says(greeting: bytes, *, stays: bool) -> AsyncIterator[int]:
    """A port that sends some bytes to whoever connects, and hangs up unless it stays."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)
        await writer.drain()
        if stays:
            await reader.read()

    async with _listening(serve) as port:
        yield port


@asynccontextmanager
async def full_port() -> AsyncIterator[int]:
    """A port whose queue is full: whoever connects waits."""
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for each in (first, second):
            each.setblocking(False)
            each.connect_ex(full.getsockname())
        yield full.getsockname()[1]


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext] | None:
    """A server's and a client's side of a certificate for 127.0.0.1; None: there is no openssl."""
    openssl = shutil.which("openssl")
    if openssl is None:
        return None
    key, public = folder / "key.pem", folder / "certificate.pem"
    make = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    extra = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(public)]
    subprocess.run([openssl, *make.split(), *extra], check=True, capture_output=True)  # noqa: S603
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(public, key)
    return server, ssl.create_default_context(cafile=str(public))
