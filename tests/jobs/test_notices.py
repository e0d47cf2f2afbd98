from __future__ import annotations

import pytest

from monitor.config.schema.alerts import Route
from monitor.jobs.notices import notify, warn_of_low_disk
from monitor.model.alerts import Message
from monitor.model.machine import DiskSpace
from monitor.store import views
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.jobs.conftest import MakeServices

MESSAGE = Message(title="Not delivered: channel desk", body="The channel desk did not take it.")
ROUTES = (
    Route(to=("desk", "mail")),
    Route(to=("ops", "desk"), notices=True, topics=("none",)),
    Route(to=("pager",), notices=True),
)
GB, MB = 10**9, 10**6


def keys(store: Store) -> list[str]:
    with store.read() as tx:
        return [each.key for each in reversed(views.deliveries(tx, 99))]


def test_a_notice_goes_to_every_route_that_asks_but_not_to_the_channel_that_it_is_about(
    memory: Store,
) -> None:
    with memory.begin() as tx:
        assert notify(tx, "dead/desk/2031-05-14", MESSAGE, ROUTES, NOON, exclude={"desk"}) == 2
        assert notify(tx, "dead/desk/2031-05-14", MESSAGE, ROUTES, at(1), exclude={"desk"}) == 0
    assert keys(memory) == ["dead/desk/2031-05-14/ops", "dead/desk/2031-05-14/pager"]


@pytest.mark.parametrize(
    ("free", "total", "told"),
    [
        pytest.param(199 * MB, 400 * MB, True, id="little is left"),
        pytest.param(201 * MB, 400 * MB, False, id="enough for a week is left"),
        pytest.param(1 * GB, 40 * GB, True, id="a large disk is nearly full"),
        pytest.param(6 * GB, 400 * GB, False, id="so much is never low"),
    ],
)
async def test_when_the_disk_is_low(
    memory: Store, make_services: MakeServices, free: int, total: int, told: bool
) -> None:
    space = DiskSpace(free_bytes=free, total_bytes=total)
    assert await warn_of_low_disk(make_services(disk=lambda: space)) is told
    assert keys(memory) == (["disk/2031-05-14/ops"] if told else [])


async def test_of_a_disk_that_stays_low_operators_hear_once_a_day(
    memory: Store, make_services: MakeServices
) -> None:
    def disk() -> DiskSpace:
        return DiskSpace(free_bytes=0, total_bytes=GB)

    told = [
        await warn_of_low_disk(make_services(disk=disk, now=lambda: at(hours)))  # noqa: B023
        for hours in (0, 11, 13)
    ]
    assert told == [True, False, True]
    assert keys(memory) == ["disk/2031-05-14/ops", "disk/2031-05-15/ops"]


async def test_a_disk_that_nobody_looks_at_is_no_concern(make_services: MakeServices) -> None:
    assert not await warn_of_low_disk(make_services(disk=None))
