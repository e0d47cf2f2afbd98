"""What a service did with a message, from the lines that Apprise logged about it.

Apprise tells "failed" and no more; the code or exception stands in its debug lines, beside tokens
and addresses. So the lines are searched for known patterns and never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from monitor.language.cleaning import clean_line, shorten
from monitor.model.alerts import PushResult, Refused, Unclear

HTTP_CODE = re.compile(r"\berror=(\d{3})\b")
SMTP_REPLY = re.compile(r"\((\d{3}), b(['\"])(.*?)\2\)")
EXCEPTION = "Socket Exception:"
MAIL_CONNECTING = "Connecting to remote SMTP"
MAIL_SENDING = "Email From:"
"""How lines begin. Source: Apprise 2.2, its plugins; tests run them against real servers."""

FINAL_HTTP_CODES = frozenset({400, 405, 413, 415, 422})
"""The service understood and will never take this message. Others pass, or pass once the operator
has mended the address (401, 403, 404, 410): the message waits. Source: RFC 9110, section 15.5."""

FINAL_SMTP_CODES = range(500, 600)
LOGIN_SMTP_CODES = frozenset({530, 534, 535, 538})
"""Mended by the operator as well. Source: RFC 5321, section 4.2.1; RFC 4954, section 6."""

MAX_REPLY_CHARS = 120

UNSENT = (
    ("connection refused", "connection refused"),
    ("failed to resolve|name or service|getaddrinfo|name resolution", "host name not found"),
    ("connect timeout", "host does not answer"),
    ("unreachable|no route to host", "network unreachable"),
    ("certificate|SSL|TLS", "no trusted encryption"),
    ("AUTH extension not supported", "server knows no login"),
)
"""What happened before anything of the message went out."""

LOST = re.compile(
    r"timed out|aborted|disconnected|reset by peer|unexpectedly closed|broken pipe|incomplete",
    re.IGNORECASE,
)
"""What happens when the message may have arrived and the answer did not."""


def explain_failure(log: Iterable[tuple[str, str]]) -> PushResult:
    """What became of a message that Apprise could not deliver, free of secrets.

    Args:
        log: Level and text of each line. Only warnings and exceptions are searched: the others
            hold the message itself, which may say anything.
    """
    lines = list(log)
    told = "\n".join(text for level, text in lines if level != "DEBUG" or EXCEPTION in text[:20])
    if code := HTTP_CODE.search(told):
        return Refused(f"HTTP {code[1]}", permanent=int(code[1]) in FINAL_HTTP_CODES)
    if reply := SMTP_REPLY.search(told):
        return _mail_refused(int(reply[1]), reply[3])
    for pattern, detail in UNSENT:
        if re.search(pattern, told, re.IGNORECASE):
            return Refused(detail)
    if LOST.search(told):
        return _lost([text for _, text in lines])
    return Refused("the service did not take it")


def _mail_refused(code: int, words: str) -> Refused:
    is_final = code in FINAL_SMTP_CODES and code not in LOGIN_SMTP_CODES
    reply = shorten(clean_line(words.replace("\\n", " ")), MAX_REPLY_CHARS)
    return Refused(f"SMTP {code} {reply}".rstrip(), permanent=is_final)


def _lost(lines: Sequence[str]) -> PushResult:
    """Mail servers are asked in steps: before the envelope, nothing of the message is out."""
    is_mail = any(line.startswith(MAIL_CONNECTING) for line in lines)
    if is_mail and not any(line.startswith(MAIL_SENDING) for line in lines):
        return Refused("mail server does not answer")
    return Unclear("connection lost before the answer")
