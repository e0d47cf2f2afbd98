"""A channel becomes the address that Apprise loads; Apprise itself is the oracle."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import apprise
import pytest
from apprise.plugins.email import NotifyEmail
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from monitor.config.channels import channel_url, unusable_channels
from monitor.config.schema.channels import Channel, EmailAddress


def mail(**keys: object) -> Channel:
    values = {"to": "desk@example.org", "host": "smtp.example.org", **keys}
    return Channel(email=EmailAddress.model_validate(values))


def test_a_url_is_the_address() -> None:
    assert channel_url(Channel(url=SecretStr("json://127.0.0.1:9000/hook"))) == (
        "json://127.0.0.1:9000/hook"
    )


@pytest.mark.parametrize(
    ("keys", "loaded"),
    [
        pytest.param(
            {},
            ("smtp.example.org", 587, "starttls", None, None, "desk@example.org"),
            id="without a user; it comes from whom it goes to",
        ),
        pytest.param(
            {"user": "me@example.org", "password": "p@ss/w:rd?#%+ é"},
            ("smtp.example.org", 587, "starttls", "me@example.org", "p@ss/w:rd?#%+ é", "me@example.org"),
            id="any characters in user and password",
        ),
        pytest.param(
            {"user": "me", "password": "x", "from": "monitor+news@example.org", "tls": "tls"},
            ("smtp.example.org", 465, "ssl", "me", "x", "monitor+news@example.org"),
            id="TLS from the start, another sender",
        ),
        pytest.param(
            {"host": "127.0.0.1", "port": 2525, "tls": "none"},
            ("127.0.0.1", 2525, "insecure", None, None, "desk@example.org"),
            id="a relay on this machine",
        ),
        pytest.param(
            {"tls": "none"},
            ("smtp.example.org", 25, "insecure", None, None, "desk@example.org"),
            id="no TLS",
        ),
        pytest.param(
            {"host": "smtp.gmail.com", "user": "me@gmail.com", "password": "x"},
            ("smtp.gmail.com", 587, "starttls", "me@gmail.com", "x", "me@gmail.com"),
            id="a provider that Apprise has a template for",
        ),
    ],
)  # fmt: skip
def test_the_short_form_for_mail(keys: dict[str, object], loaded: tuple[object, ...]) -> None:
    plugin = apprise.Apprise.instantiate(channel_url(mail(**keys)))
    assert isinstance(plugin, NotifyEmail)
    assert plugin.targets == [(False, "desk@example.org")]
    found = (plugin.smtp_host, plugin.port, plugin.secure_mode, plugin.user, plugin.password)
    assert (*found, plugin.from_addr[1]) == loaded


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30)


@given(user=WORDS.filter(str.strip), password=WORDS)
def test_nothing_leaves_its_place_in_the_url(user: str, password: str) -> None:
    parts = urlsplit(channel_url(mail(user=user, password=password)))
    assert parts.hostname == "smtp.example.org"
    assert parts.username is not None
    assert unquote(parts.username) == user
    assert unquote(parts.password or "") == password
    assert parse_qs(parts.query)["to"] == ["desk@example.org"]


def test_addresses_that_do_not_load_have_a_line(tmp_path: Path) -> None:
    (tmp_path / "alerts.yml").write_text(
        'channels:\n  good: {url: "json://a"}\n  bad: {url: "no://a"}\n'
    )
    channels = {name: Channel(url=SecretStr(f"{name}://a")) for name in ("good", "bad")}
    problems = unusable_channels(
        tmp_path, channels, lambda url: "no such service" if url.startswith("bad") else None
    )
    assert list(map(str, problems)) == [f"{tmp_path}/alerts.yml:3: channels.bad: no such service"]
