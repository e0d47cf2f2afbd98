"""Secrets that stand in a document in the clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config.documents import Document
from monitor.config.leaks import leaks


def told(value: object) -> list[str]:
    document = Document(path=Path("config/alerts.yml"), value=value, lines={})
    return [f"{problem.key}: {problem.text.partition(' stands')[0]}" for problem in leaks(document)]


@pytest.mark.parametrize(
    ("value", "warning"),
    [
        pytest.param({"url": "json://me:geheim@hook.example/"}, "url: a password", id="in a URL"),
        pytest.param({"url": "json://${USER}:geheim@hook.example/"}, "url: a password", id="beside a user who is none"),
        pytest.param({"auth": {"password": "geheim"}}, "auth.password: a password", id="by its key"),
        pytest.param({"webhook": {"secret": "geheim"}}, "webhook.secret: a secret", id="of a webhook"),
        pytest.param({"url": "https://wire.example/?a=b&api_key=geheim"}, "url: a key", id="in a query"),
        pytest.param({"url": "https://wire.example/?Access-Token=geheim"}, "url: a key", id="in a query, in capitals"),
        pytest.param({"url": "slack://AAA/BBB/CCC"}, "url: a key", id="in the address of a chat"),
        pytest.param({"headers": {"X-Auth": "geheim"}}, "headers.X-Auth: a secret header", id="in a header"),
        pytest.param(["json://me:geheim@hook.example/"], "[0]: a password", id="wherever it is"),
    ],
)  # fmt: skip
def test_warned_of(value: object, warning: str) -> None:
    assert told(value) == [warning]


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({"url": "json://me:${PASSWORD}@hook.example/"}, id="a name in a URL"),
        pytest.param({"url": "slack://${TOKENS}"}, id="a name in the address of a chat"),
        pytest.param({"url": "https://wire.example/?token=${TOKEN}"}, id="a name in a query"),
        pytest.param({"url": "https://wire.example:8080/a:b@c"}, id="a port and a path"),
        pytest.param(
            {"url": "https://wire.example/?monkey=1&keyword=2"}, id="other words in a query"
        ),
        pytest.param({"password": "${PASSWORD}"}, id="a name for a password"),
        pytest.param({"password_env": "PASSWORD"}, id="a name by its key"),
        pytest.param({"headers": {"Accept": "text/html"}}, id="a header that everybody may see"),
        pytest.param({"name": "slack://AAA/BBB/CCC"}, id="a name that looks like an address"),
        pytest.param({"port": 25, "to": None}, id="what is no text"),
        pytest.param("$", id="a document that is one word"),
    ],
)
def test_nothing_to_warn_of(value: object) -> None:
    assert told(value) == []


def test_the_warning_does_not_repeat_the_secret() -> None:
    document = Document(path=Path("a.yml"), value={"password": "geheim"}, lines={})
    assert "geheim" not in " ".join(map(str, leaks(document)))
