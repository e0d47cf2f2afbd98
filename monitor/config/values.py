"""What single values of the configuration may look like: durations, ids, addresses."""

from __future__ import annotations

import re
from datetime import time, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_interface, ip_network
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, WithJsonSchema

ID_PATTERN = r"^[a-z0-9][a-z0-9-]*$"
DURATION_PATTERN = r"^([0-9]{1,9}(s|m|h|d|w))+$"
CLOCK_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
LANGUAGE_PATTERN = r"^[a-z]{2}$"
URL_PATTERN = r"^https?://[^\s]+$"
MAIL_PATTERN = r"^[^@\s,;<>]+@[^@\s,;<>]+$"
HOST_PATTERN = r"^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$"
USER_PATTERN = r"^[^:\x00-\x1f]+$"
"""A user of basic authentication. Source: RFC 7617, section 2."""
HEADER_PATTERN = r"^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"
"""A header's name. Source: RFC 9110, section 5.6.2 (token)."""

FORMS = {
    ID_PATTERN: "must be lower-case letters, digits and hyphens, such as us-russia-summit",
    LANGUAGE_PATTERN: "must be a language code of two letters (ISO 639-1), such as en",
    URL_PATTERN: "must be an address that begins with http:// or https://",
    MAIL_PATTERN: "must be one e-mail address, such as desk@example.org",
    HOST_PATTERN: "must be a host name or an IPv4 address, such as smtp.example.org",
    USER_PATTERN: "must be a user's name without a colon",
    HEADER_PATTERN: "must be the name of an HTTP header, such as X-Api-Key",
}
"""What to say where a value does not have the form of its pattern."""

MAX_ID_CHARS = 64
MAX_NAME_CHARS = 200
SECONDS_PER_UNIT = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
MAX_DURATION = timedelta(days=3650)
"""No sum of a date of ours and a duration leaves the calendar; nobody waits longer."""


def read_duration(value: object) -> timedelta:
    """A duration from text like `15m`, `36h`, `1d12h`.

    Raises:
        ValueError: for anything else, a bare number included: it has no unit.
    """
    if isinstance(value, timedelta):
        return value
    if not isinstance(value, str) or not re.fullmatch(DURATION_PATTERN, value):
        msg = "must be a duration such as 90s, 15m, 12h, 3d or 1d12h"
        raise ValueError(msg)
    parts = re.findall(r"([0-9]+)([smhdw])", value)
    seconds = sum(int(number) * SECONDS_PER_UNIT[unit] for number, unit in parts)
    if not 0 < seconds <= MAX_DURATION.total_seconds():
        msg = f"must be longer than 0 and at most {MAX_DURATION.days}d"
        raise ValueError(msg)
    return timedelta(seconds=seconds)


def read_clock_time(value: object) -> time:
    """A time of day from `08:00`, without a zone.

    Raises:
        ValueError: if it is none.
    """
    if isinstance(value, time):
        return value
    if not isinstance(value, str) or not re.match(CLOCK_PATTERN, value):
        msg = "must be a time of day from 00:00 to 23:59, such as 08:00"
        raise ValueError(msg)
    return time.fromisoformat(value)


def read_network(value: object) -> IPv4Network | IPv6Network:
    """A network from CIDR notation; a single address is a network of one.

    Raises:
        ValueError: for anything else, a network with host bits set included.
    """
    if isinstance(value, (IPv4Network, IPv6Network)):
        return value
    if not isinstance(value, str):
        msg = "must be a network in quotes, such as '10.0.0.0/8' or '::1/128'"
        raise ValueError(msg)  # noqa: TRY004 -- pydantic passes on ValueError only
    try:
        return ip_network(value)
    except ValueError as error:
        raise ValueError(_network_hint(value)) from error


def _network_hint(value: str) -> str:
    try:
        meant = ip_interface(value).network
    except ValueError:
        return "must be a network such as 10.0.0.0/8 or ::1/128"
    return f"has bits set after its prefix: did you mean {meant}?"


def known_timezone(value: str) -> str:
    """An IANA time zone name that this machine knows.

    Raises:
        ValueError: if it does not.
    """
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        msg = "must be an IANA time zone such as Europe/Berlin or UTC"
        raise ValueError(msg) from error
    return value


def known_host(value: str) -> str:
    """A URL with a host and a possible port.

    Raises:
        ValueError: if it has none.
    """
    try:
        parts = urlsplit(value)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        msg = "must be an address with a host, such as https://example.org/feed.xml"
        raise ValueError(msg)
    return value


def one_line(value: str) -> str:
    """Text without line breaks: names and phrases go into titles and headers.

    Raises:
        ValueError: if it has some.
    """
    if len(value.splitlines()) > 1:
        msg = "must be one line"
        raise ValueError(msg)
    return value


def field_value(value: SecretStr) -> SecretStr:
    """A value that can stand in a header: printable, so that none can add a line of its own.

    Raises:
        ValueError: if it cannot.
    """
    if not value.get_secret_value().isprintable():
        msg = "must be one line of printable text"
        raise ValueError(msg)
    return value


Duration = Annotated[
    timedelta,
    BeforeValidator(read_duration),
    WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN}),
]
ClockTime = Annotated[
    time,
    BeforeValidator(read_clock_time),
    WithJsonSchema({"type": "string", "pattern": CLOCK_PATTERN}),
]
Network = Annotated[
    IPv4Network | IPv6Network,
    BeforeValidator(read_network),
    WithJsonSchema({"type": "string"}),
]
Identifier = Annotated[str, Field(pattern=ID_PATTERN, max_length=MAX_ID_CHARS)]
Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME_CHARS), AfterValidator(one_line)]
Phrase = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(one_line)]
OneLine = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(one_line)]
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
HttpUrl = Annotated[str, Field(pattern=URL_PATTERN, max_length=2000), AfterValidator(known_host)]
MailAddress = Annotated[str, Field(pattern=MAIL_PATTERN, max_length=254)]
HostName = Annotated[str, Field(pattern=HOST_PATTERN, max_length=253)]
UserName = Annotated[str, Field(pattern=USER_PATTERN)]
HeaderName = Annotated[str, Field(pattern=HEADER_PATTERN, max_length=100)]
HeaderValue = Annotated[SecretStr, AfterValidator(field_value)]
TimeZone = Annotated[str, AfterValidator(known_timezone)]
Flag = Annotated[bool, Field(strict=True)]
"""`true` or `false`: not `yes`, not 1."""
WholeNumber = Annotated[int, Field(strict=True)]
"""An integer: not `"5"`, not `true`."""
