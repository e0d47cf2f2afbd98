from __future__ import annotations

from email.utils import format_datetime

import pytest

from monitor.edges.replies import explain_failure, http_refusal, wait_seconds
from monitor.model.deliveries import PushResult, Refused, Unclear
from tests.builders import NOON, at

MAIL = ("DEBUG", "Connecting to remote SMTP server...")
SENDING = ("DEBUG", "Email From: a@x.example")
REFUSED = "HTTPConnectionPool(host='h'): Max retries (Caused by ... [Errno 111] Connection refused)"


@pytest.mark.parametrize(
    ("log", "result"),
    [
        pytest.param([("WARNING", "Failed: Page not found., error=404.")], Refused("HTTP 404"),
                     id="a code that the operator can mend"),
        pytest.param([("WARNING", "Failed: error=400.")], Refused("HTTP 400", permanent=True),
                     id="a code that stays"),
        pytest.param([("WARNING", "Failed: Forbidden, error=403.")],
                     Refused("HTTP 403", credentials=True), id="a token that is no longer good"),
        pytest.param([("WARNING", "Failed: error=429.")], Refused("HTTP 429"), id="too often"),
        pytest.param([("WARNING", "Failed: error=429."),
                      ("DEBUG", "Response Details:\r\nb'{\"code\": 0, \"retry_after\": 64.57}'")],
                     Refused("HTTP 429", retry_after_seconds=64.0), id="too often: wait so long"),
        pytest.param([("DEBUG", 'Payload: {"content": "\\"retry_after\\": 9"}'),
                      ("WARNING", "Failed: error=429.")], Refused("HTTP 429"),
                     id="the message itself does not say how long"),
        pytest.param([MAIL, SENDING, ("DEBUG", "Socket Exception: (451, b'4.7.1 later')")],
                     Refused("SMTP 451 4.7.1 later"), id="a mail server that asks to wait"),
        pytest.param([MAIL, SENDING, ("DEBUG", "Socket Exception: {'b@x': (550, b'5.1.1 no')}")],
                     Refused("SMTP 550 5.1.1 no", permanent=True), id="a mailbox that is none"),
        pytest.param([MAIL, ("DEBUG", "Socket Exception: (535, b'5.7.8 bad login')")],
                     Refused("SMTP 535 5.7.8 bad login", credentials=True), id="a login that the operator can mend"),
        pytest.param([("DEBUG", 'Socket Exception: (554, b"it\'s\\nspam")')],
                     Refused("SMTP 554 it's spam", permanent=True), id="a reply of two lines"),
        pytest.param([("DEBUG", f"Socket Exception: {REFUSED}")], Refused("connection refused"),
                     id="nobody listens"),
        pytest.param([("DEBUG", "Socket Exception: Failed to resolve 'x' ([Errno -2] Name or")],
                     Refused("host name not found"), id="no such name"),
        pytest.param([("DEBUG", "Socket Exception: timed out. (connect timeout=4.0)")],
                     Refused("host does not answer"), id="no connection in time"),
        pytest.param([("DEBUG", "Socket Exception: [Errno 101] Network is unreachable")],
                     Refused("network unreachable"), id="no network"),
        pytest.param([("DEBUG", "Socket Exception: SSLError(CERTIFICATE_VERIFY_FAILED)")],
                     Refused("no trusted encryption"), id="a certificate that nobody trusts"),
        pytest.param([MAIL, ("DEBUG", "Socket Exception: SMTP AUTH extension not supported by server")],
                     Refused("server knows no login", credentials=True), id="no login to be had"),
        pytest.param([MAIL, ("DEBUG", "Socket Exception: STARTTLS extension not supported")],
                     Refused("no trusted encryption"), id="no encryption at all"),
        pytest.param([("DEBUG", "Socket Exception: Read timed out. (read timeout=15.0)")],
                     Unclear("connection lost before the answer"), id="no answer in time"),
        pytest.param([("DEBUG", "Socket Exception: ('Connection aborted.', RemoteDisconnected")],
                     Unclear("connection lost before the answer"), id="hung up"),
        pytest.param([MAIL, ("DEBUG", "Socket Exception: timed out")],
                     Refused("mail server does not answer"), id="no greeting of a mail server"),
        pytest.param([MAIL, SENDING, ("DEBUG", "Socket Exception: timed out")],
                     Unclear("connection lost before the answer"), id="no answer to the mail"),
        pytest.param([("DEBUG", "JSON Payload: {'message': 'connection refused, error=400.'}"),
                      ("WARNING", "Failed to send.")], Refused("the service did not take it"),
                     id="the message itself says nothing about its fate"),
        pytest.param([], Refused("the service did not take it"), id="nothing was logged"),
    ],
)  # fmt: skip
def test_logs_tell_what_happened(log: list[tuple[str, str]], result: PushResult) -> None:
    assert explain_failure(log) == result


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        pytest.param("120", 120.0, id="seconds"),
        pytest.param(format_datetime(at(1), usegmt=True), 3600.0, id="a date to come"),
        pytest.param(format_datetime(at(-1), usegmt=True), 0.0, id="a date that is past"),
        pytest.param("Wed, 14 May 2031 13:00:00 -0000", 3600.0, id="a date without a zone is UTC"),
        pytest.param("soon", None, id="words"),
        pytest.param("-5", None, id="less than nothing"),
        pytest.param("", None, id="no header"),
        pytest.param("Thu, 01 Jan 2026 00:00:00 +99999999999999999999", None, id="no such zone"),
        pytest.param("Thu, 01 Jan 99999999999999999 00:00:00 GMT", None, id="no such year"),
    ],
)
def test_services_say_when_to_come_back(header: str, seconds: float | None) -> None:
    assert wait_seconds(header, NOON) == seconds


def test_nobody_is_sent_away_for_days() -> None:
    assert http_refusal(429, 9e9) == Refused("HTTP 429", retry_after_seconds=6 * 3600)
    assert http_refusal(429, 30.0) == Refused("HTTP 429", retry_after_seconds=30)
