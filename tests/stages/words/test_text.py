from __future__ import annotations

from datetime import date, datetime

import pytest

from monitor.model.alerts import Alert, AlertKind
from monitor.model.claims import Stance, Status
from monitor.model.events import Change, ChangeKind
from monitor.stages.words.text import (
    BRIEF_CHARS,
    brief_text,
    counted,
    headline,
    local_time,
    long_text,
    short_time,
)
from tests.builders import NOON, at, make_change
from tests.messages import make_alert, make_denial, make_quote

FIRST_DATE = make_alert(
    kind=AlertKind.FIRST_DATE,
    status=Status.CONFIRMED,
    previous=Status.CONFIRMED,
    day=date(2031, 8, 15),
)
OVERDUE = make_alert(kind=AlertKind.OVERDUE, status=Status.CONFIRMED, day=date(2031, 5, 13))
CORRECTION = make_alert(
    kind=AlertKind.CORRECTION,
    status=Status.CONFIRMED,
    corrects="POSTPONED: Ruritania–Graustark summit",
    corrects_at=at(-3),
)


@pytest.mark.parametrize(
    ("news", "title"),
    [
        pytest.param(make_alert(), "POSTPONED: Summit", id="the status stands in capitals"),
        pytest.param(make_change(), "POSTPONED: Summit", id="a change is titled like its alert"),
        pytest.param(
            make_alert(disputed=True), "POSTPONED (disputed): Summit", id="a dispute is named"
        ),
        pytest.param(
            make_alert(status=Status.IN_FORCE),
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
        pytest.param(OVERDUE, "OVERDUE, 13 May: Summit", id="the day that passed is told"),
        pytest.param(
            CORRECTION, "CORRECTION: Summit (confirmed)", id="a correction says how it stands"
        ),
        pytest.param(
            make_alert(kind=AlertKind.CORRECTION, disputed=True),
            "CORRECTION: Summit (postponed, disputed)",
            id="and that it is disputed",
        ),
        pytest.param(
            make_alert(kind=AlertKind.CORRECTION, quote=None),
            "CORRECTION: Summit (nothing known)",
            id="or that nothing is left of what was told",
        ),
    ],
)
def test_headline(news: Alert | Change, title: str) -> None:
    assert headline(news, "Summit") == title


@pytest.mark.parametrize(
    ("moment", "zone", "words"),
    [
        pytest.param(NOON, "UTC", "Wed 14 May 2031, 12:00 UTC", id="UTC is itself"),
        pytest.param(
            NOON, "Europe/Berlin", "Wed 14 May 2031, 14:00 CEST", id="summer time has its letters"
        ),
        pytest.param(
            datetime.fromisoformat("2031-12-14T23:30:00Z"),
            "Europe/Berlin",
            "Mon 15 Dec 2031, 00:30 CET",
            id="the day is the recipient's",
        ),
        pytest.param(
            NOON,
            "Asia/Kathmandu",
            "Wed 14 May 2031, 17:45 UTC+05:45",
            id="a zone without letters is told by its offset",
        ),
        pytest.param(
            NOON,
            "America/Sao_Paulo",
            "Wed 14 May 2031, 09:00 UTC-03:00",
            id="an offset may be behind UTC",
        ),
    ],
)
def test_times_are_the_recipients(moment: datetime, zone: str, words: str) -> None:
    assert local_time(moment, zone) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        pytest.param(0, "0 alerts", id="none is plural"),
        pytest.param(1, "1 alert", id="one is not"),
        pytest.param(2, "2 alerts", id="two are"),
    ],
)
def test_counted(number: int, words: str) -> None:
    assert counted(number, "alert") == words


def test_a_short_time_leaves_out_what_the_recipient_knows() -> None:
    assert short_time(NOON, "Asia/Kathmandu") == "14 May, 17:45"


