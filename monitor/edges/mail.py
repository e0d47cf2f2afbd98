"""Mail: one message to one mailbox through the operator's SMTP server, and what its replies mean.

The steps are taken one by one, so that it is known what a lost connection means: before the text
went out nothing was sent, after it the mail may have arrived.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from contextlib import suppress
from functools import cached_property

import aiosmtplib

from monitor.edges.guard import ThreadResolver
from monitor.edges.mime import compose, envelope_address
from monitor.edges.replies import LOGIN_SMTP_CODES, NO_LOGIN, smtp_refusal, unsent_detail
from monitor.model.deliveries import (
    Delivered,
    MailboxAddress,
    Notification,
    PushResult,
    Refused,
    Tls,
    Unclear,
)
from monitor.ports import Now

MAIL_SECONDS = 30.0
"""Total time of one mail; the outbox leases a delivery for twice as long. RFC 5321, section 4.5.3.2,
grants minutes to each step: a server that slow leaves the mail unclear, and it is tried again."""

CONNECT_SECONDS = 8.0
"""Longest wait for a TCP connection: Linux repeats a lost SYN after 1, 3 and 7 seconds."""

QUIT_SECONDS = 2.0
"""How long a server may take to say goodbye: the mail is its own by then."""

ABOUT_THE_MAIL = (
    aiosmtplib.SMTPSenderRefused,
    aiosmtplib.SMTPRecipientRefused,
    aiosmtplib.SMTPDataError,
)
"""Replies to an envelope or a text; the others are about us or the server."""

NO_STARTTLS = "server offers no STARTTLS"


class Mailer:
    """Sends notifications as mail.

    Args:
        now: The clock: mails hold a date.
        trusted: Whose certificates are believed; None: those of the machine.
    """

    def __init__(self, now: Now, trusted: ssl.SSLContext | None = None) -> None:
        self._now = now
        self._trusted = trusted
        self._resolver = ThreadResolver()

    async def push(self, address: MailboxAddress, message: Notification) -> PushResult:
        """One message to one mailbox, once.

        Unclear, not refused, where the text went out and no answer came.
        """
        try:
            mail = compose(address, message, self._now()).as_bytes()
            sender, recipient = map(envelope_address, (address.sender, address.to))
        except ValueError:
            return Refused("an address cannot be used: run `news-monitor check`", permanent=True)
        server = self._client(address)
        is_sent = False
        try:
            async with asyncio.timeout(MAIL_SECONDS):
                await self._log_in(server, address)
                await server.mail(sender)
                await server.rcpt(recipient)
                is_sent = True
                await server.data(mail)
        except (aiosmtplib.SMTPException, OSError) as error:  # a time-out among them
            return _result(error, is_sent=is_sent)
        finally:
            await _leave(server)
        return Delivered()

    def _client(self, address: MailboxAddress) -> aiosmtplib.SMTP:
        return aiosmtplib.SMTP(
            hostname=address.host,  # for the certificate
            timeout=MAIL_SECONDS,
            tls_context=self._tls,
            use_tls=address.tls is Tls.TLS,
            start_tls=address.tls is Tls.STARTTLS,  # asked for, it is never done without
        )

    async def _log_in(self, server: aiosmtplib.SMTP, address: MailboxAddress) -> None:
        """Until the server awaits an envelope, protected and logged in as the address asks."""
        connection = await self._connect(address.host, address.port)
        await server.connect(sock=connection, local_hostname=_own_name(connection))
        if address.user is None:
            return
        await server.ehlo()
        if not server.supported_auth_methods:
            raise _NoLoginError(NO_LOGIN)
        await server.login(address.user, address.password)

    async def _connect(self, host: str, port: int) -> socket.socket:
        """A connection to the first address of a host that takes one.

        Our own look-up: asyncio's would hold up everything else while DNS is dead.

        Raises:
            OSError: there is none.
        """
        failed: OSError | None = None
        for found in await self._resolver.resolve(host, port):
            try:
                return await _opened(found["family"], (found["host"], found["port"]))
            except OSError as error:  # a time-out among them
                failed = error
        raise failed or socket.gaierror(socket.EAI_NONAME, "no address")

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return self._trusted or ssl.create_default_context()


def mailbox_problem(address: MailboxAddress) -> str | None:
    """What is wrong with an address, without its secrets; None: it can be used."""
    for name, value in (("to", address.to), ("from", address.sender)):
        try:
            envelope_address(value)
        except ValueError:
            return f"{name}: {value} cannot be written in a mail: use an address of plain letters"
    return None


class _NoLoginError(aiosmtplib.SMTPException):
    """The server knows no login, or none that we know."""


async def _opened(family: int, address: tuple[str, int]) -> socket.socket:
    connection = socket.socket(family, socket.SOCK_STREAM)
    connection.settimeout(0)  # asyncio does the waiting
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            await asyncio.get_running_loop().sock_connect(connection, address)
    except BaseException:  # a cancelled one must not leave it open
        connection.close()
        raise
    return connection


async def _leave(server: aiosmtplib.SMTP) -> None:
    with suppress(aiosmtplib.SMTPException, OSError):
        await server.quit(timeout=QUIT_SECONDS)
    server.close()


def _own_name(connection: socket.socket) -> str:
    """What we call ourselves: a full name, or our address in brackets; no look-up, it may hang.

    Source: RFC 5321, section 4.1.3.
    """
    name = socket.gethostname()
    if "." in name and name.isascii():
        return name
    address = connection.getsockname()[0]
    return f"[IPv6:{address}]" if connection.family is socket.AF_INET6 else f"[{address}]"


def _result(error: Exception, *, is_sent: bool) -> PushResult:
    """What a failure means, told by how far the mail had come."""
    if isinstance(error, ABOUT_THE_MAIL):
        return smtp_refusal(error.code, error.message)
    if is_sent:
        return Unclear("connection lost before the answer")
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return _turned_away(error)
    if isinstance(error, _NoLoginError):
        return Refused(NO_LOGIN, credentials=True)
    cause = error.__cause__ if isinstance(error, aiosmtplib.SMTPConnectError) else error
    return Refused(unsent_detail(cause, NO_STARTTLS))  # the one thing that aiosmtplib says in words


def _turned_away(error: aiosmtplib.SMTPResponseException) -> Refused:
    """A reply to the greeting or the login is about us, not about this mail: it can wait."""
    refused = smtp_refusal(error.code, error.message)
    is_login = isinstance(error, aiosmtplib.SMTPAuthenticationError)
    return Refused(
        refused.detail,
        credentials=error.code in LOGIN_SMTP_CODES or (is_login and refused.permanent),
    )
