"""Which addresses may be connected to, checked on the address itself at the moment of connecting.

A check of the URL or of the DNS answer is too early: names are resolved again, redirects lead
elsewhere, and one address has dozens of spellings. The socket is made after all of that.
"""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.edges.threads import BlockingCalls

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
AddressInfo = tuple[int, int, int, str, tuple[Any, ...]]
"""One answer of `getaddrinfo`: family, type, protocol, canonical name, (address, port, …)."""

WEB_PORTS = frozenset({80, 443})

DENIED_NETWORKS = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",  # "this host": reaches loopback on Linux
        "100.64.0.0/10",  # carrier-grade NAT
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",  # benchmarks
        "240.0.0.0/4",  # reserved, and broadcast
        "::/96",  # IPv4-compatible
        "64:ff9b:1::/48",  # local NAT64: what is behind it is known to the local network only
        "2001::/32",  # Teredo
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
        "fec0::/10",  # site-local
    )
)
"""What `is_global` lets through, or judges differently from one Python to the next.

Source: the special-purpose registries of IANA (RFC 6890 and its updates).
"""

NAT64 = IPv6Network("64:ff9b::/96")
"""Addresses that lead to the IPv4 address in their last 32 bits. Source: RFC 6052."""

DNS_THREADS = 16
"""Look-ups under way at once, of names that were answered last time, and as many of others: a dead
name server holds each for its own time-out, and a feed may link to hundreds of dead names."""

DNS_SECONDS = 5.0
"""Longest wait for a name. Source: resolv.conf(5), one try at one name server."""

MOST_ANSWERED = 10_000
"""Names that are remembered: more than there are feeds, and a few hundred kilobytes. A choice."""


class BlockedAddressError(OSError):
    """A connection that the policy forbids; `address` tells to where.

    All have the same text, so that a host with several forbidden addresses still raises this class
    (aiohappyeyeballs merges errors whose texts differ into a plain OSError).
    """

    def __init__(self, address: str) -> None:
        super().__init__(errno.EACCES, "address not allowed")
        self.address = address


class AddressPolicy:
    """Public addresses on the web's ports, and whatever the operator lists.

    Args:
        allow_networks: May be connected to on any port, private or not.
    """

    def __init__(self, allow_networks: Iterable[Network] = ()) -> None:
        self._allowed = tuple(allow_networks)

    def allows(self, host_ip: str, port: int) -> bool:
        """Whether a literal address and port may be connected to; False if it is no address."""
        try:
            address = unwrap(ip_address(host_ip))
        except ValueError:
            return False
        if any(address in network for network in self._allowed):
            return True
        return port in WEB_PORTS and is_public(address)

    def guarded_socket(self, info: AddressInfo) -> socket.socket:
        """A socket for one address: the `socket_factory` of aiohttp's connector.

        Raises:
            BlockedAddressError: if the policy does not allow it.
        """
        family, kind, protocol, _, (host, port, *_) = info
        if not self.allows(host, port):
            raise BlockedAddressError(host)
        return socket.socket(family, kind, protocol)


def unwrap(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for (mapped, NAT64, 6to4), else itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


def is_public(address: Address) -> bool:
    """Whether an unwrapped address belongs to one host on the public internet."""
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    return not any(address in network for network in DENIED_NETWORKS)


Lookup = Callable[..., Sequence[AddressInfo]]


class ThreadResolver(AbstractResolver):
    """The system's resolver in threads of its own: dead DNS must not stop anything else.

    Args:
        lookup: What `socket.getaddrinfo` does.
    """

    def __init__(self, lookup: Lookup = socket.getaddrinfo) -> None:
        self._lookup = lookup
        self._calls = BlockingCalls("dns", DNS_THREADS)
        self._doubtful_calls = BlockingCalls("dns", DNS_THREADS)
        self._answered: set[str] = set()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host, in the system's order.

        Raises:
            OSError: the name has no address, or nobody answered in time.
        """
        calls = self._calls if host in self._answered else self._doubtful_calls
        try:
            infos = await calls.run(
                self._lookup, host, port, family, socket.SOCK_STREAM, seconds=DNS_SECONDS
            )
        except TimeoutError as error:
            self._answered.discard(host)
            msg = f"no answer within {DNS_SECONDS:g} s"
            raise socket.gaierror(socket.EAI_AGAIN, msg) from error
        if len(self._answered) >= MOST_ANSWERED:
            self._answered.clear()
        self._answered.add(host)
        return [_resolved(host, port, info) for info in infos]

    async def close(self) -> None:
        """Nothing to release: threads that still wait end by themselves."""


def _resolved(host: str, port: int, info: AddressInfo) -> ResolveResult:
    family, _, protocol, _, address = info
    return ResolveResult(
        hostname=host,
        host=address[0],
        port=port,
        family=family,
        proto=protocol,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )
