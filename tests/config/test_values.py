"""What single values may look like."""

from __future__ import annotations

import re
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from monitor.config.values import (
    DURATION_PATTERN,
    MAX_DURATION,
    SECONDS_PER_UNIT,
    Duration,
    HttpUrl,
    Identifier,
    Name,
    Network,
    TimeZone,
    read_duration,
)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        pytest.param("90s", timedelta(seconds=90), id="seconds"),
        pytest.param("1d12h", timedelta(hours=36), id="days and hours"),
        pytest.param("1w", timedelta(days=7), id="a week"),
        pytest.param("3650d", MAX_DURATION, id="the longest"),
        pytest.param(timedelta(hours=1), timedelta(hours=1), id="one that is read already"),
    ],
)
def test_durations(text: object, duration: timedelta) -> None:
    assert TypeAdapter(Duration).validate_python(text) == duration


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("15", id="without a unit"),
        pytest.param(15, id="a bare number"),
        pytest.param("0s", id="nothing"),
        pytest.param("3651d", id="too long"),
        pytest.param("9999999999s", id="more digits than anybody needs"),
        pytest.param("-1h", id="backwards"),
        pytest.param("1h ", id="with a blank"),
        pytest.param("١h", id="digits of another script"),
    ],
)
def test_no_durations(text: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Duration).validate_python(text)


@given(st.from_regex(DURATION_PATTERN, fullmatch=True))
def test_what_the_editor_takes_is_a_duration_or_out_of_bounds(text: str) -> None:
    seconds = sum(
        int(number) * SECONDS_PER_UNIT[unit] for number, unit in re.findall(r"(\d+)(.)", text)
    )
    if 0 < seconds <= MAX_DURATION.total_seconds():
        assert read_duration(text) == timedelta(seconds=seconds)
    else:
        with pytest.raises(ValueError, match="longer than 0"):
            read_duration(text)


@pytest.mark.parametrize(
    ("text", "network"),
    [
        pytest.param("10.0.0.0/8", "10.0.0.0/8", id="IPv4"),
        pytest.param("::1/128", "::1/128", id="IPv6"),
        pytest.param("192.0.2.7", "192.0.2.7/32", id="one address is a network of one"),
        pytest.param(ip_network("10.0.0.0/8"), "10.0.0.0/8", id="one that is read already"),
    ],
)
def test_networks(text: object, network: str) -> None:
    assert TypeAdapter(Network).validate_python(text) == ip_network(network)


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://wire.example", id="a host alone"),
        pytest.param("http://[2001:db8::1]:8080/a?b=c#d", id="IPv6, port, query"),
        pytest.param("https://пример.example/ж", id="another script"),
    ],
)
def test_addresses(url: str) -> None:
    assert TypeAdapter(HttpUrl).validate_python(url) == url


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("ftp://wire.example/", id="another scheme"),
        pytest.param("file:///etc/passwd", id="a file"),
        pytest.param("https://", id="no host"),
        pytest.param("https:///path", id="a path alone"),
        pytest.param("https://me@/path", id="a user alone"),
        pytest.param("https://wire.example:port/", id="a port that is no number"),
        pytest.param("https://wire.example:99999/", id="a port that is too high"),
        pytest.param("https://[::1/", id="half an address"),
        pytest.param("https://wire.example/a b", id="a blank"),
    ],
)
def test_no_addresses(url: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(HttpUrl).validate_python(url)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        pytest.param(TimeZone, "Europe/Strelsau", id="a zone that there is not"),
        pytest.param(TimeZone, "../etc/passwd", id="a zone that is a path"),
        pytest.param(TimeZone, "", id="no zone"),
        pytest.param(TimeZone, "Europe", id="a folder of zones"),
        pytest.param(Name, "two\nlines", id="a name with a line break"),
        pytest.param(Name, "", id="no name"),
        pytest.param(Identifier, "Summit", id="an id with a capital"),
        pytest.param(Identifier, "-a", id="an id that begins with a hyphen"),
        pytest.param(Identifier, "a" * 65, id="an id that is too long"),
        pytest.param(Identifier, "a\n", id="an id with a line break"),
    ],
)
def test_refused(kind: Any, value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)
