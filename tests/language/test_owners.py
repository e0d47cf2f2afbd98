"""Whose talks they are, where leaders' are watched and their staff are named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

LEADERS: dict[str, Any] = {
    "id": "leaders",
    "name": "Macron–Merz summit",
    "lifecycle": "meeting",
    "parties": [["Macron", "French President"], ["Merz", "German Chancellor"]],
    "terms": ["summit", "meeting", "talks", "встреча"],
}
WATCH = watch_for(LEADERS)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("Barrot's talks with Wadephul postponed", [], id="a possessor"),
        pytest.param("Barrot–Wadephul meeting postponed", [], id="a compound"),
        pytest.param("A meeting of Johann Wadephul was postponed", [], id="a complement"),
        pytest.param(
            "Talks between the French and German foreign ministers were postponed.",
            [],
            id="who two states' adjectives describe together",
        ),
        pytest.param(
            "Talks between the French and German leaders were postponed.",
            ["postponed asserted"],
            id="leaders whom two states' adjectives describe",
        ),
        pytest.param("Barrot cancels Berlin trip", [], id="the subject of what is no own term"),
        pytest.param(
            "The press officials of Macron and Merz cancelled the working talks due on Friday.",
            [],
            id="staff of both, with talks of a kind of their own",
        ),
        pytest.param(
            "The press officials of Macron and Merz cancelled the talks.",
            ["cancelled asserted"],
            id="staff of both, with talks that may be their leaders'",
        ),
        pytest.param("Barrot and Wadephul end Geneva talks", [], id="who end talks, by name alone"),
        pytest.param(
            "French, German ministers wrap up Berlin talks", [], id="who end them, by role"
        ),
        pytest.param(
            "Barrot and German foreign minister Johann Wadephul opened two days of talks in Bern.",
            [],
            id="a state that only says whose minister it is",
        ),
        pytest.param(
            "Macron and Merz wrap up talks as Wadephul looks on", ["held asserted"], id="leaders do"
        ),
        pytest.param(
            "Barrot confirms Macron–Merz talks", ["confirmed asserted"], id="staff only confirm it"
        ),
        pytest.param(
            "Barrot: Macron's meeting with Merz postponed",
            ["postponed asserted"],
            id="who only says so",
        ),
        pytest.param(
            "Macron's talks with Merz, Barrot and Wadephul were postponed.",
            ["postponed asserted"],
            id="staff beside a party",
        ),
    ],
)
def test_staff_have_meetings_of_their_own(text: str, claims: list[str]) -> None:
    assert told(text, watch=WATCH) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("Barrot postpones Berlin trip", [], id="a trip is his who goes"),
        pytest.param(
            "Macron postpones Berlin trip, Barrot says",
            ["postponed asserted"],
            id="a trip of a leader, of which staff speak",
        ),
    ],
)
def test_of_an_event_without_terms_a_trip_is_his_who_goes(text: str, claims: list[str]) -> None:
    plain = {key: value for key, value in LEADERS.items() if key != "terms"}
    plain["parties"] = [["Macron"], ["Merz"]]
    assert told(text, watch=watch_for(plain)) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("Встреча Барро и Вадефуля отменена", [], id="a genitive of staff"),
        pytest.param(
            "Встреча Макрона и Мерца отменена, сообщил Барро.",
            ["cancelled asserted"],
            id="staff behind the sentence",
        ),
    ],
)
def test_a_slavic_genitive_owns(text: str, claims: list[str]) -> None:
    assert told(text, watch=WATCH, language="ru") == claims
