from __future__ import annotations

import io
import json
import logging
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from monitor.edges import push
from monitor.edges.push import ApprisePusher, check_url, fit
from monitor.model.alerts import Delivered, Message, PushResult, Refused, Severity, Unclear

ALERT = Message(title="POSTPONED: Port Selm talks", body="Ilse Brandtner: “not now”.\n\nLine 2.")
SECRETS = ("swordfish", "token123", "hidden-key")


@dataclass
class Hook:
    """A webhook that answers as it is told: a status, or None to hang up, or an event to wait."""

    port: int = 0
    answer: int | threading.Event | None = 200
    requests: list[dict[str, Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"json://ann:swordfish@127.0.0.1:{self.port}/token123?+X-Key=hidden-key"


@pytest.fixture
def hook() -> Iterator[Hook]:
    state = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            state.requests.append(json.loads(self.rfile.read(length)))
            if isinstance(state.answer, threading.Event):
                state.answer.wait(5)
            elif state.answer is not None:
                self.send_response(state.answer)
                self.send_header("Location", "/again")
                self.send_header("Content-Length", "0")
                self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield state
        server.shutdown()
        thread.join()


@dataclass
class Mailbox:
    """A mail server that replies as it is told and keeps what it takes."""

    port: int = 0
    reply: str = "250 OK"
    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address.startswith("nobody"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(BytesParser(EmailMessage, policy=default).parsebytes(envelope.content))
        if not self.reply:
            server.transport.close()
        return self.reply

    def url(self, to: str = "desk@news.example") -> str:
        return f"mailto://127.0.0.1:{self.port}?from=bot@news.example&to={to}&mode=insecure"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    state = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        state.port = free.getsockname()[1]
    controller = Controller(state, hostname="127.0.0.1", port=state.port)
    controller.start()
    yield state
    controller.stop()


@pytest.fixture
def journal() -> Iterator[io.StringIO]:
    """Everything that any logger sends to the root, where the log's handlers stand."""
    written = io.StringIO()
    root, handler = logging.getLogger(), logging.StreamHandler(written)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.NOTSET)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


async def pushed(url: str, message: Message = ALERT) -> PushResult:
    pusher = ApprisePusher()
    try:
        return await pusher.push(url, message)
    finally:
        pusher.close()


async def test_a_hook_gets_title_body_and_severity(hook: Hook) -> None:
    message = Message(title=ALERT.title, body=ALERT.body, severity=Severity.WARNING)
    assert await pushed(hook.url, message) == Delivered()
    sent = hook.requests[0]
    assert (sent["title"], sent["message"], sent["type"]) == (ALERT.title, ALERT.body, "warning")


async def test_a_mail_is_plain_text_with_one_subject(mailbox: Mailbox) -> None:
    message = Message(title="A <b>title</b>\r\nBcc: x@evil.example", body="Body <script>1</script>")
    assert await pushed(mailbox.url(), message) == Delivered()
    mail = mailbox.mails[0]
    assert mail.get_all("Subject") == ["A <b>title</b> Bcc: x@evil.example"]
    assert mail["Bcc"] is None
    assert mail["To"] == "desk@news.example"
    parts = [part for part in mail.walk() if not part.is_multipart()]
    assert [part.get_content_type() for part in parts] == ["text/plain"]
    assert parts[0].get_content().strip() == "Body <script>1</script>"


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        pytest.param(204, Delivered(), id="taken without a word"),
        pytest.param(400, Refused("HTTP 400", permanent=True), id="never to be taken"),
        pytest.param(401, Refused("HTTP 401"), id="a login that the operator can mend"),
        pytest.param(404, Refused("HTTP 404"), id="an address that the operator can mend"),
        pytest.param(413, Refused("HTTP 413", permanent=True), id="too large"),
        pytest.param(429, Refused("HTTP 429"), id="too often"),
        pytest.param(500, Refused("HTTP 500"), id="broken"),
        pytest.param(503, Refused("HTTP 503"), id="busy"),
        pytest.param(307, Refused("HTTP 307"), id="elsewhere"),
        pytest.param(None, Unclear("connection lost before the answer"), id="hangs up"),
    ],
)
async def test_each_answer_of_a_hook_has_a_result_after_one_request(
    answer: int | None, result: PushResult, hook: Hook
) -> None:
    hook.answer = answer
    assert await pushed(hook.url + "&retry=3&wait=0&redirect=yes&overflow=split") == result
    assert len(hook.requests) == 1


@pytest.mark.parametrize(
    ("to", "reply", "result"),
    [
        pytest.param("desk@x.example", "451 4.7.1 later", Refused("SMTP 451 4.7.1 later"), id="451"),
        pytest.param("desk@x.example", "554 5.7.1 spam",
                     Refused("SMTP 554 5.7.1 spam", permanent=True), id="554"),
        pytest.param("nobody@x.example", "250 OK",
                     Refused("SMTP 550 5.1.1 no such mailbox", permanent=True), id="no mailbox"),
        pytest.param("desk@x.example", "", Unclear("connection lost before the answer"),
                     id="hangs up after it had everything"),
    ],
)  # fmt: skip
async def test_each_answer_of_a_mail_server_has_a_result(
    to: str, reply: str, result: PushResult, mailbox: Mailbox
) -> None:
    mailbox.reply = reply
    assert await pushed(mailbox.url(to)) == result


