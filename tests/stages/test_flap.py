"""An event that goes back and forth: what is held, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.claims import Status
from monitor.model.events import Change, ChangeKind
from monitor.stages.flap import held_until
from tests.builders import NOON, at, make_change

WINDOW = timedelta(minutes=30)
LETTERS = {"A": Status.CONFIRMED, "B": Status.POSTPONED, "C": Status.CANCELLED}
LONG_AFTER = at(48)


def changes(*steps: str) -> list[Change]:
    """Changes from steps such as `AB 5`: from A to B, five minutes after noon."""
    return [_change(*step.split()) for step in steps]


def _change(arrow: str, minute: str, kind: str = "status") -> Change:
    return make_change(
        kind=ChangeKind(kind),
        previous=LETTERS.get(arrow[0]),
        status=LETTERS[arrow[1]],
        published=at(float(minute) / 60),
    )


CASES = (
    ("the event's first word is told", ["-A 0"], None),
    ("a step away is told", ["-A 0", "AB 5"], None),
    ("the way back within the window is held, from the step away", ["AB 0", "BA 10"], 30),
    ("also if the first status is of today", ["-A 0", "AB 5", "BA 10"], 35),
    ("the way back after the window is news", ["AB 0", "BA 30"], None),
    ("a way back by another one is a way back", ["AB 0", "BC 5", "CA 10"], 30),
    ("on and on is no way back", ["-A 0", "AB 5", "BC 10"], None),
    ("what follows in the window is held", ["AB 0", "BA 10", "AC 20"], 30),
    ("a dispute that follows is held", ["AB 0", "BA 10", "AA 12 dispute"], 30),
    ("what follows after the window is told", ["AB 0", "BA 10", "AC 31"], None),
    ("another flip after the window begins a window of its own", ["AB 0", "BA 10", "AB 29", "BA 31"], 59),
    ("a dispute is no way back", ["AB 0", "BB 10 dispute"], None),
    ("a first date is no way back", ["AB 0", "BA 5", "AB 29", "BB 31 first_date"], None),
)  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "minute"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_until_when_the_last_change_is_held(steps: list[str], minute: float | None) -> None:
    *past, new = changes(*steps)
    expected = None if minute is None else NOON + timedelta(minutes=minute)
    assert held_until(past, new, WINDOW, LONG_AFTER) == expected


def test_an_article_from_the_future_holds_for_a_window_at_most() -> None:
    *past, new = changes("AB 600", "BA 610")
    assert held_until(past, new, WINDOW, NOON) == NOON + WINDOW


def test_without_a_window_nothing_is_held() -> None:
    *past, new = changes("AB 0", "BA 0")
    assert held_until(past, new, timedelta(0), NOON) is None


def flips(minutes: list[float]) -> list[Change]:
    """A to B and back and so on, at these minutes."""
    return changes(*(f"{'BA' if n % 2 else 'AB'} {each}" for n, each in enumerate(minutes)))


def test_a_hundred_flips_in_ten_minutes_are_one_alert_and_one_summary() -> None:
    all_flips = flips([n / 10 for n in range(100)])
    ends = [held_until(all_flips[:n], each, WINDOW, NOON) for n, each in enumerate(all_flips)]
    assert ends == [None, *[NOON + WINDOW] * 99]


@given(st.lists(st.floats(0, 600), min_size=1, max_size=30).map(sorted))
def test_nothing_is_held_for_longer_than_a_window(minutes: list[float]) -> None:
    *past, new = flips(minutes)
    end: datetime | None = held_until(past, new, WINDOW, LONG_AFTER)
    assert end is None or new.published < end <= new.published + WINDOW
