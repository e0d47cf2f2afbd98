"""Warnings about routes: what can never be reached, and times that get in each other's way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time

from monitor.config.documents import Document
from monitor.config.problems import KeyPath, Problem, Severity
from monitor.config.schema.alerts import QuietHours, Rhythm, Route


def route_warnings(alerts: Document, routes: Sequence[Route]) -> Iterator[Problem]:
    """A warning for each route that does not do what it looks like.

    Args:
        alerts: The file, for its lines.
        routes: As they were read from it.
    """
    found = [*_unreachable(alerts, routes)]
    for place, route in enumerate(routes):
        found += [(("routes", place, *key), text) for key, text in _odd_times(route)]
    for path, text in found:
        yield alerts.problem(path, text, Severity.WARNING)


def _unreachable(alerts: Document, routes: Sequence[Route]) -> Iterator[tuple[KeyPath, str]]:
    last = next((place for place, each in enumerate(routes) if _takes_all(each)), len(routes))
    for place, route in enumerate(routes[last + 1 :], last + 1):
        if not route.notices:  # notices come to it all the same
            line = alerts.line(("routes", last))
            text = (
                f"no alert comes this far, as the route in line {line} takes them all: "
                "move this one above it, or add continue: true there"
            )
            yield ("routes", place), text


def _takes_all(route: Route) -> bool:
    conditions = (route.topics, route.events, route.statuses, route.severities)
    return not any(conditions) and route.disputed is None and not route.goes_on


def _odd_times(route: Route) -> Iterator[tuple[KeyPath, str]]:
    quiet, digest = route.quiet, route.digest
    if quiet is None:
        return
    end = f"{quiet.end:%H:%M}"
    if quiet.start == quiet.end:
        yield ("quiet",), "begins and ends at the same time, so that it is never quiet"
    elif digest is None:
        return
    elif digest.every is Rhythm.HOURLY:
        text = f"no digest comes in these hours: what waits for it comes at {end}"
        yield ("quiet",), text
    elif _lies_in(digest.at, quiet):
        text = f"falls into the quiet hours of this route, so that it comes at {end}: set at: {end}"
        yield ("digest", "at"), text


def _lies_in(wall: time, quiet: QuietHours) -> bool:
    if quiet.start < quiet.end:
        return quiet.start <= wall < quiet.end
    return wall >= quiet.start or wall < quiet.end
