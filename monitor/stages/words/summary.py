"""Several alerts in one message: an event that goes back and forth, an overflow, a digest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from monitor.model.alerts import Alert, DigestFacts, Hint, Message, Severity
from monitor.stages.alert import severity_of
from monitor.stages.words.entries import (
    bounded,
    hinted,
    listed,
    newest_titles,
    told,
    under,
)
from monitor.stages.words.harmless import NAME_CHARS, TITLE_CHARS, harmless, one_line
from monitor.stages.words.text import (
    counted,
    local_time,
    long_text,
    short_time,
    spell_status,
)

STEPS_TOLD = 8
"""So many of an event's last changes are named; who wants all looks closer."""

STANDINGS_TOLD = 20
"""Events whose state an overflow tells before its list; of more it is no survey."""

GRAVITY = (Severity.INFO, Severity.SUCCESS, Severity.WARNING, Severity.FAILURE)
"""From what needs nobody to what needs somebody now."""

LOOK_CLOSER = "Look closer: news-monitor alerts list"
UNREAD = "Unread signals: no status could be read"
UNCONFIRMED = "Unconfirmed claims: nobody with standing says so, or too few sources"


def summarise_flap(messages: Sequence[Message], window: timedelta, timezone: str) -> Message:
    """One message for an occurrence that went back and forth: how it stands at the end.

    Args:
        messages: What was held, in the order in which it was made; at least one.
        window: Within which time the event was back where it had been.
        timezone: IANA name of the recipient's zone.
    """
    alerts = [each.alert for each in messages if each.alert]
    if not alerts:
        return messages[-1]
    times = "back" if len(alerts) == 1 else f"{len(alerts)} times"
    # With what came later, of a backlog or a night, it is more than one window.
    is_one = alerts[-1].published - alerts[0].published < window
    changed = f"changed {times}{f' within {_spell(window)}' if is_one else ''}"
    note = f"It {changed}: {_steps(alerts, timezone)}."
    last = replace(alerts[-1], previous=alerts[0].previous, note=note)
    title = one_line(messages[-1].title, TITLE_CHARS - len(f" ({changed})"))
    return Message(
        title=f"{title} ({changed})",
        body=long_text(harmless(last), timezone),
        severity=severity_of(last),
        alert=last,
    )


def summarise_overflow(messages: Sequence[Message], timezone: str) -> Message:
    """One message for what a channel's limit held back: how each event stands, then all titles.

    Args:
        messages: In the order in which they were made; at least one.
        timezone: IANA name of the recipient's zone.
    """
    newest = newest_titles(messages)
    count = counted(len(messages), "message")
    survey = "\n".join(newest[:STANDINGS_TOLD])
    standings = ["How it stands:", survey] if len(newest) < len(messages) else []
    entries = [listed(each, timezone) for each in messages]
    opening = f"This channel's limit was reached: {count} in one."
    return Message(
        title=one_line(f"{count} in one: {'; '.join(newest)}", TITLE_CHARS),
        body="\n\n".join(
            [opening, *standings, "All of them, in order:", *bounded(entries), LOOK_CLOSER]
        ),
        severity=max((each.severity for each in messages), key=GRAVITY.index),
    )


def summarise_digest(messages: Sequence[Message], facts: DigestFacts, timezone: str) -> Message:
    """A digest: the alerts by event, what could not be read or was not confirmed, the counts.

    Args:
        messages: What waited for it, in the order in which it was made; empty: nothing changed.
        facts: What else is known of the time.
        timezone: IANA name of the recipient's zone.
    """
    since, until = (local_time(each, timezone) for each in (facts.since, facts.until))
    opening = f"From {since} to {until}{'' if messages else f': {_changes(facts)}'}."
    signals = [hinted(each, timezone) for each in facts.hints if each.status is None]
    claims = [hinted(each, timezone) for each in facts.hints if each.status is not None]
    entries = bounded(
        [*_by_event(messages, timezone), *under(UNREAD, signals), *under(UNCONFIRMED, claims)]
    )
    return Message(
        title=one_line(_digest_title(messages, facts), TITLE_CHARS),
        body="\n\n".join([opening, *entries, f"{_counts(facts)}.\n{LOOK_CLOSER}"]),
    )


def _digest_title(messages: Sequence[Message], facts: DigestFacts) -> str:
    digest = f"{facts.rhythm.capitalize()} digest"
    if messages:
        count = counted(len(messages), "alert")
        return f"{digest}, {count}: {'; '.join(newest_titles(messages))}"
    if facts.rhythm == "weekly":
        name = digest if facts.changes else "All quiet"
        return f"{name}: {_counts(facts, f'{_changes(facts)}, ')}"
    return f"{digest}: {', '.join([_changes(facts), *_count_hints(facts.hints)])}"


def _changes(facts: DigestFacts) -> str:
    """What changed, where a digest has no alert of it."""
    return f"{counted(facts.changes, 'change')} told apart" if facts.changes else "no change"


def _count_hints(hints: Sequence[Hint]) -> list[str]:
    signals = sum(each.status is None for each in hints)
    kinds = ((signals, "unread signal"), (len(hints) - signals, "unconfirmed claim"))
    return [counted(number, what) for number, what in kinds if number]


def _counts(facts: DigestFacts, between: str = "") -> str:
    articles = counted(facts.articles, "article")
    return f"{articles}, {facts.on_topic} on topic, {between}feeds {facts.feeds_ok}/{facts.feeds}"


def _by_event(messages: Iterable[Message], timezone: str) -> list[str]:
    """Each message told, those of one event together under its name, in the order of the first."""
    groups: dict[str, list[Message]] = {}
    for each in messages:
        groups.setdefault(each.alert.event if each.alert else "", []).append(each)
    return [
        entry
        for group in groups.values()
        for entry in under(_event_name(group[-1]), [told(each, timezone) for each in group])
    ]


def _event_name(message: Message) -> str:
    return one_line(message.alert.event_name, NAME_CHARS) if message.alert else "Notices"


def _steps(alerts: Sequence[Alert], timezone: str) -> str:
    steps = [
        f"{spell_status(each.status)} {short_time(each.published, timezone)}"
        for each in alerts[-STEPS_TOLD:]
    ]
    earlier = len(alerts) - len(steps)
    return "; ".join(([f"{earlier} before"] if earlier else []) + steps)


def _spell(duration: timedelta) -> str:
    """A duration as people write it: `30 min`, `90 min`, `2 h`."""
    minutes = round(duration.total_seconds() / 60)
    return f"{minutes} min" if minutes % 60 or not minutes else f"{minutes // 60} h"
