from __future__ import annotations

import pytest

from monitor.model.alerts import Alert, AlertKind, Hint, Message
from monitor.model.claims import Status
from monitor.stages.wording import message_of
from monitor.stages.words.entries import (
    bounded,
    hinted,
    listed,
    newest_titles,
    told,
    under,
)
from tests.messages import make_alert, make_denial, make_hint, make_quote

NOTICE = Message(title="Channel desk is paused", body="It was refused.\n\nMend it.")


def test_of_each_event_the_newest_title_counts_in_the_order_of_the_first() -> None:
    alerts = [
        make_alert(),
        make_alert(event="truce", event_name="Truce", status=Status.ENDED),
        make_alert(status=Status.CONFIRMED),
    ]
    messages = [*(message_of(each, "UTC") for each in alerts), NOTICE, NOTICE]
    assert newest_titles(messages) == [
        "CONFIRMED: Ruritania–Graustark summit",
        "ENDED: Truce",
        "Channel desk is paused",
        "Channel desk is paused",
    ]


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        pytest.param(
            message_of(make_alert(), "UTC"),
            "Wed 14 May 2031, 14:00 CEST – POSTPONED: Ruritania–Graustark summit\n"
            "https://courier.example/7",
            id="when, title, and the link on a line of its own",
        ),
        pytest.param(
            message_of(make_alert(quote=None), "UTC"),
            "Wed 14 May 2031, 14:00 CEST – POSTPONED: Ruritania–Graustark summit",
            id="no link where there is none",
        ),
        pytest.param(NOTICE, "Channel desk is paused", id="a notice by its title"),
    ],
)
def test_listed(message: Message, entry: str) -> None:
    assert listed(message, "Europe/Berlin") == entry


SAID = """\
“The summit was put off.”
— the Ruritanian government, in The Strelsau Courier
Wed 14 May 2031, 12:00 UTC
https://courier.example/7"""


@pytest.mark.parametrize(
    ("alert", "entry"),
    [
        pytest.param(
            make_alert(),
            f"POSTPONED: Ruritania–Graustark summit\n\n{SAID}",
            id="title and proof",
        ),
        pytest.param(
            make_alert(disputed=True, against=make_denial()),
            f"POSTPONED (disputed): Ruritania–Graustark summit\n\n{SAID}\n\n"
            "But the Chancellor denies it: “Nothing is off.”",
            id="who contradicts",
        ),
        pytest.param(
            make_alert(note="It wavered."),
            f"POSTPONED: Ruritania–Graustark summit\nIt wavered.\n\n{SAID}",
            id="what is told besides",
        ),
        pytest.param(
            make_alert(kind=AlertKind.CORRECTION, corrects="HELD: Summit", quote=None),
            "CORRECTION: Ruritania–Graustark summit (nothing known)\n"
            "This takes back “HELD: Summit”.\nNothing is known of it now.",
            id="a correction says what it takes back",
        ),
    ],
)
def test_told(alert: Alert, entry: str) -> None:
    assert told(message_of(alert, "UTC"), "UTC") == entry


def test_a_notice_is_told_whole() -> None:
    assert told(NOTICE, "UTC") == "Channel desk is paused\n\nIt was refused.\n\nMend it."


@pytest.mark.parametrize(
    ("hint", "first", "speaker"),
    [
        pytest.param(
            make_hint(),
            "Elphberg truce",
            "— The Hentzau Herald, in its own voice",
            id="a signal has no status",
        ),
        pytest.param(
            make_hint(status=Status.IN_FORCE, by="an analyst"),
            "IN FORCE? Elphberg truce",
            "— an analyst, in The Hentzau Herald",
            id="a claim nobody confirmed has one in question",
        ),
    ],
)
def test_hinted(hint: Hint, first: str, speaker: str) -> None:
    assert hinted(hint, "UTC") == (
        f"{first}\n\n“Doubts grow about the truce”\n{speaker}\n"
        "Wed 14 May 2031, 12:00 UTC\nhttps://herald.example/3"
    )


def test_a_hint_brings_no_link_but_its_own() -> None:
    entry = hinted(make_hint(text="See https://evil.example", url="javascript:x"), "UTC")
    assert "“See [link]”" in entry
    assert "javascript" not in entry


def test_a_heading_counts_and_never_stands_alone() -> None:
    assert under("Truce", ["a", "b"]) == ["Truce (2):\n\na", "b"]
    assert under("Truce", []) == []


def test_what_a_mail_takes_is_kept_whole_and_the_rest_counted() -> None:
    alert = make_alert(quote=make_quote(text="<" * 900))
    entries = [told(message_of(alert, "UTC"), "UTC")] * 300
    kept = bounded(entries)
    assert kept[-1] == f"And {301 - len(kept)} more."
    assert set(kept[:-1]) == {entries[0]}
    assert len("".join(kept)) < 100_000


def test_what_fits_is_all_kept() -> None:
    assert bounded(["a", "b"]) == ["a", "b"]
