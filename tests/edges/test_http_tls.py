"""TLS: what is not encrypted by whom it should be is not read, and never asked for without."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path

import pytest

from monitor.edges.http import HttpFetcher
from monitor.errors import FetchError
from monitor.model.pages import NotModified, Page, PageRequest
from tests.loopback import RawServer, http

FEED = b"<rss><channel/></rss>"
NEW_KEY = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=example"
FOR_US = "IP:127.0.0.1"
FOR_ANOTHER = "DNS:other.example,IP:127.0.0.9"

needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")


@dataclass(frozen=True)
class Authority:
    """Signs certificates that those who trust it believe."""

    folder: Path

    @property
    def trusted(self) -> ssl.SSLContext:
        """For a client that trusts it, and nobody else."""
        return ssl.create_default_context(cafile=str(self.folder / "authority.pem"))

    def server(self, days: int, host: str) -> ssl.SSLContext:
        """For a server whose certificate is valid for so many days from now, for a host."""
        (self.folder / "host").write_text(f"subjectAltName={host}\n")
        run(self.folder, f"req {NEW_KEY} -keyout server.key -out server.csr")
        signed = "-CA authority.pem -CAkey authority.key -CAcreateserial -extfile host"
        run(self.folder, f"x509 -req -in server.csr -days {days} {signed} -out server.pem")
        return self.shown("server")

    def shown(self, name: str) -> ssl.SSLContext:
        """For a server that shows a certificate by its name."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        return context


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    run(tmp_path, f"req -x509 {NEW_KEY} -days 2 -keyout authority.key -out authority.pem")
    return Authority(tmp_path)


def run(folder: Path, command: str) -> None:
    subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607


async def ask(url: str, trusted: ssl.SSLContext | None = None) -> Page | NotModified:
    fetcher = HttpFetcher(
        user_agent="monitor-test",
        allow_networks=[ip_network("127.0.0.1/32")],
        timeout_seconds=5,
        trusted=trusted,
    )
    try:
        return await fetcher.fetch(PageRequest(url=url, max_bytes=1_000))
    finally:
        await fetcher.aclose()


async def refused_by(server: RawServer, trusted: ssl.SSLContext | None = None) -> FetchError:
    """Why a server that shows something else is not asked."""
    server.answers["/"] = http(body=FEED)
    with pytest.raises(FetchError) as caught:
        await ask(server.url().replace("http:", "https:"), trusted)
    assert (caught.value.reason, caught.value.permanent) == ("tls", False)
    assert server.requests == []
    assert server.connections == 0  # of those that came as far as HTTP, also without TLS
    return caught.value


@needs_openssl
async def test_a_certificate_for_the_host_by_whom_we_trust_is_taken(authority: Authority) -> None:
    server = RawServer()
    server.answers["/"] = http(body=FEED)
    async with server.running(context=authority.server(2, FOR_US)):
        page = await ask(server.url().replace("http:", "https:"), authority.trusted)
    assert isinstance(page, Page)
    assert page.body == FEED


@needs_openssl
@pytest.mark.parametrize(
    ("days", "host", "words"),
    [
        pytest.param(-1, FOR_US, "certificate has expired", id="expired yesterday"),
        pytest.param(2, FOR_ANOTHER, "not valid for '127.0.0.1'", id="made for another host"),
    ],
)
async def test_case_37_a_certificate_that_does_not_hold_is_a_tls_error(
    authority: Authority, days: int, host: str, words: str
) -> None:
    async with RawServer().running(context=authority.server(days, host)) as server:
        assert words in str(await refused_by(server, authority.trusted))


@needs_openssl
async def test_a_certificate_that_nobody_trusts_is_a_tls_error(authority: Authority) -> None:
    async with RawServer().running(context=authority.shown("authority")) as server:
        assert "self-signed certificate" in str(await refused_by(server))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(http("400 Bad Request"), id="plain HTTP"),
        pytest.param(bytes.fromhex("15 0303 0002 0270"), id="an alert: no such name is served"),
    ],
)
async def test_case_37_who_answers_without_tls_is_a_tls_error(answer: bytes) -> None:
    visits: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visits.append(await reader.read(1_000))
        writer.write(answer)
        writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        with pytest.raises(FetchError) as caught:
            await ask(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
    assert (caught.value.reason, caught.value.permanent) == ("tls", False)
    assert len(visits) == 1
    assert not visits[0].startswith(b"GET")
