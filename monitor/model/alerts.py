"""What people are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from monitor.model.claims import Stance, Status


class Severity(StrEnum):
    """How a service may colour a message (Apprise's types)."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    FAILURE = "failure"


class AlertKind(StrEnum):
    """What an alert tells: what changed, that a change does not stand, or that nothing came."""

    STATUS = "status"
    DISPUTE = "dispute"
    FIRST_DATE = "first_date"
    CORRECTION = "correction"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence that proves something; `by` None: the outlet's own voice."""

    text: str
    status: Status
    stance: Stance
    outlet: str
    published: datetime
    by: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What is told of an event, before it is worded for a channel.

    `published` is when it became news (UTC), `day` the event's under its status. `previous` is
    None where nothing was known before. `against` contradicts `quote`. `outlets` counts the
    independent sources that say the same, `sources` names them, the first one first, and `copies`
    counts the articles that have it from them. `edit_of` is when an article was first published
    that says so since it was edited (UTC), None: it always did. `corrects` is the title of the alert that a correction
    takes back, `corrects_at` when that one was made (UTC); one without a `quote` says that nothing
    is known any more, and `status` is then the one that fell. `note` is a paragraph told besides.
    """

    kind: AlertKind
    event: str
    event_name: str
    topic: str
    ordinal: int
    status: Status
    previous: Status | None
    disputed: bool
    published: datetime
    day: date | None = None
    quote: Quote | None = None
    against: Quote | None = None
    outlets: int = 1
    corrects: str = ""
    corrects_at: datetime | None = None
    note: str = ""
    sources: tuple[str, ...] = ()
    copies: int = 0
    edit_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Plain text, clean of control characters, as it is kept in the outbox.

    `alert` is what the text was made of, None for notices and summaries.
    """

    title: str
    body: str
    severity: Severity = Severity.INFO
    alert: Alert | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What an article says of an event and nothing followed from.

    `status` is that of a claim that nobody with standing or too few sources make, None: an unread signal. `by` is
    who says it, None: the outlet.
    """

    event_name: str
    text: str
    outlet: str
    published: datetime
    status: Status | None = None
    by: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestFacts:
    """What a digest tells besides alerts, of the time from `since` to `until` (UTC).

    `rhythm` is `hourly`, `daily` or `weekly`. `on_topic` counts the `articles` that are mainly about
    a watched topic, `feeds_ok` the `feeds` that answered when they were last asked. `changes` counts
    those of the events that it is about: the alerts of some may have gone elsewhere, or to nobody.
    """

    rhythm: str
    since: datetime
    until: datetime
    articles: int
    on_topic: int
    feeds_ok: int
    feeds: int
    changes: int = 0
    hints: tuple[Hint, ...] = ()
