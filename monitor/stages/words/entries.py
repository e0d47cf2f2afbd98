"""Entries of a summary: one alert, notice or hint each, under headings, as many as a mail takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.language.cleaning import clean_text, shorten
from monitor.model.alerts import Hint, Message, Severity
from monitor.stages.words.harmless import (
    NAME_CHARS,
    NOTE_CHARS,
    TITLE_CHARS,
    harmless,
    harmless_quote,
    one_line,
)
from monitor.stages.words.html import content
from monitor.stages.words.text import (
    SPEAK_FOR_THEMSELVES,
    contradiction,
    local_time,
    opening,
    quotation,
    status_word,
)

ENTRIES_BYTES = 85_000
"""What the entries of a summary may take as HTML, the longest form, so that the whole stays under
100 kB. Source: Gmail hides what comes after 102 kB of a message."""


def newest_titles(messages: Iterable[Message]) -> list[str]:
    """The title of the newest message of each event, the events in the order of their first.

    What belongs to no event stands for itself.
    """
    newest = {
        each.alert.event if each.alert else number: each.title
        for number, each in enumerate(messages)
    }
    return [one_line(title, TITLE_CHARS) for title in newest.values()]


def listed(message: Message, timezone: str) -> str:
    """A message in a list: when, its title and the link."""
    alert = harmless(message.alert) if message.alert else None
    title = one_line(message.title, TITLE_CHARS)
    if alert is None:
        return title
    link = [alert.quote.url] if alert.quote and alert.quote.url else []
    return "\n".join([f"{local_time(alert.published, timezone)} – {title}", *link])


def told(message: Message, timezone: str) -> str:
    """A message in a digest: its title, and the sentence with who says so, where, when, the link."""
    title = one_line(message.title, TITLE_CHARS)
    if message.alert is None:
        return f"{title}\n\n{shorten(clean_text(message.body), NOTE_CHARS)}"
    alert = harmless(message.alert)
    more = [alert.note] if alert.note else []
    if alert.kind not in SPEAK_FOR_THEMSELVES:
        more += opening(alert, timezone)
    quoted = ["\n".join(quotation(alert.quote, timezone))] if alert.quote else []
    against = [contradiction(alert.against, alert.quote)] if alert.against else []
    return "\n\n".join(["\n".join([title, *more]), *quoted, *against])


def hinted(hint: Hint, timezone: str) -> str:
    """A hint in a digest: its event, with the status in question, and the sentence."""
    name = one_line(hint.event_name, NAME_CHARS)
    title = name if hint.status is None else f"{status_word(hint.status)}? {name}"
    return "\n\n".join([title, "\n".join(quotation(harmless_quote(hint), timezone))])


def under(heading: str, entries: Sequence[str]) -> list[str]:
    """Entries, the first with a heading before it that counts them: no heading stands alone."""
    if not entries:
        return []
    return [f"{heading} ({len(entries)}):\n\n{entries[0]}", *entries[1:]]


def bounded(entries: Sequence[str]) -> list[str]:
    """The first entries that a mail takes, and how many it leaves out."""
    kept: list[str] = []
    room = ENTRIES_BYTES
    for entry in entries:
        room -= len(content(entry, Severity.INFO).encode())
        if room < 0:
            break
        kept.append(entry)
    left_out = len(entries) - len(kept)
    return [*kept, f"And {left_out} more."] if left_out else kept
