from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.signatures import TITLE_BYTES, band_keys, estimate
from monitor.stages.signature import SHINGLE_WORDS, sign, words
from tools.copydesk import Desk

TITLE = ["the", "fair", "of", "zenda", "opens", "a", "week", "late"]
TEXT = [
    "the",
    "mayor",
    "blamed",
    "rain",
    "in",
    "the",
    "hills",
    "and",
    "the",
    "state",
    "of",
    "the",
    "old",
    "bridge",
]
GOLDEN = "bdce61af554462ca6a1dd7bbe54063c3"
GOLDEN_KEYS = (-270395762, -119783960, -63905687)


def jaccard(one: list[str], other: list[str]) -> float:
    shingles = [{*zip(*(t[n:] for n in range(SHINGLE_WORDS)), strict=False)} for t in (one, other)]
    return len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])


def test_a_signature_is_the_same_on_every_machine() -> None:
    """Signatures of before are compared with those of now: they may not change with a release."""
    signature = sign(TITLE, TEXT)
    assert len(signature) == 4 + 4 * 96
    assert signature[:16].hex() == GOLDEN
    assert band_keys(signature)[:3] == GOLDEN_KEYS


def test_a_short_text_has_its_title_alone() -> None:
    assert sign(TITLE, ()) == sign(TITLE, TEXT)[:TITLE_BYTES]
    assert len(band_keys(sign(TITLE, ()))) == 1


def test_a_title_of_few_words_tells_nothing() -> None:
    briefing = sign(["morning", "briefing"], ())
    assert band_keys(briefing) == ()
    assert estimate(briefing, briefing) == 0.0


def test_titles_are_compared_where_a_text_is_too_short() -> None:
    assert estimate(sign(TITLE, ()), sign(TITLE, TEXT)) == 1.0
    assert estimate(sign(TITLE, ()), sign(TEXT, TEXT)) == 0.0


def test_a_text_without_a_signature_meets_nobody() -> None:
    assert band_keys(b"") == ()


@pytest.mark.parametrize("share", [0.05, 0.1, 0.3])
def test_the_estimate_is_near_the_similarity_of_the_texts(share: float) -> None:
    desk = Desk(1)
    for _ in range(10):
        copy = desk.article()
        one, other = copy.text.split(), desk.edited(copy, share).text.split()
        signatures = sign(TITLE, one), sign(TITLE, other)
        assert estimate(*signatures) == pytest.approx(jaccard(one, other), abs=0.2)


@given(st.lists(st.text(min_size=1, max_size=4), min_size=3, max_size=60))
def test_a_text_is_like_itself_however_often_it_repeats(text: list[str]) -> None:
    once, twice = sign(TITLE, text), sign(TITLE, [*text, *text])
    assert estimate(once, once) == 1.0
    assert len(band_keys(once)) <= 19
    assert estimate(once, twice) == estimate(twice, once)


@pytest.mark.parametrize(
    ("normal", "expected"),
    [
        pytest.param("the talks are off", ["the", "talks", "are", "off"], id="words with spaces"),
        pytest.param("переговоры отменены", ["переговоры", "отменены"], id="of any alphabet"),
        pytest.param("会谈取消了", ["会谈", "谈取", "取消", "消了"], id="pairs of characters"),
        pytest.param("g20 峰会 off", ["g20", "峰会", "off"], id="both in one text"),
        pytest.param("会", ["会"], id="one character is a word"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_words(normal: str, expected: list[str]) -> None:
    assert words(normal) == expected
