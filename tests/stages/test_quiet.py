"""Quiet hours in the recipient's zone, over midnight and both changes of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.schema.alerts import QuietHours
from monitor.stages.quiet import quiet_until
from tests.builders import NOON

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
KATHMANDU = "Asia/Kathmandu"

CASES = (
    ("an afternoon is not quiet", "22:00-07:00", "UTC", "2031-05-14 15:00", None),
    ("the night has begun", "22:00-07:00", "UTC", "2031-05-14 22:00", "2031-05-15 07:00"),
    ("a second before, it has not", "22:00-07:00", "UTC", "2031-05-14 21:59", None),
    ("after midnight the same night goes on", "22:00-07:00", "UTC", "2031-05-15 03:00", "2031-05-15 07:00"),
    ("at its end it is over", "22:00-07:00", "UTC", "2031-05-15 07:00", None),
    ("a lunch break within a day", "12:00-13:30", "UTC", "2031-05-14 12:30", "2031-05-14 13:30"),
    ("from midnight", "00:00-06:00", "UTC", "2031-05-14 00:00", "2031-05-14 06:00"),
    ("until midnight", "20:00-00:00", "UTC", "2031-05-14 23:59", "2031-05-15 00:00"),
    ("from and to the same: never quiet", "08:00-08:00", "UTC", "2031-05-14 08:00", None),
    ("it is evening in Kathmandu already", "22:00-07:00", KATHMANDU, "2031-05-14 17:00", "2031-05-15 01:15"),
    ("the night in which Berlin loses an hour ends at 07:00 of summer", "22:00-07:00", BERLIN, "2031-03-29 23:00", "2031-03-30 05:00"),
    ("the night in which Berlin gains one ends at 07:00 of winter", "22:00-07:00", BERLIN, "2031-10-25 23:00", "2031-10-26 06:00"),
    ("an end that is skipped: the first moment after the gap", "22:00-02:30", BERLIN, "2031-03-30 00:30", "2031-03-30 01:00"),
    ("a begin that is skipped: from the first moment after the gap", "02:30-06:00", BERLIN, "2031-03-30 01:00", "2031-03-30 04:00"),
    ("just before that gap it is not quiet", "02:30-06:00", BERLIN, "2031-03-30 00:59", None),
    ("quiet hours that are skipped are none", "02:10-02:50", BERLIN, "2031-03-30 01:00", None),
    ("an end that comes twice: the first", "22:00-02:30", BERLIN, "2031-10-26 00:29", "2031-10-26 00:30"),
    ("after it, 02:15 comes again and is not quiet", "22:00-02:30", BERLIN, "2031-10-26 01:15", None),
    ("a begin that comes twice: from the first on", "02:30-06:00", BERLIN, "2031-10-26 01:15", "2031-10-26 05:00"),
    ("New York loses an hour", "23:00-06:00", NEW_YORK, "2031-03-09 06:59", "2031-03-09 10:00"),
    ("New York gains an hour", "23:00-06:00", NEW_YORK, "2031-11-02 05:30", "2031-11-02 11:00"),
    ("Lord Howe loses half an hour, in which the quiet would end", "22:00-02:15", LORD_HOWE, "2031-10-04 15:00", "2031-10-04 15:30"),
    ("Lord Howe gains half an hour: the first 01:45 is the end", "22:00-01:45", LORD_HOWE, "2031-04-05 14:44", "2031-04-05 14:45"),
)  # fmt: skip


def quiet_hours(text: str) -> QuietHours:
    start, end = text.split("-")
    return QuietHours.model_validate({"from": start, "to": end})


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "zone", "now", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_until_when_it_is_quiet(hours: str, zone: str, now: str, expected: str | None) -> None:
    assert quiet_until(quiet_hours(hours), utc(now), zone) == (utc(expected) if expected else None)


CLOCKS = st.times().map(lambda each: each.replace(second=0, microsecond=0))
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=366)).map(lambda each: NOON + each)


@given(CLOCKS, CLOCKS, MOMENTS, st.sampled_from((BERLIN, NEW_YORK, LORD_HOWE, KATHMANDU)))
def test_quiet_hours_end_within_a_day_and_are_over_then(
    start: time, end: time, now: datetime, zone: str
) -> None:
    quiet = quiet_hours(f"{start:%H:%M}-{end:%H:%M}")
    until = quiet_until(quiet, now, zone)
    if until is not None:
        assert now < until <= now + timedelta(hours=25)
        assert quiet_until(quiet, until, zone) is None
