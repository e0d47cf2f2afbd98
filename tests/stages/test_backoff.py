from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stages.backoff import (
    HORIZON,
    LONGEST_POLL_WAIT,
    LONGEST_WAIT,
    SPREAD,
    is_hopeless,
    next_asked,
    next_poll,
    next_probe,
    next_reading,
    next_repeat,
    next_try,
)

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
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
    assert next_try(NOON, attempts, EVEN) == NOON + wait


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


@pytest.mark.parametrize(
    ("failures", "asked", "wait"),
    [
        pytest.param(1, 120, timedelta(minutes=2), id="what a service asks for is obeyed"),
        pytest.param(1, 0, timedelta(seconds=1), id="nothing asked for is a second at least"),
        pytest.param(7, 0, timedelta(seconds=64), id="and more with each failure"),
        pytest.param(1, 1e12, timedelta(hours=6), id="thirty thousand years are not waited"),
    ],
)
def test_services_that_name_a_wait(failures: int, asked: float, wait: timedelta) -> None:
    assert next_asked(NOON, failures, asked) == NOON + wait


@pytest.mark.parametrize(
    ("failures", "wait"),
    [
        pytest.param(1, timedelta(minutes=15), id="who does not let us in is asked soon"),
        pytest.param(3, timedelta(hours=1), id="then more rarely"),
        pytest.param(99, timedelta(hours=6), id="four times a day at last"),
    ],
)
def test_channels_that_do_not_let_us_in(failures: int, wait: timedelta) -> None:
    assert next_probe(NOON, failures, EVEN) == NOON + wait


@pytest.mark.parametrize(
    ("unclear", "wait"),
    [
        pytest.param(1, timedelta(minutes=1), id="the first repeat comes soon"),
        pytest.param(3, timedelta(hours=1), id="the last when a hung service may be back"),
        pytest.param(4, None, id="then it may have arrived four times"),
        pytest.param(40, None, id="crashes count as well"),
    ],
)
def test_what_may_have_arrived_is_repeated(unclear: int, wait: timedelta | None) -> None:
    assert next_repeat(NOON, unclear, EVEN) == (None if wait is None else NOON + wait)


@pytest.mark.parametrize(
    ("failures", "retry_at", "hopeless"),
    [
        pytest.param(150, NOON + HORIZON, False, id="within three days there is hope"),
        pytest.param(150, NOON + HORIZON + SECOND, True, id="later there is none"),
        pytest.param(11, NOON + 99 * HORIZON, False, id="unless the clock alone has moved on"),
        pytest.param(12, NOON + 99 * HORIZON, True, id="which a few hours of tries would mend"),
    ],
)
def test_when_a_delivery_is_given_up(failures: int, retry_at: datetime, hopeless: bool) -> None:
    assert is_hopeless(NOON, failures, retry_at) is hopeless


@given(st.integers(1, 1000), jitters, st.floats(min_value=0, max_value=1e12))
def test_no_try_is_at_once_or_later_than_the_longest_wait(
    failures: int, jitter: float, asked: float
) -> None:
    for at in (
        next_try(NOON, failures, jitter),
        next_probe(NOON, failures, jitter),
        next_asked(NOON, failures, asked),
        next_repeat(NOON, failures, jitter) or NOON + SECOND,
    ):
        assert NOON < at <= NOON + LONGEST_WAIT


def test_a_service_that_stays_down_is_tried_about_a_hundred_and_fifty_times() -> None:
    now, failures = next_try(NOON, 1, EVEN), 1
    while not is_hopeless(NOON, failures, now):
        failures += 1
        now = next_try(now, failures, EVEN)
    assert 140 < failures < 160
