"""Alerts in words: the title, the plain text, and what each kind of channel gets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from monitor.model.alerts import Alert, AlertKind, Message, Notification, Quote
from monitor.model.events import Change, Occurrence, Stance, Status
from monitor.stages.alert import severity_of

REPEAT_NOTE = "(This may be a repeat: an earlier try ended unclear.)"


def message_of(alert: Alert, timezone: str) -> Message:
    """An alert as the outbox keeps it; times are told in the zone of this IANA name."""
    return Message(
        title=headline(alert, alert.event_name),
        body="\n".join(_body(alert, timezone)),
        severity=severity_of(alert),
        alert=alert,
    )


def notification(message: Message, key: str, timezone: str, *, may_repeat: bool) -> Notification:
    """A message as a channel gets it.

    Args:
        message: From the outbox.
        key: The delivery's.
        timezone: IANA name of the recipient's zone.
        may_repeat: Whether an earlier try may have arrived: the text says so.
    """
    alert = message.alert
    body = "\n".join(_body(alert, timezone)) if alert else message.body
    return Notification(
        title=message.title,
        body=f"{body}\n\n{REPEAT_NOTE}" if may_repeat else body,
        brief=body,
        html="",
        document={},
        key=key,
        thread=f"{alert.event}/{alert.ordinal}" if alert else "",
        severity=message.severity,
    )


def headline(news: Alert | Change, event_name: str) -> str:
    """The title of an alert: the status in capitals, then what is special, then the event."""
    word = status_word(news.status)
    if news.kind == AlertKind.FIRST_DATE and news.day:
        word = f"{word}, {spell_day(news.day, news.published.date())}"
    dispute = " (disputed)" if news.disputed else ""
    return f"{word}{dispute}: {event_name}"


def status_word(status: Status) -> str:
    """A status as titles spell it: capitals, spaces for underscores."""
    return status.value.replace("_", " ").upper()


def spell_day(day: date, seen_from: date) -> str:
    """A day as people write it; the year only where it is not the reader's."""
    year = "" if day.year == seen_from.year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"


def _body(alert: Alert, timezone: str) -> list[str]:
    return [
        *(_quotation(alert.quote, timezone) if alert.quote else ()),
        *(_contradiction(alert.against) if alert.against else ()),
        "",
        _before(alert),
        _outlets(alert.outlets),
        f"Look closer: news-monitor event {alert.event}",
    ]


def _quotation(quote: Quote, timezone: str) -> list[str]:
    when = quote.published.astimezone(ZoneInfo(timezone))
    if quote.by == quote.outlet:  # the operator's word has no outlet but the operator
        where = ""
    else:
        where = f", in {quote.outlet}" if quote.by else ", in its own voice"
    return [
        f"“{quote.text}”",
        f"— {quote.by or quote.outlet}{where}",
        f"{when:%a %d %b %Y, %H:%M %Z}",
        *([quote.url] if quote.url else []),
    ]


def _contradiction(quote: Quote) -> list[str]:
    verb = "denies it" if quote.stance is Stance.DENIED else f"says: {quote.status.value}"
    return ["", f"But {quote.by or 'another party'} {verb}: “{quote.text}”"]


def _before(alert: Alert) -> str:
    if alert.previous is None:
        return "Before: nothing was known of it."
    if alert.kind is AlertKind.STATUS:
        return f"Before: {alert.previous.value.replace('_', ' ')}."
    return f"Status as before: {alert.status.value.replace('_', ' ')}."


def _outlets(count: int) -> str:
    return f"Reported by {count} independent outlet{'' if count == 1 else 's'} so far."


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
