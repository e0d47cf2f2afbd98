"""Posts go to a real receiver on loopback; what it answers decides what becomes of them."""

from __future__ import annotations

import io
import logging
import socket
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from hmac import digest
from pathlib import Path
from types import MappingProxyType

import pytest

from monitor.edges import webhook
from monitor.edges.webhook import WebhookPoster, payload, signature, webhook_problem
from monitor.model.alerts import Severity
from monitor.model.deliveries import (
    Delivered,
    Notification,
    PushResult,
    Refused,
    Unclear,
    WebhookAddress,
)
from tests.builders import NOON
from tests.loopback import RawServer
from tests.receivers import Hook, certificate, full_port, hook

ALERT = Notification(
    title="POSTPONED: Port Selm talks",
    body="“Не на этой неделе”\nhttps://courier.example/7",
    brief="",
    html="",
    document=MappingProxyType({"version": 1, "event": {"id": "selm-talks"}, "disputed": False}),
    key="selm-talks/1/7/desk",
    severity=Severity.WARNING,
)
LOST = Unclear("connection lost before the answer")


async def pushed(address: WebhookAddress) -> PushResult:
    return await WebhookPoster("news-monitor/1.0", lambda: NOON).push(address, ALERT)


@pytest.fixture
async def receiver() -> AsyncIterator[Hook]:
    async with hook() as running:
        yield running


@pytest.fixture
def journal() -> Iterator[io.StringIO]:
    written = io.StringIO()
    root, handler = logging.getLogger(), logging.StreamHandler(written)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.NOTSET)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


async def test_a_receiver_gets_the_words_the_facts_and_a_key(receiver: Hook) -> None:
    assert await pushed(WebhookAddress(url=receiver.url("/hook?a=1"))) == Delivered()
    request = receiver.requests[0]
    assert request.line == "POST /hook?a=1 HTTP/1.1"
    assert request.json == {
        "version": "1.0",
        "title": ALERT.title,
        "message": ALERT.body,
        "attachments": [],
        "type": "warning",
        "news_monitor": {"version": 1, "event": {"id": "selm-talks"}, "disputed": False},
    }
    assert request.headers["content-type"] == "application/json"
    assert request.headers["user-agent"] == "news-monitor/1.0"
    assert request.headers["idempotency-key"] == ALERT.key
    assert not [name for name in request.headers if name.startswith("webhook-")]


async def test_the_operators_headers_go_first(receiver: Hook) -> None:
    headers = {"user-agent": "Desk", "X-Api-Key": "swordfish"}
    assert await pushed(WebhookAddress(url=receiver.url(), headers=headers)) == Delivered()
    sent = receiver.requests[0].headers
    assert (sent["user-agent"], sent["x-api-key"]) == ("Desk", "swordfish")


async def test_a_login_in_the_url_is_used(receiver: Hook) -> None:
    url = receiver.url().replace("//", "//ann:swordfish@")
    assert await pushed(WebhookAddress(url=url)) == Delivered()
    login = receiver.requests[0].headers["authorization"].removeprefix("Basic ")
    assert b64decode(login) == b"ann:swordfish"


async def test_a_receiver_can_prove_who_sent_it_and_when(receiver: Hook) -> None:
    secret = "whsec_" + b64encode(b"a key of ours").decode()
    assert await pushed(WebhookAddress(url=receiver.url(), secret=secret)) == Delivered()
    request = receiver.requests[0]
    key, when, proof = (
        request.headers[f"webhook-{name}"] for name in ("id", "timestamp", "signature")
    )
    signed = f"{key}.{when}.".encode() + request.body
    assert proof == "v1," + b64encode(digest(b"a key of ours", signed, sha256)).decode()
    assert (key, when) == (ALERT.key, str(int(NOON.timestamp())))


def test_the_signature_is_that_of_the_standard() -> None:
    """The example of the libraries of Standard Webhooks."""
    now = datetime.fromtimestamp(1614265330, UTC)
    headers = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        now,
        b'{"test": 2432232314}',
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_secret_without_the_prefix_is_the_key_itself() -> None:
    plain = signature("a key of ours", "id", NOON, b"{}")
    assert plain == signature("whsec_" + b64encode(b"a key of ours").decode(), "id", NOON, b"{}")


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        pytest.param("200 OK", Delivered(), id="taken"),
        pytest.param("204 No Content", Delivered(), id="taken without a word"),
        pytest.param("307 Temporary Redirect\r\nLocation: /hook",
                     Refused("HTTP 307", permanent=True), id="a loop is not followed"),
        pytest.param("301 Moved Permanently\r\nLocation: /new",
                     Refused("HTTP 301", permanent=True), id="nor is another address"),
        pytest.param("400 Bad Request", Refused("HTTP 400", permanent=True), id="not understood"),
        pytest.param("401 Unauthorized", Refused("HTTP 401", credentials=True), id="no login"),
        pytest.param("403 Forbidden", Refused("HTTP 403", credentials=True), id="a bad token"),
        pytest.param("404 Not Found", Refused("HTTP 404"), id="an address that may come back"),
        pytest.param("405 Method Not Allowed", Refused("HTTP 405", permanent=True), id="no POST"),
        pytest.param("407 Proxy Authentication Required", Refused("HTTP 407", credentials=True),
                     id="a proxy without a login"),
        pytest.param("408 Request Timeout", Refused("HTTP 408"), id="too slow"),
        pytest.param("410 Gone", Refused("HTTP 410"), id="an address that the operator can mend"),
        pytest.param("413 Content Too Large", Refused("HTTP 413", permanent=True), id="too large"),
        pytest.param("415 Unsupported Media Type", Refused("HTTP 415", permanent=True), id="no JSON"),
        pytest.param("422 Unprocessable Content", Refused("HTTP 422", permanent=True), id="not valid"),
        pytest.param("425 Too Early", Refused("HTTP 425"), id="too early"),
        pytest.param("429 Too Many Requests\r\nRetry-After: 30",
                     Refused("HTTP 429", retry_after_seconds=30.0), id="too often: wait so long"),
        pytest.param("429 Too Many Requests\r\nRetry-After: 99999999",
                     Refused("HTTP 429", retry_after_seconds=21_600.0), id="too often: not for years"),
        pytest.param("503 Busy\r\nRetry-After: Wed, 14 May 2031 12:10:00 GMT",
                     Refused("HTTP 503", retry_after_seconds=600.0), id="busy until a date"),
        pytest.param("500 Oops", Refused("HTTP 500"), id="broken"),
        pytest.param("", LOST, id="hangs up after it had everything"),
    ],
)  # fmt: skip
async def test_each_answer_has_its_result_after_one_request(
    answer: str, result: PushResult, receiver: Hook
) -> None:
    receiver.answer = answer
    assert await pushed(WebhookAddress(url=receiver.url())) == result
    assert len(receiver.requests) == 1


