"""The courier: each notification on the way that its address asks for."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from monitor.edges import mime, push
from monitor.edges.push import ApprisePusher, check_url
from monitor.edges.system import utc_now
from monitor.edges.webhook import WebhookPoster, payload, webhook_problem
from monitor.model.deliveries import (
    Address,
    MailboxAddress,
    Notification,
    PushResult,
    ServiceAddress,
    WebhookAddress,
)
from monitor.ports import Now

if TYPE_CHECKING:
    from monitor.edges.mail import Mailer


class Courier:
    """Sends notifications; implements the port `Pusher`.

    Args:
        user_agent: What webhooks are told that we are.
        now: The clock.
    """

    def __init__(self, user_agent: str, now: Now = utc_now) -> None:
        self._now = now
        self._services = ApprisePusher()
        self._webhooks = WebhookPoster(user_agent, now)

    @cached_property
    def _mails(self) -> Mailer:
        from monitor.edges.mail import Mailer  # most passes send no mail

        return Mailer(self._now)

    async def push(self, address: Address, notification: Notification) -> PushResult:
        """One message to one address, once."""
        match address:
            case ServiceAddress(url=url):
                return await self._services.push(url, notification)
            case MailboxAddress():
                return await self._mails.push(address, notification)
            case WebhookAddress():
                return await self._webhooks.push(address, notification)
            case _:
                assert_never(address)

    def close(self) -> None:
        """Nothing to release but what the ways hold."""
        self._services.close()


def readable(address: Address, notification: Notification, now: datetime) -> str:
    """What an address would get, as a person can read it, without its secrets.

    Raises:
        ValueError: a mail address cannot be used.
    """
    match address:
        case ServiceAddress(url=url):
            return push.readable(url, notification)
        case MailboxAddress():
            return mime.readable(mime.compose(address, notification, now))
        case WebhookAddress():
            return json.dumps(json.loads(payload(notification)), indent=2, ensure_ascii=False)
        case _:
            assert_never(address)


def address_problem(address: Address) -> str | None:
    """What is wrong with a channel's address, without its secrets; None: it can be used."""
    match address:
        case ServiceAddress(url=url):
            return check_url(url)
        case MailboxAddress():
            from monitor.edges.mail import mailbox_problem

            return mailbox_problem(address)
        case WebhookAddress():
            return webhook_problem(address)
        case _:
            assert_never(address)
