"""The web: one shared aiohttp session behind the fetcher's port.

What aiohttp would do by itself and cannot do safely enough is done here by hand: redirects (the
operator's headers must not follow to another host) and decompression (see `body`).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus
from ssl import SSLContext

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from monitor.edges.body import BodyDecoder
from monitor.edges.caching import fresh_for
from monitor.edges.failures import FetchProblem, Reason, fetch_error, safe_url
from monitor.edges.guard import AddressPolicy, BlockedAddressError, Network, ThreadResolver
from monitor.edges.hosts import Hosts
from monitor.edges.replies import wait_seconds
from monitor.edges.system import jitter, utc_now
from monitor.edges.visits import Visit, first_visit, next_visit
from monitor.errors import LeftHostError
from monitor.model.pages import NotModified, Page, PageRequest
from monitor.turns import Turns

MAX_REDIRECTS = 5
"""Hops before a chain counts as a loop: what RFC 1945, section 9.3, allows."""

CONNECT_SECONDS = 10.0
"""Longest wait for a TCP connection: Linux repeats a lost SYN after 1, 3 and 7 seconds."""

SUCCESSES = range(200, 300)
CLIENT_ERRORS = range(400, 500)
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT_REDIRECTS = frozenset({301, 308})
"""Source: RFC 9110, section 15.4."""

PASSING_STATUSES = frozenset({408, 421, 423, 425, 429})
"""Client errors that pass by themselves; the other 4xx stay. Source: RFC 9110, 4918, 8470, 6585."""

WAIT_STATUSES = frozenset({429, 503})
"""Answers whose Retry-After tells when to come back. Source: RFC 6585 and RFC 9110."""


class HttpFetcher:
    """Fetches pages, guarded; implements the port `Fetcher`.

    Args:
        user_agent: What servers are told that we are.
        allow_networks: Networks that may be used besides public addresses, on any port.
        timeout_seconds: Total time for one request, redirects included; waiting for a turn does
            not count.
        connections: Requests under way at once.
        spacing_seconds: Between two requests to one host, on average; 0: none.
        resolver: Finds addresses; None: the system's, in threads of its own.
        trusted: Whose certificates are believed; None: those of the system's list.
    """

    def __init__(  # noqa: PLR0913  # each by its name
        self,
        *,
        user_agent: str,
        allow_networks: Iterable[Network] = (),
        timeout_seconds: float = 30.0,
        connections: int = 200,
        spacing_seconds: float = 0.0,
        resolver: AbstractResolver | None = None,
        trusted: SSLContext | None = None,
    ) -> None:
        self._user_agent = user_agent
        self._policy = AddressPolicy(allow_networks)
        self._timeout_seconds = timeout_seconds
        self._turns = Turns(connections)
        self._hosts = Hosts(spacing_seconds, jitter)
        self._resolver = resolver
        self._trusted = trusted
        self._session: aiohttp.ClientSession | None = None

    async def fetch(self, request: PageRequest) -> Page | NotModified:
        """A page from a request.

        Raises:
            FetchError: whatever went wrong; `reason` is one of `failures.Reason`.
            LeftHostError: it was to stay with its host, and is redirected to another.
        """
        try:
            return await self._follow(request)
        except LeftHostError:
            raise
        except Exception as error:  # aiohttp raises UnicodeError, ValueError, RuntimeError as well
            raise fetch_error(request.url, _problem(error)) from error

    def leave_alone(self, url: str, time: timedelta) -> None:
        """Do not ask the host of an address for a time: it has asked for that before."""
        self._hosts.rest(URL(url).host_port_subcomponent or "", time.total_seconds())

    async def aclose(self) -> None:
        """Closes the session and its connections; a later fetch opens a new one."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _follow(self, request: PageRequest) -> Page | NotModified:
        visit = first_visit(request.url, request.headers)
        budget = _Budget(self._timeout_seconds)
        for _ in range(MAX_REDIRECTS + 1):
            host = visit.url.host_port_subcomponent or ""
            async with self._turns.turn(visit.url.raw_host or ""):
                await self._hosts.turn(host)
                async with budget.spent():
                    answer = await self._ask(visit, request, host)
            if not isinstance(answer, Visit):
                return replace(answer, moved_to=visit.moved_to)
            if request.stays and answer.url.origin() != visit.url.origin():
                msg = f"{safe_url(request.url)}: leads to another host"
                raise LeftHostError(msg, subject=safe_url(request.url), location=str(answer.url))
            visit = answer
        raise FetchProblem(Reason.REDIRECT, f"more than {MAX_REDIRECTS} redirects")

    async def _ask(
        self, visit: Visit, request: PageRequest, host: str
    ) -> Page | NotModified | Visit:
        headers = _validators(request) | dict(visit.headers)
        session = self._opened()
        async with session.get(visit.url, headers=headers, allow_redirects=False) as response:
            if response.status in REDIRECTS:
                for_good = response.status in PERMANENT_REDIRECTS
                return next_visit(visit, response.headers.get("Location", ""), for_good=for_good)
            if response.status == HTTPStatus.NOT_MODIFIED and _validators(request):
                return NotModified(fresh_for=fresh_for(response.headers, utc_now()))
            if response.status not in SUCCESSES:
                raise self._status_problem(response, host)
            page = await _read(response, request.max_bytes)
            return replace(page, fresh_for=fresh_for(response.headers, utc_now()))

    def _status_problem(self, response: aiohttp.ClientResponse, host: str) -> FetchProblem:
        code = response.status
        stays = code in CLIENT_ERRORS and code not in PASSING_STATUSES
        asked = response.headers.get("Retry-After", "") if code in WAIT_STATUSES else ""
        detail = f"HTTP {code} {response.reason or ''}".rstrip()
        wait = wait_seconds(asked, utc_now())
        if wait:
            self._hosts.rest(host, wait)
        return FetchProblem(
            Reason.HTTP_STATUS, detail, permanent=stays, retry_after_seconds=wait, status=code
        )

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                resolver=self._resolver or ThreadResolver(),
                use_dns_cache=False,
                ssl=self._trusted or True,
                socket_factory=self._policy.guarded_socket,
                limit=0,  # our own turns: waiting inside the connector would use up the budget
                force_close=True,  # feeds are minutes apart: idle connections only hold descriptors
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
                headers={"User-Agent": self._user_agent, "Accept-Encoding": "gzip, deflate"},
            )
        return self._session