async def test_a_receiver_that_never_answers_is_unclear(
    receiver: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "POST_SECONDS", 1.0)  # enough on a busy machine
    receiver.answer = None
    assert await pushed(WebhookAddress(url=receiver.url())) == LOST


async def test_of_an_answer_only_its_status_is_read() -> None:
    async with RawServer().running() as server:
        server.answers["/"] = [b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n", b"x" * 9_000]
        assert await pushed(WebhookAddress(url=server.url())) == Delivered()


async def test_an_answer_that_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "POST_SECONDS", 1.0)  # enough on a busy machine
    async with RawServer().running() as server:
        server.pause_seconds = 0.05
        server.answers["/"] = [b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 99]
        assert await pushed(WebhookAddress(url=server.url())) == LOST


async def test_nothing_went_out_where_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        assert await pushed(WebhookAddress(url=url)) == Refused("connection refused")
    unknown = WebhookAddress(url="http://hook.invalid/")
    assert await pushed(unknown) == Refused("host name not found")


async def test_a_port_that_takes_no_connection_in_time_got_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(webhook, "CONNECT_SECONDS", 0.2)
    async with full_port() as port:
        result = await pushed(WebhookAddress(url=f"http://127.0.0.1:{port}/"))
    assert result == Refused("host does not answer")


async def test_only_a_trusted_certificate_gets_a_message(tmp_path: Path) -> None:
    sides = certificate(tmp_path)
    if sides is None:
        pytest.skip("openssl is not installed")
    async with hook(sides[0]) as receiver:
        url = receiver.url().replace("http:", "https:")
        assert await pushed(WebhookAddress(url=url)) == Refused("no trusted encryption")
    assert receiver.requests == []


async def test_a_proxy_of_the_environment_is_not_used(
    receiver: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert await pushed(WebhookAddress(url=receiver.url())) == Delivered()


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        pytest.param(WebhookAddress(url="https://hook.example/x"), None, id="an address"),
        pytest.param(WebhookAddress(url="https://hook.example/", secret="any words"), None,
                     id="a secret of any kind"),
        pytest.param(WebhookAddress(url="ftp://hook.example/"), "is no address", id="not the web"),
        pytest.param(WebhookAddress(url="https:///x"), "is no address", id="no host"),
        pytest.param(WebhookAddress(url="https://hook.example:99999/"), "has a URL that cannot",
                     id="no such port"),
        pytest.param(WebhookAddress(url="https://hook.example/", secret="whsec_swordfish"),
                     "has a URL that cannot be read, or a whsec_", id="a secret cut short"),
        pytest.param(WebhookAddress(url="https://ann:swordfish@hook.example/",
                                    headers={"authorization": "Bearer swordfish"}),
                     "logs in twice", id="two logins"),
    ],
)  # fmt: skip
async def test_addresses_are_checked_without_telling_their_secrets(
    address: WebhookAddress, problem: str | None
) -> None:
    found = webhook_problem(address)
    assert found == problem or (problem is not None and found and found.startswith(problem))
    assert "swordfish" not in f"{found}{address}"


async def test_an_address_that_cannot_be_used_sends_nothing(receiver: Hook) -> None:
    for address in (
        WebhookAddress(url=receiver.url(), secret="whsec_swordfish"),
        WebhookAddress(url=receiver.url(), headers={"X": "a\r\nb"}),
    ):
        result = await pushed(address)
        assert result == Refused(webhook.UNUSABLE)
    assert receiver.requests == []


async def test_no_secret_reaches_a_log_or_a_result(receiver: Hook, journal: io.StringIO) -> None:
    results = []
    for answer in ("200 OK", "401 Unauthorized", ""):
        receiver.answer = answer
        address = WebhookAddress(
            url=receiver.url("/swordfish"), headers={"X-Key": "swordfish"}, secret="swordfish"
        )
        results.append((address, await pushed(address)))
    assert "swordfish" not in journal.getvalue() + repr(results)


def test_a_message_of_megabytes_is_cut_and_keeps_its_link() -> None:
    long = replace(
        ALERT, title="T" * 1_000_000, body="wörd 🕊 " * 20_000 + "\nhttps://courier.example/7"
    )
    body = payload(long)
    assert len(body) < 200_000
    assert b"\\u2026\\nhttps://courier.example/7" in body
