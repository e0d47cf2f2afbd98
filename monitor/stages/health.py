"""Health: facts about feeds and channels in, what needs a person out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.model.alerts import DeliveryState
from monitor.model.items import FeedOutcome, FeedState


class Condition(StrEnum):
    """How a feed is doing."""

    NEW = "new"
    OK = "ok"
    FAILING = "failing"
    NOT_A_FEED = "not_a_feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something that a person should look at: whose it is, what is wrong."""

    subject: str
    text: str


def feed_condition(state: FeedState) -> Condition:
    """How a feed is doing after its last poll."""
    if state.outcome is FeedOutcome.NEVER:
        return Condition.NEW
    if state.outcome is FeedOutcome.NOT_A_FEED:
        return Condition.NOT_A_FEED
    return Condition.FAILING if state.failures else Condition.OK


def concerns(
    states: Sequence[FeedState],
    labels: Mapping[str, str],
    channels: Mapping[str, Mapping[DeliveryState, int]],
    last_errors: Mapping[str, str],
) -> tuple[Concern, ...]:
    """Everything that needs a person, feeds first.

    Args:
        states: All feeds as they stand.
        labels: What people call a feed, by URL.
        channels: Deliveries by channel and state.
        last_errors: What the last failed try of a channel said.
    """
    feeds = (
        Concern(subject=labels.get(state.url, state.url), text=_feed_trouble(state))
        for state in states
        if state.failures
    )
    return (*feeds, *(_channel_trouble(name, last_errors) for name in _troubled(channels, last_errors)))


def _feed_trouble(state: FeedState) -> str:
    times = "once" if state.failures == 1 else f"{state.failures} times in a row"
    return f"{state.detail} ({times})"


def _troubled(
    channels: Mapping[str, Mapping[DeliveryState, int]], last_errors: Mapping[str, str]
) -> list[str]:
    ends = (DeliveryState.DEAD, DeliveryState.AMBIGUOUS)
    return [
        name
        for name, states in channels.items()
        if name in last_errors or any(states.get(end) for end in ends)
    ]


def _channel_trouble(name: str, last_errors: Mapping[str, str]) -> Concern:
    text = last_errors.get(name, "gave up on some deliveries: see `news-monitor alerts list`")
    return Concern(subject=f"channel {name}", text=text)
