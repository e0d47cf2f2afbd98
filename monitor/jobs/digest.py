"""Digest: what waited for its time is told in one message, with what nobody could make sure of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from monitor.config.schema.alerts import Rhythm, Route
from monitor.config.schema.config import Config
from monitor.jobs.fold import tell_or_release, tell_together
from monitor.jobs.services import Services
from monitor.model.alerts import DigestFacts, Hint
from monitor.model.bundles import DIGESTS, digest_bundle
from monitor.model.claims import Status
from monitor.stages.digests import last_digest
from monitor.stages.routing import is_about
from monitor.stages.words.summary import summarise_digest
from monitor.store import bundles, digests, events, mutes
from monitor.store.engine import Transaction

Subscription = tuple[str, str]
"""A channel and the rhythm of a digest that it gets."""


async def send_digests(services: Services) -> int:
    """How many digests are in the outbox now that were not before.

    A channel that never had a digest of a rhythm gets its first one at the next time. What waits
    for a digest that is configured no more is told at once.
    """
    now = services.now()
    subscribed = subscriptions(services.config.routes)
    due = await services.store.query(lambda tx: _due(tx, services, subscribed, now))
    made = 0
    for of in due:
        channel, rhythm = of
        make = partial(_make, services=services, of=of, routes=subscribed.get(of, ()), now=now)
        made += await tell_or_release(services, make, channel, digest_bundle(rhythm))
    return made


def subscriptions(routes: Sequence[Route]) -> dict[Subscription, list[Route]]:
    """The routes with digests, by channel and rhythm."""
    found: dict[Subscription, list[Route]] = defaultdict(list)
    for route in routes:
        if route.digest is not None:
            for channel in route.to:
                found[channel, route.digest.every.value].append(route)
    return dict(found)


def _due(
    tx: Transaction,
    services: Services,
    subscribed: Mapping[Subscription, Sequence[Route]],
    now: datetime,
) -> list[Subscription]:
    """What is due by the routes, and what waits for a digest that no route has any more."""
    by_routes = [of for of, routes in subscribed.items() if _is_due(tx, services, of, routes, now)]
    waiting = [
        (channel, bundle.removeprefix(DIGESTS))
        for channel, bundle in bundles.due(tx, now)
        if bundle.startswith(DIGESTS)
    ]
    return [*by_routes, *(of for of in waiting if of not in subscribed)]


def _is_due(
    tx: Transaction, services: Services, of: Subscription, routes: Sequence[Route], now: datetime
) -> bool:
    last = digests.last_at(tx, *of)
    if last is None or last > now:  # never, or by a clock that was ahead
        return True
    zone = services.config.zone_of(of[0])
    times = [last_digest(each.digest, now, zone, each.quiet) for each in routes if each.digest]
    return last < max(times)


def _make(
    tx: Transaction,
    *,
    services: Services,
    of: Subscription,
    routes: Sequence[Route],
    now: datetime,
) -> int:
    """One digest into the outbox; how many: none at first sight, or if there is nothing to tell."""
    channel, rhythm = of
    last = digests.last_at(tx, channel, rhythm)
    digests.remember(tx, channel, rhythm, now)
    if routes and (last is None or last > now):
        return 0
    bundle = digest_bundle(rhythm)
    waiting = bundles.waiting(tx, channel, bundle)
    facts = _facts(tx, services.config, rhythm, routes, last or now, now)
    if not (waiting or facts.hints or rhythm == Rhythm.WEEKLY):
        return 0
    messages = [each.message for each in waiting]
    message = summarise_digest(messages, facts, services.config.zone_of(channel))
    tell_together(tx, services, channel, bundle, (message, waiting), now)
    return 1


def _facts(
    tx: Transaction,
    config: Config,
    rhythm: str,
    routes: Sequence[Route],
    since: datetime,
    now: datetime,
) -> DigestFacts:
    seen = digests.seen(tx, since)
    about = [
        name
        for name, (topic, _) in config.events.items()
        if any(is_about(each, topic.topic, name) for each in routes)
    ]
    return DigestFacts(
        rhythm=rhythm,
        since=since,
        until=now,
        articles=seen.articles,
        on_topic=seen.on_topic,
        feeds_ok=seen.feeds_ok,
        feeds=seen.feeds,
        changes=digests.changes(tx, about, since),
        hints=tuple(_hints(tx, config, about, since, now)),
    )


def _hints(
    tx: Transaction, config: Config, about: Sequence[str], since: datetime, now: datetime
) -> Iterator[Hint]:
    """What is unsettled of these events; of muted ones nothing."""
    muted = {each.event for each in mutes.all_active(tx, now)}
    for name in about:
        if name not in muted:
            current = events.current(tx, name)
            known = current.status if current else None
            event_name = config.events[name][1].name
            yield from once_each(digests.hints(tx, name, event_name, since), known)


def once_each(hints: Iterable[Hint], known: Status | None) -> Iterator[Hint]:
    """Every signal, and of each outlet every claim once, unless it has come true meanwhile."""
    told: set[tuple[Status, str]] = set()
    for hint in hints:
        if hint.status is None:
            yield hint
        elif hint.status is not known and (hint.status, hint.outlet) not in told:
            told.add((hint.status, hint.outlet))
            yield hint
