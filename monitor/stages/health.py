"""Health: what is known of feeds in, how each is doing and whether a topic is seen out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.config.schema.feeds import Feed, without_secrets
from monitor.config.schema.topics import Topic
from monitor.model.items import FeedOutcome, FeedState
from monitor.stages.pace import usual_gap

BLIND_AFTER = timedelta(days=1)
"""A feed that has answered nothing for so long tells us no news: the longest wait between two polls
of one that fails, so that every outage shorter than that is over unnoticed. A choice."""
FEWEST_FAILURES = 3
"""So often it was asked meanwhile: a machine that slept for a day is no blind feed."""
WATCH_BLIND_AFTER = timedelta(hours=1)
"""So long no feed of a topic has answered: restarts of routers and providers are over by then, and
news of that hour is still in the feeds. A choice."""
SILENT_GAPS = 3
"""So many times its usual gap a feed brought nothing. Source: of gaps that chance alone makes, one in
twenty is longer (e^-3)."""
SHORTEST_SILENCE = timedelta(days=1)
"""Nights are quiet: the newest items of a busy feed were published within an hour. A choice."""
LONG_WISH = timedelta(hours=6)
"""So long a wish keeps news waiting that people should know of it. A choice: the quarter of a day."""
FIND = "; `news-monitor feeds discover` looks for the feeds of a page"
FEWEST_PAGES = 10
LEAST_TEXTS = 0.5
"""Below such a part of so many pages, a feed's articles are mostly known by their summaries. A choice."""


class Condition(StrEnum):
    """How a feed is doing."""

    NEW = "new"
    OK = "ok"
    DEGRADED = "degraded"
    SILENT = "silent"
    FAILING = "failing"
    NOT_A_FEED = "not_a_feed"


class Sight(StrEnum):
    """Whether some feed of a topic answers; unsure: not long enough, or not asked often enough."""

    SEEING = "seeing"
    UNSURE = "unsure"
    BLIND = "blind"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a feed is doing and why; `since` (UTC) is when it was last well, None: not known."""

    condition: Condition
    reason: str = ""
    since: datetime | None = None

    @property
    def told(self) -> str:
        """All of it in one line; empty where there is no reason to tell."""
        since = f" since {self.since:%Y-%m-%d %H:%M} UTC" if self.since else ""
        return f"{self.condition.value}{since}: {self.reason}" if self.reason else ""


def feed_health(state: FeedState, now: datetime, pages: tuple[int, int] | None = None) -> Health:
    """How a feed is doing, the worst of it first.

    Args:
        state: After its last poll.
        now: The time (UTC).
        pages: How many of its last pages gave a text, and how many were asked for; None: none was.
    """
    if state.outcome is FeedOutcome.NEVER:
        return Health(condition=Condition.NEW)
    return _broken(state) or _degraded(state, pages) or _silent(state, now) or _well(state)


def has_gone_blind(state: FeedState, now: datetime) -> bool:
    """Whether a feed that used to answer fell silent lately: each silence is news for a day.

    Args:
        state: Of the feed; one that never answered is found at once where it was configured.
        now: The time (UTC).
    """
    if state.ok_at is None or state.failures < FEWEST_FAILURES:
        return False
    return BLIND_AFTER <= now - state.ok_at < 2 * BLIND_AFTER


def feeds_of(
    topic: Topic, states: Sequence[FeedState], configured: Mapping[str, Feed]
) -> list[FeedState]:
    """The feeds that can tell of a topic: all but those in a language that it is not read in."""
    spoken = {url: feed.language for url, feed in configured.items()}
    return [
        state
        for state in states
        if not topic.languages or spoken.get(state.url) in (None, *topic.languages)
    ]


def last_word(states: Iterable[FeedState]) -> datetime | None:
    """When any of some feeds last answered (UTC); None: none ever did."""
    return max((each.ok_at for each in states if each.ok_at is not None), default=None)


def sight(states: Sequence[FeedState], now: datetime) -> Sight:
    """Whether any of the feeds of a topic answers.

    Feeds that had been failing for a day when the last one fell silent say nothing about now.

    Args:
        states: Those that can tell of it.
        now: The time (UTC).
    """
    asked = [state for state in states if state.outcome is not FeedOutcome.NEVER]
    if any(_broken(state) is None for state in asked):
        return Sight.SEEING
    last = last_word(asked)
    if last is None:
        failures = min((state.failures for state in asked), default=0)
        return Sight.BLIND if failures >= FEWEST_FAILURES else Sight.UNSURE
    lately = [each for each in asked if each.ok_at is not None and last - each.ok_at < BLIND_AFTER]
    often = sum(state.failures for state in lately) >= FEWEST_FAILURES
    return Sight.BLIND if often and now - last >= WATCH_BLIND_AFTER else Sight.UNSURE


def _broken(state: FeedState) -> Health | None:
    course = state.course
    if course.paused_at is not None:
        gone = f"gone since {course.gone_since:%Y-%m-%d}" if course.gone_since else "gone"
        reason = f"{gone} (HTTP 410), asked no more: remove it from feeds.yml"
        return Health(condition=Condition.FAILING, reason=reason, since=course.gone_since)
    if not state.failures:
        return None
    not_a_feed = state.outcome is FeedOutcome.NOT_A_FEED
    times = "once" if state.failures == 1 else f"{state.failures} times in a row"
    return Health(
        condition=Condition.NOT_A_FEED if not_a_feed else Condition.FAILING,
        reason=f"{state.detail} ({times}){FIND if not_a_feed else ''}",
        since=state.ok_at,
    )


def _degraded(state: FeedState, pages: tuple[int, int] | None) -> Health | None:
    reasons = [state.fault] if state.fault else []
    if pages and pages[1] >= FEWEST_PAGES and pages[0] < LEAST_TEXTS * pages[1]:
        reasons.append(f"only {pages[0]} of its last {pages[1]} pages gave a text")
    return Health(condition=Condition.DEGRADED, reason="; ".join(reasons)) if reasons else None


def _silent(state: FeedState, now: datetime) -> Health | None:
    gap = usual_gap(state.course)
    news = [each for each in (state.course.rhythm_until, state.new_at) if each is not None]
    if gap is None or now - max(news) <= max(SILENT_GAPS * gap, SHORTEST_SILENCE):
        return None
    reason = f"nothing new for {_span(now - max(news))}, usually every {_span(gap)}"
    return Health(condition=Condition.SILENT, reason=reason, since=max(news))


def _well(state: FeedState) -> Health:
    course, reason = state.course, _put_off(state)
    if course.moved_to:
        reason = f"says that it moved for good to {without_secrets(course.moved_to)}"
    elif course.location:
        reason = (
            f"moved for good, asked at {without_secrets(course.location)}: write that in feeds.yml"
        )
    return Health(condition=Condition.OK, reason=reason)


def _put_off(state: FeedState) -> str:
    """What keeps a feed from being asked by its rhythm, if that is for long."""
    if state.polled_at is None or state.course.interval_seconds is None:
        return ""
    wait = state.next_poll_at - state.polled_at
    if wait < max(LONG_WISH, 2 * timedelta(seconds=state.course.interval_seconds)):
        return ""
    return f"its publisher asks to be left alone for {_span(wait)} after each answer"


def _span(time: timedelta) -> str:
    """A time in the largest unit of which it has two."""
    for unit, seconds in (("days", 86400), ("hours", 3600)):
        if time.total_seconds() >= 2 * seconds:
            return f"{time.total_seconds() / seconds:.0f} {unit}"
    return f"{max(time.total_seconds() / 60, 1):.0f} minutes"
