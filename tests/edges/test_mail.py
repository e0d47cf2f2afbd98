"""Mail goes to real servers on loopback; what they reply decides what becomes of it."""

from __future__ import annotations

import io
import logging
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

import pytest

from monitor.edges import mail
from monitor.edges.mail import Mailer, mailbox_problem
from monitor.model.deliveries import (
    Delivered,
    MailboxAddress,
    Notification,
    PushResult,
    Refused,
    Tls,
    Unclear,
)
from tests.builders import NOON
from tests.receivers import MailServer, certificate, full_port, mail_server, port_that_says

ALERT = Notification(
    title="POSTPONED: Port Selm talks",
    body="“Not this week,” said Ilse Brandtner.\n\nhttps://courier.example/7",
    brief="“Not this week.”",
    html="<!doctype html><title>x</title><p>“Not this week,” said Ilse Brandtner.</p>",
    document={},
    key="selm-talks/1/7/desk",
    thread="selm-talks/1",
)


def mailbox(port: int, **changes: Any) -> MailboxAddress:
    plain = MailboxAddress(
        to="desk@news.example", sender="bot@news.example", host="127.0.0.1", port=port, tls=Tls.NONE
    )
    return replace(plain, **changes)


async def pushed(
    address: MailboxAddress, trusted: ssl.SSLContext | None = None, message: Notification = ALERT
) -> PushResult:
    return await Mailer(lambda: NOON, trusted).push(address, message)


@pytest.fixture
async def server() -> AsyncIterator[MailServer]:
    async with mail_server() as running:
        yield running


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    made = certificate(tmp_path_factory.mktemp("certificate"))
    if made is None:
        pytest.skip("openssl is not installed")
    return made


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


async def test_a_mail_arrives_and_the_server_is_left_politely(server: MailServer) -> None:
    assert await pushed(mailbox(server.port)) == Delivered()
    assert server.mails[0]["Subject"] == ALERT.title
    assert server.commands == ["MAIL", "RCPT", "DATA", "QUIT"]


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    ("reply", "result"),
    [
        pytest.param("421 4.3.2 going down", Refused("SMTP 421 4.3.2 going down"),
                     id="a server that goes down is asked again"),
        pytest.param("450 4.2.0 greylisted", Refused("SMTP 450 4.2.0 greylisted"),
                     id="a grey list is asked again"),
        pytest.param("451 4.7.1 try later", Refused("SMTP 451 4.7.1 try later"),
                     id="a server that is busy is asked again"),
        pytest.param("452 4.2.2 mailbox full", Refused("SMTP 452 4.2.2 mailbox full"),
                     id="a full disk may be cleared"),
        pytest.param("550 5.1.1 no such user", Refused("SMTP 550 5.1.1 no such user", permanent=True),
                     id="an unknown mailbox will never take it"),
        pytest.param("552 5.3.4 too big", Refused("SMTP 552 5.3.4 too big", permanent=True),
                     id="a mail that is too large stays so"),
        pytest.param("554 5.7.1 spam", Refused("SMTP 554 5.7.1 spam", permanent=True),
                     id="what is taken for spam stays so"),
        pytest.param("530 5.7.0 log in first",
                     Refused("SMTP 530 5.7.0 log in first", credentials=True),
                     id="a login that is asked for is the operator's business"),
    ],
)  # fmt: skip
async def test_each_reply_has_its_result(
    command: str, reply: str, result: PushResult, server: MailServer
) -> None:
    server.replies[command] = reply
    assert await pushed(mailbox(server.port)) == result


@pytest.mark.parametrize(
    ("command", "result"),
    [
        pytest.param("MAIL", Refused("cannot connect"), id="before the text: it did not arrive"),
        pytest.param("RCPT", Refused("cannot connect"), id="at the envelope: it did not arrive"),
        pytest.param("DATA", Unclear("connection lost before the answer"),
                     id="after the text: it may have arrived"),
        pytest.param("QUIT", Delivered(), id="after it was taken: that changes nothing"),
    ],
)  # fmt: skip
async def test_a_server_hangs_up(command: str, result: PushResult, server: MailServer) -> None:
    server.replies[command] = ""
    assert await pushed(mailbox(server.port)) == result


