"""Where messages go, and who takes them there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from monitor.config.channels import address_of
from monitor.config.schema.channels import Channel
from monitor.config.schema.config import Config
from monitor.edges import courier, system
from monitor.edges.courier import Courier, address_problem
from monitor.model.deliveries import Address, Notification
from monitor.wiring.web import user_agent


def channel_address(channel: Channel) -> Address:
    """The address that a channel's messages go to; it may hold secrets."""
    return address_of(channel)


def channel_problem(address: Address) -> str | None:
    """What is wrong with a channel's address, without its secrets; None: it can be used."""
    return address_problem(address)


def rendered(address: Address, notification: Notification) -> str:
    """What a channel would get now, as a person can read it, without its secrets.

    Raises:
        ValueError: a mail address cannot be used.
    """
    return courier.readable(address, notification, system.utc_now())


@contextmanager
def open_pusher() -> Iterator[Courier]:
    """The notification services alone, for a test message."""
    pusher = Courier(user_agent=user_agent())
    try:
        yield pusher
    finally:
        pusher.close()


def addresses(config: Config) -> dict[str, Address]:
    """The addresses of all channels, by name."""
    return {name: address_of(each) for name, each in config.channels.items()}
