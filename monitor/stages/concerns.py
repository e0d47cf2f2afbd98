"""Concerns: how feeds, topics and channels are doing in, what needs a person out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.model.deliveries import DeliveryState
from monitor.model.holds import Pause
from monitor.model.views import ChannelView
from monitor.stages.health import Condition, Health

NEEDS_A_PERSON = (Condition.DEGRADED, Condition.FAILING, Condition.NOT_A_FEED)
"""Silence may be what a quiet week is like; it is shown, and nobody is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something that a person should look at: whose it is, what is wrong."""

    subject: str
    text: str


def concerns(
    feeds: Sequence[tuple[str, Health]],
    channels: Sequence[ChannelView],
    pauses: Sequence[Pause] = (),
    blind: Mapping[str, datetime | None] | None = None,
) -> tuple[Concern, ...]:
    """Everything that needs a person, topics and feeds first.

    Args:
        feeds: What people call each, and how it is doing.
        channels: The configured channels with their deliveries.
        pauses: The configured channels that rest.
        blind: Topics none of whose feeds answers, by what people call them, and since when.
    """
    return (*_blind_topics(blind or {}), *_feed_troubles(feeds), *_refusing(channels, pauses))


def _blind_topics(blind: Mapping[str, datetime | None]) -> Iterator[Concern]:
    for topic, since in blind.items():
        until = f"has answered since {since:%Y-%m-%d %H:%M} UTC" if since else "has ever answered"
        yield Concern(subject=f"topic {topic}", text=f"blind: none of its feeds {until}")


def _feed_troubles(feeds: Sequence[tuple[str, Health]]) -> Iterator[Concern]:
    for name, health in feeds:
        if health.condition in NEEDS_A_PERSON:
            yield Concern(subject=name, text=health.told)


def _refusing(channels: Sequence[ChannelView], pauses: Sequence[Pause]) -> Iterator[Concern]:
    resting = {pause.channel: pause for pause in pauses}
    for channel in channels:
        if trouble := _channel_trouble(channel, resting.get(channel.channel)):
            yield Concern(subject=f"channel {channel.channel}", text=trouble)


def _channel_trouble(channel: ChannelView, pause: Pause | None) -> str:
    if pause is None and not channel.error and not channel.given_up:
        return ""
    waiting = channel.deliveries.get(DeliveryState.PENDING, 0)
    barred = pause is not None and pause.credentials
    mend = f"; mend it in alerts.yml, `alerts test {channel.channel}` tries it" if barred else ""
    trouble = (pause.reason if pause else channel.error) or "works again"
    return f"{trouble} ({waiting} waiting, {channel.given_up} given up){mend}"
