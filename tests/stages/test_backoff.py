from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stages.backoff import (
    HORIZON,
    LONGEST_POLL_WAIT,
    LONGEST_RETRY,
    SPREAD,
    next_poll,
    next_reading,
    next_try,
)

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
EVEN = 0.5
"""The jitter that changes nothing."""

intervals = st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=9_999))
jitters = st.floats(min_value=0, max_value=1, exclude_max=True)
waits = st.none() | st.floats(min_value=0, max_value=1e12)


@pytest.mark.parametrize(
    ("failures", "retry_after", "jitter", "wait"),
    [
        pytest.param(0, None, EVEN, timedelta(minutes=15), id="all is well"),
        pytest.param(0, None, 0.0, timedelta(minutes=13.5), id="a tenth earlier"),
        pytest.param(1, None, EVEN, timedelta(minutes=30), id="one failure"),
        pytest.param(3, None, EVEN, timedelta(hours=2), id="three failures"),
        pytest.param(7, None, EVEN, timedelta(hours=24), id="a day at most"),
        pytest.param(10_000, None, EVEN, timedelta(hours=24), id="even after years"),
        pytest.param(1, 7200.0, EVEN, timedelta(hours=2), id="the server asks for more"),
        pytest.param(1, 7200.0, 0.0, timedelta(hours=2), id="what it asks for is not shortened"),
        pytest.param(1, 5.0, EVEN, timedelta(minutes=30), id="the server asks for less"),
        pytest.param(1, 3e8, EVEN, timedelta(hours=24), id="the server asks for ten years"),
    ],
)
def test_feeds_are_polled_again(
    failures: int, retry_after: float | None, jitter: float, wait: timedelta
) -> None:
    assert next_poll(NOON, QUARTER, failures, retry_after, jitter) == NOON + wait


def test_a_weekly_feed_is_never_polled_more_often_because_it_fails() -> None:
    week = timedelta(weeks=1)
    assert next_poll(NOON, week, 3, None, EVEN) == NOON + week


@given(intervals, st.integers(0, 1000), waits, jitters)
def test_waits_for_feeds_are_bounded(
    interval: timedelta, failures: int, retry_after: float | None, jitter: float
) -> None:
    wait = next_poll(NOON, interval, failures, retry_after, jitter) - NOON
    longest = max(LONGEST_POLL_WAIT, interval)
    second = timedelta(seconds=1)
    assert interval * (1 - SPREAD) - second <= wait <= longest * (1 + SPREAD) + second


@given(intervals, st.integers(0, 1000), waits, jitters)
def test_waits_for_feeds_grow_with_failures(
    interval: timedelta, failures: int, retry_after: float | None, jitter: float
) -> None:
    one = next_poll(NOON, interval, failures, retry_after, jitter)
    assert next_poll(NOON, interval, failures + 1, retry_after, jitter) >= one


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [
        pytest.param(1, timedelta(seconds=15), id="soon at first"),
        pytest.param(2, timedelta(seconds=30), id="twice as long"),
        pytest.param(7, timedelta(minutes=16), id="and again"),
        pytest.param(8, timedelta(minutes=30), id="half an hour at most"),
        pytest.param(500, timedelta(minutes=30), id="even after hundreds"),
    ],
)
def test_deliveries_are_tried_again(attempts: int, wait: timedelta) -> None:
    assert next_try(NOON, NOON, attempts, EVEN) == NOON + wait


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [
        pytest.param(0, timedelta(minutes=10), id="soon after the first failure"),
        pytest.param(2, timedelta(minutes=40), id="twice as long after each"),
        pytest.param(900, timedelta(hours=24), id="once a day at last"),
    ],
)
def test_items_that_fail_are_read_again(attempts: int, wait: timedelta) -> None:
    assert next_reading(NOON, attempts) == NOON + wait


def test_a_delivery_is_given_up_after_three_days() -> None:
    last = NOON + HORIZON - LONGEST_RETRY
    assert next_try(last, NOON, 99, EVEN) == NOON + HORIZON
    assert next_try(last + timedelta(seconds=1), NOON, 99, EVEN) is None


@given(st.timedeltas(timedelta(0), timedelta(days=5)), st.integers(1, 1000), jitters)
def test_a_delivery_is_tried_later_and_before_the_horizon_or_never(
    age: timedelta, attempts: int, jitter: float
) -> None:
    now = NOON + age
    at = next_try(now, NOON, attempts, jitter)
    assert at is None or now < at <= NOON + HORIZON


def test_a_service_that_stays_down_is_tried_about_a_hundred_and_fifty_times() -> None:
    now, attempts = NOON, 1
    while (at := next_try(now, NOON, attempts, EVEN)) is not None:
        now, attempts = at, attempts + 1
    assert 140 < attempts < 160
