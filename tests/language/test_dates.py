"""Days and venues as sentences state them, on a Tuesday in March."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.config.lexicon import load_grammar
from monitor.language.annotation import read_passages
from monitor.language.dates import find_day, find_venue
from monitor.language.folding import fold
from monitor.language.passages import Passage, Source
from monitor.model.articles import Part

TUESDAY = date(2031, 3, 4)


def passage(text: str, language: str = "en") -> Passage:
    source = Source(Part.TITLE, text, fold(text), ())
    return next(iter(read_passages((source,), language, {})))


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        pytest.param("en", "They meet on Friday", date(2031, 3, 7), id="the next weekday"),
        pytest.param("en", "They meet on Tuesday", TUESDAY, id="today's weekday is today"),
        pytest.param("en", "Paris confirmed on Friday that they met", None, id="when it was said"),
        pytest.param(
            "en",
            "On Friday, 15 August, they meet",
            date(2031, 8, 15),
            id="the calendar goes before the week",
        ),
        pytest.param("en", "They meet tomorrow", date(2031, 3, 5), id="a day by its distance"),
        pytest.param("en", "They meet on 15 August", date(2031, 8, 15), id="day and month"),
        pytest.param("en", "They meet on Aug. 15", date(2031, 8, 15), id="month and day"),
        pytest.param("en", "They met on December 30", date(2030, 12, 30), id="the nearer year"),
        pytest.param("en", "They meet on 2 May 2032", date(2032, 5, 2), id="a stated year"),
        pytest.param("en", "They may meet", None, id="may is no month"),
        pytest.param("en", "They meet in August", None, id="a month is a window"),
        pytest.param("en", "They meet on 31 June", None, id="no such day"),
        pytest.param("ru", "Встреча 5 апреля", date(2031, 4, 5), id="a Russian month"),
        pytest.param("de", "Am 9 Mai", date(2031, 5, 9), id="a German month"),
    ],
)
def test_a_day_is_resolved(language: str, text: str, day: date | None) -> None:
    assert find_day(passage(text, language), 0, TUESDAY, load_grammar(language)) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("They meet on 15 March", date(2031, 3, 15), id="a day to come"),
        pytest.param(
            "They prolong the pact of 24 November 2030 to 9 March",
            date(2031, 3, 9),
            id="a day that is past is another one's",
        ),
        pytest.param("They agreed on Tuesday to meet", None, id="today is when it was agreed"),
    ],
)
def test_a_plan_is_of_a_day_to_come(text: str, day: date | None) -> None:
    found = find_day(passage(text), 0, TUESDAY, load_grammar("en"), plan=True)
    assert found == day


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        pytest.param("They meet in Port Selm on Friday", "Port Selm", id="a place of two words"),
        pytest.param("They meet in March", None, id="a month is no place"),
        pytest.param("They meet", None, id="none"),
    ],
)
def test_a_venue_is_found(text: str, venue: str | None) -> None:
    assert find_venue(passage(text), 0, load_grammar("en")) == venue


def test_the_weekday_of_publication_is_no_day_of_a_plan() -> None:
    proposed = passage("They proposed a meeting on Tuesday")
    grammar = load_grammar("en")
    assert find_day(proposed, 1, TUESDAY, grammar, plan=True) is None
    assert find_day(proposed, 1, TUESDAY, grammar) == TUESDAY
