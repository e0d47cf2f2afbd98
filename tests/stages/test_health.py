from __future__ import annotations

from typing import Any

import pytest

from monitor.config.schema.feeds import Feed
from monitor.model.items import FeedOutcome, FeedState
from monitor.model.polling import Course
from monitor.stages.health import (
    FIND,
    Condition,
    Health,
    Sight,
    feed_health,
    feeds_of,
    has_gone_blind,
    sight,
)
from tests.builders import NOON, at, make_topic


def make_state(**changes: Any) -> FeedState:
    values: dict[str, Any] = {
        "id": 1,
        "url": "https://courier.example/feed.xml",
        "next_poll_at": NOON,
        "outcome": FeedOutcome.OK,
    }
    return FeedState(**(values | changes))


@pytest.mark.parametrize(
    ("hours", "failures", "blind"),
    [
        pytest.param(23, 9, False, id="most outages end within a day"),
        pytest.param(24, 3, True, id="nothing for a day"),
        pytest.param(24, 2, False, id="the machine slept, and has hardly asked since"),
        pytest.param(47, 9, True, id="news for another day"),
        pytest.param(48, 9, False, id="told already"),
        pytest.param(30, 0, False, id="asked seldom, and well"),
    ],
)
def test_when_a_feed_has_gone_blind(hours: int, failures: int, blind: bool) -> None:
    assert has_gone_blind(make_state(ok_at=at(-hours), failures=failures), NOON) is blind


def test_a_feed_that_never_answered_has_not_gone_blind() -> None:
    assert not has_gone_blind(make_state(failures=9), NOON)


DAILY = Course(rhythm_items=11, rhythm_since=at(-240 - 73), rhythm_until=at(-73))
WIRE = Course(rhythm_items=20, rhythm_since=at(-24), rhythm_until=at(-23))
GONE = Course(gone_since=at(-48), paused_at=at(-24))
MOVED = Course(moved_to="https://user:key@herald.example/feed?key=1")
ADOPTED = Course(location="https://courier.example/new.xml")
DOWN = FeedOutcome.FETCH_FAILED


@pytest.mark.parametrize(
    ("state", "pages", "health"),
    [
        pytest.param(
            make_state(outcome=FeedOutcome.NEVER),
            None,
            Health(condition=Condition.NEW),
            id="never asked",
        ),
        pytest.param(make_state(), None, Health(condition=Condition.OK), id="all is well"),
        pytest.param(
            make_state(outcome=FeedOutcome.NOT_MODIFIED),
            None,
            Health(condition=Condition.OK),
            id="nothing new is well",
        ),
        pytest.param(
            make_state(outcome=FeedOutcome.NOT_A_FEED, failures=1, detail="HTML", ok_at=at(-2)),
            None,
            Health(condition=Condition.NOT_A_FEED, reason=f"HTML (once){FIND}", since=at(-2)),
            id="what came is no feed",
        ),
        pytest.param(
            make_state(outcome=DOWN, failures=3, detail="HTTP 503", ok_at=at(-2)),
            None,
            Health(condition=Condition.FAILING, reason="HTTP 503 (3 times in a row)", since=at(-2)),
            id="nothing came",
        ),
        pytest.param(
            make_state(outcome=DOWN, failures=3, detail="HTTP 410", course=GONE),
            None,
            Health(
                condition=Condition.FAILING,
                reason="gone since 2031-05-12 (HTTP 410), asked no more: remove it from feeds.yml",
                since=at(-48),
            ),
            id="gone for good",
        ),
        pytest.param(
            make_state(fault="3 garbled titles"),
            (4, 10),
            Health(
                condition=Condition.DEGRADED,
                reason="3 garbled titles; only 4 of its last 10 pages gave a text",
            ),
            id="half of it cannot be read",
        ),
        pytest.param(
            make_state(), (5, 10), Health(condition=Condition.OK), id="half of the pages is enough"
        ),
        pytest.param(
            make_state(), (0, 9), Health(condition=Condition.OK), id="so few pages tell nothing"
        ),
        pytest.param(
            make_state(course=DAILY),
            None,
            Health(
                condition=Condition.SILENT,
                reason="nothing new for 3 days, usually every 24 hours",
                since=at(-73),
            ),
            id="nothing new for three times its usual gap",
        ),
        pytest.param(
            make_state(course=DAILY, new_at=at(-71)),
            None,
            Health(condition=Condition.OK),
            id="what came without a date was news as well",
        ),
        pytest.param(
            make_state(course=WIRE), None, Health(condition=Condition.OK), id="nights are quiet"
        ),
        pytest.param(
            make_state(course=MOVED),
            None,
            Health(
                condition=Condition.OK,
                reason="says that it moved for good to https://herald.example/feed",
            ),
            id="it says that it moved",
        ),
        pytest.param(
            make_state(course=ADOPTED),
            None,
            Health(
                condition=Condition.OK,
                reason="moved for good, asked at https://courier.example/new.xml: "
                "write that in feeds.yml",
            ),
            id="it moved, and is asked there",
        ),
    ],
)
def test_how_a_feed_is_doing(
    state: FeedState, pages: tuple[int, int] | None, health: Health
) -> None:
    assert feed_health(state, NOON, pages) == health


