"""Alerts as sentences: title, long text, short text.

Each line of the long text is one sentence or fact, and a blank line parts what belongs together;
the HTML is made of the same lines. What is given here has been made harmless.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from monitor.language.cleaning import shorten
from monitor.model.alerts import Alert, AlertKind, Hint, Quote
from monitor.model.claims import Stance, Status
from monitor.model.events import Change
from monitor.model.sources import Unconfirmed
from monitor.stages.words.harmless import TITLE_CHARS

BRIEF_CHARS = 300
"""What a lock screen shows, and a text message of two parts takes: 306. Source: GSM 03.40."""
LEAST_WORDS = 80
"""A short text says at least so much, even if its link must be left out for that."""

SOURCES_NAMED = 6
"""More names of sources convince nobody further."""

SPEAK_FOR_THEMSELVES = frozenset({AlertKind.STATUS, AlertKind.DISPUTE, AlertKind.FIRST_DATE})
"""Kinds that a title and a sentence tell completely."""

INTRODUCTIONS = {
    AlertKind.DISPUTE: "It is contradicted now:",
    AlertKind.OVERDUE: "The last word of it:",
}
"""Where the sentence does not say what the title says."""


def headline(news: Alert | Change, event_name: str) -> str:
    """The title of an alert: what it is in capitals, what is special, the event; one line."""
    return shorten(_title(news, event_name), TITLE_CHARS)


def _title(news: Alert | Change, event_name: str) -> str:
    if news.kind == AlertKind.CORRECTION:
        return f"CORRECTION: {event_name} ({_standing(news)})"
    word = "OVERDUE" if news.kind == AlertKind.OVERDUE else status_word(news.status)
    if news.kind in (AlertKind.FIRST_DATE, AlertKind.OVERDUE) and news.day:
        word = f"{word}, {spell_day(news.day, news.published.date())}"
    dispute = " (disputed)" if news.disputed else ""
    return f"{word}{dispute}: {event_name}"


def _standing(news: Alert | Change) -> str:
    """How the event of a correction stands now."""
    if isinstance(news, Alert) and news.quote is None:
        return "nothing known"
    return f"{spell_status(news.status)}{', disputed' if news.disputed else ''}"


def status_word(status: Status) -> str:
    """A status as titles spell it: capitals, spaces for underscores."""
    return spell_status(status).upper()


def spell_status(status: Status) -> str:
    """A status as sentences spell it: spaces for underscores."""
    return status.value.replace("_", " ")


def counted(number: int, what: str) -> str:
    """A number of things: `1 alert`, `2 alerts`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def spell_day(day: date, seen_from: date) -> str:
    """A day as people write it; the year only where it is not the reader's."""
    year = "" if day.year == seen_from.year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"


def local_time(moment: datetime, timezone: str) -> str:
    """A time in the zone of an IANA name, which it tells: by its offset where it has no letters."""
    when = moment.astimezone(ZoneInfo(timezone))
    zone, offset = f"{when:%Z}", f"{when:%z}"
    name = zone if zone.isalpha() else f"UTC{offset[:3]}:{offset[3:]}"
    return f"{when:%a %d %b %Y, %H:%M} {name}"


def short_time(moment: datetime, timezone: str) -> str:
    """A time in the zone of an IANA name for whom it is clear which year and zone that is."""
    when = moment.astimezone(ZoneInfo(timezone))
    return f"{when.day} {when:%b, %H:%M}"


