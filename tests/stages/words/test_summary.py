from __future__ import annotations

from datetime import date, timedelta

import pytest

from monitor.model.alerts import AlertKind, DigestFacts, Message, Severity
from monitor.model.claims import Status
from monitor.stages.wording import message_of, notification
from monitor.stages.words.summary import summarise_digest, summarise_flap, summarise_overflow
from tests.builders import NOON, at
from tests.messages import make_alert, make_facts, make_hint, make_quote

HALF_AN_HOUR = timedelta(minutes=30)
LARGEST_MAIL_BYTES = 100_000
NOTICE = Message(title="Channel desk is paused", body="It was refused.", severity=Severity.FAILURE)


def flips(count: int) -> list[Message]:
    """An event that goes back and forth every three minutes, first back to confirmed."""
    statuses = [Status.CONFIRMED, Status.POSTPONED]
    return [
        message_of(
            make_alert(
                status=statuses[number % 2],
                previous=statuses[(number + 1) % 2],
                published=at(number / 20),
            ),
            "UTC",
        )
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("count", "window", "title", "note"),
    [
        pytest.param(
            1,
            HALF_AN_HOUR,
            "CONFIRMED: Ruritania–Graustark summit (changed back within 30 min)",
            "It changed back within 30 min: confirmed 14 May, 12:00.",
            id="back where it was, and there it stays",
        ),
        pytest.param(
            2,
            timedelta(hours=2),
            "POSTPONED: Ruritania–Graustark summit (changed 2 times within 2 h)",
            "It changed 2 times within 2 h: confirmed 14 May, 12:00; postponed 14 May, 12:03.",
            id="back and away again: the end is what is told",
        ),
        pytest.param(
            99,
            timedelta(minutes=330),
            "CONFIRMED: Ruritania–Graustark summit (changed 99 times within 330 min)",
            "It changed 99 times within 330 min: 91 before; postponed 14 May, 16:33;",
            id="only the last steps of many",
        ),
        pytest.param(
            99,
            timedelta(minutes=30),
            "CONFIRMED: Ruritania–Graustark summit (changed 99 times)",
            "It changed 99 times: 91 before; postponed 14 May, 16:33;",
            id="with what came after the window",
        ),
    ],
)
def test_an_event_that_goes_to_and_fro_is_told_by_its_end(
    count: int, window: timedelta, title: str, note: str
) -> None:
    messages = flips(count)
    summary = summarise_flap(messages, window, "UTC")
    assert summary.title == title
    assert summary.alert
    assert summary.alert.note.startswith(note)
    assert summary.alert.status is (messages[-1].alert and messages[-1].alert.status)
    assert summary.severity is messages[-1].severity
    assert note in notification(summary, "k", "UTC", may_repeat=False).body


def test_a_flap_says_what_people_knew_before() -> None:
    summary = summarise_flap(flips(2), HALF_AN_HOUR, "UTC")
    assert summary.body.startswith("Before: postponed.")


def test_a_flap_keeps_its_title_in_one_line() -> None:
    long = message_of(make_alert(event_name="Very long name " * 30), "UTC")
    title = summarise_flap([long, long], HALF_AN_HOUR, "UTC").title
    assert len(title) <= 200
    assert title.endswith(" (changed 2 times within 30 min)")


def test_messages_without_facts_are_told_by_the_last() -> None:
    assert summarise_flap([NOTICE, NOTICE], HALF_AN_HOUR, "UTC") is NOTICE


def test_an_overflow_says_how_each_event_stands_and_lists_all() -> None:
    other = message_of(make_alert(event="truce", event_name="Truce", status=Status.ENDED), "UTC")
    summary = summarise_overflow([*flips(2), other, NOTICE], "UTC")
    assert summary.severity is Severity.FAILURE
    assert summary.title == (
        "4 messages in one: POSTPONED: Ruritania–Graustark summit; ENDED: Truce;"
        " Channel desk is paused"
    )
    assert summary.body.splitlines() == [
        "This channel's limit was reached: 4 messages in one.",
        "",
        "How it stands:",
        "",
        "POSTPONED: Ruritania–Graustark summit",
        "ENDED: Truce",
        "Channel desk is paused",
        "",
        "All of them, in order:",
        "",
        "Wed 14 May 2031, 12:00 UTC – CONFIRMED: Ruritania–Graustark summit",
        "https://courier.example/7",
        "",
        "Wed 14 May 2031, 12:03 UTC – POSTPONED: Ruritania–Graustark summit",
        "https://courier.example/7",
        "",
        "Wed 14 May 2031, 12:00 UTC – ENDED: Truce",
        "https://courier.example/7",
        "",
        "Channel desk is paused",
        "",
        "Look closer: news-monitor alerts list",
    ]


