"""The moment at which clocks show a time, when they are put forward and back as well."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stages.wallclock import moment
from tests.builders import NOON

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
ZONES = (BERLIN, NEW_YORK, LORD_HOWE, "Asia/Kathmandu", "Pacific/Apia", "UTC")

CASES = (
    ("UTC is what it says", "2031-05-14 08:00", "UTC", "2031-05-14 08:00"),
    ("Kathmandu is five hours and three quarters ahead", "2031-05-14 08:00", "Asia/Kathmandu", "2031-05-14 02:15"),
    ("a winter's morning in Berlin", "2031-01-14 08:00", BERLIN, "2031-01-14 07:00"),
    ("a summer's morning in Berlin", "2031-07-14 08:00", BERLIN, "2031-07-14 06:00"),
    ("02:30 is skipped in Berlin in March: the gap's end", "2031-03-30 02:30", BERLIN, "2031-03-30 01:00"),
    ("the gap's first moment is its end as well", "2031-03-30 02:00", BERLIN, "2031-03-30 01:00"),
    ("03:00 is when that gap ends", "2031-03-30 03:00", BERLIN, "2031-03-30 01:00"),
    ("02:30 comes twice in Berlin in October: the first", "2031-10-26 02:30", BERLIN, "2031-10-26 00:30"),
    ("02:30 is skipped in New York in March", "2031-03-09 02:30", NEW_YORK, "2031-03-09 07:00"),
    ("01:30 comes twice in New York in November: the first", "2031-11-02 01:30", NEW_YORK, "2031-11-02 05:30"),
    ("half an hour is skipped on Lord Howe in October", "2031-10-05 02:15", LORD_HOWE, "2031-10-04 15:30"),
    ("half an hour comes twice on Lord Howe in April", "2031-04-06 01:45", LORD_HOWE, "2031-04-05 14:45"),
    ("a day was skipped in Samoa: the first moment after it", "2011-12-30 08:00", "Pacific/Apia", "2011-12-30 10:00"),
)  # fmt: skip


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "zone", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_the_moment_of_a_wall_clock(local: str, zone: str, expected: str) -> None:
    shown = datetime.fromisoformat(local)
    assert moment(shown.date(), shown.time(), zone) == utc(expected)


def test_the_second_time_is_meant_where_the_fold_says_so() -> None:
    assert moment(date(2031, 10, 26), time(2, 30, fold=1), BERLIN) == utc("2031-10-26 01:30")
    assert moment(date(2031, 3, 30), time(2, 30, fold=1), BERLIN) == utc("2031-03-30 01:00")


@given(st.timedeltas(timedelta(0), timedelta(days=3000)), st.sampled_from(ZONES))
def test_clocks_show_the_time_then_or_have_just_skipped_it(later: timedelta, zone: str) -> None:
    local = NOON.replace(tzinfo=None) + later
    found = moment(local.date(), local.time(), zone)
    shown = found.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if shown != local:
        before = (found - timedelta(microseconds=1)).astimezone(ZoneInfo(zone))
        assert before.replace(tzinfo=None) < local < shown