@pytest.mark.parametrize(
    ("command", "result"),
    [
        pytest.param("RCPT", Refused("host does not answer"), id="at the envelope: not arrived"),
        pytest.param("DATA", Unclear("connection lost before the answer"),
                     id="after the text: it may have arrived"),
        pytest.param("QUIT", Delivered(), id="after it was taken: it is not waited for"),
    ],
)  # fmt: skip
async def test_a_tar_pit_holds_nobody(
    command: str, result: PushResult, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "MAIL_SECONDS", 1.0)  # enough on a busy machine
    monkeypatch.setattr(mail, "QUIT_SECONDS", 0.1)
    server.replies[command] = None
    assert await pushed(mailbox(server.port)) == result


@pytest.mark.parametrize(
    ("greeting", "stays", "result"),
    [
        pytest.param(b"554 no service here\r\n", False, Refused("SMTP 554 no service here"),
                     id="a server that wants nobody may change its mind about us: the mail waits"),
        pytest.param(b"421 too many connections\r\n", False, Refused("SMTP 421 too many connections"),
                     id="a server that is full"),
        pytest.param(b"554-no\r\n554 way\xff\x1b[31m\r\n", False, Refused("SMTP 554 no way[31m"),
                     id="a server that tries to paint our screen"),
        pytest.param(b"", False, Refused("cannot connect"), id="a server that hangs up"),
        pytest.param(b"", True, Refused("host does not answer"), id="a server that says nothing"),
        pytest.param(b"SSH-2.0-OpenSSH\r\n", True,
                     Refused("SMTP -1 Malformed SMTP response line: SSH-2.0-OpenSSH"),
                     id="another kind of server"),
    ],
)  # fmt: skip
async def test_what_comes_before_the_envelope_is_not_about_the_mail(
    greeting: bytes, stays: bool, result: PushResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "MAIL_SECONDS", 1.0)  # enough on a busy machine
    async with port_that_says(greeting, stays=stays) as port:
        assert await pushed(mailbox(port)) == result


async def test_nobody_listens() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert await pushed(mailbox(unused.getsockname()[1])) == Refused("connection refused")


async def test_a_port_that_takes_no_connection_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "CONNECT_SECONDS", 0.2)
    async with full_port() as port:
        assert await pushed(mailbox(port)) == Refused("host does not answer")
        monkeypatch.setattr(mail, "MAIL_SECONDS", 0.1)
        assert await pushed(mailbox(port)) == Refused("host does not answer")


async def test_a_host_that_is_not_known() -> None:
    address = mailbox(25, host="mail.invalid")
    assert await pushed(address) == Refused("host name not found")


@pytest.mark.parametrize(
    ("password", "reply", "result"),
    [
        pytest.param("swordfish", None, Delivered(), id="the right password"),
        pytest.param("wrong", None,
                     Refused("SMTP 535 5.7.8 Authentication credentials invalid", credentials=True),
                     id="a wrong password is the operator's business"),
        pytest.param("swordfish", "534 5.7.9 use an app password",
                     Refused("SMTP 534 5.7.9 use an app password", credentials=True),
                     id="a password of the wrong kind as well"),
        pytest.param("swordfish", "538 5.7.11 encryption required",
                     Refused("SMTP 538 5.7.11 encryption required", credentials=True),
                     id="a login that must be encrypted as well"),
        pytest.param("swordfish", "504 5.5.4 unknown mechanism",
                     Refused("SMTP 504 5.5.4 unknown mechanism", credentials=True),
                     id="a kind of login that is not known as well"),
        pytest.param("swordfish", "454 4.7.0 try later", Refused("SMTP 454 4.7.0 try later"),
                     id="a directory that is down is asked again"),
    ],
)  # fmt: skip
async def test_the_login_decides_for_the_channel(
    password: str, reply: str | None, result: PushResult
) -> None:
    async with mail_server(auth_required=True) as server:
        if reply:
            server.replies["AUTH"] = reply
        assert await pushed(mailbox(server.port, user="ann", password=password)) == result


