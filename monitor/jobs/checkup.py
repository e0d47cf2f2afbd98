"""Checkup: how each feed is doing, from all that is known of it, for whoever tells of it.

`status` and `feeds list` agree since they ask here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model.views import FeedView
from monitor.stages.health import Health, feed_health
from monitor.store.engine import Transaction
from monitor.store.extractions import extraction_rates
from monitor.store.views import feeds_overview


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """What is known of a feed, and how it is doing."""

    view: FeedView
    health: Health


def checkup(tx: Transaction, now: datetime) -> list[FeedReport]:
    """The configured feeds that the store knows, in the order in which they were first configured.

    Args:
        tx: A reading transaction.
        now: The time (UTC).
    """
    pages = extraction_rates(tx)
    return [
        FeedReport(view=view, health=feed_health(view.state, now, pages.get(view.state.id)))
        for view in feeds_overview(tx)
    ]
