"""Sight: topics that no feed can tell any news; operators are told when that begins and ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.jobs.notices import notify
from monitor.jobs.services import Services
from monitor.model.items import FeedState
from monitor.stages import notices
from monitor.stages.health import Sight, feed_health, feeds_of, last_word, sight
from monitor.store import feeds, topics
from monitor.store.engine import Transaction

Seen = tuple[list[FeedState], dict[str, datetime]]


async def look_out(services: Services) -> bool:
    """Tell operators, in one notice each, of topics that went blind and of those that see again.

    Returns whether they are told something now.
    """
    now = services.now()
    states, known = await services.store.query(_look)
    sights = {
        topic.topic: sight(feeds_of(topic, states, services.feeds), now)
        for topic in services.config.topics
    }
    gone = [name for name, each in sights.items() if each is Sight.BLIND and name not in known]
    back = {name: known[name] for name in known if sights.get(name) is Sight.SEEING}
    if not gone and not back:
        return False

    def tell(tx: Transaction) -> int:
        topics.first_pass(tx, list(sights), now)
        return _tell_blind(tx, services, gone, states) + _tell_back(tx, services, back)

    return await services.store.write(tell) > 0


def _look(tx: Transaction) -> Seen:
    return feeds.states(tx), topics.blind(tx)


def _tell_blind(
    tx: Transaction, services: Services, gone: Sequence[str], states: Sequence[FeedState]
) -> int:
    if not gone:
        return 0
    now, names = services.now(), _names(services)
    since = last_word(states) or now
    topics.set_blind(tx, dict.fromkeys(gone, since))
    said = [
        f"{services.feeds[each.url].label}: {feed_health(each, now).reason}"
        for each in states
        if each.url in services.feeds
    ]
    message = notices.blind_watch([names[topic] for topic in gone], since, said)
    key = f"blind-watch/{now:%Y%m%dT%H%M%S}"
    return notify(tx, key, message, services.config.routes, now)


def _tell_back(tx: Transaction, services: Services, back: Mapping[str, datetime]) -> int:
    if not back:
        return 0
    now, names = services.now(), _names(services)
    topics.set_blind(tx, dict.fromkeys(back))
    message = notices.sees_again([names[topic] for topic in back], min(back.values()), now)
    return notify(tx, f"sees-again/{now:%Y%m%dT%H%M%S}", message, services.config.routes, now)


def _names(services: Services) -> dict[str, str]:
    return {topic.topic: topic.name for topic in services.config.topics}
