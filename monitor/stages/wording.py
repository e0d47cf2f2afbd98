"""Alerts in words: what the outbox keeps of one, and what a channel gets of it."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.language.cleaning import clean_text, shorten
from monitor.model.alerts import Alert, Message
from monitor.model.deliveries import Notification
from monitor.model.events import Occurrence
from monitor.stages.alert import severity_of
from monitor.stages.words.document import alert_document, text_document
from monitor.stages.words.harmless import TITLE_CHARS, harmless, one_line, safe_link
from monitor.stages.words.html import page
from monitor.stages.words.text import (
    BRIEF_CHARS,
    brief_text,
    headline,
    long_text,
    spell_day,
    spell_sources,
    spell_status,
    spell_unconfirmed,
)

__all__ = [
    "REPEAT_NOTE",
    "headline",
    "message_of",
    "notification",
    "spell_day",
    "spell_sources",
    "spell_unconfirmed",
    "summarise_first_pass",
]

REPEAT_NOTE = "(This may be a repeat: an earlier try ended unclear.)"
BRIEF_REPEAT_NOTE = "(A repeat?) "
TEXT_CHARS = 90_000
"""Longest text of a message that has no alert; summaries stay below by themselves. Source: Gmail
hides what comes after 102 kB."""


def message_of(alert: Alert, timezone: str) -> Message:
    """An alert as the outbox keeps it; times are told in the zone of this IANA name."""
    clean = harmless(alert)
    return Message(
        title=headline(clean, clean.event_name),
        body=long_text(clean, timezone),
        severity=severity_of(alert),
        alert=alert,
    )


def notification(message: Message, key: str, timezone: str, *, may_repeat: bool) -> Notification:
    """A message as a channel gets it.

    Args:
        message: From the outbox.
        key: The delivery's.
        timezone: IANA name of the recipient's zone.
        may_repeat: Whether an earlier try may have arrived: every form of it says so.
    """
    alert = harmless(message.alert) if message.alert else None
    title = one_line(message.title, TITLE_CHARS)
    text = long_text(alert, timezone) if alert else shorten(clean_text(message.body), TEXT_CHARS)
    noted = f"{text}\n\n{REPEAT_NOTE}" if may_repeat else text
    return Notification(
        title=title,
        body=noted,
        brief=_brief(alert, text, timezone, BRIEF_REPEAT_NOTE if may_repeat else ""),
        html=page(title, noted, message.severity),
        document=alert_document(alert, key, may_repeat=may_repeat)
        if alert
        else text_document(title, text, key, may_repeat=may_repeat),
        key=key,
        thread=f"{alert.event}/{alert.ordinal}" if alert else "",
        severity=message.severity,
    )


def _brief(alert: Alert | None, text: str, timezone: str, note: str) -> str:
    limit = BRIEF_CHARS - len(note)
    if alert:
        return note + brief_text(alert, timezone, limit)
    words = " ".join(line for line in text.splitlines() if line and not safe_link(line))
    return note + shorten(words, limit)


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
    return f"- {name}: {spell_status(occurrence.status)}{dispute} since {since}"
