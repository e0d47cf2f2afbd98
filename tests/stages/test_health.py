from __future__ import annotations

from typing import Any

import pytest

from monitor.model.alerts import DeliveryState
from monitor.model.holds import Pause
from monitor.model.items import FeedOutcome, FeedState
from monitor.model.views import ChannelView
from monitor.stages.health import Concern, Condition, concerns, feed_condition, has_gone_blind
from tests.builders import NOON, at


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


@pytest.mark.parametrize(
    ("state", "condition"),
    [
        pytest.param(make_state(outcome=FeedOutcome.NEVER), Condition.NEW, id="never asked"),
        pytest.param(make_state(), Condition.OK, id="all is well"),
        pytest.param(
            make_state(outcome=FeedOutcome.NOT_MODIFIED), Condition.OK, id="nothing new is well"
        ),
        pytest.param(
            make_state(outcome=FeedOutcome.NOT_A_FEED, failures=1),
            Condition.NOT_A_FEED,
            id="what came is no feed",
        ),
        pytest.param(
            make_state(outcome=FeedOutcome.FETCH_FAILED, failures=1),
            Condition.FAILING,
            id="nothing came",
        ),
    ],
)
def test_the_condition_of_a_feed(state: FeedState, condition: Condition) -> None:
    assert feed_condition(state) is condition


def make_channel(error: str = "", given_up: int = 0, **deliveries: int) -> ChannelView:
    states = {DeliveryState(state): number for state, number in deliveries.items()}
    return ChannelView(channel="desk", deliveries=states, error=error, given_up=given_up)


@pytest.mark.parametrize(
    ("channel", "text"),
    [
        pytest.param(make_channel(sent=3), None, id="a channel that works concerns nobody"),
        pytest.param(
            make_channel("HTTP 503", pending=2),
            "HTTP 503 (2 waiting, 0 given up)",
            id="one that refuses does",
        ),
        pytest.param(
            make_channel(sent=1, dead=1, ambiguous=1, given_up=2),
            "works again (0 waiting, 2 given up)",
            id="what was given up is told though it works again",
        ),
        pytest.param(make_channel(sent=1, dead=1), None, id="what was given up long ago is not"),
    ],
)
def test_a_channel_concerns_somebody(channel: ChannelView, text: str | None) -> None:
    told = concerns([], {}, [channel])
    assert told == (() if text is None else (Concern(subject="channel desk", text=text),))


def test_a_failing_feed_is_called_by_its_name() -> None:
    state = make_state(failures=3, detail="HTTP 404", outcome=FeedOutcome.FETCH_FAILED)
    (concern,) = concerns([state, make_state(id=2)], {state.url: "The Courier"}, [])
    assert concern == Concern(subject="The Courier", text="HTTP 404 (3 times in a row)")


@pytest.mark.parametrize(
    ("credentials", "text"),
    [
        pytest.param(
            True,
            "HTTP 401 (4 waiting, 0 given up); mend it in alerts.yml, `alerts test desk` tries it",
            id="a channel that lets nothing in says what to do",
        ),
        pytest.param(False, "HTTP 401 (4 waiting, 0 given up)", id="one that fails is tried again"),
    ],
)
def test_a_channel_that_rests_concerns_somebody(credentials: bool, text: str) -> None:
    pause = Pause(
        channel="desk",
        since=NOON,
        retry_at=NOON,
        tries=1,
        reason="HTTP 401",
        address_hash="",
        credentials=credentials,
    )
    told = concerns([], {}, [make_channel(pending=4)], [pause])
    assert told == (Concern(subject="channel desk", text=text),)
