"""Routing: to which channels an alert goes, and when."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.config.schema.alerts import Route
from monitor.model.alerts import Alert
from monitor.model.bundles import OVERFLOW, digest_bundle
from monitor.stages.alert import severity_of
from monitor.stages.digests import next_digest
from monitor.stages.quiet import quiet_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One channel of an alert; `due_at` and `bundle` as a `DeliveryDraft` has them."""

    channel: str
    due_at: datetime | None = None
    bundle: str = ""


def plan(
    alert: Alert,
    routes: Sequence[Route],
    zones: Mapping[str, str],
    now: datetime,
    limited: Collection[str] = (),
) -> tuple[Planned, ...]:
    """The channels of an alert, each once, as the first route that leads there has it.

    Args:
        alert: What is told.
        routes: In order: the first that fits is the last, unless it goes on.
        zones: IANA names of the recipients' time zones, by channel; a channel without: UTC.
        now: The time (UTC).
        limited: Channels that have a limit: what goes there waits for room.
    """
    planned: dict[str, Planned] = {}
    for route in _fitting(alert, routes):
        for channel in route.to:
            if channel not in planned:
                zone = zones.get(channel, "UTC")
                planned[channel] = _planned(alert, route, channel, zone, now)
    return tuple(_paced(each, limited) for each in planned.values())


def notice_channels(routes: Sequence[Route]) -> tuple[str, ...]:
    """The channels of operator notices: those of routes that ask for them."""
    return tuple(dict.fromkeys(c for each in routes if each.notices for c in each.to))


def _fitting(alert: Alert, routes: Sequence[Route]) -> Iterator[Route]:
    for route in routes:
        if _fits(alert, route):
            yield route
            if not route.goes_on:
                return


def is_about(route: Route, topic: str, event: str) -> bool:
    """Whether a route takes alerts of an event of a topic, by their ids."""
    return _meets(route.topics, topic) and _meets(route.events, event)


def _fits(alert: Alert, route: Route) -> bool:
    return (
        is_about(route, alert.topic, alert.event)
        and _meets(route.statuses, alert.status)
        and _meets(route.severities, severity_of(alert))
        and route.disputed in {None, alert.disputed}
    )


def _meets(wanted: Sequence[str], value: str) -> bool:
    return not wanted or value in wanted


def _planned(alert: Alert, route: Route, channel: str, zone: str, now: datetime) -> Planned:
    if route.digest is not None:
        due_at = next_digest(route.digest, now, zone, route.quiet)
        return Planned(
            channel=channel, due_at=due_at, bundle=digest_bundle(route.digest.every.value)
        )
    if route.quiet is not None and alert.status not in route.quiet.urgent:
        return Planned(channel=channel, due_at=quiet_until(route.quiet, now, zone))
    return Planned(channel=channel)


def _paced(planned: Planned, limited: Collection[str]) -> Planned:
    if planned.bundle or planned.channel not in limited:
        return planned
    return Planned(channel=planned.channel, due_at=planned.due_at, bundle=OVERFLOW)
