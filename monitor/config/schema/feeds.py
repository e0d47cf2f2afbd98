"""feeds.yml: what is polled."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, WithJsonSchema

from monitor.config.schema.strict import Strict
from monitor.config.values import (
    Duration,
    HeaderName,
    HeaderValue,
    HttpUrl,
    Language,
    Name,
    UserName,
)


class Trust(StrEnum):
    """Whether a feed's own voice can change a status."""

    NORMAL = "normal"
    LOW = "low"


class Priority(StrEnum):
    """How much sooner than others a feed's items are wanted."""

    NORMAL = "normal"
    HIGH = "high"


class FullText(StrEnum):
    """Where an article's text is taken from."""

    AUTO = "auto"
    FEED = "feed"
    PAGE = "page"


def read_full_text(value: object) -> object:
    """`true` is read as "the feed carries the full text", `false` as "fetch the page"."""
    return {True: "feed", False: "page"}[value] if isinstance(value, bool) else value


class BasicAuth(Strict):
    """HTTP basic authentication for one feed."""

    user: UserName
    password: SecretStr | None = None
    """Better: `password_env` or `password_file`."""
    password_env: str | None = None
    """Name of an environment variable, a line of secrets.env or a systemd credential."""
    password_file: Path | None = None
    """File that holds nothing else, relative to the configuration."""


class Feed(Strict):
    """One feed of feeds.yml."""

    url: HttpUrl = Field(repr=False)
    name: Name | None = None
    outlet: Name | None = None
    """Who publishes it, if not the name says so: reports of one outlet are one source."""
    language: Language | None = None
    """ISO 639-1; default: what the feed, else the page, else the text tells."""
    trust: Trust = Trust.NORMAL
    """`low`: its own voice changes no status, only whom it quotes."""
    priority: Priority = Priority.NORMAL
    """`high`: asked twice as often, for a watched official."""
    interval: Duration | None = None
    """Time between two polls; default: `poll.interval` of monitor.yml, else by its own rhythm."""
    full_text: Annotated[
        FullText,
        BeforeValidator(read_full_text),
        WithJsonSchema({"enum": [*FullText, True, False]}),
    ] = FullText.AUTO
    """`feed`: never fetch pages; `page`: always; `auto`: when the feed has only summaries."""
    headers: dict[HeaderName, HeaderValue] = {}
    """Sent with each request for this feed, never to another host."""
    auth: BasicAuth | None = None

    @property
    def label(self) -> str:
        """What people call it; never its credentials."""
        return self.name or self.outlet or without_secrets(self.url)


def without_secrets(url: str) -> str:
    """A URL without user, password and query, which may hold keys."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def without_password(url: str) -> str:
    """A URL without user and password, for whom its query tells which feed it is.

    Unlike `without_secrets`, it takes anything that a person may have typed.
    """
    scheme, separator, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{separator}{host.rpartition('@')[2]}{slash}{path}"


class FeedsFile(Strict):
    """feeds.yml."""

    feeds: tuple[Feed, ...]
    """May be empty: before the first is added, and after the last is removed."""
