"""Alerts from changes: what is told, before it is worded and sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model.alerts import Alert, AlertKind, Quote, Severity
from monitor.model.claims import Claim, Status
from monitor.model.events import Change
from monitor.model.sources import IndependentSource

SEVERITIES = {
    Status.PROPOSED: Severity.INFO,
    Status.UNDERWAY: Severity.INFO,
    Status.CONFIRMED: Severity.SUCCESS,
    Status.HELD: Severity.SUCCESS,
    Status.AGREED: Severity.SUCCESS,
    Status.IN_FORCE: Severity.SUCCESS,
    Status.EXTENDED: Severity.SUCCESS,
    Status.POSTPONED: Severity.WARNING,
    Status.RESCHEDULED: Severity.WARNING,
    Status.SUSPENDED: Severity.WARNING,
    Status.ENDING: Severity.WARNING,
    Status.CANCELLED: Severity.FAILURE,
    Status.REJECTED: Severity.FAILURE,
    Status.ENDED: Severity.FAILURE,
}
"""How grave each status is for somebody who counts on the event."""

CALM = frozenset({Severity.INFO, Severity.SUCCESS})
"""What needs nobody's second look."""

FIRST_PASS = "first pass of the topic"  # noqa: S105 - a reason, no secret
"""Why the changes of a topic's first pass wait: they may be folded into one summary."""
TOO_OLD = "older than alert_max_age"
"""Why an old article's change is told to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article that carried a change, and the independent sources that say the same.

    `edit_of` is when it was first published (UTC) if it says so only since it was edited.
    """

    outlet: str
    url: str | None
    published: datetime
    sources: tuple[IndependentSource, ...] = ()
    edit_of: datetime | None = None


def alert_of(change: Change, event_name: str, topic: str, source: Source) -> Alert:
    """What is told of a change.

    Args:
        change: What is new.
        event_name: What people call the event.
        topic: The id of the event's topic.
        source: The article that carried it.
    """
    return Alert(
        kind=AlertKind(change.kind.value),
        event=change.event,
        event_name=event_name,
        topic=topic,
        ordinal=change.ordinal,
        status=change.status,
        previous=change.previous,
        disputed=change.disputed,
        published=change.published,
        day=change.day,
        quote=_quote(change.claim, source),
        against=_quote(change.against, source) if change.against else None,
        outlets=max(1, len(source.sources)),
        sources=tuple(each.name for each in source.sources),
        copies=sum(each.copies for each in source.sources),
        edit_of=source.edit_of,
    )


def severity_of(alert: Alert) -> Severity:
    """How grave an alert is.

    That of its status; a warning at least where parties contradict each other, where somebody was
    told what does not stand, and where a date passed in silence.
    """
    if alert.kind is AlertKind.OVERDUE:
        return Severity.WARNING
    severity = SEVERITIES[alert.status]
    doubtful = alert.disputed or alert.kind is AlertKind.CORRECTION
    return Severity.WARNING if doubtful and severity in CALM else severity


def _quote(claim: Claim, source: Source) -> Quote:
    return Quote(
        text=claim.evidence,
        status=claim.status,
        stance=claim.stance,
        by=claim.by,
        outlet=source.outlet,
        url=source.url,
        published=source.published,
    )
