"""A channel → the address that Apprise loads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlencode

from monitor.config.documents import read_document
from monitor.config.folder import ALERTS
from monitor.config.problems import Problem
from monitor.config.schema.alerts import Channel, EmailAddress, Tls

PORTS = {Tls.STARTTLS: 587, Tls.TLS: 465, Tls.NONE: 25}
"""Source: RFC 6409 (587), RFC 8314 (465), RFC 5321 (25)."""
MODES = {Tls.STARTTLS: "starttls", Tls.TLS: "ssl", Tls.NONE: "insecure"}
"""What Apprise's e-mail plugin calls them."""


def channel_url(channel: Channel) -> str:
    """The address of a channel, its secrets in the clear: for the notification services only."""
    if channel.email is not None:
        return _mail_url(channel.email)
    return channel.url.get_secret_value() if channel.url is not None else ""


def _mail_url(email: EmailAddress) -> str:
    """The short form in Apprise's notation; `smtp` keeps it from guessing servers by domain."""
    scheme = "mailto" if email.tls is Tls.NONE else "mailtos"
    options = {
        "smtp": email.host,
        "from": email.sender or _address(email.user) or email.to,
        "to": email.to,
        "mode": MODES[email.tls],
    }
    place = f"{_credentials(email)}{email.host}:{email.port or PORTS[email.tls]}"
    return f"{scheme}://{place}/?{urlencode(options, quote_via=quote, safe='')}"


def _address(user: str | None) -> str | None:
    return user if user and "@" in user else None


def _credentials(email: EmailAddress) -> str:
    if email.user is None:
        return ""
    password = email.password.get_secret_value() if email.password else ""
    return f"{quote(email.user, safe='')}:{quote(password, safe='')}@"


def unusable_channels(
    root: Path, channels: Mapping[str, Channel], problem_of: Callable[[str], str | None]
) -> Iterator[Problem]:
    """A problem for each channel whose address does not load.

    Args:
        root: The folder of the configuration, as the user gave it.
        channels: The channels of its configuration by id.
        problem_of: What is wrong with an address, without its secrets; None: it loads.
    """
    alerts = read_document(root / ALERTS)
    for name, channel in channels.items():
        if text := problem_of(channel_url(channel)):
            yield alerts.problem(("channels", name), text)
