from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.edges import guard
from monitor.edges.guard import (
    AddressPolicy,
    BlockedAddressError,
    ThreadResolver,
    is_public,
    unwrap,
)

SPECIAL = [
    pytest.param("0.0.0.0", id="this host"),
    pytest.param("0.1.2.3", id="this network"),
    pytest.param("10.0.0.1", id="private, class A"),
    pytest.param("100.64.0.1", id="carrier-grade NAT"),
    pytest.param("127.0.0.1", id="loopback"),
    pytest.param("127.255.255.254", id="the far end of loopback"),
    pytest.param("169.254.169.254", id="link-local, the metadata service of clouds"),
    pytest.param("172.16.0.1", id="private, class B"),
    pytest.param("192.0.0.8", id="protocol assignments"),
    pytest.param("192.0.2.1", id="documentation"),
    pytest.param("192.88.99.1", id="a 6to4 relay"),
    pytest.param("192.168.1.1", id="private, class C"),
    pytest.param("198.18.0.1", id="benchmarks"),
    pytest.param("198.51.100.7", id="documentation, second block"),
    pytest.param("224.0.0.1", id="multicast"),
    pytest.param("240.0.0.1", id="reserved"),
    pytest.param("255.255.255.255", id="broadcast"),
    pytest.param("::", id="unspecified"),
    pytest.param("::1", id="loopback, IPv6"),
    pytest.param("::127.0.0.1", id="IPv4-compatible loopback"),
    pytest.param("::ffff:127.0.0.1", id="IPv4-mapped loopback"),
    pytest.param("::ffff:169.254.169.254", id="IPv4-mapped metadata service"),
    pytest.param("::ffff:0:7f00:1", id="IPv4-translated loopback"),
    pytest.param("64:ff9b::7f00:1", id="loopback behind NAT64"),
    pytest.param("64:ff9b::a00:1", id="a private address behind NAT64"),
    pytest.param("64:ff9b:1::1", id="local NAT64"),
    pytest.param("100::1", id="discard"),
    pytest.param("2001::1", id="Teredo"),
    pytest.param("2001:db8::1", id="documentation, IPv6"),
    pytest.param("2002:7f00:1::", id="6to4 of loopback"),
    pytest.param("2002:c0a8:101::1", id="6to4 of a private address"),
    pytest.param("3fff::1", id="documentation, second block, IPv6"),
    pytest.param("5f00::1", id="segment routing"),
    pytest.param("fc00::1", id="unique local"),
    pytest.param("fd12:3456::1", id="unique local, random"),
    pytest.param("fe80::1", id="link-local, IPv6"),
    pytest.param("fe80::1%lo", id="link-local with a zone"),
    pytest.param("fec0::1", id="site-local"),
    pytest.param("ff02::1", id="multicast, IPv6"),
    pytest.param("localhost", id="a name is no address"),
    pytest.param("2130706433", id="a number is no address"),
    pytest.param("127.1", id="a short form is no address"),
    pytest.param("", id="nothing"),
]


@pytest.mark.parametrize("address", SPECIAL)
def test_special_addresses_are_refused(address: str) -> None:
    assert not AddressPolicy().allows(address, 443)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "::ffff:93.184.215.14"])
def test_public_addresses_are_allowed_on_the_ports_of_the_web_alone(address: str) -> None:
    policy = AddressPolicy()
    allowed = [port for port in (22, 25, 80, 443, 5432, 8080) if policy.allows(address, port)]
    assert allowed == [80, 443]


@pytest.mark.parametrize(
    ("network", "address", "allowed"),
    [
        pytest.param("10.1.0.0/16", "10.1.2.3", True, id="inside the listed network, any port"),
        pytest.param("10.1.0.0/16", "10.2.2.3", False, id="beside it"),
        pytest.param("10.1.0.0/16", "::ffff:10.1.2.3", True, id="inside, written as IPv6"),
        pytest.param("fd00::/8", "fd00::5", True, id="inside a listed IPv6 network"),
        pytest.param("fd00::/8", "10.1.2.3", False, id="another family"),
        pytest.param("93.184.215.14/32", "93.184.215.14", True, id="a public one on another port"),
    ],
)
def test_listed_networks_are_allowed_on_any_port(network: str, address: str, allowed: bool) -> None:
    assert AddressPolicy([ip_network(network)]).allows(address, 8080) is allowed


@given(st.ip_addresses())
def test_what_is_allowed_is_global_under_any_spelling(address: object) -> None:
    allowed = AddressPolicy().allows(str(address), 443)
    assert allowed == is_public(unwrap(ip_address(str(address))))
    if allowed:
        assert unwrap(ip_address(str(address))).is_global


def test_no_socket_is_made_for_a_forbidden_address() -> None:
    info = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.0.1", 80))
    with pytest.raises(BlockedAddressError) as caught:
        AddressPolicy().guarded_socket(info)
    assert caught.value.address == "192.168.0.1"
    assert str(BlockedAddressError("a")) == str(BlockedAddressError("b"))


def test_a_socket_is_made_for_an_allowed_address() -> None:
    info = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))
    with AddressPolicy([ip_network("127.0.0.0/8")]).guarded_socket(info) as made:
        assert made.family == socket.AF_INET


async def test_names_are_looked_up_with_the_port_that_was_asked_for() -> None:
    resolved = await ThreadResolver().resolve("localhost", 8080)
    assert ("127.0.0.1", 8080) in {(answer["host"], answer["port"]) for answer in resolved}


@pytest.fixture
def lookup(monkeypatch: pytest.MonkeyPatch) -> Iterator[guard.Lookup]:
    """Name servers that say nothing of some names for longer than we wait."""
    monkeypatch.setattr(guard, "DNS_SECONDS", 0.3)
    end = threading.Event()

    def look_up(host: str, *_: object) -> list[guard.AddressInfo]:
        if host.startswith("dead"):
            end.wait(5)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 80))]

    yield look_up
    end.set()


async def test_case_41_names_that_answer_wait_for_none_that_does_not(lookup: guard.Lookup) -> None:
    resolver = ThreadResolver(lookup)
    good = [f"{number}.example" for number in range(30)]
    await asyncio.gather(*(resolver.resolve(host) for host in good))
    dead = [asyncio.create_task(resolver.resolve(f"dead{number}.example")) for number in range(100)]
    await asyncio.sleep(0.4)
    async with asyncio.timeout(5):
        await asyncio.gather(*(resolver.resolve(host) for host in good))
    given_up = [task for task in dead if task.done()]
    assert len(given_up) == guard.DNS_THREADS
    for task in given_up:
        assert isinstance(task.exception(), socket.gaierror)
    for task in dead:
        task.cancel()
    await asyncio.gather(*dead, return_exceptions=True)


async def test_a_name_that_fell_silent_is_doubtful(
    lookup: guard.Lookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "MOST_ANSWERED", 2)
    resolver = ThreadResolver(lookup)
    for host in ("a.example", "b.example", "c.example"):
        await resolver.resolve(host)
    assert resolver._answered == {"c.example"}
    resolver._answered.add("dead.example")
    with pytest.raises(socket.gaierror):
        await resolver.resolve("dead.example")
    assert resolver._answered == {"c.example"}


async def test_a_silent_name_server_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "DNS_SECONDS", 0.3)
    answered = threading.Event()

    def silent(*_: object) -> list[guard.AddressInfo]:
        answered.wait(5)
        return []

    with pytest.raises(socket.gaierror, match="no answer within"):
        await ThreadResolver(silent).resolve("feeds.example", 80)
    answered.set()
