from __future__ import annotations

from datetime import date

import pytest

from monitor.config.schema.alerts import Route
from monitor.model.alerts import Message, Severity
from monitor.model.events import Change, ChangeKind, Stance, Status
from monitor.stages.alert import Source, alert_of
from monitor.stages.routing import notice_channels, plan
from monitor.stages.wording import headline, message_of, summarise_first_pass
from tests.builders import NOON, make_change, make_claim, make_occurrence

SOURCE = Source(
    outlet="The Strelsau Courier", url="https://courier.example/7", published=NOON, outlets=1
)


def compose(change: Change, event_name: str, source: Source, timezone: str) -> Message:
    return message_of(alert_of(change, event_name, "ruritania", source), timezone)


FIRST_DATE = make_change(
    kind=ChangeKind.FIRST_DATE,
    status=Status.CONFIRMED,
    day=date(2031, 8, 15),
)


@pytest.mark.parametrize(
    ("change", "title"),
    [
        pytest.param(make_change(), "POSTPONED: Summit", id="the status stands in capitals"),
        pytest.param(
            make_change(disputed=True), "POSTPONED (disputed): Summit", id="a dispute is named"
        ),
        pytest.param(
            make_change(status=Status.IN_FORCE),
            "IN FORCE: Summit",
            id="spaces stand for underscores",
        ),
        pytest.param(
            FIRST_DATE, "CONFIRMED, 15 Aug: Summit", id="a first date is told in the title"
        ),
        pytest.param(
            make_change(kind=ChangeKind.FIRST_DATE, status=Status.CONFIRMED, day=date(2032, 1, 3)),
            "CONFIRMED, 3 Jan 2032: Summit",
            id="the year of a date is told when it is not this one",
        ),
    ],
)
def test_headline(change: Change, title: str) -> None:
    assert headline(change, "Summit") == title


@pytest.mark.parametrize(
    ("routes", "channels"),
    [
        pytest.param([Route(to=("desk",))], ("desk",), id="a route without conditions takes all"),
        pytest.param(
            [Route(to=("desk",), topics=("other",))], (), id="another topic's route takes nothing"
        ),
        pytest.param(
            [Route(to=("desk",), events=("summit",))], ("desk",), id="a route may name the event"
        ),
        pytest.param(
            [Route(to=("desk",), statuses=(Status.HELD,))],
            (),
            id="a route may name statuses, and others do not pass",
        ),
        pytest.param(
            [Route(to=("desk", "mail")), Route(to=("mail",))],
            ("desk", "mail"),
            id="a channel named twice gets one message",
        ),
    ],
)
def test_route(routes: list[Route], channels: tuple[str, ...]) -> None:
    alert = alert_of(make_change(), "Summit", "ruritania", SOURCE)
    assert tuple(each.channel for each in plan(alert, routes)) == channels


def test_a_message_proves_itself() -> None:
    message = compose(make_change(), "Summit", SOURCE, "Europe/Berlin")
    assert message.severity is Severity.WARNING
    assert message.body.splitlines() == [
        "“The summit was put off.”",
        "— the Ruritanian government, in The Strelsau Courier",
        "Wed 14 May 2031, 14:00 CEST",
        "https://courier.example/7",
        "",
        "Before: confirmed.",
        "Reported by 1 independent outlet so far.",
        "Look closer: news-monitor event summit",
    ]


def test_the_outlets_own_voice_is_named_as_such() -> None:
    change = make_change(claim=make_claim(by=None), previous=None)
    body = compose(change, "Summit", SOURCE, "UTC").body
    assert "— The Strelsau Courier, in its own voice" in body
    assert "Before: nothing was known of it." in body


@pytest.mark.parametrize(
    ("against", "words"),
    [
        pytest.param(
            make_claim(stance=Stance.DENIED, by="the Chancellor", evidence="Nothing is off."),
            "But the Chancellor denies it: “Nothing is off.”",
            id="a denial",
        ),
        pytest.param(
            make_claim(status=Status.CANCELLED, by=None, evidence="It is over."),
            "But another party says: cancelled: “It is over.”",
            id="another name for it, by nobody in particular",
        ),
    ],
)
def test_a_contradiction_is_quoted(against: object, words: str) -> None:
    body = compose(make_change(disputed=True, against=against), "Summit", SOURCE, "UTC").body
    assert words in body


def test_a_first_date_says_that_the_status_stays() -> None:
    body = compose(
        make_change(
            kind=ChangeKind.FIRST_DATE,
            status=Status.CONFIRMED,
            previous=Status.CONFIRMED,
            day=date(2031, 8, 15),
        ),
        "Summit",
        SOURCE,
        "UTC",
    ).body
    assert "Status as before: confirmed." in body


def test_notices_go_only_where_they_are_asked_for() -> None:
    routes = [Route(to=("desk",)), Route(to=("ops", "mail"), notices=True)]
    assert notice_channels(routes) == ("ops", "mail")


def test_the_summary_of_a_first_pass_says_how_each_event_stands() -> None:
    message = summarise_first_pass(
        "Ruritania", [("Summit", make_occurrence(disputed=True)), ("Truce", None)]
    )
    assert message.title == "Now watching: Ruritania"
    assert message.body.splitlines()[:2] == [
        "- Summit: confirmed (disputed) since 14 May",
        "- Truce: no status known yet",
    ]


def test_who_is_the_outlet_as_well_is_named_once() -> None:
    claim = make_claim(by="operator", evidence="The minister rang me.")
    source = Source(outlet="operator", url=None, published=NOON)
    body = compose(make_change(claim=claim), "Summit", source, "UTC").body
    assert "— operator\n" in body
