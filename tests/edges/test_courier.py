from __future__ import annotations

import pytest

from monitor.edges.courier import Courier, address_problem, readable
from monitor.model.deliveries import (
    Address,
    Delivered,
    MailboxAddress,
    Notification,
    ServiceAddress,
    Tls,
    WebhookAddress,
)
from tests.builders import NOON
from tests.receivers import hook, mail_server

ALERT = Notification(
    title="CONFIRMED: Port Selm talks",
    body="They will meet.",
    brief="",
    html="",
    document={},
    key="1",
)


def mailbox(port: int) -> MailboxAddress:
    return MailboxAddress(
        to="desk@news.example", sender="bot@news.example", host="127.0.0.1", port=port, tls=Tls.NONE
    )


async def test_each_kind_of_address_has_its_way() -> None:
    courier = Courier("news-monitor/1.0", lambda: NOON)
    async with mail_server() as mails, hook() as hooks:
        addresses: list[Address] = [
            mailbox(mails.port),
            WebhookAddress(url=hooks.url("/own")),
            ServiceAddress(url=f"form://127.0.0.1:{hooks.port}/apprise"),
        ]
        results = [await courier.push(address, ALERT) for address in addresses]
    courier.close()
    assert results == [Delivered()] * 3
    assert [mail["Date"].datetime for mail in mails.mails] == [NOON]
    assert [request.line.split()[1] for request in hooks.requests] == ["/own", "/apprise"]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        pytest.param(mailbox(25), None, id="a mailbox"),
        pytest.param(WebhookAddress(url="https://hook.example/"), None, id="a webhook"),
        pytest.param(ServiceAddress(url="ntfy://topic"), None, id="a service"),
        pytest.param(WebhookAddress(url="hook.example"), "is no address such as https://host/path",
                     id="no webhook"),
        pytest.param(ServiceAddress(url="ntfy"), "is no address such as json://host/path or mailto://…",
                     id="no service"),
    ],
)  # fmt: skip
def test_each_kind_of_address_is_checked(address: Address, problem: str | None) -> None:
    assert address_problem(address) == problem


def test_what_each_kind_of_address_would_get_can_be_read() -> None:
    url = "https://ann:swordfish@hook.example/"
    mail, hook_, service, none = (
        readable(address, ALERT, NOON)
        for address in (
            mailbox(25),
            WebhookAddress(url=url, headers={"X": "swordfish"}, secret="swordfish"),
            ServiceAddress(url="ntfy://swordfish"),
            ServiceAddress(url="slack://swordfish"),
        )
    )
    assert f"Subject: {ALERT.title}\n" in mail
    assert f'  "title": "{ALERT.title}",\n' in hook_
    assert service == f"{ALERT.title}\n\n{ALERT.body}"
    assert none == ""
    assert "swordfish" not in mail + hook_ + service