def down(hours: float | None, failures: int) -> FeedState:
    ok_at = None if hours is None else at(-hours)
    return make_state(outcome=DOWN, failures=failures, ok_at=ok_at)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        pytest.param([down(2, 3), make_state()], Sight.SEEING, id="one of two answers"),
        pytest.param([down(1, 2), down(3, 1)], Sight.BLIND, id="asked three times in an hour"),
        pytest.param([down(0.9, 9), down(2, 9)], Sight.UNSURE, id="one answered within the hour"),
        pytest.param([down(9, 1), down(9, 1)], Sight.UNSURE, id="hardly asked since it slept"),
        pytest.param(
            [down(2, 1), down(500, 30)], Sight.UNSURE, id="one dead for weeks says nothing of now"
        ),
        pytest.param([down(None, 3), down(None, 2)], Sight.UNSURE, id="none ever answered, so far"),
        pytest.param([down(None, 3), down(None, 3)], Sight.BLIND, id="none has ever answered"),
        pytest.param(
            [down(2, 3), make_state(outcome=FeedOutcome.NEVER)],
            Sight.BLIND,
            id="one that was never asked sees nothing",
        ),
        pytest.param([], Sight.UNSURE, id="no feeds"),
        pytest.param(
            [make_state(outcome=DOWN, failures=3, ok_at=at(-48), course=GONE)],
            Sight.BLIND,
            id="the only one is gone",
        ),
    ],
)
def test_whether_a_topic_has_a_feed_that_answers(states: list[FeedState], expected: Sight) -> None:
    assert sight(states, NOON) is expected


def test_a_topic_is_told_of_by_feeds_in_its_languages() -> None:
    states = [make_state(url=f"https://{name}.example/feed") for name in ("en", "ru", "any")]
    configured = {
        "https://en.example/feed": Feed(url="https://en.example/feed", language="en"),
        "https://ru.example/feed": Feed(url="https://ru.example/feed", language="ru"),
    }
    topic = make_topic()
    assert feeds_of(topic, states, configured) == states
    english = topic.model_copy(update={"languages": ("en",)})
    assert feeds_of(english, states, configured) == [states[0], states[2]]


def test_how_a_feed_is_doing_is_told_in_one_line() -> None:
    health = Health(condition=Condition.FAILING, reason="HTTP 404 (once)", since=at(-2))
    assert health.told == "failing since 2031-05-14 10:00 UTC: HTTP 404 (once)"
    assert Health(condition=Condition.OK, since=NOON).told == ""


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        pytest.param(5, "", id="for some hours"),
        pytest.param(
            24, "its publisher asks to be left alone for 24 hours after each answer", id="for a day"
        ),
    ],
)
def test_it_is_told_where_a_publisher_keeps_news_waiting(hours: float, reason: str) -> None:
    course = Course(interval_seconds=900.0)
    state = make_state(polled_at=at(-1), next_poll_at=at(hours - 1), course=course)
    assert feed_health(state, NOON) == Health(condition=Condition.OK, reason=reason)
