from __future__ import annotations

import pytest
from sqlalchemy import bindparam, select

from monitor.store import feeds
from monitor.store.among import any_of, rows_among
from monitor.store.engine import Store
from monitor.store.tables import table
from tests.builders import NOON

FEED = table("feed")
NAMED = select(FEED.c.url).where(
    FEED.c.url.in_(any_of("urls")), FEED.c.active.is_(bindparam("active"))
)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(0, id="of no values nothing is found"),
        pytest.param(1, id="one"),
        pytest.param(1_000, id="more than a list of parameters is good for"),
    ],
)
def test_a_query_about_many_values_finds_each_row_once(store: Store, number: int) -> None:
    urls = {f"https://courier.example/{each}" for each in range(number)}
    with store.begin() as tx:
        feeds.sync(tx, [*urls, "https://herald.example/"], NOON)
        found = [row.url for row in rows_among(tx, NAMED, "urls", urls, active=True)]
        assert sorted(found) == sorted(urls)
        assert not [*rows_among(tx, NAMED, "urls", urls, active=False)]
