from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.edges.caching import fresh_for

NOON = datetime(2031, 5, 14, 12, tzinfo=UTC)
DATE = "Wed, 14 May 2031 12:00:00 GMT"
LATER = "Wed, 14 May 2031 12:20:00 GMT"

CASES = [
    pytest.param({}, None, id="the server says nothing"),
    pytest.param({"Cache-Control": "max-age=600"}, 600, id="an age"),
    pytest.param({"Cache-Control": "public, MAX-AGE = 600"}, 600, id="among others, in capitals"),
    pytest.param({"Cache-Control": 'max-age="600"'}, 600, id="quoted"),
    pytest.param({"Cache-Control": "s-maxage=600"}, None, id="an age for shared caches"),
    pytest.param({"Cache-Control": "max-age=0"}, None, id="not fresh at all"),
    pytest.param({"Cache-Control": "max-age=-5"}, None, id="a negative age"),
    pytest.param({"Cache-Control": "max-age=soon"}, None, id="an age that is none"),
    pytest.param({"Cache-Control": "max-age=315360000"}, 315_360_000, id="ten years"),
    pytest.param({"Cache-Control": f"max-age={'9' * 50}"}, None, id="more years than there are"),
    pytest.param({"Cache-Control": "no-cache, max-age=600"}, None, id="to be asked each time"),
    pytest.param({"Cache-Control": "no-store"}, None, id="not to be kept"),
    pytest.param({"Cache-Control": "max-age=600", "Age": "500"}, 100, id="a cache had it before"),
    pytest.param({"Cache-Control": "max-age=600", "Age": "700"}, None, id="stale on arrival"),
    pytest.param({"Cache-Control": "max-age=600", "Age": "old"}, 600, id="an age in words"),
    pytest.param({"Expires": LATER, "Date": DATE}, 1200, id="a date"),
    pytest.param({"Expires": LATER}, 1200, id="a date without the server's own"),
    pytest.param({"Expires": DATE, "Date": LATER}, None, id="a date that is past"),
    pytest.param({"Expires": "0"}, None, id="long ago"),
    pytest.param({"Expires": "-1"}, None, id="long ago in another way"),
    pytest.param({"Expires": "Wed, 99 May 2031 12:00:00 GMT"}, None, id="a date that never was"),
    pytest.param(
        {"Expires": LATER, "Date": DATE, "Cache-Control": "max-age=60"},
        60,
        id="the age counts more",
    ),
]


@pytest.mark.parametrize(("headers", "seconds"), CASES)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: int | None) -> None:
    wanted = None if seconds is None else timedelta(seconds=seconds)
    assert fresh_for(headers, NOON) == wanted


headers = st.dictionaries(st.sampled_from(["Cache-Control", "Expires", "Age", "Date"]), st.text())


@given(headers)
def test_whatever_a_server_says_it_is_a_time_or_none(said: dict[str, str]) -> None:
    found = fresh_for(said, NOON)
    assert found is None or found > timedelta(0)
