"""What falls of what people were told, case by case."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.model.alerts import Alert, AlertKind
from monitor.model.claims import Status
from monitor.model.views import Told
from monitor.stages.correction import correction_of, fallen, standing
from tests.builders import NOON, at, make_change, make_occurrence
from tests.messages import make_alert

CONFIRMED = make_alert(status=Status.CONFIRMED)
POSTPONED = make_alert(status=Status.POSTPONED)
NOTHING = make_alert(kind=AlertKind.CORRECTION, quote=None)
DAY = at(24 * 9).date()


def make_told(alert: Alert, change_id: int, **changes: Any) -> Told:
    values: dict[str, Any] = {
        "channel": "desk",
        "change_id": change_id,
        "delivery_id": change_id,
        "title": f"title {change_id}",
        "alert": alert,
        "at": NOON,
        "arrived": True,
    }
    return Told(**(values | changes))


def test_occurrences_changes_and_alerts_that_say_the_same_stand_alike() -> None:
    occurrence = make_occurrence(status=Status.POSTPONED, ordinal=3, day=DAY)
    change = make_change(status=Status.POSTPONED, day=DAY)
    alert = make_alert(status=Status.POSTPONED, day=DAY)
    assert standing(occurrence) == standing(change) == standing(alert)


@pytest.mark.parametrize(
    ("news", "same"),
    [
        pytest.param(make_alert(day=DAY), False, id="another day is another standing"),
        pytest.param(make_alert(disputed=True), False, id="so is a dispute"),
        pytest.param(make_alert(ordinal=2), True, id="which occurrence it is nobody counts"),
        pytest.param(NOTHING, False, id="that nothing is known is another standing"),
    ],
)
def test_what_is_another_standing(news: Alert, same: bool) -> None:
    assert (standing(news) == standing(POSTPONED)) is same


def test_the_day_of_a_proposal_may_move_in_silence() -> None:
    proposed = make_alert(status=Status.PROPOSED)
    assert standing(make_alert(status=Status.PROPOSED, day=DAY)) == standing(proposed)


def test_of_nothing_nothing_is_known() -> None:
    assert standing(None) == standing(NOTHING) is None


NEWEST, BEFORE = make_told(POSTPONED, 2), make_told(CONFIRMED, 1)
WAITS = make_told(POSTPONED, 2, arrived=False)
PHONE = make_told(CONFIRMED, 1, channel="phone")


@pytest.mark.parametrize(
    ("told", "now", "corrected", "in_time"),
    [
        pytest.param([NEWEST, BEFORE], CONFIRMED, [NEWEST], [], id="what arrived is taken back"),
        pytest.param([WAITS, BEFORE], CONFIRMED, [], [], id="withdrawn in time: the one before holds"),
        pytest.param([WAITS], CONFIRMED, [], ["desk"], id="withdrawn in time, and nothing before"),
        pytest.param(
            [WAITS, BEFORE], make_alert(status=Status.HELD), [], ["desk"],
            id="withdrawn in time, and the one before is old news",
        ),
        pytest.param([WAITS, BEFORE], None, [BEFORE], [], id="nothing is known: the one before falls"),
        pytest.param([WAITS], None, [], [], id="who knows of nothing need not be told of nothing"),
        pytest.param([NEWEST, PHONE], CONFIRMED, [NEWEST], [], id="who never had it is left alone"),
    ],
)  # fmt: skip
def test_what_falls(
    told: list[Told], now: Alert | None, corrected: list[Told], in_time: list[str]
) -> None:
    fell = fallen(told, standing(now))
    assert fell is not None
    assert (fell.change_id, list(fell.corrected), list(fell.in_time)) == (2, corrected, in_time)


@pytest.mark.parametrize(
    ("told", "now"),
    [
        pytest.param([], CONFIRMED, id="nobody was told anything"),
        pytest.param([NEWEST, BEFORE], POSTPONED, id="the last word holds"),
    ],
)
def test_nothing_falls(told: list[Told], now: Alert) -> None:
    assert fallen(told, standing(now)) is None


def test_a_correction_says_what_it_takes_back() -> None:
    alert = correction_of(NEWEST, CONFIRMED, at(3))
    assert (alert.kind, alert.status, alert.previous) == (
        AlertKind.CORRECTION,
        Status.CONFIRMED,
        Status.POSTPONED,
    )
    assert (alert.corrects, alert.corrects_at, alert.published) == ("title 2", NOON, at(3))
    assert alert.quote == CONFIRMED.quote


def test_where_nothing_is_known_the_correction_has_no_sentence() -> None:
    alert = correction_of(NEWEST, None, at(3))
    assert (alert.status, alert.quote, alert.day) == (Status.POSTPONED, None, None)
