"""alerts.yml: who is told what, and how."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator

from monitor.config.schema.strict import Strict
from monitor.config.values import Flag, HostName, Identifier, MailAddress, Name, WholeNumber
from monitor.model.events import Status


class Tls(StrEnum):
    """How the connection to a mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


class EmailAddress(Strict):
    """A mail channel without URL encoding."""

    to: MailAddress
    """One address: for more people, a list address or more channels."""
    host: HostName
    """The SMTP server."""
    port: WholeNumber | None = Field(default=None, ge=1, le=65535)
    """Default: 587, or 465 where tls is `tls`, or 25 where it is `none`."""
    sender: MailAddress | None = Field(default=None, alias="from")
    """Default: `user` if that is an address, else `to`."""
    user: Name | None = None
    password: SecretStr | None = None
    """Better: `password_env` or `password_file`."""
    password_env: str | None = None
    """Name of an environment variable, a line of secrets.env or a systemd credential."""
    password_file: Path | None = None
    """File that holds nothing else, relative to the configuration."""
    tls: Tls = Tls.STARTTLS


class Channel(Strict):
    """One way to reach people: an Apprise URL or the short form for e-mail."""

    url: SecretStr | None = None
    """An Apprise URL, such as `json://127.0.0.1:9000/hook`."""
    url_env: str | None = None
    """Name of the variable, line of secrets.env or systemd credential that holds the URL."""
    url_file: Path | None = None
    """File that holds the URL and nothing else, relative to the configuration."""
    email: EmailAddress | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.url is None) == (self.email is None):
            msg = "needs either url or email"
            raise ValueError(msg)
        return self


class Route(Strict):
    """Which alerts go to which channels; what is not named is not a condition."""

    to: tuple[Identifier, ...] = Field(min_length=1)
    """Ids of channels."""
    topics: tuple[Identifier, ...] = ()
    events: tuple[Identifier, ...] = ()
    statuses: tuple[Status, ...] = ()
    notices: Flag = False
    """Operator notices (so far: a topic is watched now) come here too."""


class AlertsFile(Strict):
    """alerts.yml."""

    channels: dict[Identifier, Channel] = {}
    """Ways to reach people, each with an id of your own."""
    routes: tuple[Route, ...] = ()
    """Which alerts go where; an alert goes to each channel once, however many routes fit."""
