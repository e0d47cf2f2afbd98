"""Whether a day has passed in silence, case by case."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from monitor.model.alerts import AlertKind
from monitor.model.claims import Status
from monitor.stages.overdue import is_overdue, over_at, overdue_alert
from tests.builders import make_occurrence
from tests.messages import make_quote

DAY = date(2031, 8, 15)


def august(day: int, hour: int) -> datetime:
    return datetime(2031, 8, day, hour, tzinfo=UTC)


LONG_AGO = august(1, 0)


def test_a_day_is_over_when_it_is_on_the_last_island() -> None:
    assert over_at(DAY) == august(16, 12)


@pytest.mark.parametrize(
    ("status", "day", "watched_since", "now", "overdue"),
    [
        pytest.param(Status.CONFIRMED, DAY, LONG_AGO, august(16, 12), True,
                     id="a confirmed day is over everywhere"),
        pytest.param(Status.CONFIRMED, DAY, LONG_AGO, august(16, 11), False,
                     id="somewhere it is still that day"),
        pytest.param(Status.RESCHEDULED, DAY, LONG_AGO, august(17, 0), True,
                     id="the day that it was moved to counts alike"),
        pytest.param(Status.PROPOSED, DAY, LONG_AGO, august(17, 0), False,
                     id="nobody promised the day of a proposal"),
        pytest.param(Status.HELD, DAY, LONG_AGO, august(17, 0), False,
                     id="the word has come: it was held"),
        pytest.param(Status.UNDERWAY, DAY, LONG_AGO, august(17, 0), False,
                     id="it has begun"),
        pytest.param(Status.POSTPONED, DAY, LONG_AGO, august(17, 0), False,
                     id="it was put off"),
        pytest.param(Status.CONFIRMED, None, LONG_AGO, august(17, 0), False,
                     id="no day was stated"),
        pytest.param(Status.CONFIRMED, DAY, LONG_AGO, august(23, 12), True,
                     id="after a week it is still told"),
        pytest.param(Status.CONFIRMED, DAY, LONG_AGO, august(23, 13), False,
                     id="after more than a week it is stale"),
        pytest.param(Status.CONFIRMED, DAY, None, august(17, 0), False,
                     id="the first pass over old news is going on"),
        pytest.param(Status.CONFIRMED, DAY, august(16, 13), august(17, 0), False,
                     id="the day was over before anybody watched"),
    ],
)  # fmt: skip
def test_a_day_that_passed_in_silence(
    status: Status, day: date | None, watched_since: datetime | None, now: datetime, overdue: bool
) -> None:
    occurrence = make_occurrence(status=status, day=day)
    assert is_overdue(occurrence, watched_since, now) is overdue


def test_what_is_told_holds_the_day_and_the_last_word() -> None:
    occurrence = make_occurrence(day=DAY)
    alert = overdue_alert(occurrence, "The summit", "ruritania", make_quote(), august(17, 0))
    assert (alert.kind, alert.day, alert.quote) == (AlertKind.OVERDUE, DAY, make_quote())
