from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stages.feeds.timing import (
    RawTiming,
    skipped_days,
    skipped_hours,
    time_to_live,
    update_period,
)

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("ttl", "wait"),
    [
        pytest.param("60", HOUR, id="minutes"),
        pytest.param(" 15\n", HOUR / 4, id="with white space"),
        pytest.param("0", None, id="nought is no wish"),
        pytest.param("-5", None, id="nor is a time in the past"),
        pytest.param("1h", None, id="nor is what is no number"),
        pytest.param("٦٠", None, id="nor are digits that no program writes"),
        pytest.param("9" * 5_000, None, id="nor is a number without end"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_time_to_live_is_in_minutes(ttl: str, wait: timedelta | None) -> None:
    assert time_to_live(RawTiming(ttl=ttl)) == wait


@pytest.mark.parametrize(
    ("period", "frequency", "between"),
    [
        pytest.param("hourly", "", HOUR, id="once a period unless it says more"),
        pytest.param("Daily", "4", 6 * HOUR, id="four times a day"),
        pytest.param(" weekly ", "7", 24 * HOUR, id="seven times a week"),
        pytest.param("hourly", "0", None, id="never is no wish"),
        pytest.param("fortnightly", "1", None, id="an unknown period"),
        pytest.param("", "2", None, id="a number of nothing"),
    ],
)
def test_updates_come_so_often_a_period(
    period: str, frequency: str, between: timedelta | None
) -> None:
    assert update_period(RawTiming(period=period, frequency=frequency)) == between


@pytest.mark.parametrize(
    ("head", "hours", "days"),
    [
        pytest.param(
            b"<skipHours><hour>1</hour><hour> 0 </hour></skipHours>", (0, 1), (), id="hours"
        ),
        pytest.param(b"<skiphours>\n<hour>24</hour></skiphours>", (0,), (), id="the 24th is none"),
        pytest.param(b"<skipHours><hour>25</hour></skipHours>", (), (), id="no such hour"),
        pytest.param(b"<hour>3</hour><day>Monday</day>", (), (), id="outside of their lists"),
        pytest.param(
            b"<skipDays><day>sunday</day><day>Friday</day></skipDays>", (), (4, 6), id="days"
        ),
        pytest.param(b"<skipDays><day>Sonntag</day></skipDays>", (), (), id="no English day"),
        pytest.param(b"<skipHours><hour>3</hour>", (), (), id="a list that does not end"),
    ],
)
def test_hours_and_days_of_rest(head: bytes, hours: tuple[int, ...], days: tuple[int, ...]) -> None:
    raw = RawTiming(head=head)
    assert (skipped_hours(raw), skipped_days(raw)) == (hours, days)


@given(st.text(max_size=20), st.binary(max_size=60))
def test_whatever_a_feed_says_is_a_wish_within_bounds(text: str, head: bytes) -> None:
    raw = RawTiming(ttl=text, period=text, frequency=text, head=b"<skipHours>" + head)
    assert (time_to_live(raw) or HOUR) > timedelta()
    assert all(0 <= hour < 24 for hour in skipped_hours(raw))
