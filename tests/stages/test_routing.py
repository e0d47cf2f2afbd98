"""To which channels an alert goes, and when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from monitor.config.schema.alerts import Route
from monitor.model.alerts import AlertKind
from monitor.model.claims import Status
from monitor.stages.routing import Planned, notice_channels, plan
from tests.builders import NOON, at
from tests.messages import make_alert

# At noon it is two in the afternoon in Berlin, and eight in the evening in Shanghai.
ZONES = {"desk": "UTC", "mail": "Europe/Berlin", "phone": "Asia/Shanghai"}
EVENING = {"from": "20:00", "to": "07:00"}


def routes(*values: dict[str, Any]) -> tuple[Route, ...]:
    return tuple(Route.model_validate(each) for each in values)


def channels(*values: dict[str, Any], **changes: Any) -> list[str]:
    return [each.channel for each in plan(make_alert(**changes), routes(*values), ZONES, NOON)]


CASES: tuple[tuple[str, list[dict[str, Any]], dict[str, Any], list[str]], ...] = (
    ("no route, no channel", [], {}, []),
    ("a route without conditions takes everything", [{"to": ["desk"]}], {}, ["desk"]),
    ("each of its channels", [{"to": ["desk", "mail"]}], {}, ["desk", "mail"]),
    ("of this topic", [{"to": ["desk"], "topics": ["ruritania"]}], {}, ["desk"]),
    ("of another topic", [{"to": ["desk"], "topics": ["elsewhere"]}], {}, []),
    ("of this event", [{"to": ["desk"], "events": ["summit"]}], {}, ["desk"]),
    ("of another event", [{"to": ["desk"], "events": ["truce"]}], {}, []),
    ("one of several statuses", [{"to": ["desk"], "statuses": ["held", "postponed"]}], {}, ["desk"]),
    ("another status", [{"to": ["desk"], "statuses": ["held"]}], {}, []),
    ("as grave as asked for", [{"to": ["desk"], "severities": ["warning"]}], {}, ["desk"]),
    ("less grave", [{"to": ["desk"], "severities": ["failure"]}], {}, []),
    ("what is overdue is a warning", [{"to": ["desk"], "severities": ["warning"]}],
     {"kind": AlertKind.OVERDUE, "status": Status.CONFIRMED}, ["desk"]),
    ("disputed alone: it is not", [{"to": ["desk"], "disputed": True}], {}, []),
    ("disputed alone: it is", [{"to": ["desk"], "disputed": True}], {"disputed": True}, ["desk"]),
    ("undisputed alone", [{"to": ["desk"], "disputed": False}], {"disputed": True}, []),
    ("all conditions of a route must be met",
     [{"to": ["desk"], "topics": ["ruritania"], "statuses": ["held"]}], {}, []),
    ("the first that fits is the last", [{"to": ["desk"]}, {"to": ["mail"]}], {}, ["desk"]),
    ("one that does not fit is passed by",
     [{"to": ["desk"], "statuses": ["held"]}, {"to": ["mail"]}], {}, ["mail"]),
    ("one that goes on lets the next look", [{"to": ["desk"], "continue": True}, {"to": ["mail"]}], {},
     ["desk", "mail"]),
    ("a channel gets an alert once",
     [{"to": ["desk", "mail"], "continue": True}, {"to": ["mail", "phone"]}], {}, ["desk", "mail", "phone"]),
    ("a channel that is named twice gets it once", [{"to": ["desk", "desk"]}], {}, ["desk"]),
    ("one that asks for notices gets alerts as well", [{"to": ["desk"], "notices": True}], {}, ["desk"]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("values", "changes", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_the_channels_of_an_alert(
    values: list[dict[str, Any]], changes: dict[str, Any], expected: list[str]
) -> None:
    assert channels(*values, **changes) == expected


def test_notices_go_to_every_route_that_asks_for_them() -> None:
    values = routes(
        {"to": ["desk"]},
        {"to": ["mail", "phone"], "notices": True, "topics": ["elsewhere"]},
        {"to": ["phone"], "notices": True, "digest": {"every": "daily"}},
    )
    assert notice_channels(values) == ("mail", "phone")


def test_quiet_hours_are_those_of_the_recipients_zone() -> None:
    planned = plan(
        make_alert(), routes({"to": ["desk", "mail", "phone"], "quiet": EVENING}), ZONES, NOON
    )
    assert [(each.channel, each.due_at) for each in planned] == [
        ("desk", None),
        ("mail", None),
        ("phone", at(11)),
    ]


@pytest.mark.parametrize(
    ("quiet", "status", "due_at"),
    [
        pytest.param(EVENING, Status.POSTPONED, at(19), id="what is not urgent waits"),
        pytest.param(EVENING, Status.CANCELLED, None, id="a cancellation passes by default"),
        pytest.param({**EVENING, "urgent": ["postponed"]}, Status.POSTPONED, None,
                     id="what the route calls urgent passes"),
        pytest.param({**EVENING, "urgent": ["postponed"]}, Status.CANCELLED, at(19),
                     id="and what it does not waits"),
    ],
)  # fmt: skip
def test_urgent_statuses_pass_quiet_hours(quiet: Any, status: Status, due_at: Any) -> None:
    at_midnight = plan(
        make_alert(status=status), routes({"to": ["desk"], "quiet": quiet}), ZONES, at(12)
    )
    assert [each.due_at for each in at_midnight] == [due_at]


def test_a_digest_names_its_bundle_and_its_time() -> None:
    values = routes({"to": ["desk", "mail"], "digest": {"every": "daily", "at": "15:00"}})
    assert plan(make_alert(), values, ZONES, NOON) == (
        Planned(channel="desk", due_at=at(3), bundle="digest:daily"),
        Planned(channel="mail", due_at=at(1), bundle="digest:daily"),
    )


def test_a_digest_that_falls_into_the_quiet_hours_comes_at_their_end() -> None:
    values = routes({"to": ["desk"], "digest": {"every": "hourly"}, "quiet": EVENING})
    (planned,) = plan(make_alert(), values, ZONES, at(8) + timedelta(minutes=5))
    assert planned.due_at == at(19)


def test_urgent_statuses_wait_for_a_digest_like_all_others() -> None:
    values = routes({"to": ["desk"], "digest": {"every": "daily"}, "quiet": EVENING})
    (planned,) = plan(make_alert(status=Status.CANCELLED), values, ZONES, NOON)
    assert (planned.due_at, planned.bundle) == (at(20), "digest:daily")


def test_what_goes_to_a_channel_with_a_limit_waits_for_room() -> None:
    values = routes(
        {"to": ["desk"], "digest": {"every": "daily"}, "continue": True},
        {"to": ["mail", "phone"], "quiet": EVENING},
    )
    assert plan(make_alert(), values, ZONES, NOON, {"desk", "phone", "mail"}) == (
        Planned(channel="desk", due_at=at(20), bundle="digest:daily"),
        Planned(channel="mail", bundle="overflow"),
        Planned(channel="phone", due_at=at(11), bundle="overflow"),
    )


def test_a_channel_that_is_configured_no_more_is_in_utc() -> None:
    (planned,) = plan(make_alert(), routes({"to": ["gone"], "quiet": EVENING}), {}, at(9))
    assert planned.due_at == at(19)
