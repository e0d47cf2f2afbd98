from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.items import ParsedFeed
from monitor.model.polling import Course
from monitor.stages.freshness import LONGEST_WISH, earliest, hear
from tests.builders import NOON, at

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ALL_HOURS, ALL_DAYS = tuple(range(24)), tuple(range(7))


def said(**wishes: Any) -> Course:
    feed = ParsedFeed(title="Courier", language=None, version="rss20", items=(), **wishes)
    return hear(Course(), feed)


# NOON is a Wednesday.
@pytest.mark.parametrize(
    ("wishes", "fresh_for", "wanted"),
    [
        pytest.param({}, None, NOON, id="nobody asks for anything"),
        pytest.param({}, HOUR, at(1), id="the server says how long its answer keeps"),
        pytest.param({"ttl": HOUR}, None, at(1), id="the document says how long it keeps"),
        pytest.param({"ttl": HOUR}, 2 * HOUR, at(2), id="the longer of both counts"),
        pytest.param({"ttl": 2 * HOUR, "update_period": HOUR}, None, at(2), id="of all wishes"),
        pytest.param({"update_period": 7 * DAY}, None, at(24), id="a week is obeyed for a day"),
        pytest.param({}, timedelta(days=3650), at(24), id="so are ten years"),
        pytest.param({"skip_hours": (12, 13)}, None, at(2), id="it rests for two hours"),
        pytest.param({"skip_hours": (13,)}, HOUR, at(2), id="it would be asked while it rests"),
        pytest.param({"skip_days": (2,)}, None, at(12), id="it rests until midnight"),
        pytest.param({"skip_days": (2, 3, 4)}, None, at(24), id="for three days: obeyed for one"),
        pytest.param(
            {"skip_hours": (12, 0), "skip_days": (2,)}, None, at(13), id="a day, and an hour more"
        ),
        pytest.param({"skip_hours": ALL_HOURS}, None, NOON, id="it always rests: a mistake"),
        pytest.param({"skip_days": ALL_DAYS}, HOUR, at(1), id="so does this one"),
    ],
)
def test_what_publishers_ask_for_is_obeyed(
    wishes: dict[str, Any], fresh_for: timedelta | None, wanted: datetime
) -> None:
    assert earliest(said(**wishes), NOON, fresh_for) == wanted


def test_of_a_feed_of_high_priority_only_the_server_is_heard() -> None:
    course = said(ttl=5 * HOUR, skip_hours=ALL_HOURS[:20])
    assert earliest(course, NOON, None, 2 * HOUR) == NOON
    assert earliest(course, NOON, HOUR, 2 * HOUR) == at(1)
    assert earliest(course, NOON, timedelta(days=365), 2 * HOUR) == at(2)


def test_a_document_that_asks_for_nothing_any_more_is_believed() -> None:
    course = hear(
        said(ttl=HOUR, skip_days=(1,)), ParsedFeed(title="", language=None, version="", items=())
    )
    assert course == Course()


@given(
    st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=9999)),
    st.sets(st.integers(0, 23)),
    st.sets(st.integers(0, 6)),
    st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=9999)),
)
def test_nobody_is_kept_away_for_more_than_a_day(
    ttl: timedelta | None, hours: set[int], days: set[int], fresh_for: timedelta | None
) -> None:
    course = said(ttl=ttl, skip_hours=tuple(hours), skip_days=tuple(days))
    assert NOON <= earliest(course, NOON, fresh_for) <= NOON + LONGEST_WISH
