"""Changes that were kept before."""

from __future__ import annotations

from monitor.store import changes, events
from monitor.store.engine import Store
from tests.builders import NOON, at, make_change


def test_the_changes_of_an_occurrence_before_one_in_order_of_publication(store: Store) -> None:
    kept = [
        make_change(published=at(3)),
        make_change(published=at(1)),
        make_change(published=at(-1)),
        make_change(published=at(2), ordinal=2),
        make_change(published=at(2), event="tolls"),
        make_change(published=at(2)),
    ]
    with store.begin() as tx:
        ids = [events.add_change(tx, each, None, NOON) for each in kept]
        found = changes.lately(tx, "summit", 1, NOON, ids[-1])
    assert found == [kept[1], kept[0]]
