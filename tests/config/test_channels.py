from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from monitor.config.channels import address_of, unusable_channels
from monitor.config.schema.channels import Channel
from monitor.model.deliveries import Address, MailboxAddress, ServiceAddress, Tls, WebhookAddress


def mail(**keys: object) -> Channel:
    email = {"to": "desk@example.org", "host": "smtp.example.org", **keys}
    return Channel.model_validate({"email": email})


@pytest.mark.parametrize(
    ("url", "address"),
    [
        pytest.param("ntfy://topic", ServiceAddress(url="ntfy://topic"), id="a service of Apprise"),
        pytest.param("mailtos://a:b@mx.example?to=c@d.example",
                     ServiceAddress(url="mailtos://a:b@mx.example?to=c@d.example"),
                     id="mail by an Apprise URL is sent by Apprise"),
        pytest.param("json://127.0.0.1:9000/hook", WebhookAddress(url="http://127.0.0.1:9000/hook"),
                     id="a receiver of JSON is a webhook"),
        pytest.param("json://127.0.0.1:9000/hook?method=PUT",
                     ServiceAddress(url="json://127.0.0.1:9000/hook?method=PUT"),
                     id="one with a wish of its own is a service"),
    ],
)  # fmt: skip
def test_a_url_names_a_service_or_a_webhook(url: str, address: Address) -> None:
    assert address_of(Channel(url=SecretStr(url))) == address


@pytest.mark.parametrize(
    ("keys", "port", "sender", "tls"),
    [
        pytest.param({}, 587, "desk@example.org", Tls.STARTTLS,
                     id="without a user; it comes from whom it goes to"),
        pytest.param({"user": "me@example.org", "password": "x"}, 587, "me@example.org",
                     Tls.STARTTLS, id="a user that is an address is the sender"),
        pytest.param({"user": "me", "password": "x", "from": "bot@example.org", "tls": "tls"}, 465,
                     "bot@example.org", Tls.TLS, id="TLS from the start, another sender"),
        pytest.param({"port": 2525, "tls": "none"}, 2525, "desk@example.org", Tls.NONE,
                     id="a relay on this machine"),
        pytest.param({"tls": "none"}, 25, "desk@example.org", Tls.NONE, id="no TLS"),
    ],
)  # fmt: skip
def test_the_short_form_for_mail(keys: dict[str, object], port: int, sender: str, tls: Tls) -> None:
    address = address_of(mail(**keys))
    assert isinstance(address, MailboxAddress)
    assert (address.to, address.host) == ("desk@example.org", "smtp.example.org")
    assert (address.port, address.sender, address.tls) == (port, sender, tls)
    assert (address.user, address.password) == (keys.get("user"), keys.get("password", ""))


def test_the_form_for_a_webhook() -> None:
    url, headers = "https://hook.example/x?token=swordfish", {"X-Key": "swordfish"}
    hook = {"url": url, "headers": headers, "secret": "swordfish"}
    address = address_of(Channel.model_validate({"webhook": hook}))
    assert address == WebhookAddress(url=url, headers=headers, secret="swordfish")
    assert "swordfish" not in repr(address)


def test_addresses_that_do_not_load_have_a_line(tmp_path: Path) -> None:
    (tmp_path / "alerts.yml").write_text(
        'channels:\n  good: {url: "ntfy://a"}\n  bad: {url: "no://a"}\n'
    )
    channels = {name: Channel(url=SecretStr(f"{name}://a")) for name in ("good", "bad")}
    problems = unusable_channels(
        tmp_path,
        channels,
        lambda address: "no such service" if address == ServiceAddress(url="bad://a") else None,
    )
    assert list(map(str, problems)) == [f"{tmp_path}/alerts.yml:3: channels.bad: no such service"]
