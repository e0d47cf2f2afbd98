from __future__ import annotations

from datetime import datetime

import pytest

from monitor.model.holds import Mute
from monitor.store import mutes
from monitor.store.engine import Store
from tests.builders import NOON, at


@pytest.mark.parametrize(
    ("until", "asked_at", "muted"),
    [
        pytest.param(None, at(9999), True, id="for good is for good"),
        pytest.param(at(24), at(23), True, id="until a time it holds"),
        pytest.param(at(24), at(24), False, id="from then on it does not"),
    ],
)
def test_how_long_a_mute_holds(
    store: Store, until: datetime | None, asked_at: datetime, muted: bool
) -> None:
    mute = Mute(event="summit", since=NOON, until=until)
    with store.begin() as tx:
        mutes.mute(tx, "summit", NOON, until)
        assert mutes.active(tx, "summit", asked_at) == (mute if muted else None)
        assert mutes.all_active(tx, asked_at) == ([mute] if muted else [])


def test_an_event_that_nobody_muted_is_told_of(store: Store) -> None:
    with store.begin() as tx:
        mutes.mute(tx, "treaty", NOON, None)
        assert mutes.active(tx, "summit", NOON) is None
        assert not mutes.unmute(tx, "summit")


def test_the_last_word_holds(store: Store) -> None:
    with store.begin() as tx:
        mutes.mute(tx, "summit", NOON, None)
        mutes.mute(tx, "summit", at(1), at(2))
        assert mutes.all_active(tx, NOON) == [Mute(event="summit", since=at(1), until=at(2))]
        assert mutes.unmute(tx, "summit")
        assert mutes.all_active(tx, NOON) == []
