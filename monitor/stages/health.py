"""Health: facts about feeds and channels in, what needs a person out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.model.alerts import DeliveryState
from monitor.model.holds import Pause
from monitor.model.items import FeedOutcome, FeedState
from monitor.model.views import ChannelView

BLIND_AFTER = timedelta(days=1)
"""A feed that has answered nothing for so long tells us no news: the longest wait between two polls
of one that fails, so that every outage shorter than that is over unnoticed. A choice."""
FEWEST_FAILURES = 3
"""So often it was asked meanwhile: a machine that slept for a day is no blind feed."""


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


def has_gone_blind(state: FeedState, now: datetime) -> bool:
    """Whether a feed that used to answer fell silent lately: each silence is news for a day.

    Args:
        state: Of the feed; one that never answered is found at once where it was configured.
        now: The time (UTC).
    """
    if state.ok_at is None or state.failures < FEWEST_FAILURES:
        return False
    return BLIND_AFTER <= now - state.ok_at < 2 * BLIND_AFTER


def concerns(
    states: Sequence[FeedState],
    labels: Mapping[str, str],
    channels: Sequence[ChannelView],
    pauses: Sequence[Pause] = (),
) -> tuple[Concern, ...]:
    """Everything that needs a person, feeds first.

    Args:
        states: All feeds as they stand.
        labels: What people call a feed, by URL.
        channels: The configured channels with their deliveries.
        pauses: The configured channels that rest.
    """
    feeds = (
        Concern(subject=labels.get(state.url, state.url), text=trouble)
        for state in states
        for trouble in _feed_troubles(state)
    )
    resting = {pause.channel: pause for pause in pauses}
    refusing = (
        Concern(subject=f"channel {channel.channel}", text=trouble)
        for channel in channels
        if (trouble := _channel_trouble(channel, resting.get(channel.channel)))
    )
    return (*feeds, *refusing)


def _feed_troubles(state: FeedState) -> Iterator[str]:
    if state.failures:
        times = "once" if state.failures == 1 else f"{state.failures} times in a row"
        yield f"{state.detail} ({times})"
    if state.fault:
        yield state.fault


def _channel_trouble(channel: ChannelView, pause: Pause | None) -> str:
    if pause is None and not channel.error and not channel.given_up:
        return ""
    waiting = channel.deliveries.get(DeliveryState.PENDING, 0)
    barred = pause is not None and pause.credentials
    mend = f"; mend it in alerts.yml, `alerts test {channel.channel}` tries it" if barred else ""
    trouble = (pause.reason if pause else channel.error) or "works again"
    return f"{trouble} ({waiting} waiting, {channel.given_up} given up){mend}"
