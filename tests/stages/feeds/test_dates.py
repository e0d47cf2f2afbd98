from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stages.feeds.dates import EARLIEST_YEAR, LATEST_YEAR, read_date

EIGHT = "2026-03-03 08:00"


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        pytest.param("Tue, 03 Mar 2026 08:00:00 GMT", EIGHT, id="as RSS has it"),
        pytest.param("Tue, 03 Mar 2026 09:00:00 +0100", EIGHT, id="with an offset"),
        pytest.param("Tue, 03 Mar 2026 09:00:00 +01:00", EIGHT, id="with an offset of ISO 8601"),
        pytest.param("Tue, 03 Mar 2026 10:00:00 GMT+2", EIGHT, id="with an offset to a zone"),
        pytest.param("Tue, 03 Mar 2026 08:00:00 +0000 (UTC)", EIGHT, id="with a comment"),
        pytest.param("Tue, 03 Mar 2026 09:00 BST", EIGHT, id="British Summer Time is not UTC"),
        pytest.param("Tue, 03 Mar 2026 03:00:00 EST", EIGHT, id="a zone of RFC 822"),
        pytest.param("Tue, 03 Mar 2026 13:30:00 IST", EIGHT, id="half hours"),
        pytest.param("3 Mar 26 08:00:00", EIGHT, id="no weekday, short year, no zone"),
        pytest.param("  Tue,\n 3 Mar   2026 08:00:00 Z ", EIGHT, id="odd white space"),
        pytest.param("Di, 03 Mar 2026 09:00:00 +0100", EIGHT, id="a German weekday"),
        pytest.param("вт, 03 Mar 2026 11:00:00 MSK", EIGHT, id="a Russian weekday"),
        pytest.param("Thu, 03 Sept 2026 08:00:00 +0000", "2026-09-03 08:00", id="Sept"),
        pytest.param("Thu, 03 September 2026 08:00:00 +0000", "2026-09-03 08:00", id="September"),
        pytest.param("Tue Mar  3 08:00:00 2026", EIGHT, id="as C writes it"),
        pytest.param("March 3, 2026 08:00 GMT", EIGHT, id="the month first"),
        pytest.param("Tue, Mar. 3 2026 03:00:00 EST", EIGHT, id="the same with a weekday"),
        pytest.param("2026-03-03T08:00:00Z", EIGHT, id="as Atom has it"),
        pytest.param("2026-03-03t08:00:00z", EIGHT, id="in small letters"),
        pytest.param("2026-03-03T09:00:00.123+01:00", EIGHT, id="with fractions of a second"),
        pytest.param("2026-03-03T09:00:00 +01:00", EIGHT, id="with a space before the offset"),
        pytest.param("2026-03-03T09:00:00+0100", EIGHT, id="with an offset of RFC 822"),
        pytest.param("2026-03-03 09:00:00 CET", EIGHT, id="with the name of a zone"),
        pytest.param("2026-03-03 08:00:00", EIGHT, id="as databases write it"),
        pytest.param("2026/03/03 17:00:00 +0900", EIGHT, id="as Japan writes it"),
        pytest.param("20260303T080000Z", EIGHT, id="without separators"),
        pytest.param("2026-03-03", "2026-03-03 00:00", id="a day"),
        pytest.param("1772524800", EIGHT, id="seconds since 1970"),
        pytest.param("1772524800000", EIGHT, id="milliseconds since 1970"),
        pytest.param("2099-12-31T23:00:00Z", "2099-12-31 23:00", id="the future is not judged"),
    ],
)
def test_dates_are_read(text: str, utc: str) -> None:
    read = read_date(text)
    assert read is not None
    assert read.tzinfo is UTC
    assert f"{read:%Y-%m-%d %H:%M}" == utc


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("yesterday", id="a word"),
        pytest.param("06/09/2021", id="June or September"),
        pytest.param("2021-02-30T10:00:00Z", id="30 February"),
        pytest.param("Tue, 30 Feb 2021 10:00:00 GMT", id="30 February, in words"),
        pytest.param("0000-00-00 00:00:00", id="an empty cell of a database"),
        pytest.param("0001-01-01T00:00:00+14:00", id="before the calendar"),
        pytest.param("9999-12-31T23:59:59-14:00", id="after the calendar"),
        pytest.param("99999-01-01", id="a year of five digits"),
        pytest.param("Thu, 01 Jan 1970 00:00:00 GMT", id="a default"),
        pytest.param("0", id="another default"),
        pytest.param("Mon, 01 Jan 0001 00:00:00 GMT", id="the first day of all"),
        pytest.param("Tue, 03 Mar 2026 08:00:00 +9900", id="an offset that no place has"),
        pytest.param("2026-03-03T08:00:00+23:00", id="the same in ISO 8601"),
        pytest.param("Tue, 03 Mar 2026 08:00:00 XYZ", id="a zone that nobody knows"),
        pytest.param("Tue, 03 Mar 2026 8:00:00 PM", id="morning or evening"),
        pytest.param("Tue, 03 Mar 2026 25:00:00 GMT", id="an hour too many"),
        pytest.param("di, 03 mrt 2026 08:00:00 +0100", id="a Dutch month"),
        pytest.param("1" * 5000, id="digits without end"),
    ],
)
def test_what_says_nothing_sure_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(st.text(max_size=60) | st.text("TueMarGMTZ0123456789:+-, ", max_size=40))
def test_any_text_gives_a_date_within_bounds_or_none(text: str) -> None:
    read = read_date(text)
    assert read is None or EARLIEST_YEAR <= read.year < LATEST_YEAR


@given(
    st.datetimes(
        min_value=datetime(1990, 1, 2),  # noqa: DTZ001  # the strategy puts the zone to it
        max_value=datetime(2099, 12, 30),  # noqa: DTZ001
        timezones=st.just(UTC),
    )
)
def test_what_was_written_by_the_standards_comes_back(moment: datetime) -> None:
    assert read_date(moment.isoformat()) == moment
    seconds = moment.replace(microsecond=0)
    assert read_date(format_datetime(seconds)) == seconds
    assert read_date(seconds.isoformat().replace("+00:00", "Z")) == seconds
    assert moment - seconds < timedelta(seconds=1)
