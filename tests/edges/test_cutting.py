from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.edges.cutting import cut, cut_around_link, size

LINK = "https://courier.example/7"


@pytest.mark.parametrize(
    ("text", "limit", "left"),
    [
        pytest.param("as it is", 8, "as it is", id="what fits is not touched"),
        pytest.param("one two three", 10, "one two…", id="between words"),
        pytest.param("one two three", 8, "one two…", id="after a word that fits exactly"),
        pytest.param("incomprehensibility", 7, "incomp…", id="inside a word that is too long"),
        pytest.param("ab 🕊🕊🕊", 7, "ab 🕊…", id="an emoji counts as two and is not halved"),
        pytest.param("abcde\u0301", 5, "abcd…", id="an accent stays with its letter"),
        pytest.param("abc👍🏽de", 7, "abc…", id="a colour of skin stays with its hand"),
        pytest.param("ab👩\u200d👧de", 7, "ab…", id="a family stays together"),
        pytest.param("ab🇫🇷🇩🇪", 9, "ab🇫🇷…", id="a flag is not half of one"),
        pytest.param("ab☺\ufe0fcd", 4, "ab…", id="a picture stays one"),
        pytest.param("abc", 1, "…", id="room for the marker alone"),
        pytest.param("abc", 0, "", id="no room at all"),
    ],
)
def test_texts_are_cut_on_borders(text: str, limit: int, left: str) -> None:
    assert cut(text, limit) == left


@pytest.mark.parametrize(
    ("text", "limit", "left"),
    [
        pytest.param(f"word word\n{LINK}", 40, f"word word\n{LINK}", id="what fits is not touched"),
        pytest.param(f"word word word word\n{LINK}", 40, f"word word…\n{LINK}", id="a link behind"),
        pytest.param(f"a\n{LINK}\nword word word", 40, f"a\n{LINK}\nword word…", id="one in front"),
        pytest.param(f"word word word\n{LINK}{'x' * 40}", 30, "word word word …",
                     id="a link that does not fit is not half told"),
        pytest.param(f"word word, {LINK} and word", 20, "word word,…",
                     id="a link inside a sentence is not the message's"),
    ],
)  # fmt: skip
def test_a_message_keeps_its_link(text: str, limit: int, left: str) -> None:
    assert cut_around_link(text, limit) == left


PIECES = st.sampled_from(["a", " ", "\n", "é", "e\u0301", "🕊", "🇫🇷", "👍🏽", "👩\u200d👧", LINK])


@given(st.lists(PIECES, max_size=40).map("".join), st.integers(0, 60))
def test_nothing_is_longer_than_its_limit(text: str, limit: int) -> None:
    for left in (cut(text, limit), cut_around_link(text, limit)):
        assert size(left) <= limit
        left.encode()
