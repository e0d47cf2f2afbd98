"""`alerts test` against a real mail server, and `once` and `main` in their own words."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from typer.testing import CliRunner, Result

from monitor.cli.app import app, main
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


def test_no_secret_of_an_address_is_shown(folder: Path, run: Run) -> None:
    (folder / "feeds.yml").write_text(
        "feeds:\n  - {url: 'http://ann:fish@127.0.0.1:1/feed?key=herring'}\n", encoding="utf-8"
    )
    for words in (["once"], ["once", "--json"], ["status"], ["status", "--json"]):
        shown = run("--config", folder, *words).stdout
        assert "http://127.0.0.1:1/feed" in shown
        assert not [secret for secret in ("fish", "herring") if secret in shown]


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


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("alerts", "show", "9" * 30), id="an id beyond all that there are"),
        pytest.param(("alerts", "wrong", "9" * 30), id="the same for the operator's word"),
        pytest.param(("alerts", "list", "--limit", "9" * 30), id="a count beyond all"),
    ],
)
def test_numbers_that_no_database_holds_are_wrong_use(
    told: Path, run: Run, words: tuple[str, ...]
) -> None:
    result = run("--config", told, *words)
    assert result.exit_code == 2
    assert "is not in the range" in result.stderr or "less than or equal" in result.stderr


def test_a_terminal_that_knows_few_characters_gets_the_others_as_question_marks(
    told: Path,
) -> None:
    done = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-m", "monitor", "--config", str(told), "events"],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert b"Ruritania?Graustark summit" in done.stdout


def test_no_colour_is_given_to_who_asks_for_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "feeds.yml").write_text(
        "feeds:\n  - {url: 'http://127.0.0.1:1/feed', name: Wire}\n", encoding="utf-8"
    )
    monkeypatch.setenv("NO_COLOR", "1")
    shown = CliRunner().invoke(app, ["--config", str(folder), "once"], color=True).stdout
    assert "\x1b" not in shown
    monkeypatch.delenv("NO_COLOR")
    coloured = CliRunner().invoke(app, ["--config", str(folder), "once"], color=True).stdout
    assert "\x1b[31mWire" in coloured


def test_a_broken_database_has_an_exit_code_of_its_own(
    told: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (told.parent / "state" / "monitor.db").write_bytes(b"no database" * 1000)
    monkeypatch.setattr(sys, "argv", ["news-monitor", "--config", str(told), "status"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 78
    assert "monitor.db" in capsys.readouterr().err
