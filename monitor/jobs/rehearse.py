"""Rehearse: what would be sent now, shown and not sent; the outbox stays as it is."""

from __future__ import annotations

from collections.abc import Callable

from monitor.jobs.services import Services
from monitor.model.views import DeliveryView
from monitor.store import views
from monitor.telemetry import get_logger

log = get_logger()


class Rehearsal:
    """Stands in for `deliver_due`: logs each delivery that is due, once, and leaves it waiting."""

    def __init__(self) -> None:
        self._shown: set[int] = set()

    async def __call__(
        self, services: Services, _go_on: Callable[[], bool] = lambda: True
    ) -> list[DeliveryView]:
        """The deliveries that would be sent now and were not shown before, the oldest first."""
        now = services.now()
        due = await services.store.query(lambda tx: views.due(tx, now))
        new = [each for each in due if each.id not in self._shown]
        self._shown |= {each.id for each in new}
        for each in new:
            log.info("would_send", id=each.id, channel=each.channel, title=each.title)
        return new
