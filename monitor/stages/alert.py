"""Alerts from changes: which channels a change goes to, and what the message says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from monitor.config.schema.alerts import Route
from monitor.model.alerts import Message, Severity
from monitor.model.events import Change, ChangeKind, Claim, Occurrence, Stance, Status

SEVERITIES = {
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


FIRST_PASS = "first pass of the topic"  # noqa: S105 - a reason, no secret
"""Why the changes of a topic's first pass wait: they may be folded into one summary."""
TOO_OLD = "older than alert_max_age"
"""Why an old article's change is told to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article that carried a change, and how many independent outlets say the same."""

    outlet: str
    url: str | None
    published: datetime
    outlets: int = 1


def route(change: Change, topic: str, routes: Sequence[Route]) -> tuple[str, ...]:
    """The channels of a change: those of every route whose conditions it meets, each once."""
    chosen = [
        channel
        for each in routes
        if _meets(each.topics, topic)
        and _meets(each.events, change.event)
        and _meets(each.statuses, change.status)
        for channel in each.to
    ]
    return tuple(dict.fromkeys(chosen))


def _meets(wanted: Sequence[str], value: str) -> bool:
    return not wanted or value in wanted


def compose(change: Change, event_name: str, source: Source, timezone: str) -> Message:
    """The message of a change, in plain text.

    Args:
        change: What is new.
        event_name: What people call the event.
        source: The article that carried it.
        timezone: IANA name of the zone in which times are told.
    """
    lines = [
        *_quotation(change.claim, source, timezone),
        *(_contradiction(change.against) if change.against else ()),
        "",
        _before(change),
        _outlets(source.outlets),
        f"Look closer: news-monitor event {change.event}",
    ]
    return Message(
        title=headline(change, event_name),
        body="\n".join(lines),
        severity=SEVERITIES.get(change.status, Severity.INFO),
    )


def headline(change: Change, event_name: str) -> str:
    """The title of an alert: the status in capitals, then what is special, then the event."""
    word = status_word(change.status)
    if change.kind is ChangeKind.FIRST_DATE and change.day:
        word = f"{word}, {spell_day(change.day, change.published.date())}"
    dispute = " (disputed)" if change.disputed else ""
    return f"{word}{dispute}: {event_name}"


def status_word(status: Status) -> str:
    """A status as titles spell it: capitals, spaces for underscores."""
    return status.value.replace("_", " ").upper()


def spell_day(day: date, seen_from: date) -> str:
    """A day as people write it; the year only where it is not the reader's."""
    year = "" if day.year == seen_from.year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"


def _quotation(claim: Claim, source: Source, timezone: str) -> list[str]:
    when = source.published.astimezone(ZoneInfo(timezone))
    if claim.by == source.outlet:  # the operator's word has no outlet but the operator
        where = ""
    else:
        where = f", in {source.outlet}" if claim.by else ", in its own voice"
    return [
        f"“{claim.evidence}”",
        f"— {claim.by or source.outlet}{where}",
        f"{when:%a %d %b %Y, %H:%M %Z}",
        *([source.url] if source.url else []),
    ]


def _contradiction(claim: Claim) -> list[str]:
    verb = "denies it" if claim.stance is Stance.DENIED else f"says: {claim.status.value}"
    return ["", f"But {claim.by or 'another party'} {verb}: “{claim.evidence}”"]


def _before(change: Change) -> str:
    if change.previous is None:
        return "Before: nothing was known of it."
    if change.kind is ChangeKind.STATUS:
        return f"Before: {change.previous.value.replace('_', ' ')}."
    return f"Status as before: {change.status.value.replace('_', ' ')}."


def _outlets(count: int) -> str:
    return f"Reported by {count} independent outlet{'' if count == 1 else 's'} so far."


def notice_channels(routes: Sequence[Route]) -> tuple[str, ...]:
    """The channels of operator notices: those of routes that ask for them."""
    return tuple(dict.fromkeys(c for each in routes if each.notices for c in each.to))


def summarise_first_pass(
    topic_name: str, watched: Sequence[tuple[str, Occurrence | None]]
) -> Message:
    """The one summary after a topic's first pass: what is watched and how it stands."""
    lines = [_standing(name, occurrence) for name, occurrence in watched]
    return Message(
        title=f"Now watching: {topic_name}",
        body="\n".join([*lines, "", "From now on each change of status is told once."]),
    )


def _standing(name: str, occurrence: Occurrence | None) -> str:
    if occurrence is None:
        return f"- {name}: no status known yet"
    dispute = " (disputed)" if occurrence.disputed else ""
    since = spell_day(occurrence.since.date(), occurrence.last_published.date())
    return f"- {name}: {occurrence.status.value.replace('_', ' ')}{dispute} since {since}"
