"""Where secrets are looked up, and the headers that carry them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from monitor.config.problems import Severity
from monitor.config.schema.feeds import BasicAuth, Feed
from monitor.config.secrets import MAX_SECRET_BYTES, feed_headers, open_sources


def write_private(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)


def test_the_environment_goes_first_then_the_file_then_systemd(tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    for name in ("A", "B", "C"):
        (credentials / name).write_text(f"{name} from systemd\n")
    write_private(tmp_path / "secrets.env", "A=a from the file\nB=b from the file\n")
    environ = {"A": "a from the environment", "CREDENTIALS_DIRECTORY": str(credentials)}
    sources, problems = open_sources(tmp_path, environ)
    assert [sources.find(name) for name in ("A", "B", "C", "D")] == [
        "a from the environment",
        "b from the file",
        "C from systemd",
        None,
    ]
    assert problems == ()


@pytest.mark.parametrize(
    ("line", "value"),
    [
        pytest.param("NAME=value", "value", id="a plain line"),
        pytest.param("export NAME=value", "value", id="as a shell has it"),
        pytest.param("  NAME = value  ", "value", id="blanks around it"),
        pytest.param("NAME='a value '", "a value ", id="single quotes keep blanks"),
        pytest.param('NAME="it\'s"', "it's", id="double quotes"),
        pytest.param("NAME=a=b#c", "a=b#c", id="what follows belongs to the value"),
        pytest.param('NAME="', '"', id="one quote is a value"),
        pytest.param("NAME=ж", "ж", id="another script"),
        pytest.param("#NAME=value", None, id="a comment"),
        pytest.param("NAME=", None, id="an empty value is none"),
        pytest.param("", None, id="an empty line"),
    ],
)
def test_lines_of_the_file(tmp_path: Path, line: str, value: str | None) -> None:
    write_private(tmp_path / "secrets.env", f"{line}\n")
    sources, problems = open_sources(tmp_path, {})
    assert sources.find("NAME") == value
    assert problems == ()


def test_a_line_that_is_none_is_told_without_its_text(tmp_path: Path) -> None:
    write_private(tmp_path / "secrets.env", "A=1\ngeheim\n")
    _, problems = open_sources(tmp_path, {})
    assert list(map(str, problems)) == [f"{tmp_path}/secrets.env:2: must be NAME=value"]


@pytest.mark.parametrize(
    ("mode", "warned"),
    [
        pytest.param(0o600, False, id="its owner alone can read it"),
        pytest.param(0o400, False, id="its owner can only read it"),
        pytest.param(0o640, True, id="its group can read it"),
        pytest.param(0o604, True, id="everybody can read it"),
    ],
)
def test_a_file_that_others_can_read(tmp_path: Path, mode: int, warned: bool) -> None:
    path = tmp_path / "secrets.env"
    path.touch()
    path.chmod(mode)
    _, problems = open_sources(tmp_path, {})
    text = f"{path}: others on this machine can read it: chmod 600 {path}"
    assert list(map(str, problems)) == [text] * warned
    assert all(problem.severity is Severity.WARNING for problem in problems)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"\xff", "secrets.env:1: is no UTF-8 text: save it as UTF-8", id="no text"),
        pytest.param(
            b"x" * (MAX_SECRET_BYTES + 1),
            "secrets.env: is larger than 64 KiB: split it or remove entries",
            id="too large",
        ),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "secrets.env").write_bytes(data)
    _, problems = open_sources(tmp_path, {})
    assert list(map(str, problems)) == [f"{tmp_path}/{message}"]


@pytest.mark.parametrize(
    "name", [pytest.param("../passwd", id="a way out"), pytest.param("", id="none"), pytest.param("a b", id="two")]
)  # fmt: skip
def test_a_name_cannot_leave_the_folder_of_credentials(tmp_path: Path, name: str) -> None:
    (tmp_path / "credentials").mkdir()
    (tmp_path / "passwd").write_text("x")
    sources, _ = open_sources(
        tmp_path, {"CREDENTIALS_DIRECTORY": str(tmp_path / "credentials"), "": "x", "a b": "x"}
    )
    assert sources.find(name) is None


def test_headers_of_a_feed() -> None:
    feed = Feed(
        url="https://wire.example/a",
        headers={"X-Api-Key": SecretStr("key")},
        auth=BasicAuth(user="Aladdin", password=SecretStr("open sesame")),
    )
    assert feed_headers(feed) == (
        ("X-Api-Key", "key"),
        ("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),  # the example of RFC 7617
    )
    assert feed_headers(Feed(url="https://wire.example/a")) == ()


def test_a_user_without_a_password() -> None:
    feed = Feed(url="https://wire.example/a", auth=BasicAuth(user="ж"))
    assert feed_headers(feed) == (("Authorization", "Basic 0LY6"),)
