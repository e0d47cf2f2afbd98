"""When digests are due: by the recipient's clocks, over both changes of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config.schema.alerts import Digest, QuietHours
from monitor.stages.digests import last_digest, next_digest
from tests.builders import NOON

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
KATHMANDU = "Asia/Kathmandu"
HOURLY: dict[str, Any] = {"every": "hourly"}
DAILY: dict[str, Any] = {"every": "daily"}
HALF_PAST_TWO: dict[str, Any] = {"every": "daily", "at": "02:30"}
WEEKLY: dict[str, Any] = {"every": "weekly", "on": "friday", "at": "17:00"}

# Wednesday, 14 May 2031.
CASES = (
    ("at full hours", HOURLY, "UTC", "2031-05-14 12:20", "12:00", "13:00"),
    ("a digest that is due now is the last one", HOURLY, "UTC", "2031-05-14 12:00", "12:00", "13:00"),
    ("the full hours of Kathmandu are at a quarter past", HOURLY, KATHMANDU, "2031-05-14 12:20", "12:15", "13:15"),
    ("at eight, before it", DAILY, "UTC", "2031-05-14 07:59", "2031-05-13 08:00", "08:00"),
    ("at eight, after it", DAILY, "UTC", "2031-05-14 08:01", "08:00", "2031-05-15 08:00"),
    ("at eight in Kathmandu", DAILY, KATHMANDU, "2031-05-14 02:15", "02:15", "2031-05-15 02:15"),
    ("on Friday at five, from a Wednesday", WEEKLY, "UTC", "2031-05-14 12:00", "2031-05-09 17:00", "2031-05-16 17:00"),
    ("on Friday at five, when it is", WEEKLY, "UTC", "2031-05-16 17:00", "17:00", "2031-05-23 17:00"),
    ("the Friday of New York", WEEKLY, NEW_YORK, "2031-05-16 20:59", "2031-05-09 21:00", "21:00"),
    ("an hour is skipped in Berlin: 23 hours apart", DAILY, BERLIN, "2031-03-30 00:00", "2031-03-29 07:00", "06:00"),
    ("an hour comes twice in Berlin: 25 hours apart", DAILY, BERLIN, "2031-10-26 00:00", "2031-10-25 06:00", "07:00"),
    ("a time that is skipped: the first moment after the gap", HALF_PAST_TWO, BERLIN, "2031-03-30 00:00", "2031-03-29 01:30", "01:00"),
    ("a time that comes twice: the first", HALF_PAST_TWO, BERLIN, "2031-10-26 00:00", "2031-10-25 00:30", "00:30"),
    ("it is not due again the second time", HALF_PAST_TWO, BERLIN, "2031-10-26 01:30", "00:30", "2031-10-27 01:30"),
    ("of New York's night in March", HALF_PAST_TWO, NEW_YORK, "2031-03-09 06:00", "2031-03-08 07:30", "07:00"),
    ("hourly over the skipped hour: every hour of time", HOURLY, BERLIN, "2031-03-30 00:30", "00:00", "01:00"),
    ("hourly over the hour that comes twice: every hour of time", HOURLY, BERLIN, "2031-10-26 00:30", "00:00", "01:00"),
    ("Lord Howe's 02:00 is skipped: at the gap's end", HOURLY, LORD_HOWE, "2031-10-04 15:20", "14:30", "15:30"),
    ("and its next full hour is half an hour later", HOURLY, LORD_HOWE, "2031-10-04 15:40", "15:30", "16:00"),
    ("between two full hours of Lord Howe lie ninety minutes once", HOURLY, LORD_HOWE, "2031-04-05 15:00", "14:00", "15:30"),
)  # fmt: skip


def utc(text: str, day: str = "") -> datetime:
    return datetime.fromisoformat(text if " " in text else f"{day} {text}").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("digest", "zone", "now", "last", "following"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_the_last_digest_and_the_next(
    digest: dict[str, Any], zone: str, now: str, last: str, following: str
) -> None:
    wanted, day = Digest.model_validate(digest), now[:10]
    assert last_digest(wanted, utc(now), zone) == utc(last, day)
    assert next_digest(wanted, utc(now), zone) == utc(following, day)


NIGHT = QuietHours.model_validate({"from": "22:00", "to": "07:00"})


@pytest.mark.parametrize(
    ("digest", "now", "last", "following"),
    [
        pytest.param(HOURLY, "2031-05-14 23:30", "21:00", "2031-05-15 07:00", id="none at night"),
        pytest.param(HOURLY, "2031-05-14 07:30", "07:00", "08:00", id="by day every hour"),
        pytest.param(HALF_PAST_TWO, "2031-05-14 03:00", "2031-05-13 07:00", "07:00",
                     id="one that falls into the night comes in the morning"),
    ],
)  # fmt: skip
def test_a_digest_comes_after_the_quiet_hours(
    digest: dict[str, Any], now: str, last: str, following: str
) -> None:
    wanted, day = Digest.model_validate(digest), now[:10]
    assert last_digest(wanted, utc(now), "UTC", NIGHT) == utc(last, day)
    assert next_digest(wanted, utc(now), "UTC", NIGHT) == utc(following, day)


MOMENTS = st.timedeltas(timedelta(0), timedelta(days=366)).map(lambda each: NOON + each)
LONGEST = {"hourly": timedelta(hours=2), "daily": timedelta(hours=26), "weekly": timedelta(days=8)}


@settings(max_examples=60)
@given(
    st.sampled_from((HOURLY, DAILY, HALF_PAST_TWO, WEEKLY)),
    MOMENTS,
    st.sampled_from((BERLIN, NEW_YORK, LORD_HOWE, KATHMANDU)),
)
def test_no_digest_is_left_out_and_none_comes_twice(
    digest: dict[str, Any], now: datetime, zone: str
) -> None:
    wanted = Digest.model_validate(digest)
    following = next_digest(wanted, now, zone)
    last = last_digest(wanted, now, zone)
    assert last <= now < following <= last + LONGEST[digest["every"]]
    assert last_digest(wanted, following, zone) == following
    assert last_digest(wanted, following - timedelta(microseconds=1), zone) == last