def long_text(alert: Alert, timezone: str) -> str:
    """Everything that an alert tells.

    What it was before, the sentence that proves it with who says so, where, when and the link, how
    many say the same, who contradicts, and how to look closer.
    """
    parts = [opening(alert, timezone), [alert.note] if alert.note else []]
    if alert.quote:
        parts.append(quotation(alert.quote, timezone))
    parts.append(list(_closing(alert)))
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def brief_text(alert: Alert, timezone: str, limit: int = BRIEF_CHARS) -> str:
    """An alert in at most `limit` characters, its link whole unless that leaves no room for words."""
    quote = alert.quote
    if quote is None:
        return shorten(" ".join(opening(alert, timezone)), limit)
    link = f"\n{quote.url}" if quote.url else ""
    if limit - len(link) < LEAST_WORDS:
        link = ""
    room = limit - len(link)
    first = opening(alert, timezone)[0]
    before = "" if alert.kind in SPEAK_FOR_THEMSELVES else f"{shorten(first, room // 3)} "
    room -= len(before) + len("“” ")
    # Half of it is kept for who says so: a sentence without its speaker proves nothing.
    where = f"{attribution(quote)}, {short_time(quote.published, timezone)}"
    source = shorten(where, max(room // 2, room - len(quote.text)))
    return f"{before}“{shorten(quote.text, room - len(source))}” {source}{link}"


def quotation(quote: Quote | Hint, timezone: str) -> list[str]:
    """A sentence, who says it where, when it was published, and the link."""
    return [
        f"“{quote.text}”",
        attribution(quote),
        local_time(quote.published, timezone),
        *([quote.url] if quote.url else []),
    ]


def attribution(quote: Quote | Hint) -> str:
    """Who says it and where: the operator has no outlet, and an outlet may speak for itself."""
    if quote.by == quote.outlet:
        return f"— {quote.by}"
    return f"— {quote.by}, in {quote.outlet}" if quote.by else f"— {quote.outlet}, in its own voice"


def opening(alert: Alert, timezone: str) -> list[str]:
    """What an alert says before its sentence: how it stood, or what does not stand any more."""
    introduced = alert.quote and alert.kind in INTRODUCTIONS
    return [
        *_standpoint(alert, timezone),
        *_date(alert),
        *_edit(alert, timezone),
        *([INTRODUCTIONS[alert.kind]] if introduced else []),
    ]


def _standpoint(alert: Alert, timezone: str) -> list[str]:
    match alert.kind:
        case AlertKind.STATUS:
            before = spell_status(alert.previous) if alert.previous else "nothing was known of it"
            return [f"Before: {before}."]
        case AlertKind.DISPUTE | AlertKind.FIRST_DATE:
            return [f"Status as before: {spell_status(alert.status)}."]
        case AlertKind.CORRECTION:
            return [*_taken_back(alert, timezone), _stands_now(alert)]
        case AlertKind.OVERDUE:
            return [_unheard_of(alert)]
        case _:
            assert_never(alert.kind)


def _date(alert: Alert) -> Iterator[str]:
    if alert.day and alert.kind is not AlertKind.OVERDUE:  # which names it already
        yield f"Date: {alert.day:%a} {alert.day.day} {alert.day:%b %Y}."


def _edit(alert: Alert, timezone: str) -> Iterator[str]:
    if alert.edit_of:
        yield f"Says so since an edit: first published {local_time(alert.edit_of, timezone)}."


def _taken_back(alert: Alert, timezone: str) -> Iterator[str]:
    if alert.corrects:
        when = f" of {local_time(alert.corrects_at, timezone)}" if alert.corrects_at else ""
        yield f"This takes back “{alert.corrects}”{when}."


def _stands_now(alert: Alert) -> str:
    if alert.quote is None:
        return "Nothing is known of it now."
    return f"It stands as {_standing(alert)}."


def _unheard_of(alert: Alert) -> str:
    day = f"{alert.day.day} {alert.day:%B %Y}" if alert.day else "a day that has passed"
    return f"It was to be on {day}; no word yet that it was held or moved."


def _closing(alert: Alert) -> Iterator[str]:
    quote = alert.quote
    # The operator's own word is no report, and a date that passed is nobody's.
    if quote and quote.by != quote.outlet and alert.kind is not AlertKind.OVERDUE:
        yield f"Reported by {spell_sources(alert.outlets, alert.sources, alert.copies)}."
    if alert.against:
        yield contradiction(alert.against, quote)
    yield f"Look closer: news-monitor event {alert.event}"


def spell_sources(number: int, names: Sequence[str], copies: int) -> str:
    """Independent sources as people are told: `2 independent sources: A, B (and 29 copies)`.

    Args:
        number: How many there are.
        names: The first one first; empty: they are not known.
        copies: How many articles have it from them.
    """
    more = len(names) - SOURCES_NAMED
    told = [*names[:SOURCES_NAMED], *([f"{more} more"] if more > 0 else [])]
    listed = f": {', '.join(told)}" if told else ""
    copied = f" (and {copies} {'copy' if copies == 1 else 'copies'})" if copies else ""
    return f"{counted(number, 'independent source')}{listed}{copied}"


def spell_unconfirmed(waiting: Unconfirmed, seen_from: date) -> str:
    """What lacks sources as lists show it: `unconfirmed: postponed (1 of 2 sources)`."""
    day = f", {spell_day(waiting.day, seen_from)}" if waiting.day else ""
    number = f"{len(waiting.sources)} of {waiting.needed} sources"
    return f"unconfirmed: {spell_status(waiting.status)}{day} ({number})"


def contradiction(against: Quote, quote: Quote | None) -> str:
    """Who contradicts a sentence, and where if that is elsewhere."""
    denied = against.stance is Stance.DENIED
    verb = "denies it" if denied else f"says: {spell_status(against.status)}"
    elsewhere = quote is None or against.outlet != quote.outlet
    where = f", in {against.outlet}," if elsewhere else ""
    return f"But {against.by or 'another party'}{where} {verb}: “{against.text}”"
