from __future__ import annotations

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from email.utils import format_datetime
from ipaddress import ip_network
from typing import Any

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.edges.http import HttpFetcher
from monitor.edges.system import utc_now
from monitor.errors import FetchError, LeftHostError
from monitor.model.pages import NotModified, Page, PageRequest
from tests.loopback import RawServer, http

LOOPBACK = [ip_network("127.0.0.1/32")]
FEED = b"<rss><channel/></rss>"


@pytest.fixture
async def server() -> AsyncIterator[RawServer]:
    async with RawServer().running() as running:
        yield running


class FakeResolver(AbstractResolver):
    """Answers every name with the next list of addresses; the last one stays."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = list(answers)

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002  # the port has it
    ) -> list[ResolveResult]:
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in answer
        ]

    async def close(self) -> None:
        pass


async def fetch(request: PageRequest | str, **settings: Any) -> Page | NotModified:
    if isinstance(request, str):
        request = PageRequest(url=request, max_bytes=100_000)
    usual: dict[str, Any] = {"allow_networks": LOOPBACK, "timeout_seconds": 5}
    fetcher = HttpFetcher(user_agent="monitor-test", **usual | settings)
    try:
        return await fetcher.fetch(request)
    finally:
        await fetcher.aclose()


async def refusal(request: PageRequest | str, **settings: Any) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetch(request, **settings)
    return caught.value


# What is asked and what comes back


async def test_a_page_comes_with_what_the_next_request_needs(server: RawServer) -> None:
    server.answers["/feed"] = http(
        "200 OK",
        "Content-Type: application/rss+xml; charset=utf-8",
        'ETag: W/"a,b c"',
        "Last-Modified: Tue, 03 Mar 2026 08:00:00 GMT",
        body=FEED,
    )
    assert await fetch(server.url("/feed#top")) == Page(
        url=server.url("/feed"),
        body=FEED,
        content_type="application/rss+xml; charset=utf-8",
        etag='W/"a,b c"',
        last_modified="Tue, 03 Mar 2026 08:00:00 GMT",
    )
    assert server.header("User-Agent") == "monitor-test"
    assert server.header("Accept-Encoding") == "gzip, deflate"
    assert server.header("If-None-Match") is None


async def test_validators_go_back_byte_for_byte(server: RawServer) -> None:
    server.answers["/feed"] = http("304 Not Modified")
    request = PageRequest(
        url=server.url("/feed"),
        max_bytes=100,
        etag='W/"été"-gzip',
        last_modified="yesterday, about noon",
    )
    assert await fetch(request) == NotModified()
    assert server.header("If-None-Match") == 'W/"été"-gzip'
    assert server.header("If-Modified-Since") == "yesterday, about noon"


async def test_a_validator_that_cannot_be_kept_is_dropped(server: RawServer) -> None:
    server.answers["/"] = http(body=FEED).replace(b"\r\n", b'\r\nETag: "\xe9\xff"\r\n', 1)
    page = await fetch(server.url())
    assert isinstance(page, Page)
    assert page.etag is None


async def test_headers_of_the_operator_are_added_and_win(server: RawServer) -> None:
    server.answers["/"] = http(body=FEED)
    headers = (("X-Api-Key", "k1"), ("user-agent", "own"))
    await fetch(PageRequest(url=server.url(), max_bytes=100, headers=headers))
    assert server.header("X-Api-Key") == "k1"
    assert server.header("User-Agent") == "own"


async def test_credentials_in_the_url_become_a_header(server: RawServer) -> None:
    server.answers["/"] = http(body=FEED)
    page = await fetch(server.url().replace("//", "//ann:p%40ss@"))
    assert server.header("Authorization") == "Basic YW5uOnBAc3M="
    assert isinstance(page, Page)
    assert page.url == server.url()


async def test_no_cookie_is_kept(server: RawServer) -> None:
    server.answers["/"] = http("200 OK", "Set-Cookie: id=1; Path=/", body=FEED)
    fetcher = HttpFetcher(user_agent="x", allow_networks=LOOPBACK)
    for _ in range(2):
        await fetcher.fetch(PageRequest(url=server.url(), max_bytes=100))
    await fetcher.aclose()
    assert server.header("Cookie") is None


async def test_no_proxy_of_the_environment_is_used(
    server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers["/"] = http(body=FEED)
    async with RawServer().running() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        await fetch(server.url())
        assert proxy.connections == 0


async def test_a_fetcher_can_be_used_again_after_it_was_closed(server: RawServer) -> None:
    server.answers["/"] = http(body=FEED)
    fetcher = HttpFetcher(user_agent="x", allow_networks=LOOPBACK)
    await fetcher.aclose()
    for _ in range(2):
        page = await fetcher.fetch(PageRequest(url=server.url(), max_bytes=100))
        await fetcher.aclose()
        assert isinstance(page, Page)


# What goes wrong

GARBAGE = b"SSH-2.0-OpenSSH_9.2\r\n\r\n"

FAILURES = [
    pytest.param(http("404 Not Found"), "http_status", True, id="not found"),
    pytest.param(http("410 Gone"), "http_status", True, id="gone for good"),
    pytest.param(http("401 Unauthorized"), "http_status", True, id="wants a password"),
    pytest.param(http("429 Too Many Requests"), "http_status", False, id="asked too often"),
    pytest.param(http("408 Request Timeout"), "http_status", False, id="the server lost patience"),
    pytest.param(http("500 Internal Server Error"), "http_status", False, id="server is broken"),
    pytest.param(http("503 Service Unavailable"), "http_status", False, id="server is busy"),
    pytest.param(http("304 Not Modified"), "http_status", False, id="304 without having asked"),
    pytest.param(http("300 Multiple Choices"), "http_status", False, id="a choice"),
    pytest.param(http("302 Found"), "redirect", True, id="a redirect to nowhere"),
    pytest.param(GARBAGE, "protocol", False, id="another protocol"),
    pytest.param(b"", "protocol", False, id="hangs up at once"),
    pytest.param(b"HTTP/1.1 200 OK\r\nContent-", "protocol", False, id="hangs up in the headers"),
    pytest.param(
        http("200 OK", "Content-Length: 999", body=FEED), "protocol", False, id="body cut off"
    ),
    pytest.param(
        http("200 OK", "Transfer-Encoding: chunked", body=b"5\r\nhello\r\n"),
        "protocol",
        False,
        id="chunked body cut off",
    ),
    pytest.param(
        http("200 OK", "Transfer-Encoding: chunked", body=b"zz\r\nhello\r\n0\r\n\r\n"),
        "protocol",
        False,
        id="chunks of no size",
    ),
    pytest.param(
        http("200 OK", f"X-Big: {'x' * 200_000}"), "protocol", False, id="a header of 200 kB"
    ),
    pytest.param(
        http("200 OK", *(f"X-{number}: 1" for number in range(5000))),
        "protocol",
        False,
        id="5,000 headers",
    ),
    pytest.param(
        http("200 OK", "Content-Length: 100001"), "too_large", True, id="says it is too large"
    ),
    pytest.param(
        http("200 OK", "Transfer-Encoding: chunked", body=b"186A1\r\n" + b"x" * 100_001),
        "too_large",
        True,
        id="is too large and does not say so",
    ),
    pytest.param(
        http("200 OK", "Content-Encoding: gzip", body=gzip.compress(b"\0" * 5_000_000)),
        "too_large",
        True,
        id="a bomb",
    ),
    pytest.param(
        http("200 OK", "Content-Encoding: br", body=b"\x0b\x00"),
        "bad_encoding",
        False,
        id="brotli that nobody asked for",
    ),
    pytest.param(
        http("200 OK", "Content-Encoding: gzip", body=gzip.compress(FEED)[:-4]),
        "bad_encoding",
        False,
        id="gzip cut off",
    ),
]


@pytest.mark.parametrize(("answer", "reason", "permanent"), FAILURES)
async def test_bad_answers_have_a_reason(
    answer: bytes, reason: str, permanent: bool, server: RawServer
) -> None:
    server.answers["/feed"] = answer
    error = await refusal(server.url("/feed").replace("//", "//ann:swordfish@"))
    assert (error.reason, error.permanent) == (reason, permanent)
    assert error.subject == server.url("/feed")
    assert str(error).startswith(server.url("/feed"))
    assert "swordfish" not in str(error)


async def test_the_message_names_the_status(server: RawServer) -> None:
    server.answers["/"] = http("404 Not\tFound \x1b[31m")
    assert "HTTP 404 Not\ufffdFound" in str(await refusal(server.url()))


async def test_gzip_is_unpacked(server: RawServer) -> None:
    body = gzip.compress(FEED * 1000)
    server.answers["/"] = http("200 OK", "Content-Encoding: gzip", body=body)
    page = await fetch(server.url())
    assert isinstance(page, Page)
    assert page.body == FEED * 1000


async def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        error = await refusal(f"http://127.0.0.1:{unused.getsockname()[1]}/")
    assert (error.reason, error.permanent) == ("connect", False)


async def test_a_name_that_does_not_exist() -> None:
    class Nobody(FakeResolver):
        async def resolve(self, *_: Any, **__: Any) -> list[ResolveResult]:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    error = await refusal("http://feeds.example/", resolver=Nobody([]))
    assert error.reason == "dns"
    assert "Name or service not known" in str(error)


async def test_what_nobody_planned_is_an_error_of_the_tree_as_well() -> None:
    class Broken(FakeResolver):
        async def resolve(self, *_: Any, **__: Any) -> list[ResolveResult]:
            raise ArithmeticError

    error = await refusal("http://feeds.example/", resolver=Broken([]))
    assert error.reason == "protocol"
    assert str(error) == "http://feeds.example/: ArithmeticError: ArithmeticError"


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        pytest.param("120", 120.0, id="seconds"),
        pytest.param("0", 0.0, id="at once"),
        pytest.param("315360000", 315_360_000.0, id="ten years"),
        pytest.param("soon", None, id="garbage"),
        pytest.param("-5", None, id="a negative number"),
        pytest.param("Sun, 06 Nov 1994 08:49:37 GMT", 0.0, id="a date that is past"),
        pytest.param("Sun, 99 Nov 1994 08:49:37 GMT", None, id="a date that never was"),
    ],
)
@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
async def test_retry_after_is_read(
    asked: str, seconds: float | None, status: str, server: RawServer
) -> None:
    server.answers["/"] = http(status, f"Retry-After: {asked}")
    assert (await refusal(server.url())).retry_after_seconds == seconds


async def test_retry_after_may_be_a_date(server: RawServer) -> None:
    at = format_datetime(utc_now() + timedelta(minutes=10), usegmt=True)
    server.answers["/"] = http("503 Service Unavailable", f"Retry-After: {at}")
    seconds = (await refusal(server.url())).retry_after_seconds
    assert seconds is not None
    assert 590 < seconds <= 600


async def test_retry_after_of_another_status_is_ignored(server: RawServer) -> None:
    server.answers["/"] = http("404 Not Found", "Retry-After: 120")
    assert (await refusal(server.url())).retry_after_seconds is None


@pytest.mark.parametrize(
    "chunks",
    [
        pytest.param([], id="never says a word"),
        pytest.param([b"HTTP/1.1 200 OK\r\n", *[b"X-A: 1\r\n"] * 50], id="drips headers"),
        pytest.param([http("200 OK", "Content-Length: 999"), *[b"x"] * 50], id="drips a body"),
        pytest.param([b"HTTP/1.1 103 Early Hints\r\n\r\n"] * 50, id="hints without end"),
    ],
)
async def test_slow_servers_meet_the_deadline(chunks: list[bytes], server: RawServer) -> None:
    server.answers["/"] = chunks
    server.pause_seconds = 0.03
    server.hang_up = False
    error = await refusal(server.url(), timeout_seconds=0.15)
    assert (error.reason, error.permanent) == ("timeout", False)


async def test_who_is_to_stay_with_a_host_is_told_where_it_would_go(server: RawServer) -> None:
    async with RawServer().running() as other:
        server.answers["/1"] = http("302 Found", "Location: /2")
        server.answers["/2"] = http("302 Found", f"Location: {other.url('/3')}")
        request = PageRequest(url=server.url("/1"), max_bytes=100, stays=True)
        error = await refusal(request)
        assert isinstance(error, LeftHostError)
        assert error.location == other.url("/3")
        assert other.connections == 0


async def test_the_deadline_covers_all_redirects_together(server: RawServer) -> None:
    for hop in range(5):
        server.answers[f"/{hop}"] = [http("302 Found", f"Location: /{hop + 1}")]
    server.answers["/5"] = http(body=FEED)
    server.pause_seconds = 0.06
    assert (await refusal(server.url("/0"), timeout_seconds=0.2)).reason == "timeout"


# Redirects


async def test_five_redirects_are_followed_and_six_are_not(server: RawServer) -> None:
    for hop in range(6):
        server.answers[f"/{hop}"] = http("302 Found", f"Location: {hop + 1}")
    server.answers["/6"] = http(body=FEED)
    page = await fetch(server.url("/1"))
    assert isinstance(page, Page)
    assert page.url == server.url("/6")
    assert (await refusal(server.url("/0"))).reason == "redirect"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_validators_follow_a_redirect(status: int, server: RawServer) -> None:
    server.answers["/old"] = http(f"{status} Moved", "Location: /new")
    server.answers["/new"] = http("304 Not Modified")
    request = PageRequest(url=server.url("/old"), max_bytes=100, etag='"1"')
    assert isinstance(await fetch(request), NotModified)
    assert server.header("If-None-Match") == '"1"'


@pytest.mark.parametrize(
    ("chain", "led"),
    [
        pytest.param([301], 1, id="one for good"),
        pytest.param([308, 301], 2, id="two for good"),
        pytest.param([301, 302, 301], 1, id="for good as far as the first for a while"),
        pytest.param([302], None, id="for a while"),
        pytest.param([307, 301], None, id="for a while, then for good"),
        pytest.param([], None, id="no redirect"),
    ],
)
async def test_where_a_page_has_moved_for_good(
    chain: list[int], led: int | None, server: RawServer
) -> None:
    for hop, status in enumerate(chain):
        server.answers[f"/{hop}"] = http(f"{status} Moved", f"Location: /{hop + 1}")
    server.answers[f"/{len(chain)}"] = http(body=FEED)
    page = await fetch(server.url("/0"))
    assert page.moved_to == (None if led is None else server.url(f"/{led}"))


@pytest.mark.parametrize("status", ["200 OK", "304 Not Modified"])
async def test_how_long_an_answer_keeps_is_told(status: str, server: RawServer) -> None:
    server.answers["/"] = http(status, "Cache-Control: public, max-age=600", "Age: 60")
    page = await fetch(PageRequest(url=server.url(), max_bytes=100, etag='"1"'))
    assert page.fresh_for == timedelta(minutes=9)


async def test_a_host_that_asks_for_a_wait_is_not_asked_meanwhile(server: RawServer) -> None:
    server.answers["/"] = http("429 Too Many Requests", "Retry-After: 315360000")
    server.answers["/other"] = http(body=FEED)
    async with RawServer().running() as elsewhere:
        elsewhere.answers["/"] = http(body=FEED)
        fetcher = HttpFetcher(user_agent="x", allow_networks=LOOPBACK)
        with pytest.raises(FetchError) as told:
            await fetcher.fetch(PageRequest(url=server.url(), max_bytes=100))
        with pytest.raises(FetchError) as spared:
            await fetcher.fetch(PageRequest(url=server.url("/other"), max_bytes=100))
        await fetcher.fetch(PageRequest(url=elsewhere.url(), max_bytes=100))
        await fetcher.aclose()
    assert (told.value.reason, told.value.status) == ("http_status", 429)
    assert (spared.value.reason, spared.value.status) == ("resting", None)
    assert spared.value.retry_after_seconds == pytest.approx(86_400, abs=5), "a day at most"
    assert server.connections == 1
    assert elsewhere.connections == 1


async def test_requests_to_one_host_are_spaced(server: RawServer) -> None:
    server.answers["/"] = http(body=FEED)
    fetcher = HttpFetcher(user_agent="x", allow_networks=LOOPBACK, spacing_seconds=0.04)
    request = PageRequest(url=server.url(), max_bytes=100)
    clock = asyncio.get_running_loop().time
    started = clock()
    await asyncio.gather(*(fetcher.fetch(request) for _ in range(5)))
    await fetcher.aclose()
    assert clock() - started >= 4 * 0.02, "half of the spacing at least"


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://[::1",
        f"/{'x' * 3000}",
        "http://a\udcff.example/",
    ],
)
async def test_redirects_to_anything_but_the_web_are_errors(
    location: str, server: RawServer
) -> None:
    start = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "
    server.answers["/"] = start + location.encode("utf-8", "surrogateescape") + b"\r\n\r\n"
    error = await refusal(server.url())
    assert error.reason in {"redirect", "bad_url"}
    assert error.permanent
    assert server.connections == 1


async def test_a_redirect_to_a_private_address_is_blocked(server: RawServer) -> None:
    async with RawServer().running("127.0.0.2") as private:
        private.answers["/"] = http(body=FEED)
        server.answers["/"] = http("302 Found", f"Location: {private.url()}")
        error = await refusal(server.url())
        assert (error.reason, error.permanent) == ("blocked_address", True)
        assert "127.0.0.2" in str(error)
        assert private.connections == 0


async def test_what_is_meant_for_one_host_is_not_told_to_another(server: RawServer) -> None:
    async with RawServer().running("127.0.0.2") as other:
        other.answers["/"] = http(body=FEED)
        server.answers["/"] = http("302 Found", f"Location: {other.url()}")
        request = PageRequest(
            url=server.url().replace("//", "//ann:secret@"),
            max_bytes=100,
            headers=(("X-Api-Key", "k1"),),
        )
        await fetch(request, allow_networks=[ip_network("127.0.0.0/8")])
        assert server.header("X-Api-Key") == "k1"
        assert server.header("Authorization") is not None
        assert other.header("X-Api-Key") is None
        assert other.header("Authorization") is None


async def test_what_is_meant_for_a_host_stays_on_that_host(server: RawServer) -> None:
    server.answers["/"] = http("302 Found", "Location: http://bob:x@" + server.url("/new")[7:])
    server.answers["/new"] = http(body=FEED)
    headers = (("X-Api-Key", "k1"),)
    await fetch(PageRequest(url=server.url(), max_bytes=100, headers=headers))
    assert server.header("X-Api-Key") == "k1"
    assert server.header("Authorization") is None


# Addresses

FORMS_OF_LOOPBACK = [
    "127.0.0.1", "localhost", "LOCALHOST.", "localhost.localdomain", "127.1", "127.0.1", "2130706433",
    "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0", "0.0.0.0", "127.0.0.1.",
    "127.000.000.001", "127.0.0.2", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "127。0。0。1",
    "１２７.0.0.1", "①②⑦.0.0.1", "ⓛocalhost", "user:pw@127.0.0.1", "example.org@127.0.0.1",
    "%31%32%37.0.0.1", "rebound.example", "127.0.0.1%23.example.org", "[fe80::1%25lo]",
    "[::1%25lo]", "a..b", "x" * 300, "", "exa mple.org", "exam\tple.org",
]  # fmt: skip


@pytest.mark.parametrize("host", FORMS_OF_LOOPBACK)
@pytest.mark.parametrize(
    "form", ["http://{host}:{port}/", "http://ok.example:{port}\\@{host}:{port}/"]
)
async def test_no_spelling_of_loopback_is_connected_to(
    host: str, form: str, server: RawServer
) -> None:
    resolver = FakeResolver(["127.0.0.1", "::1"])
    url = form.format(host=host, port=server.port)
    error = await refusal(url, allow_networks=[], resolver=resolver)
    assert error.reason in {"blocked_address", "bad_url"}
    assert server.connections == 0


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1/", "file:///etc/passwd", "127.0.0.1", "//127.0.0.1/", "http:///x", "", "http://",
     "gopher://127.0.0.1:70/x", "http://127.0.0.1:99999/", f"http://127.0.0.1/{'x' * 2000}",
     "http://127.0.0.1/\r\nHost: x", "javascript:alert(1)", "http://[::1/", "\ud800://x/",
     "http://\ud800.example/"],
)  # fmt: skip
async def test_what_is_no_web_address_is_not_asked_for(url: str) -> None:
    error = await refusal(url)
    assert (error.reason, error.permanent) == ("bad_url", True)
    assert all(character.isprintable() for character in str(error))


async def test_the_system_s_own_name_of_loopback_is_blocked(server: RawServer) -> None:
    error = await refusal(f"http://localhost:{server.port}/", allow_networks=[])
    assert error.reason == "blocked_address"
    assert server.connections == 0


async def test_a_name_that_changes_its_address_is_judged_each_time(server: RawServer) -> None:
    server.answers["/"] = http(body=FEED)
    resolver = FakeResolver(["127.0.0.1"], ["127.0.0.2"])
    fetcher = HttpFetcher(user_agent="x", allow_networks=LOOPBACK, resolver=resolver)
    request = PageRequest(url=f"http://rebound.example:{server.port}/", max_bytes=100)
    assert isinstance(await fetcher.fetch(request), Page)
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(request)
    await fetcher.aclose()
    assert caught.value.reason == "blocked_address"
    assert server.connections == 1


async def test_of_several_addresses_only_the_allowed_one_is_used(server: RawServer) -> None:
    server.answers["/"] = http(body=FEED)
    async with RawServer().running("127.0.0.3") as forbidden:
        forbidden.answers["/"] = http(body=b"stolen")
        resolver = FakeResolver(["10.0.0.1", "fd00::1", "127.0.0.3", "127.0.0.1"])
        page = await fetch(f"http://mixed.example:{server.port}/", resolver=resolver)
        assert isinstance(page, Page)
        assert page.body == FEED
        assert forbidden.connections == 0


SPECIAL_ADDRESSES = [
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254",
    "172.16.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
    "198.51.100.7", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:0:7f00:1", "64:ff9b::7f00:1",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1",
    "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1",
]  # fmt: skip


@pytest.mark.parametrize("form", ["name", "literal"])
async def test_no_special_address_is_connected_to(
    form: str, server: RawServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    monkeypatch.setattr("socket.socket", lambda *given: made.append(given))
    for address in SPECIAL_ADDRESSES:
        literal = f"[{address}]" if ":" in address else address
        host = "feeds.example" if form == "name" else literal
        for port in (80, server.port):
            resolver = FakeResolver([address])
            error = await refusal(f"http://{host}:{port}/", allow_networks=[], resolver=resolver)
            assert error.reason == "blocked_address", address
    assert made == []
    assert server.connections == 0


# Turns


async def test_a_host_is_asked_twice_at_once_at_most(server: RawServer) -> None:
    server.answers["/"] = http(body=FEED)
    server.pause_seconds = 0.03
    fetcher = HttpFetcher(user_agent="x", allow_networks=LOOPBACK, timeout_seconds=0.1)
    request = PageRequest(url=server.url(), max_bytes=100)
    pages = await asyncio.gather(*(fetcher.fetch(request) for _ in range(12)))
    await fetcher.aclose()
    assert len(pages) == 12
    assert server.busiest == 2


async def test_a_crowded_host_does_not_hold_up_another(server: RawServer) -> None:
    server.answers["/"] = []
    server.hang_up = False
    async with RawServer().running("127.0.0.2") as other:
        other.answers["/"] = http(body=FEED)
        fetcher = HttpFetcher(
            user_agent="x",
            allow_networks=[ip_network("127.0.0.0/8")],
            timeout_seconds=2,
            connections=3,
        )
        crowd = [
            asyncio.ensure_future(fetcher.fetch(PageRequest(url=server.url(), max_bytes=100)))
            for _ in range(10)
        ]
        await asyncio.sleep(0.05)
        page = await asyncio.wait_for(
            fetcher.fetch(PageRequest(url=other.url(), max_bytes=100)), timeout=1
        )
        assert isinstance(page, Page)
        for waiting in crowd:
            waiting.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)
        await fetcher.aclose()
