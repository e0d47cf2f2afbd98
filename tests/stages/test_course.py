from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.items import ParsedFeed
from monitor.model.pages import NotModified
from monitor.model.polling import Course
from monitor.stages.course import Asked, answered, next_time, read, refused
from monitor.stages.pace import Bounds
from tests.builders import NOON, at, make_item, make_page

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LEARNED = Bounds(floor=2 * MINUTE, ceiling=2 * HOUR)
FIXED = Bounds(floor=2 * MINUTE, ceiling=2 * HOUR, fixed=MINUTE)
URL = "https://a.example/feed"
EVEN = 0.5


def test_a_document_is_remembered_and_what_it_says() -> None:
    feed = ParsedFeed(
        title="",
        language=None,
        version="rss20",
        items=tuple(make_item(published=at(-hours)) for hours in range(3)),
        ttl=HOUR,
    )
    course = answered(Course(gone_times=2, gone_since=NOON), make_page(), URL, NOON, bound=False)
    assert course == Course(body_at=NOON)
    course = read(course, feed, NOON)
    assert (course.rhythm_items, course.wish_seconds) == (3, 3600)


def test_that_nothing_changed_is_no_document() -> None:
    answer = NotModified(moved_to="https://a.example/new")
    course = answered(Course(body_at=NOON), answer, URL, at(5), bound=False)
    assert (course.body_at, course.moved_times) == (NOON, 1)


@pytest.mark.parametrize(
    ("course", "status", "failures", "wanted"),
    [
        pytest.param(Course(), None, 1, Course(), id="no answer says nothing"),
        pytest.param(Course(), 404, 1, Course(), id="not found is not gone"),
        pytest.param(Course(), 410, 1, Course(gone_times=1, gone_since=NOON), id="gone"),
        pytest.param(
            Course(gone_times=1, gone_since=NOON), 500, 2, Course(), id="another answer between"
        ),
        pytest.param(
            Course(location=URL), 410, 2, Course(location=URL), id="an adopted address may fail"
        ),
        pytest.param(Course(location=URL), 410, 3, Course(), id="not for long"),
    ],
)
def test_what_failures_leave(
    course: Course, status: int | None, failures: int, wanted: Course
) -> None:
    assert refused(course, status, Asked(), failures, NOON) == wanted


@pytest.mark.parametrize(
    ("status", "seconds", "until"),
    [
        pytest.param(429, 1800.0, at(0.5), id="so long"),
        pytest.param(503, float("inf"), at(24), id="a day at most"),
        pytest.param(500, None, None, id="where nothing was asked for"),
        pytest.param(None, 1800.0, None, id="who was not asked says nothing new"),
    ],
)
def test_it_is_remembered_that_a_host_rests(
    status: int | None, seconds: float | None, until: datetime | None
) -> None:
    course = refused(Course(), status, Asked(retry_after_seconds=seconds), 1, NOON)
    assert course == Course(rests_until=until)


@pytest.mark.parametrize(
    ("bounds", "asked", "failures", "wait"),
    [
        pytest.param(LEARNED, Asked(), 0, 15 * MINUTE, id="a new feed"),
        pytest.param(
            FIXED, Asked(), 0, MINUTE, id="an interval below the floor is the user's will"
        ),
        pytest.param(FIXED, Asked(fresh_for=HOUR), 0, HOUR, id="but not above the publisher's"),
        pytest.param(LEARNED, Asked(fresh_for=MINUTE), 0, 15 * MINUTE, id="a wish for less"),
        pytest.param(LEARNED, Asked(), 1, 30 * MINUTE, id="a failure doubles it"),
        pytest.param(LEARNED, Asked(retry_after_seconds=7200), 1, 2 * HOUR, id="stay away"),
        pytest.param(LEARNED, Asked(retry_after_seconds=1e9), 1, 24 * HOUR, id="for a day at most"),
        pytest.param(LEARNED, Asked(retry_after_seconds=1), 1, 30 * MINUTE, id="for no less"),
    ],
)
def test_when_a_feed_is_asked_again(
    bounds: Bounds, asked: Asked, failures: int, wait: timedelta
) -> None:
    assert next_time(Course(), bounds, asked, failures, NOON, EVEN) == NOON + wait


@given(
    st.integers(0, 100),
    st.none() | st.floats(0, 1e12),
    st.none() | st.timedeltas(timedelta(0), timedelta(days=9999)),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 2**24 - 1),
)
def test_it_is_never_below_the_floor_nor_above_a_day_and_its_spread(
    failures: int,
    retry_after: float | None,
    fresh_for: timedelta | None,
    jitter: float,
    skip_hours: int,
) -> None:
    asked = Asked(fresh_for=fresh_for, retry_after_seconds=retry_after)
    course = Course(skip_hours=skip_hours)
    wait = next_time(course, LEARNED, asked, failures, NOON, jitter) - NOON
    assert LEARNED.floor <= wait <= 1.1 * timedelta(days=1)
