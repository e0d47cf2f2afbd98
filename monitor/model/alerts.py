"""What is told to people: messages, deliveries and how they end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeliveryState(StrEnum):
    """Where a delivery is: `pending` waits, `sending` is leased, the others are ends."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    AMBIGUOUS = "ambiguous"
    DEAD = "dead"
    SUPPRESSED = "suppressed"


class AttemptOutcome(StrEnum):
    """How one try of a delivery went; `sending`: its end was not written."""

    SENDING = "sending"
    DELIVERED = "delivered"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    RELEASED = "released"


class Severity(StrEnum):
    """How a service may colour a message (Apprise's types)."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Plain text for one channel: clean of control characters, not yet cut to its limits."""

    title: str
    body: str
    severity: Severity = Severity.INFO


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryDraft:
    """A message on its way into the outbox; `key` is unique per (occurrence, change, channel)."""

    key: str
    channel: str
    message: Message
    change_id: int | None = None
    suppressed: str = ""


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


@dataclass(frozen=True, slots=True)
class Delivered:
    """The service took the message."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The service certainly did not take it; `permanent` where trying again cannot help."""

    detail: str
    permanent: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """The service may have taken it: a time-out, or a crash while sending."""

    detail: str


PushResult = Delivered | Refused | Unclear
