"""Names of secrets in a document become the secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config.documents import Document
from monitor.config.placeholders import SecretFiller
from monitor.config.problems import Severity
from monitor.config.secrets import SecretSources

ENVIRON = {"KEY": "geheim", "EMPTY": ""}


def filler(value: object, root: Path) -> SecretFiller:
    document = Document(path=Path("config/alerts.yml"), value=value, lines={})
    sources = SecretSources(environ=ENVIRON, lines={}, credentials=root / "credentials")
    return SecretFiller(document, root, sources, ("password",))


@pytest.mark.parametrize(
    ("value", "filled", "secrets"),
    [
        pytest.param({"url": "a/${KEY}/b"}, {"url": "a/geheim/b"}, ["geheim"], id="within text"),
        pytest.param(["${KEY}${KEY}"], ["geheimgeheim"], ["geheim", "geheim"], id="twice"),
        pytest.param("$${KEY} $5 {a}", "${KEY} $5 {a}", [], id="two dollars stand for one"),
        pytest.param({"${KEY}": 1}, {"${KEY}": 1}, [], id="keys are left alone"),
        pytest.param({"password_env": "KEY"}, {"password": "geheim"}, ["geheim"], id="by the name of a variable"),
        pytest.param({"password_file": "pw"}, {"password": "from a file"}, ["from a file"], id="by the name of a file"),
        pytest.param({"password_env": 5}, {"password_env": 5}, [], id="what is no name is left to the schema"),
        pytest.param({"url_env": "KEY"}, {"url_env": "KEY"}, [], id="keys that are not asked for are left alone"),
        pytest.param({"password_env": "CREDENTIAL"}, {"password": "from systemd"}, ["from systemd"], id="from systemd"),
        pytest.param([1, None, True], [1, None, True], [], id="what is no text stays"),
    ],
)  # fmt: skip
def test_filled(tmp_path: Path, value: object, filled: object, secrets: list[str]) -> None:
    (tmp_path / "pw").write_text("from a file\n")
    (tmp_path / "pw").chmod(0o600)
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / "CREDENTIAL").write_text("from systemd")
    under_test = filler(value, tmp_path)
    assert under_test.fill() == filled
    assert under_test.secrets == secrets
    assert under_test.problems == []


NOT_SET = (
    "is not set: export it, write it into secrets.env beside this file, or hand it over as a "
    "systemd credential"
)


@pytest.mark.parametrize(
    ("value", "key", "message"),
    [
        pytest.param({"a": "${NONE}"}, "a", f"NONE {NOT_SET}", id="a name that nobody knows"),
        pytest.param({"a": "${EMPTY}"}, "a", f"EMPTY {NOT_SET}", id="a name without a value"),
        pytest.param({"a": ["${}"]}, "a[0]", "needs a name and a brace after ${; write $${ for a plain ${", id="no name"),
        pytest.param({"a": "${KEY"}, "a", "needs a name and a brace after ${; write $${ for a plain ${", id="no brace"),
        pytest.param({"password_env": "a b"}, "password_env", f"a b {NOT_SET}", id="what no name can be"),
        pytest.param({"password_env": "FOLDER"}, "password_env", "{root}/credentials/FOLDER: is a folder: a file must stand here", id="a credential that cannot be read"),
        pytest.param({"password_file": "none"}, "password_file", "{root}/none: cannot be read: No such file or directory", id="a file that is not there"),
        pytest.param({"password_file": "empty"}, "password_file", "{root}/empty is empty", id="an empty file"),
        pytest.param({"password": "a", "password_env": "KEY"}, "password_env", "give one only: password or password_env", id="two ways at once"),
    ],
)  # fmt: skip
def test_mistakes(tmp_path: Path, value: object, key: str, message: str) -> None:
    (tmp_path / "empty").touch(mode=0o600)
    (tmp_path / "credentials" / "FOLDER").mkdir(parents=True)
    under_test = filler(value, tmp_path)
    under_test.fill()
    assert [(problem.key, problem.text) for problem in under_test.problems] == [
        (key, message.replace("{root}", str(tmp_path)))
    ]


def test_a_file_that_others_can_read_is_filled_in_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "pw").write_text("x")
    (tmp_path / "pw").chmod(0o644)
    under_test = filler({"password_file": "pw"}, tmp_path)
    assert under_test.fill() == {"password": "x"}
    assert [problem.severity for problem in under_test.problems] == [Severity.WARNING]
