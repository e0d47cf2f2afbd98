"""How much a channel with a limit gets, and what is told to it in one message."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.schema.channels import Limit
from monitor.stages.pacing import Pace, pace
from tests.builders import NOON

LIMIT = Limit.model_validate({"messages": 3, "per": "1h"})
ALONE, TOGETHER = Pace(alone=True), Pace(together=True)


def before(*minutes: float) -> list[datetime]:
    return [NOON - timedelta(minutes=each) for each in minutes]


CASES: tuple[tuple[str, int, list[datetime], Limit | None, Pace], ...] = (
    ("nothing was sent: three may go", 3, [], LIMIT, ALONE),
    ("nothing was sent: four go as one", 4, [], LIMIT, TOGETHER),
    ("down for twelve hours, three hundred wait: one message", 300, [], LIMIT, TOGETHER),
    ("two were sent: one may go", 1, before(5, 10), LIMIT, ALONE),
    ("two were sent: two go as one", 2, before(5, 10), LIMIT, TOGETHER),
    ("three were sent: none before the first is an hour old", 1, before(5, 10, 40), LIMIT,
     Pace(again_at=NOON + timedelta(minutes=20))),
    ("what is an hour old counts no more", 1, before(5, 10, 60), LIMIT, ALONE),
    ("more were sent than now may be: until there is room", 1, before(1, 2, 3, 4, 5), LIMIT,
     Pace(again_at=NOON + timedelta(minutes=57))),
    ("what was sent in the future was sent by a wrong clock", 1, before(-60, -61, -62), LIMIT, ALONE),
    ("without a limit everything goes", 300, before(1, 2, 3, 4), None, ALONE),
)  # fmt: skip


@pytest.mark.parametrize(
    ("waiting", "sent", "limit", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_what_a_limit_makes_of_what_waits(
    waiting: int, sent: list[datetime], limit: Limit | None, expected: Pace
) -> None:
    assert pace(waiting, sent, limit, NOON) == expected


def test_what_comes_joins_what_waits_in_one_already() -> None:
    assert pace(2, [], LIMIT, NOON, folded=True) == TOGETHER
    assert pace(2, before(1, 2, 3), LIMIT, NOON, folded=True).again_at is not None


@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=60),
    st.integers(1, 5),
    st.integers(1, 30),
)
def test_a_limit_holds_at_any_time_and_nothing_waits_for_ever(
    arrivals: list[int], messages: int, minutes: int
) -> None:
    limit = Limit.model_validate({"messages": messages, "per": f"{minutes}m"})
    sent: list[datetime] = []
    waiting, now = 0, NOON
    for arriving in [*arrivals, *[0] * (minutes + 1)]:
        now += timedelta(minutes=1)
        waiting += arriving
        decided = pace(waiting, sent, limit, now) if waiting else ALONE
        if decided.again_at is None:
            sent += [now] * (waiting if decided.alone else 1)
            waiting = 0
        else:
            assert now < decided.again_at <= now + limit.per
        assert sum(now - limit.per < each for each in sent) <= messages
    assert waiting == 0
