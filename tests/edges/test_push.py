"""Apprise sends what the outbox asks for, once, as text, and says what became of it."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from html import unescape
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

import pytest
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

from monitor.edges import push
from monitor.edges.cutting import size
from monitor.edges.push import ApprisePusher, check_url, fit
from monitor.model.alerts import Severity
from monitor.model.deliveries import Delivered, Notification, PushResult, Refused, Unclear
from tests.receivers import Hook, MailServer, hook, mail_server

ALERT = Notification(
    title="POSTPONED: Port Selm talks",
    body="Ilse Brandtner: “not now”.\n\nLine 2.",
    brief="",
    html="",
    document={},
    key="selm-talks/1/7/desk",
)
SECRETS = ("swordfish", "token123", "hidden-key")


@pytest.fixture
async def receiver() -> AsyncIterator[Hook]:
    async with hook() as running:
        yield running


def json_url(receiver: Hook) -> str:
    return f"json://ann:swordfish@127.0.0.1:{receiver.port}/token123?+X-Key=hidden-key"


@pytest.fixture
async def mailbox() -> AsyncIterator[MailServer]:
    async with mail_server() as running:
        yield running


def mail_url(mailbox: MailServer) -> str:
    return (
        f"mailto://127.0.0.1:{mailbox.port}?from=bot@news.example&to=desk@x.example&mode=insecure"
    )


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


async def pushed(url: str, message: Notification = ALERT) -> PushResult:
    pusher = ApprisePusher()
    try:
        return await pusher.push(url, message)
    finally:
        pusher.close()


async def test_a_hook_gets_title_body_and_severity(receiver: Hook) -> None:
    message = replace(ALERT, severity=Severity.WARNING)
    assert await pushed(json_url(receiver), message) == Delivered()
    sent = receiver.requests[0].json
    assert (sent["title"], sent["message"], sent["type"]) == (ALERT.title, ALERT.body, "warning")


async def test_a_mail_is_plain_text_with_one_subject(mailbox: MailServer) -> None:
    message = replace(
        ALERT, title="A <b>title</b>\r\nBcc: x@evil.example", body="Body <script>1</script>"
    )
    assert await pushed(mail_url(mailbox), message) == Delivered()
    mail = mailbox.mails[0]
    assert mail.get_all("Subject") == ["A ‹b>title‹/b> Bcc: x@evil․example"]
    assert mail["Bcc"] is None
    assert mail["To"] == "desk@x.example"
    parts = [part for part in mail.walk() if not part.is_multipart()]
    assert [part.get_content_type() for part in parts] == ["text/plain"]
    assert parts[0].get_content().strip() == "Body ‹script>1‹/script>"


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        pytest.param("204 No Content", Delivered(), id="taken without a word"),
        pytest.param("400 Bad", Refused("HTTP 400", permanent=True), id="never to be taken"),
        pytest.param("401 No", Refused("HTTP 401", credentials=True), id="a login to be mended"),
        pytest.param("404 No", Refused("HTTP 404"), id="an address that the operator can mend"),
        pytest.param("413 Large", Refused("HTTP 413", permanent=True), id="too large"),
        pytest.param("429 Often", Refused("HTTP 429"), id="too often"),
        pytest.param("500 Oops", Refused("HTTP 500"), id="broken"),
        pytest.param("503 Busy", Refused("HTTP 503"), id="busy"),
        pytest.param("307 There\r\nLocation: /again", Refused("HTTP 307", permanent=True),
                     id="elsewhere"),
        pytest.param("", Unclear("connection lost before the answer"), id="hangs up"),
    ],
)  # fmt: skip
async def test_each_answer_of_a_hook_has_a_result_after_one_request(
    answer: str, result: PushResult, receiver: Hook
) -> None:
    receiver.answer = answer
    wishes = "&retry=3&wait=0&redirect=yes&overflow=split"
    assert await pushed(json_url(receiver) + wishes) == result
    assert len(receiver.requests) == 1


@pytest.mark.parametrize(
    ("command", "reply", "result"),
    [
        pytest.param("DATA", "451 4.7.1 later", Refused("SMTP 451 4.7.1 later"), id="451"),
        pytest.param("DATA", "554 5.7.1 spam",
                     Refused("SMTP 554 5.7.1 spam", permanent=True), id="554"),
        pytest.param("RCPT", "550 5.1.1 no such mailbox",
                     Refused("SMTP 550 5.1.1 no such mailbox", permanent=True), id="no mailbox"),
        pytest.param("DATA", "", Unclear("connection lost before the answer"),
                     id="hangs up after it had everything"),
    ],
)  # fmt: skip
async def test_each_answer_of_a_mail_server_has_a_result(
    command: str, reply: str, result: PushResult, mailbox: MailServer
) -> None:
    mailbox.replies[command] = reply
    assert await pushed(mail_url(mailbox)) == result


async def test_a_mail_server_without_encryption_gets_no_password(mailbox: MailServer) -> None:
    url = mail_url(mailbox).replace("//", "//ann:swordfish@").replace("insecure", "starttls")
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
    receiver: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(push, "SEND_SECONDS", 0.2)
    receiver.answer = None
    assert await pushed(json_url(receiver)) == Unclear("no answer within 0.2 s")


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


async def test_no_secret_reaches_a_log_or_a_result(receiver: Hook, journal: io.StringIO) -> None:
    results = []
    for answer in ("200 OK", "404 Not Found", ""):
        receiver.answer = answer
        results.append(await pushed(json_url(receiver)))
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


def service(title: int, body: int, *, in_body: bool = False, name: str = "") -> Any:
    return SimpleNamespace(
        title_maxlen=title, body_maxlen=body, overflow_amalgamate_title=in_body, service_name=name
    )


@pytest.mark.parametrize(
    ("limits", "title_size", "body_size"),
    [
        pytest.param(service(250, 32_768), 225, 5_000, id="room enough for the body"),
        pytest.param(service(60, 2_000), 54, 1_800, id="nine tenths of a small service"),
        pytest.param(service(0, 2_000), 900, 988, id="the title goes into the body"),
        pytest.param(service(100, 2_000, in_body=True), 90, 1_717, id="the title counts as body"),
        pytest.param(
            service(250, 1_000), 225, 300, id="a service that takes little gets the brief"
        ),
        pytest.param(service(200, 7_800, name="ntfy"), 180, 1_228, id="what ntfy takes in truth"),
        pytest.param(service(0, 10), 4, 3, id="hardly any room"),
    ],
)
def test_messages_are_cut_to_what_a_service_takes(
    limits: Any, title_size: int, body_size: int
) -> None:
    message = replace(ALERT, title="T" * 1_000, body="B" * 5_000, brief="b" * 300)
    title, body = fit(message, limits)
    assert (size(title), size(body)) == (title_size, body_size)
    assert title.endswith("…")


def test_a_message_of_megabytes_is_one_message_with_marker_and_link() -> None:
    link = "https://courier.example/7"
    message = replace(ALERT, title="😀" * 500_000, body=f"“{'😀' * 50_000}”\n{link}\nMore.")
    title, body = fit(message, service(250, 4_096))
    assert title.endswith("😀…")
    assert body.endswith(f"😀…\n{link}")


def test_without_a_body_the_title_is_said_twice() -> None:
    assert fit(replace(ALERT, body=""), service(250, 1_500)) == (ALERT.title, ALERT.title)


NASTY = replace(
    ALERT,
    title="POSTPONED: @everyone <!channel> [x](http://evil.example) *b* `c` <b>T</b>",
    body="“@here <http://evil.example|x> ![i](http://evil.example/a.png) <img src=x> ~~s~~ "
    "||p|| <@U1> @ann _i_”\n— Ilse, in Outlet\nhttps://news.example/a_b?x=1&y=2",
)
ACTIVE = re.compile(
    r"@(?=\w)|<(?=[!@#]|img|https?:|/b>T)|\]\(|https?://evil|~~s|\|\|p|`c|_i_|\*b|\\\."
)
"""What would do something in one of the services, or, at the end, an escaped link."""


class FakeTransport:
    """The services of the internet, which take everything; keeps what they were sent."""

    def __init__(self) -> None:
        self.requests: list[PreparedRequest] = []
        self.status = 200
        self.headers: dict[str, str] = {}

    def send(self, request: PreparedRequest, **_: Any) -> Response:
        self.requests.append(request)
        answer = Response()
        answer.status_code, answer.url, answer.request = self.status, str(request.url), request
        answer.headers.update(self.headers)
        answer._content = b'{"ok": true, "status": 1, "result": "success", "retry_after": 64}'
        if "hooks.slack.com" in answer.url:
            answer._content = b"ok"
        return answer

    def words(self) -> str:
        """All texts of the last request."""
        body = self.requests[-1].body
        text = body.decode() if isinstance(body, bytes) else str(body)
        try:
            return "\n".join(_strings(json.loads(text)))
        except ValueError:
            return "\n".join(value for _, value in parse_qsl(text))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


@pytest.fixture
def transport(monkeypatch: pytest.MonkeyPatch) -> FakeTransport:
    fake = FakeTransport()
    monkeypatch.setattr(HTTPAdapter, "send", lambda _, request, **keys: fake.send(request, **keys))
    return fake


TOKEN = "a" * 30


@pytest.mark.parametrize(
    "url",
    [
        pytest.param(f"discord://4174216298/{TOKEN}", id="Discord, Markdown in whatever is sent"),
        pytest.param(f"discord://4174216298/{TOKEN}?format=markdown", id="Discord, asked for more"),
        pytest.param(f"slack://T1JJ3T3L2/A1BRTD4JD/{TOKEN[:24]}/%23general", id="Slack by a hook"),
        pytest.param(f"slack://xoxb-1234-1234-{TOKEN}/%23general", id="Slack by a bot"),
        pytest.param(f"mmost://chat.example/{TOKEN}", id="Mattermost, Markdown"),
        pytest.param(f"tgram://123456789:{TOKEN}/12315544/", id="Telegram, HTML"),
        pytest.param(f"matrixs://{TOKEN}@chat.example?mode=matrix", id="Matrix"),
        pytest.param("rocket://a1b2c3/d4e5f6@chat.example/%23room?mode=webhook", id="Rocket.Chat"),
        pytest.param(f"workflow://teams.example/{TOKEN}/sig", id="Microsoft Teams"),
        pytest.param("gchat://room/key1234/token1234", id="Google Chat"),
        pytest.param(f"zulip://bot@org/{TOKEN}aa/stream", id="Zulip, Markdown"),
        pytest.param(f"wxteams://{TOKEN * 3}", id="Webex"),
        pytest.param("ntfy://topic", id="ntfy"),
        pytest.param(f"gotify://push.example/{TOKEN}", id="Gotify"),
        pytest.param(f"pover://{TOKEN}@{TOKEN}", id="Pushover"),
        pytest.param("signal://signal.example/+15551234567/+15557654321", id="Signal"),
        pytest.param(f"pbul://o.{TOKEN}", id="Pushbullet"),
        pytest.param(f"twilio://AC{'a' * 32}:{'b' * 32}@15551230000/15551231111", id="a text message"),
        pytest.param(f"mastodon://{TOKEN}@social.example/", id="Mastodon"),
        pytest.param("nctalk://u:p@cloud.example/room", id="Nextcloud Talk"),
        pytest.param(f"hassio://home.example/{TOKEN}", id="Home Assistant"),
    ],
)  # fmt: skip
async def test_in_no_service_does_a_headline_do_anything(
    url: str, transport: FakeTransport
) -> None:
    assert await pushed(url, NASTY) == Delivered()
    assert len(transport.requests) == 1
    words = unescape(transport.words())
    assert "POSTPONED: ＠everyone" in words
    assert "https://news.example/a_b?x=1&y=2" in words
    assert not ACTIVE.findall(words)


async def test_a_service_that_asks_to_wait_is_not_waited_for(transport: FakeTransport) -> None:
    """Apprise asks Discord once more by itself: both times it is certainly not taken."""
    transport.status = 429
    transport.headers["X-RateLimit-Reset"] = "99999999999"
    url = f"discord://4174216298/{TOKEN}"
    result = await asyncio.wait_for(pushed(url), timeout=5)
    assert result == Refused("HTTP 429", retry_after_seconds=64.0)


def test_apprise_is_loaded_at_the_first_use() -> None:
    code = "import sys, monitor.edges.push; print('apprise' in sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True)  # noqa: S603
    assert loaded.strip() == "False"
