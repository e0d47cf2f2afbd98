"""Calm: nights, digests, weeks without news, events that go back and forth, channels with limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.jobs.deliver import deliver_due
from monitor.model.claims import Standing, Status
from monitor.model.deliveries import DeliveryState, ServiceAddress
from monitor.store.engine import Store
from tests.builders import NOON, at
from tests.newsroom import Newsroom

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
CONFIRMED, POSTPONED, CANCELLED = Status.CONFIRMED, Status.POSTPONED, Status.CANCELLED
SUMMIT = "Ruritania–Graustark summit"

Open = Callable[..., Newsroom]


@pytest.fixture
def newsroom(store: Store, tmp_path: Path) -> Open:
    def make(*routes: dict[str, Any], **alerts: Any) -> Newsroom:
        return Newsroom(store, tmp_path, {"routes": list(routes)} | alerts)

    return make


async def test_a_quiet_night_is_told_in_the_morning(newsroom: Open) -> None:
    room = newsroom({"to": ["desk"], "quiet": {"from": "22:00", "to": "07:00"}})
    await room.pass_time(11 * HOUR, HOUR)
    room.publish(CONFIRMED)
    await room.pass_time(1 * HOUR)
    room.publish(POSTPONED)
    await room.pass_time(6 * HOUR + 55 * MINUTE)
    assert room.titles == []
    await room.pass_time(5 * MINUTE)
    assert room.titles == [f"CONFIRMED: {SUMMIT}", f"POSTPONED: {SUMMIT}"]
    assert room.now == at(19)


async def test_what_is_urgent_rings_at_night_after_what_waited_of_its_event(
    newsroom: Open,
) -> None:
    room = newsroom({"to": ["desk"], "quiet": {"from": "22:00", "to": "07:00"}})
    await room.pass_time(11 * HOUR, HOUR)
    room.publish(CONFIRMED)
    room.publish(CONFIRMED, event="tolls")
    await room.pass_time(HOUR)
    room.publish(CANCELLED)
    await room.work()
    assert room.titles == [f"CONFIRMED: {SUMMIT}", f"CANCELLED: {SUMMIT}"]
    await room.pass_time(7 * HOUR, HOUR)
    assert room.titles[2:] == ["CONFIRMED: Toll conference"]


async def test_a_daily_digest_tells_two_events_and_what_nobody_confirmed(newsroom: Open) -> None:
    room = newsroom({"to": ["desk"], "digest": {"every": "daily", "at": "08:00"}})
    await room.pass_time(HOUR)
    room.publish(CONFIRMED)
    await room.pass_time(HOUR)
    room.publish(POSTPONED)
    room.publish(CONFIRMED, event="tolls")
    room.publish(CANCELLED, standing=Standing.OTHER, by="an analyst", side=None)
    await room.pass_time(17 * HOUR, HOUR)
    assert room.titles == []
    await room.pass_time(48 * HOUR, HOUR)
    (told,) = room.inbox.told
    assert told.at == at(20)
    assert told.title.startswith("Daily digest, 3 alerts: ")
    for said in (
        "CONFIRMED: Ruritania",
        "POSTPONED: Ruritania",
        "CONFIRMED: Toll",
        "an analyst",
        "4 articles, 4 on topic, feeds 0/1",
    ):
        assert said in told.body
    ends = Counter(each.state for each in room.deliveries())
    assert ends == {DeliveryState.FOLDED: 3, DeliveryState.SENT: 1}


async def test_each_recipient_has_mornings_of_their_own(newsroom: Open) -> None:
    room = newsroom(
        {"to": ["berlin", "kathmandu"], "digest": {"every": "daily"}},
        channels={
            "berlin": {"timezone": "Europe/Berlin"},
            "kathmandu": {"timezone": "Asia/Kathmandu"},
        },
    )
    await room.work()
    room.publish(CONFIRMED)
    await room.pass_time(24 * HOUR, 15 * MINUTE)
    assert [(each.channel, each.at) for each in room.inbox.told] == [
        ("kathmandu", at(14.25)),
        ("berlin", at(18)),
    ]


async def test_a_week_without_news_says_so(newsroom: Open) -> None:
    room = newsroom({"to": ["desk"], "digest": {"every": "weekly", "on": "friday"}})
    await room.pass_time(8 * 24 * HOUR, HOUR)
    (told,) = room.inbox.told
    assert told.at == at(44)
    assert told.title == "All quiet: 0 articles, 0 on topic, no change, feeds 0/1"


async def test_a_week_is_not_called_quiet_for_who_was_told_at_once(newsroom: Open) -> None:
    room = newsroom(
        {"to": ["desk"], "statuses": ["cancelled"], "continue": True},
        {"to": ["desk"], "digest": {"every": "weekly"}},
    )
    await room.pass_time(HOUR)
    room.publish(CANCELLED)
    await room.pass_time(24 * 7 * HOUR, HOUR)
    assert room.titles == [
        f"CANCELLED: {SUMMIT}",
        "Weekly digest: 1 article, 1 on topic, 1 change told apart, feeds 0/1",
    ]


async def test_an_hour_without_news_says_nothing(newsroom: Open) -> None:
    room = newsroom({"to": ["desk"], "digest": {"every": "hourly"}})
    await room.pass_time(5 * HOUR, HOUR)
    assert room.titles == []


async def test_a_digest_that_was_slept_through_comes_once_when_the_program_is_back(
    newsroom: Open,
) -> None:
    room = newsroom({"to": ["desk"], "digest": {"every": "daily"}})
    await room.work()
    room.publish(CONFIRMED)
    room.now = at(24 * 3)
    await room.work()
    await room.work()
    assert room.titles == [f"Daily digest, 1 alert: CONFIRMED: {SUMMIT}"]


async def test_what_waits_for_a_digest_that_is_given_up_is_told_at_once(newsroom: Open) -> None:
    before = newsroom({"to": ["desk"], "digest": {"every": "weekly"}})
    await before.work()
    before.publish(CONFIRMED)
    after = newsroom({"to": ["desk"]})
    after.now = at(24 * 7)
    await after.work()
    assert after.titles == [f"Weekly digest, 1 alert: CONFIRMED: {SUMMIT}"]


async def test_a_hundred_flips_in_ten_minutes_are_one_alert_and_one_summary(
    newsroom: Open,
) -> None:
    room = newsroom({"to": ["desk"]})
    room.publish(CONFIRMED)
    await room.pass_time(2 * HOUR, HOUR)
    assert room.titles == [f"CONFIRMED: {SUMMIT}"]
    for number in range(100):
        room.publish(CONFIRMED if number % 2 else POSTPONED)
        room.now += timedelta(seconds=6)
        if number % 5 == 0:
            await room.work()
    assert room.titles[1:] == [f"POSTPONED: {SUMMIT}"]
    await room.pass_time(HOUR)
    assert room.titles[2:] == [f"CONFIRMED: {SUMMIT} (changed 99 times within 30 min)"]
    assert room.inbox.told[-1].at <= NOON + 2 * HOUR + 35 * MINUTE
    states = Counter(each.state for each in room.deliveries())
    assert states == {DeliveryState.SENT: 3, DeliveryState.FOLDED: 99}


async def test_what_goes_back_and_forth_at_night_is_told_once_more_in_the_morning(
    newsroom: Open,
) -> None:
    room = newsroom({"to": ["desk"], "quiet": {"from": "22:00", "to": "07:00", "urgent": []}})
    room.publish(CONFIRMED)
    await room.pass_time(11 * HOUR, HOUR)
    for status in (POSTPONED, CONFIRMED, CANCELLED):
        room.publish(status)
        await room.pass_time(MINUTE, MINUTE)
    await room.pass_time(9 * HOUR, HOUR)
    assert room.titles[1:] == [
        f"POSTPONED: {SUMMIT}",
        f"CANCELLED: {SUMMIT} (changed 2 times within 30 min)",
    ]


async def test_a_backlog_ends_with_how_things_stand(newsroom: Open) -> None:
    """What was held is over when it is read, and must not be told after what came later."""
    room = newsroom({"to": ["desk"]})
    for minutes, status in ((60, CONFIRMED), (50, POSTPONED), (40, CONFIRMED), (5, CANCELLED)):
        room.publish(status, ago=minutes * MINUTE)
    await deliver_due(room.services)  # which may have its turn before what folds
    await room.work()
    assert room.titles == [
        f"CONFIRMED: {SUMMIT}",
        f"POSTPONED: {SUMMIT}",
        f"CANCELLED: {SUMMIT} (changed 2 times)",
    ]


async def test_a_backlog_of_weeks_is_told_change_by_change_at_once(newsroom: Open) -> None:
    room = newsroom({"to": ["desk"]})
    for days, status in ((30, CONFIRMED), (20, POSTPONED), (10, CONFIRMED), (0, POSTPONED)):
        room.publish(status, ago=days * 24 * HOUR)
    await deliver_due(room.services)
    assert [title.split(":")[0] for title in room.titles] == [
        "CONFIRMED",
        "POSTPONED",
        "CONFIRMED",
        "POSTPONED",
    ]


async def test_a_night_of_a_clock_that_was_days_ahead_is_over_when_it_is_set(
    newsroom: Open,
) -> None:
    room = newsroom({"to": ["desk"], "quiet": {"from": "22:00", "to": "07:00"}})
    room.now = at(5 * 24 + 11)
    room.publish(CONFIRMED)
    await room.work()
    room.now = NOON
    await room.work()
    assert room.titles == [f"CONFIRMED: {SUMMIT}"]


async def test_a_clock_that_is_set_back_by_an_hour_rings_nobody_at_night(newsroom: Open) -> None:
    room = newsroom({"to": ["desk"], "quiet": {"from": "22:00", "to": "07:00"}})
    room.now = at(12)
    room.publish(CONFIRMED)
    room.now = at(11)
    await room.work()
    assert room.titles == []


async def test_a_channel_with_a_limit_gets_the_rest_in_one(newsroom: Open) -> None:
    room = newsroom(
        {"to": ["desk", "log"]},
        channels={"desk": {"limit": {"messages": 2, "per": "1h"}}},
        flap_window="1s",
    )
    for number in range(6):
        room.publish(CONFIRMED if number % 2 else POSTPONED)
        await room.pass_time(MINUTE, MINUTE)
    assert Counter(each.channel for each in room.inbox.told) == {"desk": 2, "log": 6}
    await room.pass_time(HOUR)
    desk = [each for each in room.inbox.told if each.channel == "desk"]
    assert [each.title for each in desk[2:]] == [f"4 messages in one: CONFIRMED: {SUMMIT}"]
    assert desk[2].at == desk[0].at + HOUR


async def test_a_limited_channel_that_was_mended_gets_all_that_waits_at_once(
    newsroom: Open,
) -> None:
    """The address is new: neither the pause nor the waits that came of it are."""
    room = newsroom({"to": ["desk"]}, channels={"desk": {"limit": {"messages": 9, "per": "1h"}}})
    room.publish(CONFIRMED)
    room.inbox.barred = {"desk"}
    await room.work()
    room.publish(CONFIRMED, event="tolls")
    await room.pass_time(MINUTE, MINUTE)
    room.inbox.barred = set()
    await room.work()
    assert room.titles == []
    room.services.addresses["desk"] = ServiceAddress(url="json://desk?token=new")
    await room.work()
    await room.work()
    assert Counter(room.titles) == {
        f"CONFIRMED: {SUMMIT}": 1,
        "CONFIRMED: Toll conference": 1,
    }


async def test_a_channel_that_was_down_for_twelve_hours_gets_one_message(newsroom: Open) -> None:
    room = newsroom(
        {"to": ["desk"]},
        channels={"desk": {"limit": {"messages": 20, "per": "1h"}}},
        flap_window="1s",
    )
    room.inbox.down = {"desk"}
    for number in range(300):
        room.publish(CONFIRMED if number % 2 else POSTPONED)
        room.now += 12 * HOUR / 300
        if number % 5 == 0:
            await room.work()
    room.inbox.down = set()
    await room.pass_time(HOUR)
    (told,) = room.inbox.told
    assert told.title == f"300 messages in one: CONFIRMED: {SUMMIT}"
    room.publish(CANCELLED)
    await room.pass_time(MINUTE, MINUTE)
    assert room.titles[1:] == [f"CANCELLED: {SUMMIT}"]
    assert {each.state for each in room.deliveries()} <= {DeliveryState.SENT, DeliveryState.FOLDED}