def test_an_overflow_of_single_changes_needs_no_survey() -> None:
    assert "How it stands" not in summarise_overflow([*flips(1), NOTICE], "UTC").body


def test_a_digest_tells_by_event_then_what_is_in_doubt() -> None:
    first_date = make_alert(
        kind=AlertKind.FIRST_DATE,
        event="truce",
        event_name="Truce",
        status=Status.CONFIRMED,
        day=date(2031, 8, 15),
    )
    messages = [flips(1)[0], message_of(first_date, "UTC"), flips(2)[1], NOTICE]
    hints = (make_hint(status=Status.ENDED, by="an analyst"), make_hint(), make_hint())
    summary = summarise_digest(messages, make_facts(hints=hints), "Europe/Berlin")
    assert summary.title == (
        "Daily digest, 4 alerts: POSTPONED: Ruritania–Graustark summit; CONFIRMED, 15 Aug: Truce;"
        " Channel desk is paused"
    )
    paragraphs = [each.splitlines()[0] for each in summary.body.split("\n\n")]
    assert [each for each in paragraphs if not each.startswith("“")] == [
        "From Tue 13 May 2031, 14:00 CEST to Wed 14 May 2031, 14:00 CEST.",
        "Ruritania–Graustark summit (2):",
        "CONFIRMED: Ruritania–Graustark summit",
        "POSTPONED: Ruritania–Graustark summit",
        "Truce (1):",
        "CONFIRMED, 15 Aug: Truce",
        "Notices (1):",
        "Channel desk is paused",
        "It was refused.",
        "Unread signals: no status could be read (2):",
        "Elphberg truce",
        "Elphberg truce",
        "Unconfirmed claims: nobody with standing says so, or too few sources (1):",
        "ENDED? Elphberg truce",
        "412 articles, 31 on topic, feeds 19/20.",
    ]


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        pytest.param(
            make_facts(rhythm="weekly"),
            "All quiet: 412 articles, 31 on topic, no change, feeds 19/20",
            id="a quiet week",
        ),
        pytest.param(
            make_facts(rhythm="weekly", articles=1, on_topic=0),
            "All quiet: 1 article, 0 on topic, no change, feeds 19/20",
            id="one article",
        ),
        pytest.param(
            make_facts(hints=(make_hint(), make_hint(), make_hint(status=Status.ENDED))),
            "Daily digest: no change, 2 unread signals, 1 unconfirmed claim",
            id="a day with nothing but hints",
        ),
        pytest.param(
            make_facts(rhythm="hourly", hints=(make_hint(status=Status.ENDED),)),
            "Hourly digest: no change, 1 unconfirmed claim",
            id="an hour with one claim",
        ),
    ],
)
def test_a_digest_without_alerts(facts: DigestFacts, title: str) -> None:
    summary = summarise_digest([], facts, "UTC")
    assert summary.title == title
    assert summary.body.splitlines()[0].endswith(": no change.")


def test_a_digest_calls_no_week_quiet_in_which_others_told_changes() -> None:
    summary = summarise_digest([], make_facts(rhythm="weekly", changes=2), "UTC")
    assert summary.title == (
        "Weekly digest: 412 articles, 31 on topic, 2 changes told apart, feeds 19/20"
    )
    assert summary.body.splitlines()[0].endswith(": 2 changes told apart.")


WORST = make_alert(
    event_name="Встреча " * 20,
    quote=make_quote(
        text="<&'\"> " * 150, by="Пётр " * 30, url=f"https://courier.example/{'ж' * 1_900}"
    ),
)


@pytest.mark.parametrize(
    "alert",
    [
        pytest.param(make_alert(), id="plain alerts"),
        pytest.param(make_alert(quote=make_quote(text="x", by=None)), id="many short ones"),
        pytest.param(WORST, id="the longest that there can be"),
    ],
)
@pytest.mark.parametrize("count", [300, 3_000])
def test_a_summary_of_many_is_still_a_mail(alert: object, count: int) -> None:
    assert isinstance(alert, type(WORST))
    message = message_of(alert, "UTC")
    hints = (make_hint(),) * count
    for summary in (
        summarise_digest([message] * count, make_facts(hints=hints), "UTC"),
        summarise_overflow([message] * count, "UTC"),
    ):
        mail = notification(summary, f"bundle/mail/{NOON}", "UTC", may_repeat=True)
        assert len(mail.html.encode()) <= LARGEST_MAIL_BYTES
        assert len(mail.body.encode()) <= LARGEST_MAIL_BYTES
        assert " more.\n" in mail.body or count == 300
        assert len(mail.title) <= 200