class _Budget:
    """The seconds left for a request; only what happens inside `spent` counts."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    @asynccontextmanager
    async def spent(self) -> AsyncIterator[None]:
        clock = asyncio.get_running_loop().time
        started = clock()
        async with asyncio.timeout(self._left):
            yield
        self._left -= clock() - started


def _validators(request: PageRequest) -> dict[str, str]:
    """The conditional headers, byte for byte as the server sent their values."""
    validators = {"If-None-Match": request.etag, "If-Modified-Since": request.last_modified}
    return {name: value for name, value in validators.items() if value}


async def _read(response: aiohttp.ClientResponse, max_bytes: int) -> Page:
    if (response.content_length or 0) > max_bytes:
        raise FetchProblem(Reason.TOO_LARGE, f"body is larger than {max_bytes:,} bytes")
    decoder = BodyDecoder(response.headers.get("Content-Encoding", ""), max_bytes)
    async for chunk in response.content.iter_any():
        decoder.feed(chunk)
    return Page(
        url=str(response.url),
        body=decoder.finish(),
        content_type=_header(response, "Content-Type") or "",
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
    )


def _header(response: aiohttp.ClientResponse, name: str) -> str | None:
    """A header that can be kept and sent again unchanged; None for one with undecodable bytes."""
    value = response.headers.get(name)
    return value if value and value.isprintable() else None


_FAILURES: tuple[tuple[type[Exception], Reason, str], ...] = (
    (TimeoutError, Reason.TIMEOUT, "no complete answer in time"),
    (aiohttp.ClientConnectorDNSError, Reason.DNS, "host name not found: {error}"),
    (aiohttp.ClientSSLError, Reason.TLS, "no trusted encryption: {error}"),
    (aiohttp.InvalidURL, Reason.BAD_URL, "not a usable address: {error}"),
    (aiohttp.NonHttpUrlClientError, Reason.BAD_URL, "only http and https are fetched"),
    (aiohttp.ClientConnectorError, Reason.CONNECT, "cannot connect: {error}"),
    (aiohttp.ServerDisconnectedError, Reason.PROTOCOL, "server hung up without an answer"),
    (aiohttp.ClientPayloadError, Reason.PROTOCOL, "body ended too early"),
    (aiohttp.ClientResponseError, Reason.PROTOCOL, "answer is not HTTP: {error}"),
    (UnicodeError, Reason.BAD_URL, "host name cannot be written in DNS: {error}"),
    (OSError, Reason.CONNECT, "connection failed: {error}"),
)
"""What a raised class means; the first that fits."""


def _problem(error: Exception) -> FetchProblem:
    """What is wrong, from whatever was raised."""
    if isinstance(error, FetchProblem):
        return error
    cause = getattr(error, "os_error", error)
    if isinstance(cause, BlockedAddressError):
        return FetchProblem(
            Reason.BLOCKED_ADDRESS,
            f"{cause.address} is not a public web address; if you mean it, list its network "
            "under http: allow_networks in monitor.yml",
        )
    words = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    for kind, reason, detail in _FAILURES:
        if isinstance(error, kind):
            return FetchProblem(reason, detail.format(error=words))
    return FetchProblem(Reason.PROTOCOL, f"{type(error).__name__}: {words}")
