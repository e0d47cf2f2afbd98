"""Routing: to which channels an alert goes, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.config.schema.alerts import Route
from monitor.model.alerts import Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One channel of an alert; `due_at` and `bundle` as a `DeliveryDraft` has them."""

    channel: str
    due_at: datetime | None = None
    bundle: str = ""


def plan(alert: Alert, routes: Sequence[Route]) -> tuple[Planned, ...]:
    """The channels of an alert: those of the routes whose conditions it meets, each once."""
    chosen = [
        channel
        for each in routes
        if _meets(each.topics, alert.topic)
        and _meets(each.events, alert.event)
        and _meets(each.statuses, alert.status)
        for channel in each.to
    ]
    return tuple(Planned(channel=channel) for channel in dict.fromkeys(chosen))


def notice_channels(routes: Sequence[Route]) -> tuple[str, ...]:
    """The channels of operator notices: those of routes that ask for them."""
    return tuple(dict.fromkeys(c for each in routes if each.notices for c in each.to))


def _meets(wanted: Sequence[str], value: str) -> bool:
    return not wanted or value in wanted
