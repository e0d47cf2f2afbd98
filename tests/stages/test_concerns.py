from __future__ import annotations

import pytest

from monitor.model.deliveries import DeliveryState
from monitor.model.holds import Pause
from monitor.model.views import ChannelView
from monitor.stages.concerns import Concern, concerns
from monitor.stages.health import Condition, Health
from tests.builders import NOON, at


def test_a_blind_topic_concerns_somebody() -> None:
    told = concerns([], [], blind={"Summits": at(-2), "Treaties": None})
    assert [each.text for each in told] == [
        "blind: none of its feeds has answered since 2031-05-14 10:00 UTC",
        "blind: none of its feeds has ever answered",
    ]


@pytest.mark.parametrize(
    ("condition", "concerning"),
    [
        pytest.param(Condition.NEW, False, id="one that was never asked does not"),
        pytest.param(Condition.OK, False, id="one that is well does not"),
        pytest.param(Condition.SILENT, False, id="one that is silent is only shown"),
        pytest.param(Condition.DEGRADED, True, id="one that is read in part does"),
        pytest.param(Condition.FAILING, True, id="one that fails does"),
        pytest.param(Condition.NOT_A_FEED, True, id="one that is none does"),
    ],
)
def test_a_feed_concerns_somebody(condition: Condition, concerning: bool) -> None:
    told = concerns([("The Courier", Health(condition=condition, reason="HTTP 404"))], [])
    text = f"{condition.value}: HTTP 404"
    assert told == ((Concern(subject="The Courier", text=text),) if concerning else ())


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
    told = concerns([], [channel])
    assert told == (() if text is None else (Concern(subject="channel desk", text=text),))


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
    told = concerns([], [make_channel(pending=4)], [pause])
    assert told == (Concern(subject="channel desk", text=text),)
