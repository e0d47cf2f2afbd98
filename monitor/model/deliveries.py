"""Deliveries: what is sent to which address, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from monitor.model.alerts import Message, Severity


class DeliveryState(StrEnum):
    """Where a delivery is: `pending` waits, `sending` is leased, the others are ends.

    A `folded` one was told inside another message: a digest or a summary.
    """

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    AMBIGUOUS = "ambiguous"
    DEAD = "dead"
    SUPPRESSED = "suppressed"
    FOLDED = "folded"


class AttemptOutcome(StrEnum):
    """How one try of a delivery went; `sending`: its end was not written.

    `barred`: the channel lets nothing in; the delivery itself was not looked at.
    """

    SENDING = "sending"
    DELIVERED = "delivered"
    REFUSED = "refused"
    BARRED = "barred"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """A message as one channel gets it: not yet cut to its limits, nor escaped for its format.

    `brief` is for services that take little. `html` is a whole document, escaped. `document` is
    what webhooks get under `news_monitor`. `key` is the same for each try of a delivery. `thread`
    is the same for all that is told of one occurrence; empty: it belongs to none.
    """

    title: str
    body: str
    brief: str
    html: str
    document: Mapping[str, object]
    key: str
    thread: str = ""
    severity: Severity = Severity.INFO


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryDraft:
    """A message on its way into the outbox; `key` is unique per (occurrence, change, channel).

    `due_at` is when it may be sent (UTC), None: now. What has the same `bundle` and channel is told
    in one message when it is due; empty: by itself. `suppressed` says why nobody is told.
    `may_repeat`: the receiver may have it already.
    """

    key: str
    channel: str
    message: Message
    change_id: int | None = None
    suppressed: str = ""
    due_at: datetime | None = None
    bundle: str = ""
    may_repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A leased row of the outbox; `token` proves the lease when the result is written.

    `attempts` counts this one. `may_repeat`: an earlier attempt may have reached the service.
    """

    id: int
    key: str
    channel: str
    message: Message
    attempts: int
    token: str
    created_at: datetime
    may_repeat: bool = False


class Tls(StrEnum):
    """How the connection to a mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAddress:
    """A notification service, by its Apprise URL, which may hold secrets."""

    url: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxAddress:
    """One person's mailbox, and the SMTP server that takes mail for it."""

    to: str
    sender: str
    host: str
    port: int
    tls: Tls
    user: str | None = None
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookAddress:
    """A URL that takes JSON; with a `secret` what is posted is signed."""

    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    secret: str = field(default="", repr=False)


Address = ServiceAddress | MailboxAddress | WebhookAddress


@dataclass(frozen=True, slots=True)
class Delivered:
    """The service took the message."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The service certainly did not take it.

    `permanent`: trying again cannot help. `credentials`: it will take nothing before the operator
    has mended the channel. `retry_after_seconds`: what the service asked for, None: nothing.
    """

    detail: str
    permanent: bool = False
    credentials: bool = False
    retry_after_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """The service may have taken it: a time-out, or a crash while sending."""

    detail: str


PushResult = Delivered | Refused | Unclear
