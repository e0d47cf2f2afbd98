"""A channel → the address that its messages go to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from monitor.config.documents import read_document
from monitor.config.folder import ALERTS
from monitor.config.json_url import webhook_of
from monitor.config.problems import Problem
from monitor.config.schema.channels import Channel, EmailAddress, Webhook
from monitor.model.deliveries import Address, MailboxAddress, ServiceAddress, Tls, WebhookAddress

PORTS = {Tls.STARTTLS: 587, Tls.TLS: 465, Tls.NONE: 25}
"""Source: RFC 6409 (587), RFC 8314 (465), RFC 5321 (25)."""


def address_of(channel: Channel) -> Address:
    """Where a channel's messages go, its secrets in the clear: for the pusher only."""
    if channel.email is not None:
        return _mailbox(channel.email)
    if channel.webhook is not None:
        return _webhook(channel.webhook)
    url = channel.url.get_secret_value() if channel.url else ""
    return webhook_of(url) or ServiceAddress(url=url)


def _mailbox(email: EmailAddress) -> MailboxAddress:
    user_as_sender = email.user if email.user and "@" in email.user else None
    return MailboxAddress(
        to=email.to,
        sender=email.sender or user_as_sender or email.to,
        host=email.host,
        port=email.port or PORTS[email.tls],
        tls=email.tls,
        user=email.user,
        password=email.password.get_secret_value() if email.password else "",
    )


def _webhook(webhook: Webhook) -> WebhookAddress:
    return WebhookAddress(
        url=webhook.url,
        headers={name: value.get_secret_value() for name, value in webhook.headers.items()},
        secret=webhook.secret.get_secret_value() if webhook.secret else "",
    )


def unusable_channels(
    root: Path, channels: Mapping[str, Channel], problem_of: Callable[[Address], str | None]
) -> Iterator[Problem]:
    """A problem for each channel whose address does not load.

    Args:
        root: The folder of the configuration, as the user gave it.
        channels: The channels of its configuration by id.
        problem_of: What is wrong with an address, without its secrets; None: it loads.
    """
    alerts = read_document(root / ALERTS)
    for name, channel in channels.items():
        if text := problem_of(address_of(channel)):
            yield alerts.problem(("channels", name), text)