@pytest.mark.parametrize(
    ("alert", "line"),
    [
        pytest.param(make_alert(), "Before: confirmed.", id="what it was before"),
        pytest.param(
            make_alert(previous=None),
            "Before: nothing was known of it.",
            id="an event that is heard of for the first time",
        ),
        pytest.param(
            make_alert(previous=Status.IN_FORCE),
            "Before: in force.",
            id="statuses are told in words",
        ),
        pytest.param(
            FIRST_DATE, "Status as before: confirmed.", id="a first date leaves the status"
        ),
        pytest.param(FIRST_DATE, "Date: Fri 15 Aug 2031.", id="a date is told with its year"),
        pytest.param(
            make_alert(kind=AlertKind.DISPUTE, disputed=True),
            "Status as before: postponed.",
            id="so does a dispute",
        ),
        pytest.param(
            make_alert(kind=AlertKind.DISPUTE, quote=make_denial()),
            "It is contradicted now:",
            id="whose sentence says something else than its title",
        ),
        pytest.param(
            make_alert(quote=make_quote(by=None)),
            "— The Strelsau Courier, in its own voice",
            id="an outlet that says it itself",
        ),
        pytest.param(
            make_alert(quote=make_quote(by="operator", outlet="operator")),
            "— operator",
            id="who is the outlet as well is named once",
        ),
        pytest.param(
            make_alert(), "Reported by 1 independent source.", id="one source is singular"
        ),
        pytest.param(
            make_alert(outlets=3), "Reported by 3 independent sources.", id="three are not"
        ),
        pytest.param(
            make_alert(outlets=2, sources=("Radio Zenda", "Reuters"), copies=29),
            "Reported by 2 independent sources: Radio Zenda, Reuters (and 29 copies).",
            id="they are named, and their copies counted",
        ),
        pytest.param(
            make_alert(outlets=8, sources=tuple("ABCDEFGH"), copies=1),
            "Reported by 8 independent sources: A, B, C, D, E, F, 2 more (and 1 copy).",
            id="of many the first are named",
        ),
        pytest.param(
            make_alert(edit_of=NOON),
            "Says so since an edit: first published Wed 14 May 2031, 12:00 UTC.",
            id="an edit is told to be one",
        ),
        pytest.param(
            make_alert(against=make_denial()),
            "But the Chancellor denies it: “Nothing is off.”",
            id="a denial in the same article",
        ),
        pytest.param(
            make_alert(against=make_denial(outlet="Radio Zenda")),
            "But the Chancellor, in Radio Zenda, denies it: “Nothing is off.”",
            id="a denial elsewhere names where",
        ),
        pytest.param(
            make_alert(
                against=make_denial(by=None, stance=Stance.ASSERTED, status=Status.IN_FORCE)
            ),
            "But another party says: in force: “Nothing is off.”",
            id="another name for it, by nobody in particular",
        ),
        pytest.param(make_alert(), "Look closer: news-monitor event summit", id="how to look"),
        pytest.param(make_alert(note="It wavered."), "It wavered.", id="what is told besides"),
        pytest.param(
            CORRECTION,
            "This takes back “POSTPONED: Ruritania–Graustark summit” of"
            " Wed 14 May 2031, 09:00 UTC.",
            id="a correction points back",
        ),
        pytest.param(CORRECTION, "It stands as confirmed.", id="and says how it stands"),
        pytest.param(
            make_alert(kind=AlertKind.CORRECTION, quote=None),
            "Nothing is known of it now.",
            id="or that it does not stand at all",
        ),
        pytest.param(
            OVERDUE,
            "It was to be on 13 May 2031; no word yet that it was held or moved.",
            id="an overdue event",
        ),
        pytest.param(OVERDUE, "The last word of it:", id="and what was said of it last"),
    ],
)
def test_the_long_text_tells(alert: Alert, line: str) -> None:
    assert line in long_text(alert, "UTC").splitlines()


@pytest.mark.parametrize(
    ("alert", "words"),
    [
        pytest.param(
            make_alert(quote=make_quote(by="operator", outlet="operator")),
            "Reported by",
            id="the operator's own word is no report",
        ),
        pytest.param(OVERDUE, "Reported by", id="a silence is reported by nobody"),
        pytest.param(
            make_alert(kind=AlertKind.OVERDUE, day=None, quote=None),
            "The last word",
            id="where nothing was said there is no last word",
        ),
        pytest.param(
            make_alert(kind=AlertKind.CORRECTION),
            "This takes back",
            id="a correction of what has no title",
        ),
    ],
)
def test_the_long_text_does_not_tell(alert: Alert, words: str) -> None:
    assert words not in long_text(alert, "UTC")


@pytest.mark.parametrize(
    ("alert", "brief"),
    [
        pytest.param(
            make_alert(),
            "“The summit was put off.” — the Ruritanian government, in The Strelsau Courier,"
            " 14 May, 12:00\nhttps://courier.example/7",
            id="sentence, speaker, outlet, time and link",
        ),
        pytest.param(
            make_alert(quote=make_quote(url=None)),
            "“The summit was put off.” — the Ruritanian government, in The Strelsau Courier,"
            " 14 May, 12:00",
            id="no link where there is none",
        ),
        pytest.param(
            OVERDUE,
            "It was to be on 13 May 2031; no word yet that it was held or moved. “The summit was"
            " put off.” — the Ruritanian government, in The Strelsau Courier, 14 May, 12:00"
            "\nhttps://courier.example/7",
            id="what a title and a sentence do not tell comes first",
        ),
        pytest.param(
            make_alert(kind=AlertKind.CORRECTION, quote=None, corrects="HELD: Summit"),
            "This takes back “HELD: Summit”. Nothing is known of it now.",
            id="a correction that leaves nothing",
        ),
    ],
)
def test_brief(alert: Alert, brief: str) -> None:
    assert brief_text(alert, "UTC") == brief


def test_a_brief_text_cuts_words_before_speaker_and_link() -> None:
    link = f"https://courier.example/{'x' * 100}"
    brief = brief_text(make_alert(quote=make_quote(text="Word after word. " * 50, url=link)), "UTC")
    assert len(brief) <= BRIEF_CHARS
    assert brief.endswith(
        f"…” — the Ruritanian government, in The Strelsau Courier, 14 May, 12:00\n{link}"
    )


def test_an_endless_speaker_leaves_half_to_the_sentence() -> None:
    alert = make_alert(quote=make_quote(text="Word after word. " * 50, by="Count of " * 50))
    sentence = brief_text(alert, "UTC").partition(" — ")[0]
    assert len(sentence) > BRIEF_CHARS // 3


def test_a_link_that_leaves_no_room_is_left_out() -> None:
    link = f"https://courier.example/{'x' * 250}"
    brief = brief_text(make_alert(quote=make_quote(url=link)), "UTC")
    assert brief.endswith("14 May, 12:00")
