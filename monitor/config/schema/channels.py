"""The channels of alerts.yml: the ways to reach people."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator

from monitor.config.schema.strict import Strict
from monitor.config.values import (
    Duration,
    HeaderName,
    HeaderValue,
    HostName,
    HttpUrl,
    MailAddress,
    Name,
    TimeZone,
    WholeNumber,
)
from monitor.model.deliveries import Tls


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


class Webhook(Strict):
    """A program of the user's own that takes JSON."""

    url: HttpUrl = Field(repr=False)
    headers: dict[HeaderName, HeaderValue] = {}
    """Sent with each message."""
    secret: SecretStr | None = None
    """Signs each message. Better: `secret_env` or `secret_file`."""
    secret_env: str | None = None
    """Name of an environment variable, a line of secrets.env or a systemd credential."""
    secret_file: Path | None = None
    """File that holds nothing else, relative to the configuration."""


class Limit(Strict):
    """How many messages a channel gets in a time; the rest is told in one."""

    messages: WholeNumber = Field(ge=1)
    per: Duration


class Channel(Strict):
    """One way to reach people: an Apprise URL, or the short form for e-mail or a webhook."""

    url: SecretStr | None = None
    """An Apprise URL, such as `json://127.0.0.1:9000/hook`."""
    url_env: str | None = None
    """Name of the variable, line of secrets.env or systemd credential that holds the URL."""
    url_file: Path | None = None
    """File that holds the URL and nothing else, relative to the configuration."""
    email: EmailAddress | None = None
    webhook: Webhook | None = None
    timezone: TimeZone | None = None
    """Time zone of this recipient; default: `timezone` of monitor.yml."""
    limit: Limit | None = None
    """At most so many messages in a time, such as {messages: 20, per: 1h}; default: no limit."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if [self.url, self.email, self.webhook].count(None) != 2:  # noqa: PLR2004 - all but one
            msg = "needs one of url, email and webhook"
            raise ValueError(msg)
        return self
