"""The courier: each notification on the way that its address asks for."""

from __future__ import annotations

from typing import assert_never

from monitor.edges.push import ApprisePusher, check_url
from monitor.model.alerts import (
    Address,
    MailboxAddress,
    Notification,
    PushResult,
    Refused,
    ServiceAddress,
    WebhookAddress,
)


class Courier:
    """Sends notifications; implements the port `Pusher`."""

    def __init__(self) -> None:
        self._services = ApprisePusher()

    async def push(self, address: Address, notification: Notification) -> PushResult:
        """One message to one address, once."""
        match address:
            case ServiceAddress(url=url):
                return await self._services.push(url, notification)
            case MailboxAddress() | WebhookAddress():
                return Refused("not built yet", permanent=True)
            case _:
                assert_never(address)

    def close(self) -> None:
        """Nothing to release but what the ways hold."""
        self._services.close()


def address_problem(address: Address) -> str | None:
    """What is wrong with a channel's address, without its secrets; None: it can be used."""
    return check_url(address.url) if isinstance(address, ServiceAddress) else None
