"""Notices: what operators are told of the program itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.model.alerts import Message, Severity
from monitor.model.items import FeedState

SHOW = "See `news-monitor alerts dead`; `news-monitor alerts resend ID` sends one again."

MOST_NAMED = 20
"""Feeds or mistakes that a notice names: where more feeds are blind, it is the network."""


def undelivered(channel: str, title: str, detail: str) -> Message:
    """The notice that a channel did not take an alert, told once a day.

    Args:
        channel: Its id.
        title: Of the alert.
        detail: What the service said, without secrets.
    """
    return Message(
        title=f"Not delivered: channel {channel}",
        body=f"The channel {channel} did not take “{title}”: {detail}.\n\n"
        f"Others may follow today without another notice. {SHOW}",
        severity=Severity.FAILURE,
    )


def barred(channel: str, detail: str) -> Message:
    """The notice that a channel does not let us in; arguments as for `undelivered`."""
    return Message(
        title=f"Paused: channel {channel}",
        body=f"The channel {channel} refuses our credentials: {detail}.\n\n"
        "Its alerts wait and are not lost. Mend its address in alerts.yml and reload the service; "
        "until then it is asked again now and then.",
        severity=Severity.FAILURE,
    )


def blind(feeds: Sequence[FeedState], labels: Mapping[str, str]) -> Message:
    """The notice that feeds have told nothing for a day.

    Args:
        feeds: Those; at least one.
        labels: What people call a feed, by URL, without secrets.
    """
    lines = [f"{labels.get(each.url, 'a feed')}: {each.detail}" for each in feeds]
    number = "1 feed" if len(feeds) == 1 else f"{len(feeds)} feeds"
    return Message(
        title=f"Blind: {number} without an answer for a day",
        body="What they would report is missed until they answer. They are asked on.\n\n"
        + _listed(lines)
        + "\n\nSee `news-monitor status` and `news-monitor feeds list`.",
        severity=Severity.WARNING,
    )


def config_rejected(mistakes: Sequence[str], since: datetime) -> Message:
    """The notice that a configuration was read again and cannot be used.

    Args:
        mistakes: One each, without secrets; at least one.
        since: When the configuration in use was read (UTC).
    """
    number = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
    return Message(
        title=f"Config rejected: {number}",
        body=f"The configuration of {since:%Y-%m-%d %H:%M} UTC stays in use.\n\n"
        + _listed(mistakes)
        + "\n\nMend it, try it with `news-monitor check`, and reload the service again.",
        severity=Severity.FAILURE,
    )


def _listed(lines: Sequence[str]) -> str:
    more = len(lines) - MOST_NAMED
    shown = [*lines[:MOST_NAMED], *([f"and {more} more"] if more > 0 else ())]
    return "\n".join(f"• {line}" for line in shown)


def blind_watch(topics: Sequence[str], since: datetime, feeds: Sequence[str]) -> Message:
    """The notice that no feed of some topics answers.

    Args:
        topics: What people call them; at least one.
        since: When the last feed answered (UTC).
        feeds: What each said last, without secrets.
    """
    return Message(
        title=f"Blind watch: {_counted(topics)}",
        body=f"No feed has answered since {since:%Y-%m-%d %H:%M} UTC: what happens now is missed until "
        "one does. They are asked on; where all fail at once, look at this machine's network.\n\n"
        f"Topics:\n{_listed(topics)}\n\nFeeds:\n{_listed(feeds)}\n\nSee `news-monitor status`.",
        severity=Severity.FAILURE,
    )


def sees_again(topics: Sequence[str], since: datetime, now: datetime) -> Message:
    """The notice that a feed of some topics answers again.

    Args:
        topics: What people call them; at least one.
        since: From when none did (UTC).
        now: Until when none did (UTC).
    """
    return Message(
        title=f"Watch restored: {_counted(topics)}",
        body=f"Blind from {since:%Y-%m-%d %H:%M} to {now:%Y-%m-%d %H:%M} UTC; a feed answers again. What "
        "the feeds still show of that time is read now; what has left them is missed.\n\n"
        f"Topics:\n{_listed(topics)}",
        severity=Severity.WARNING,
    )


def _counted(topics: Sequence[str]) -> str:
    return topics[0] if len(topics) == 1 else f"{len(topics)} topics"


def gone(label: str, state: FeedState) -> Message:
    """The notice that a feed is no more and is not asked any longer.

    Args:
        label: What people call it, without secrets.
        state: Of the feed.
    """
    since = state.course.gone_since
    day = f"since {since:%Y-%m-%d}" if since else "now"
    return Message(
        title=f"Gone: {label}",
        body=f"Its server has answered {state.course.gone_times} times {day} that the feed is no more "
        "(HTTP 410). It is not asked any longer: remove it from feeds.yml, or give it its new address. "
        "`news-monitor once` asks it all the same, and an answer brings it back.",
        severity=Severity.WARNING,
    )


def low_disk(free_bytes: int, path: str) -> Message:
    """The notice that the disk is nearly full.

    Args:
        free_bytes: What is left.
        path: A folder on it.
    """
    return Message(
        title=f"Disk nearly full: {free_bytes // 1_000_000} MB left",
        body=f"{path}: when nothing is left, nothing can be noted down, and so nothing is sent. "
        "Make room.",
        severity=Severity.WARNING,
    )


def restored(waiting: int) -> Message:
    """The notice that the database is a backup that was put in the place of another one.

    Args:
        waiting: How many deliveries waited when it was made.
    """
    return Message(
        title="Restored from a backup",
        body=f"Deliveries that waited when the backup was made: {waiting}. They may have been sent "
        "since and are not sent again: see `news-monitor alerts list --state suppressed`; "
        "`news-monitor alerts resend ID` sends one.\n\n"
        "What became news after the backup may be told a second time.",
        severity=Severity.WARNING,
    )
