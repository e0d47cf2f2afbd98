from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.deliveries import (
    Address,
    Delivered,
    PushResult,
    Refused,
    ServiceAddress,
    Unclear,
    WebhookAddress,
)
from monitor.model.holds import Failures, Pause
from monitor.stages.backoff import FEWEST_TRIES, HORIZON, LONGEST_WAIT
from monitor.stages.retry import address_hash, after_try, is_shut
from tests.builders import NOON, at

EVEN = 0.5
"""The jitter that changes nothing."""

WELL = Pause(channel="desk", since=NOON, retry_at=NOON, tries=0, reason="", address_hash="c0de")
DOWN = replace(WELL, since=at(-1), tries=4, reason="HTTP 503")
BARRED = replace(DOWN, tries=2, credentials=True)
NEW = Failures()
OLD = Failures(tries=150, since=NOON - HORIZON)


def seconds(number: float) -> datetime:
    return NOON + timedelta(seconds=number)


@pytest.mark.parametrize(
    ("result", "failures", "before", "retry_at", "tries"),
    [
        pytest.param(Delivered(), NEW, DOWN, None, None, id="who takes one takes the next"),
        pytest.param(
            Refused("400", permanent=True), NEW, DOWN, None, None, id="so does who refuses its text"
        ),
        pytest.param(
            Refused("503"), NEW, WELL, seconds(15), 1, id="a channel that fails rests a little"
        ),
        pytest.param(
            Refused("503"), NEW, DOWN, seconds(240), 5, id="then longer, with all that it is given"
        ),
        pytest.param(
            Refused("503"),
            NEW,
            replace(DOWN, retry_at=at(1)),
            seconds(120),
            4,
            id="a second opinion is no second failure",
        ),
        pytest.param(
            Refused("500"),
            Failures(tries=7, since=NOON),
            WELL,
            seconds(1800),
            1,
            id="a message that it chokes on waits longer than the channel",
        ),
        pytest.param(
            Refused("429", retry_after_seconds=90), NEW, WELL, seconds(90), 1, id="it names a wait"
        ),
        pytest.param(Refused("503"), OLD, DOWN, None, 5, id="after three days it is given up"),
        pytest.param(
            Refused("503"),
            replace(OLD, tries=FEWEST_TRIES - 2),
            DOWN,
            seconds(240),
            5,
            id="but not after a few tries, whatever the clock says",
        ),
        pytest.param(Unclear("?"), NEW, WELL, seconds(60), 1, id="what may be there is repeated"),
        pytest.param(Unclear("?"), Failures(unclear=3), WELL, None, 1, id="but not for ever"),
        pytest.param(
            Refused("401", credentials=True),
            OLD,
            DOWN,
            seconds(900),
            1,
            id="at a locked door nothing dies",
        ),
        pytest.param(
            Refused("401", credentials=True),
            OLD,
            BARRED,
            seconds(3600),
            3,
            id="and it is knocked at more and more rarely",
        ),
    ],
)
def test_what_follows_from_a_try(
    result: PushResult,
    failures: Failures,
    before: Pause,
    retry_at: datetime | None,
    tries: int | None,
) -> None:
    then = after_try(result, failures, before, NOON, EVEN)
    assert then.retry_at == retry_at
    assert (then.pause.tries if then.pause else None) == tries


def test_a_pause_says_since_when_and_why() -> None:
    pause = after_try(Refused("HTTP 401", credentials=True), NEW, DOWN, NOON, EVEN).pause
    assert pause is not None
    assert (pause.since, pause.reason, pause.credentials) == (NOON, "HTTP 401", True)
    longer = after_try(Refused("HTTP 403", credentials=True), NEW, pause, at(1), EVEN).pause
    assert longer is not None
    assert (longer.since, longer.reason, longer.tries) == (NOON, "HTTP 403", 2)
    open_again = after_try(Refused("HTTP 503"), NEW, longer, at(9), EVEN).pause
    assert open_again is not None
    assert not open_again.credentials


@pytest.mark.parametrize(
    ("hashed", "retry_at", "shut"),
    [
        pytest.param("c0de", at(1), True, id="until its time a channel is left alone"),
        pytest.param("c0de", NOON, False, id="then it is tried"),
        pytest.param("beef", at(1), False, id="at another address at once"),
        pytest.param("c0de", NOON + 2 * LONGEST_WAIT, False, id="no pause lasts for years"),
    ],
)
def test_when_a_channel_is_left_alone(hashed: str, retry_at: datetime, shut: bool) -> None:
    assert is_shut(replace(DOWN, retry_at=retry_at), hashed, NOON) is shut


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(ServiceAddress(url="json://desk/two"), id="another path"),
        pytest.param(WebhookAddress(url="json://desk/one"), id="another kind of address"),
    ],
)
def test_an_address_that_was_changed_is_another(other: Address) -> None:
    address = ServiceAddress(url="json://desk/one")
    assert address_hash(address) == address_hash(replace(address))
    assert address_hash(address) != address_hash(other)
    assert len(address_hash(address)) == 4


results = st.one_of(
    st.just(Delivered()),
    st.just(Unclear("?")),
    st.builds(
        Refused,
        detail=st.just("no"),
        permanent=st.booleans(),
        credentials=st.booleans(),
        retry_after_seconds=st.none() | st.floats(0, 1e12),
    ),
)
pauses = st.builds(
    replace,
    st.sampled_from([WELL, DOWN, BARRED]),
    tries=st.integers(0, 1000),
    retry_at=st.datetimes().map(lambda time: time.replace(tzinfo=NOON.tzinfo)),
)


@given(results, st.integers(0, 1000), pauses, st.floats(0, 1, exclude_max=True))
def test_whatever_happens_the_next_try_is_within_the_longest_wait(
    result: PushResult, tries: int, before: Pause, jitter: float
) -> None:
    then = after_try(result, Failures(tries=tries, since=NOON), before, NOON, jitter)
    assert then.retry_at is None or NOON < then.retry_at <= NOON + LONGEST_WAIT
    if then.pause is not None:
        assert NOON < then.pause.retry_at <= NOON + LONGEST_WAIT
        assert is_shut(then.pause, before.address_hash, NOON)
