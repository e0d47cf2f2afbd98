"""For how long something is prolonged, on a Tuesday in March."""

from __future__ import annotations

from datetime import date

import pytest

from tests.readings import PACT, read, watch_for

WATCH = watch_for(PACT | {"parties": [["Norland"], ["Sudria", "Сюдрия", "Сюдрія", "Sudrie"]]})


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        pytest.param(
            "en", "Norland and Sudria extended the pact by a week.", date(2031, 3, 11), id="a week"
        ),
        pytest.param(
            "en",
            "Norland and Sudria extended the pact for another 60 days.",
            date(2031, 5, 3),
            id="a number of days",
        ),
        pytest.param(
            "en",
            "Norland and Sudria agreed on a two-week extension of the pact.",
            date(2031, 3, 18),
            id="a compound before its noun",
        ),
        pytest.param(
            "en",
            "Norland and Sudria extended the three-day pact by one week.",
            date(2031, 3, 11),
            id="the length of the agreement itself does not count",
        ),
        pytest.param(
            "en",
            "Norland and Sudria extended the pact by a week to 12 March.",
            date(2031, 3, 12),
            id="a stated day, where it is the later",
        ),
        pytest.param(
            "en",
            "Norland and Sudria on 4 March extended the pact by two weeks.",
            date(2031, 3, 18),
            id="the day of the decision is no end",
        ),
        pytest.param(
            "en",
            "Norland and Sudria extended the pact a month before March.",
            None,
            id="a time before something is no length",
        ),
        pytest.param(
            "en",
            "Norland and Sudria extended the pact by three days.",
            None,
            id="a short term looks like another one the day after",
        ),
        pytest.param(
            "en", "Norland and Sudria extended the pact.", None, id="nobody says for how long"
        ),
        pytest.param(
            "en",
            "Norland and Sudria extended the pact by 99999 years.",
            None,
            id="a term beyond every calendar",
        ),
        pytest.param(
            "ru",
            "Norland и Сюдрия продлили договор на две недели.",
            date(2031, 3, 18),
            id="Russian",
        ),
        pytest.param(
            "uk",
            "Norland і Сюдрія продовжили договір на тиждень.",
            date(2031, 3, 11),
            id="Ukrainian",
        ),
        pytest.param(
            "de",
            "Norland und Sudria verlängern das Abkommen um zwei Wochen.",
            date(2031, 3, 18),
            id="German",
        ),
        pytest.param(
            "fr",
            "Norland et Sudrie prolongent l'accord de deux semaines.",
            date(2031, 3, 18),
            id="French",
        ),
    ],
)
def test_the_end_of_an_extension(language: str, text: str, day: date | None) -> None:
    (claim,) = read(text, watch=WATCH, language=language).claims
    assert (claim.status, claim.day) == ("extended", day)