async def test_a_server_without_a_login_gets_no_password(server: MailServer) -> None:
    result = await pushed(mailbox(server.port, user="ann", password="swordfish"))
    assert result == Refused("server knows no login", credentials=True)
    assert server.mails == []


async def test_without_a_login_a_server_may_ask_for_one() -> None:
    async with mail_server(auth_required=True) as server:
        result = await pushed(mailbox(server.port))
    assert result == Refused("SMTP 530 5.7.0 Authentication required", credentials=True)


async def test_starttls_is_used(sides: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    async with mail_server(
        tls_context=sides[0], require_starttls=True, auth_required=True
    ) as server:
        address = mailbox(server.port, tls=Tls.STARTTLS, user="ann", password="swordfish")
        assert await pushed(address, sides[1]) == Delivered()


async def test_tls_from_the_start(sides: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    async with mail_server(ssl=sides[0]) as server:
        assert await pushed(mailbox(server.port, tls=Tls.TLS), sides[1]) == Delivered()


async def test_where_starttls_is_stripped_nothing_goes_out_in_the_clear() -> None:
    async with mail_server(auth_required=True) as server:
        address = mailbox(server.port, tls=Tls.STARTTLS, user="ann", password="swordfish")
        assert await pushed(address) == Refused("server offers no STARTTLS")
    assert server.commands == []


@pytest.mark.parametrize("tls", [Tls.TLS, Tls.STARTTLS])
async def test_a_certificate_that_nobody_trusts_is_not_believed(
    tls: Tls, sides: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    options = {"ssl": sides[0]} if tls is Tls.TLS else {"tls_context": sides[0]}
    async with mail_server(**options) as server:
        assert await pushed(mailbox(server.port, tls=tls)) == Refused("no trusted encryption")
    assert server.mails == []


async def test_no_secret_reaches_a_log_or_a_result(journal: io.StringIO) -> None:
    results = []
    async with mail_server(auth_required=True) as server:
        for password in ("swordfish", "sword-of-fish"):
            address = mailbox(server.port, user="ann", password=password)
            results.append((address, await pushed(address)))
    assert "sword" not in journal.getvalue() + repr(results)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        pytest.param(mailbox(25), None, id="plain addresses"),
        pytest.param(mailbox(25, to="desk@пример.example"), None, id="a domain in Cyrillic"),
        pytest.param(mailbox(25, to="отдел@news.example"), "to: ", id="a name in Cyrillic"),
        pytest.param(mailbox(25, sender="a..b@news.example"), "from: ", id="two dots"),
        pytest.param(mailbox(25, to='"@news.example'), "to: ", id="a lone quotation mark"),
        pytest.param(mailbox(25, to="a@" + "b" * 64 + ".example"), "to: ", id="a label too long"),
    ],
)
async def test_addresses_are_checked(address: MailboxAddress, problem: str | None) -> None:
    found = mailbox_problem(address)
    assert found == problem or (problem is not None and found and found.startswith(problem))
    if problem is not None:
        result = await pushed(address)
        assert isinstance(result, Refused)
        assert result.permanent


async def test_a_domain_is_sent_as_dns_knows_it(server: MailServer) -> None:
    assert await pushed(mailbox(server.port, to="desk@пример.example")) == Delivered()
    assert server.mails[0]["To"] == "desk@xn--e1afmkfd.example"


@pytest.mark.parametrize(
    ("host", "called"),
    [
        pytest.param("desk.news.example", "desk.news.example", id="a full name"),
        pytest.param("desk", "[127.0.0.1]", id="half a name means nothing to others"),
    ],
)
async def test_we_say_who_we_are(
    host: str, called: str, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: host)
    assert await pushed(mailbox(server.port)) == Delivered()
    assert server.callers == [called]


async def test_ipv6(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "desk")
    try:
        async with mail_server(host="::1") as server:
            assert await pushed(mailbox(server.port, host="::1")) == Delivered()
    except OSError:
        pytest.skip("this machine has no IPv6")
    assert server.callers == ["[IPv6:::1]"]
