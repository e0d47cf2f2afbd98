from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from monitor.jobs.rehearse import Rehearsal
from monitor.jobs.services import Services
from monitor.store import outbox, views
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.store.stock import make_delivery


def test_what_is_due_is_shown_once_and_goes_on_waiting(
    memory: Store, make_services: Callable[..., Services]
) -> None:
    drafts: list[dict[str, Any]] = [
        {"key": "now"},
        {"key": "later", "due_at": at(1)},
        {"key": "digest", "bundle": "digest:daily"},
    ]
    with memory.begin() as tx:
        outbox.add(tx, [make_delivery(**each) for each in drafts], NOON)
        before = views.deliveries(tx, 9)
    rehearsal = Rehearsal()
    now, then = make_services(), make_services(now=lambda: at(2))
    shown = [asyncio.run(rehearsal(services)) for services in (now, now, then)]
    assert [[each.key for each in found] for found in shown] == [["now"], [], ["later"]]
    with memory.read() as tx:
        assert views.deliveries(tx, 9) == before