async def test_a_mail_server_without_encryption_gets_no_password(mailbox: Mailbox) -> None:
    url = mailbox.url().replace("//", "//ann:swordfish@").replace("insecure", "starttls")
    assert await pushed(url) == Refused("no trusted encryption")
    assert mailbox.mails == []


async def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        assert await pushed(f"json://127.0.0.1:{port}/") == Refused("connection refused")
        assert await pushed(f"mailto://127.0.0.1:{port}?from=a@x.example&to=b@x.example") == (
            Refused("connection refused")
        )


async def test_a_service_that_does_not_answer_in_time_is_unclear(
    hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "SEND_SECONDS", 0.2)
    hook.answer = threading.Event()
    assert await pushed(hook.url) == Unclear("no answer within 0.2 s")
    hook.answer.set()


async def test_an_address_that_does_not_load_is_refused_for_good() -> None:
    result = await pushed("slack://swordfish")
    assert isinstance(result, Refused)
    assert result.permanent
    assert "swordfish" not in result.detail


async def test_a_defect_of_a_plugin_is_a_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> PushResult:
        raise KeyError(SECRETS[0])

    monkeypatch.setattr(push, "_send", broken)
    assert await pushed("json://127.0.0.1/") == Unclear("Apprise failed: KeyError")


async def test_no_secret_reaches_a_log_or_a_result(hook: Hook, journal: io.StringIO) -> None:
    results = []
    for answer in (200, 404, None):
        hook.answer = answer
        results.append(await pushed(hook.url))
    results.append(await pushed("slack://swordfish/token123"))
    shown = journal.getvalue() + repr(results)
    assert not [secret for secret in SECRETS if secret in shown]


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        pytest.param("json://127.0.0.1:9/x", None, id="a hook"),
        pytest.param("mailtos://u:swordfish@mail.example?from=a@x.example&to=b@x.example", None,
                     id="a mailbox"),
        pytest.param("ntfy://topic", None, id="a topic"),
        pytest.param("", "is no address", id="nothing"),
        pytest.param("swordfish", "is no address", id="a word"),
        pytest.param("jsno://swordfish", "cannot be loaded as a jsno:// address", id="a typo"),
        pytest.param("slack://swordfish", "cannot be loaded as a slack:// address", id="half of it"),
        pytest.param("mailto://u:swordfish@x.example?to=a@x.example,b@x.example",
                     "names 2 recipients: make one channel for each", id="two recipients"),
    ],
)  # fmt: skip
def test_addresses_are_checked_without_telling_their_secrets(
    url: str, problem: str | None, journal: io.StringIO
) -> None:
    found = check_url(url)
    assert found == problem or (problem is not None and found and found.startswith(problem))
    assert "swordfish" not in f"{found}{journal.getvalue()}"


def service(title: int, body: int, *, in_body: bool = False) -> Any:
    return SimpleNamespace(title_maxlen=title, body_maxlen=body, overflow_amalgamate_title=in_body)


@pytest.mark.parametrize(
    ("limits", "title_chars", "body_chars"),
    [
        pytest.param(service(250, 32_768), 225, 5_000, id="room enough for the body"),
        pytest.param(service(60, 1_000), 54, 900, id="nine tenths of a small service"),
        pytest.param(service(0, 1_000), 450, 493, id="the title goes into the body"),
        pytest.param(service(100, 1_000, in_body=True), 90, 817, id="the title counts as body"),
        pytest.param(service(0, 10), 4, 3, id="hardly any room"),
    ],
)
def test_messages_are_cut_to_what_a_service_takes(
    limits: Any, title_chars: int, body_chars: int
) -> None:
    message = Message(title="T" * 1_000, body="B" * 5_000)
    title, body = fit(message, limits)
    assert (len(title), len(body)) == (title_chars, body_chars)
    assert title.endswith("…")


def test_words_and_characters_are_not_cut_in_two() -> None:
    _, body = fit(Message(title="", body="wörd 😀😀 " * 100), service(250, 50))
    assert body.endswith("…")
    assert set(body.removesuffix("…").split()) == {"wörd", "😀😀"}


def test_nobody_is_woken_by_a_headline() -> None:
    message = Message(
        title="@everyone <!channel>", body="@here <@U1> <#C1> a@all.example 3 < 4 @ann"
    )
    assert fit(message, service(250, 1_000)) == (
        "＠everyone ‹!channel>",
        "＠here ‹@U1> ‹#C1> a＠all.example 3 < 4 @ann",
    )


def test_apprise_is_loaded_at_the_first_use() -> None:
    code = "import sys, monitor.edges.push; print('apprise' in sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True)  # noqa: S603
    assert loaded.strip() == "False"
