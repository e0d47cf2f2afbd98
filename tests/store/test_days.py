from __future__ import annotations

from monitor.model.claims import Status
from monitor.store import days, events
from monitor.store.engine import Store
from tests.builders import at, make_change, make_occurrence
from tests.store.stock import add_article


def test_occurrences_are_found_by_their_day_if_no_later_one_is_known(store: Store) -> None:
    first, second, third = (at(24 * days).date() for days in (1, 2, 3))
    with store.begin() as tx:
        for event, ordinal, day in (
            ("summit", 1, second),
            ("treaty", 1, second),
            ("treaty", 2, None),
            ("fair", 1, third),
            ("gala", 1, first),
        ):
            events.save(tx, make_occurrence(event=event, ordinal=ordinal, day=day))
        assert [each.event for each in days.dated(tx, first, second)] == ["gala", "summit"]


def test_the_last_change_is_the_newest_published(store: Store) -> None:
    with store.begin() as tx:
        article_id = add_article(tx)
        newest = make_change(published=at(3), status=Status.HELD)
        change_id = events.add_change(tx, newest, article_id, at(4))
        events.add_change(tx, make_change(published=at(2)), None, at(5))
        assert days.last_change(tx, "summit", 1) == (change_id, article_id, newest)
        assert days.last_change(tx, "summit", 2) is None
