from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.schema.feeds import Feed, Priority
from monitor.config.schema.settings import PollSettings
from monitor.model.polling import Course
from monitor.stages.pace import UNKNOWN, Bounds, bounds_of, interval, learn, usual_gap
from tests.builders import NOON, at, make_item

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BOUNDS = Bounds(floor=2 * MINUTE, ceiling=2 * HOUR)


def published(*times: datetime | None) -> Course:
    return learn(Course(), [make_item(published=time) for time in times], NOON)


def every(gap: timedelta, items: int = 20) -> Course:
    return published(*(NOON - number * gap for number in range(1, items + 1)))


@pytest.mark.parametrize(
    ("course", "minutes"),
    [
        pytest.param(every(timedelta(seconds=20)), 2, id="a firehose: the floor"),
        pytest.param(every(6 * MINUTE), 4.74, id="a wire: ten items an hour"),
        pytest.param(every(HOUR), 15, id="an item an hour"),
        pytest.param(every(4 * HOUR), 30, id="four times as rare: half as often"),
        pytest.param(every(DAY), 73.5, id="a daily"),
        pytest.param(every(7 * DAY), 120, id="a weekly: the ceiling"),
        pytest.param(published(NOON, at(-1)), 15, id="two dates tell nothing"),
        pytest.param(published(*[NOON] * 20), 15, id="nor does one date for all items"),
        pytest.param(published(*[None] * 20), 15, id="nor do items without dates"),
        pytest.param(published(), 15, id="nor does an empty document"),
        pytest.param(
            published(at(50), *(at(-hours) for hours in range(1, 21))),
            15,
            id="the future is left out",
        ),
        pytest.param(
            published(*(at(-0.1 * number) for number in range(1, 21)), *[at(-9999)] * 80),
            4.74,
            id="the newest items count",
        ),
    ],
)
def test_the_interval_follows_the_rhythm(course: Course, minutes: float) -> None:
    assert interval(course, BOUNDS, NOON) / MINUTE == pytest.approx(minutes, abs=0.1)


def test_who_falls_silent_is_asked_less_and_less() -> None:
    course = every(6 * MINUTE)
    waits = [interval(course, BOUNDS, at(hours)) for hours in (0, 1, 10, 100, 9999)]
    assert waits == sorted(waits)
    assert waits[-1] == BOUNDS.ceiling


def test_a_feed_of_high_priority_is_asked_twice_as_often_but_not_below_the_floor() -> None:
    high = Bounds(floor=2 * MINUTE, ceiling=2 * HOUR, high=True)
    assert interval(every(HOUR), high, NOON) == interval(every(HOUR), BOUNDS, NOON) / 2
    assert interval(every(MINUTE), high, NOON) == 2 * MINUTE


@pytest.mark.parametrize(
    ("own", "of_all", "fixed"),
    [
        pytest.param("5m", None, 5 * MINUTE, id="the feed's own interval"),
        pytest.param("5m", HOUR, 5 * MINUTE, id="the feed's own before that of all"),
        pytest.param(None, HOUR, HOUR, id="that of all"),
        pytest.param(None, None, None, id="none is set"),
    ],
)
def test_an_interval_that_is_set_wins(
    own: str | None, of_all: timedelta | None, fixed: timedelta | None
) -> None:
    feed = Feed.model_validate({"url": "https://a.example/", "interval": own})
    bounds = bounds_of(feed, PollSettings(interval=of_all))
    assert bounds.fixed == fixed
    if fixed:
        assert interval(every(HOUR), bounds, NOON) == fixed


def test_a_priority_is_read() -> None:
    feed = Feed(url="https://a.example/", priority=Priority.HIGH)
    assert bounds_of(feed, PollSettings()).high
    assert not bounds_of(None, PollSettings()).high


def test_the_usual_gap_does_not_grow_with_silence() -> None:
    assert usual_gap(every(HOUR)) == HOUR
    assert usual_gap(published(NOON)) is None


dates = st.lists(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)))  # noqa: DTZ001


@given(dates)
def test_whatever_dates_a_feed_has_its_interval_is_within_bounds(times: list[datetime]) -> None:
    course = published(*(time.replace(tzinfo=NOON.tzinfo) for time in times))
    wait = interval(course, BOUNDS, NOON)
    assert BOUNDS.floor <= wait <= BOUNDS.ceiling
    gap = usual_gap(course)
    assert gap is None or gap > timedelta(0)
    assert gap is not None or wait == UNKNOWN
