"""A clock that was years ahead is set right: what it put off comes at its time."""

from __future__ import annotations

from datetime import timedelta

from monitor.model.robots import RobotsFile
from monitor.stages.backoff import LONGEST_PUT_BACK
from monitor.store import ahead, items, robots, space
from monitor.store.engine import Store
from tests.builders import NOON, at, make_item
from tests.store.stock import add_feed, add_items

YEARS = timedelta(days=3653)
ORIGIN = "https://courier.example"


def test_what_was_put_off_for_years_is_due(store: Store) -> None:
    with store.begin() as tx:
        feed = add_feed(tx)
        add_items(tx, feed, [make_item(guid=str(number)) for number in range(3)], NOON)
        items.put_back(tx, 1, NOON + YEARS, "failed when it was 2036")
        items.put_back(tx, 2, at(23), "failed an hour ago")
        robots.keep(tx, RobotsFile(origin=ORIGIN, expires_at=at(24) + YEARS), NOON)
        space.remember(tx, NOON + YEARS, space.sizes(tx, store.path), NOON)
        assert ahead.mend(tx, NOON, LONGEST_PUT_BACK) == 3
        assert [each.id for each in items.pending(tx, NOON, 9)] == [1, 3]
        file = robots.file_of(tx, ORIGIN)
        assert file is not None
        assert file.expires_at == NOON
        assert space.last_tended(tx) is None
        assert ahead.mend(tx, NOON, LONGEST_PUT_BACK) == 0
