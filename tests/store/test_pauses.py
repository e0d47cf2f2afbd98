from __future__ import annotations

from dataclasses import replace

from monitor.model.holds import Pause
from monitor.store import pauses
from monitor.store.engine import Store
from tests.builders import NOON, at

PAUSE = Pause(
    channel="desk",
    since=NOON,
    retry_at=at(1),
    tries=1,
    reason="HTTP 401",
    address_hash="c0de",
    credentials=True,
)


def test_a_channel_has_one_pause_the_newest(store: Store) -> None:
    longer = replace(PAUSE, retry_at=at(2), tries=2, credentials=False)
    other = replace(PAUSE, channel="mail")
    with store.begin() as tx:
        for each in (other, PAUSE, longer):
            pauses.put(tx, each)
        assert pauses.of_channel(tx, "desk") == longer
        assert pauses.all_of(tx) == [longer, other]


def test_a_pause_that_ended_is_forgotten(store: Store) -> None:
    with store.begin() as tx:
        pauses.put(tx, PAUSE)
        assert pauses.end(tx, "desk")
        assert not pauses.end(tx, "desk")
        assert pauses.of_channel(tx, "desk") is None
