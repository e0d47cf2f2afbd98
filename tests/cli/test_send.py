"""`alerts test` against a real mail server, and `once` and `main` in their own words."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from typer.testing import Result

from monitor.cli.app import main
from monitor.errors import PushError

Run = Callable[..., Result]


class Mailbox:
    """Takes every mail."""

    def __init__(self) -> None:
        self.mails: list[str] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802
        self.mails.append(envelope.content.decode())
        return "250 taken"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, port
    controller.stop()


def test_a_test_message_reaches_a_mail_server(
    folder: Path, run: Run, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    (folder / "alerts.yml").write_text(
        "channels:\n  mail:\n    email: {to: desk@courier.example, host: 127.0.0.1,"
        f" port: {port}, tls: none}}\nroutes:\n  - {{to: [mail]}}\n",
        encoding="utf-8",
    )
    result = run("--config", folder, "alerts", "test", "mail")
    assert result.stdout == "Channel mail took the test message.\n"
    assert "Subject: TEST: news-monitor" in box.mails[0]
    assert "To: desk@courier.example" in box.mails[0]


def test_a_channel_that_refuses_is_an_error_with_its_reason(folder: Path, run: Run) -> None:
    result = run("--config", folder, "alerts", "test", "desk")
    assert isinstance(result.exception, PushError)
    assert str(result.exception) == "channel desk: connection refused"


def test_the_result_of_a_test_as_json(folder: Path, run: Run) -> None:
    found = json.loads(run("--config", folder, "alerts", "test", "desk", "--json").stdout)
    assert found["delivered"] is False


def test_once_names_the_feeds_that_fail(folder: Path, run: Run) -> None:
    (folder / "feeds.yml").write_text(
        "feeds:\n  - {url: 'http://127.0.0.1:1/feed', name: Private Wire}\n", encoding="utf-8"
    )
    result = run("--config", folder, "once")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 feeds polled, 1 failed, 0 new items.\n  Private Wire: ")
    assert result.stdout.endswith("Deliveries: none due.\n")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("status",), 2, id="no database yet: another command comes first"),
        pytest.param(("--config", "/nonexistent", "status"), 2, id="no configuration"),
        pytest.param(("alerts", "test", "desk"), 1, id="it ran, and a channel refused"),
    ],
)
def test_exit_codes(
    folder: Path,
    words: tuple[str, ...],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["news-monitor", "--config", str(folder), *words])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == code
    assert capsys.readouterr().err.startswith("news-monitor: ")


def test_a_broken_database_has_an_exit_code_of_its_own(
    told: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (told.parent / "state" / "monitor.db").write_bytes(b"no database" * 1000)
    monkeypatch.setattr(sys, "argv", ["news-monitor", "--config", str(told), "status"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 78
    assert "monitor.db" in capsys.readouterr().err
