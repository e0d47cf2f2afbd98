from __future__ import annotations

from monitor.model.articles import Part
from monitor.model.claims import Reading, Status, UnreadSignal
from monitor.store import events
from monitor.store.engine import Store
from monitor.store.readings import reading
from tests.builders import NOON, make_claim
from tests.store.stock import add_article


def test_what_was_read_comes_back_as_it_was(store: Store) -> None:
    signal = UnreadSignal(event="summit", evidence="All change", part=Part.TITLE, start=0, end=10)
    said = Reading(claims=(make_claim(), make_claim(status=Status.POSTPONED)), signals=(signal,))
    with store.begin() as tx:
        first, second = add_article(tx, 1), add_article(tx, 2)
        events.add_readings(tx, [(first, NOON, said)])
        assert reading(tx, first) == said
        assert reading(tx, second) == Reading()
