from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.model.claims import Lifecycle, Status
from monitor.model.events import IgnoredReason, Occurrence
from monitor.stages.tracking.news import Decision, has_lapsed, weigh
from monitor.stages.tracking.transitions import Step
from tests.builders import NOON, make_occurrence
from tests.stories import moment, said

DAY = (NOON + timedelta(days=9)).date()


@pytest.mark.parametrize(
    ("current", "words", "decision"),
    [
        pytest.param(None, "R proposed", Step.CHANGE, id="the first that is heard of it"),
        pytest.param(None, "R confirmed @-5", IgnoredReason.LATE, id="a plan of the past"),
        pytest.param(None, "R agreed", IgnoredReason.NOT_ALLOWED, id="another lifecycle's status"),
        pytest.param(
            make_occurrence(status=Status.HELD), "R proposed", Step.NEXT, id="the round after"
        ),
        pytest.param(
            make_occurrence(status=Status.POSTPONED), "R held", Step.CHANGE, id="it took place"
        ),
        pytest.param(make_occurrence(), "R confirmed @9", Step.FIRST_DATE, id="the first date"),
        pytest.param(
            make_occurrence(status=Status.UNDERWAY),
            "R proposed",
            IgnoredReason.WEAKER,
            id="a step back while it is under way",
        ),
        pytest.param(
            make_occurrence(status=Status.HELD),
            "outlet underway",
            IgnoredReason.WEAKER,
            id="a slow outlet after the end",
        ),
        pytest.param(
            make_occurrence(day=DAY),
            "outlet underway",
            IgnoredReason.BEFORE_DATE,
            id="too early to be true",
        ),
        pytest.param(
            make_occurrence(status=Status.CANCELLED, day=DAY),
            "outlet held",
            Step.NEXT,
            id="the day of what was called off binds nobody",
        ),
    ],
)
def test_weigh(current: Occurrence | None, words: str, decision: Decision) -> None:
    published = moment("1")
    assert weigh(said(words), current, published, Lifecycle.MEETING) is decision


@pytest.mark.parametrize(
    ("changes", "days", "lapsed"),
    [
        pytest.param({"day": DAY}, 11, False, id="two days after its day"),
        pytest.param({"day": DAY}, 12, True, id="three days after its day"),
        pytest.param({}, 300, False, id="without a day"),
        pytest.param({"day": DAY, "status": Status.PROPOSED}, 12, True, id="only proposed"),
        pytest.param({"day": DAY, "status": Status.HELD}, 300, False, id="held"),
        pytest.param({"day": DAY, "status": Status.POSTPONED}, 300, False, id="put off"),
        pytest.param({"status": Status.UNDERWAY}, 2, False, id="under way for two days"),
        pytest.param({"status": Status.UNDERWAY}, 3, True, id="under way for three days"),
    ],
)
def test_lapse(changes: dict[str, object], days: int, lapsed: bool) -> None:
    assert has_lapsed(make_occurrence(**changes), NOON + timedelta(days=days)) is lapsed
