"""What people type into a search box, and what is looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.search import Term
from monitor.stages.query import MOST_TERMS, read_terms


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        pytest.param(["summit"], [Term(text="summit")], id="a word"),
        pytest.param(
            ["summit", "tolls"], [Term(text="summit"), Term(text="tolls")], id="two words"
        ),
        pytest.param(
            ["put off"], [Term(text="put off")], id="what was quoted in the shell stands in a row"
        ),
        pytest.param(
            ['"put off"', "summit"],
            [Term(text="put off"), Term(text="summit")],
            id="so does what is quoted here",
        ),
        pytest.param(
            ['summit "put off" tolls'],
            [Term(text="summit"), Term(text="put off"), Term(text="tolls")],
            id="quotes within one word of the command line part it",
        ),
        pytest.param(["postpon*"], [Term(text="postpon", prefix=True)], id="a beginning"),
        pytest.param(["put of*"], [Term(text="put of", prefix=True)], id="the last word may go on"),
        pytest.param(
            ['"put of"*'], [Term(text="put of", prefix=True)], id="also behind the quotation mark"
        ),
        pytest.param(
            ["summit", "-rumour"],
            [Term(text="summit"), Term(text="rumour", excluded=True)],
            id="a minus leaves out",
        ),
        pytest.param(
            ["summit", '-"phone call"'],
            [Term(text="summit"), Term(text="phone call", excluded=True)],
            id="also words in a row",
        ),
        pytest.param(
            ["summit", "-phone call"],
            [Term(text="summit"), Term(text="phone call", excluded=True)],
            id="also those quoted in the shell",
        ),
        pytest.param(['"-5"'], [Term(text="-5")], id="a quoted minus is one of the text"),
        pytest.param(["on-time"], [Term(text="on-time")], id="a hyphen is no minus"),
        pytest.param(["отлож*"], [Term(text="отлож", prefix=True)], id="any script"),
        pytest.param(["NOT"], [Term(text="NOT")], id="no word is an operator"),
    ],
)
def test_words_become_terms(words: list[str], terms: list[Term]) -> None:
    assert read_terms(words) == tuple(terms)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param([], "give a word to look for", id="nothing"),
        pytest.param([""], "no letter or digit", id="an empty word"),
        pytest.param(["-rumour"], "give a word to look for", id="only what to leave out"),
        pytest.param(['"put off'], "quotation mark stands alone", id="an open quotation"),
        pytest.param(["po*ne"], "at the end of a word", id="a star in the middle"),
        pytest.param(["*"], "no letter or digit", id="a star alone"),
        pytest.param(["p*"], "at least 2 letters", id="too short a beginning"),
        pytest.param(["U.S.*"], "at least 2 letters", id="a beginning that ends in a mark"),
        pytest.param(["…"], "no letter or digit", id="marks alone"),
        pytest.param(["--topc"], "no such option", id="an option that is not there"),
        pytest.param(["w"] * (MOST_TERMS + 1), "too many", id="a whole text"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_type(words: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_terms(words)


@given(st.lists(st.text(max_size=12), max_size=4))
def test_anything_is_read_or_refused_in_words(words: list[str]) -> None:
    try:
        terms = read_terms(words)
    except ValueError as error:
        assert str(error)  # noqa: PT017 -- either outcome is right
        return
    assert any(not term.excluded for term in terms)
    assert all('"' not in term.text and "*" not in term.text for term in terms)
