"""What a service did with a message, from the code that it answered.

Codes fall into three classes: the message will never be taken, the channel needs its operator, or
it may pass by itself. Apprise tells "failed" and no more; the code or exception stands in its debug
lines, beside tokens and addresses. So the lines are searched for known patterns and never shown.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from monitor.language.cleaning import clean_line, shorten
from monitor.model.deliveries import PushResult, Refused, Unclear

HTTP_CODE = re.compile(r"\berror=(\d{3})\b")
SMTP_REPLY = re.compile(r"\((\d{3}), b(['\"])(.*?)\2\)")
EXCEPTION = "Socket Exception:"
MAIL_CONNECTING = "Connecting to remote SMTP"
MAIL_SENDING = "Email From:"
"""How lines begin. Source: Apprise 2.2, its plugins; tests run them against real servers."""

RESPONSE = "Response Details:"
RETRY_AFTER = re.compile(r'"retry_after": ?([0-9]{1,6})')
"""How Discord and Telegram say in their answer how many seconds to stay away."""

HTTP_REDIRECTS = range(300, 400)
FINAL_HTTP_CODES = frozenset({400, 405, 413, 415, 422})
"""The service understood and will never take this message; redirects are not followed. Others pass,
or pass once the operator has mended the address (404, 410): the message waits. Source: RFC 9110,
sections 15.4 and 15.5."""

LOGIN_HTTP_CODES = frozenset({401, 403, 407})
"""The service does not let this channel in. Source: RFC 9110, section 15.5."""

FINAL_SMTP_CODES = range(500, 600)
LOGIN_SMTP_CODES = frozenset({530, 534, 535, 538})
"""Mended by the operator. Source: RFC 5321, section 4.2.1; RFC 4954, section 6."""

MAX_WAIT_SECONDS = 6 * 3600.0
"""How long a service may send us away: as long as the longest pause of a channel."""

MAX_REPLY_CHARS = 120
NO_LOGIN = "server knows no login"

UNSENT = (
    ("connection refused", "connection refused"),
    ("failed to resolve|name or service|getaddrinfo|name resolution", "host name not found"),
    ("connect timeout", "host does not answer"),
    ("unreachable|no route to host", "network unreachable"),
    ("certificate|SSL|TLS", "no trusted encryption"),
    ("AUTH extension not supported", NO_LOGIN),
)
"""What happened before anything of the message went out."""

CAUSES: tuple[tuple[type[Exception], str], ...] = (
    (socket.gaierror, "host name not found"),
    (ssl.SSLError, "no trusted encryption"),
    (ConnectionRefusedError, "connection refused"),
    (TimeoutError, "host does not answer"),
    (OSError, "cannot connect"),
)
"""The same, from what was raised; the first that fits."""

LOST = re.compile(
    r"timed out|aborted|disconnected|reset by peer|unexpectedly closed|broken pipe|incomplete",
    re.IGNORECASE,
)
"""What happens when the message may have arrived and the answer did not."""


def http_refusal(code: int, retry_after_seconds: float | None = None) -> Refused:
    """What an HTTP status other than 2xx means for a message and its channel.

    Args:
        code: The status.
        retry_after_seconds: What the service asked for, obeyed within reason; None: nothing.
    """
    asked = retry_after_seconds
    return Refused(
        f"HTTP {code}",
        permanent=code in FINAL_HTTP_CODES or code in HTTP_REDIRECTS,
        credentials=code in LOGIN_HTTP_CODES,
        retry_after_seconds=None if asked is None else min(asked, MAX_WAIT_SECONDS),
    )


def smtp_refusal(code: int, words: str) -> Refused:
    """What an SMTP reply to a mail means for it and its channel; `words` are shown, cleaned."""
    is_login = code in LOGIN_SMTP_CODES
    return Refused(
        f"SMTP {code} {shorten(clean_line(words), MAX_REPLY_CHARS)}".rstrip(),
        permanent=code in FINAL_SMTP_CODES and not is_login,
        credentials=is_login,
    )


def unsent_detail(cause: BaseException | None, otherwise: str) -> str:
    """Why nothing went out, in a few words, from what was raised."""
    return next((words for kind, words in CAUSES if isinstance(cause, kind)), otherwise)


def wait_seconds(retry_after: str, now: datetime) -> float | None:
    """Seconds from a Retry-After header: a number of them or a date; None for anything else.

    Source: RFC 9110, section 10.2.3.
    """
    value = retry_after.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


def explain_failure(log: Iterable[tuple[str, str]]) -> PushResult:
    """What became of a message that Apprise could not deliver, free of secrets.

    Args:
        log: Level and text of each line. Only warnings, exceptions and answers are searched: the
            others hold the message itself, which may say anything.
    """
    lines = list(log)
    told = "\n".join(text for level, text in lines if level != "DEBUG" or EXCEPTION in text[:20])
    if code := HTTP_CODE.search(told):
        return http_refusal(int(code[1]), _asked_seconds(lines))
    if reply := SMTP_REPLY.search(told):
        return smtp_refusal(int(reply[1]), reply[3].replace("\\n", " "))
    for pattern, detail in UNSENT:
        if re.search(pattern, told, re.IGNORECASE):
            return Refused(detail, credentials=detail == NO_LOGIN)
    if LOST.search(told):
        return _lost([text for _, text in lines])
    return Refused("the service did not take it")


def _asked_seconds(lines: Sequence[tuple[str, str]]) -> float | None:
    answers = "\n".join(text for _, text in lines if text.startswith(RESPONSE))
    asked = RETRY_AFTER.search(answers)
    return float(asked[1]) if asked else None


def _lost(lines: Sequence[str]) -> PushResult:
    """Mail servers are asked in steps: before the envelope, nothing of the message is out."""
    is_mail = any(line.startswith(MAIL_CONNECTING) for line in lines)
    if is_mail and not any(line.startswith(MAIL_SENDING) for line in lines):
        return Refused("mail server does not answer")
    return Unclear("connection lost before the answer")
