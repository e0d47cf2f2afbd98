"""A set of words, stems and endings."""

from __future__ import annotations

import pytest

from monitor.config.words import word_set

LISTED = ("gas", "pipeline*", "*waffenruhe")


@pytest.mark.parametrize(
    ("word", "known"),
    [
        pytest.param("gas", True, id="a plain word stands for itself"),
        pytest.param("gases", False, id="and for no other that begins like it"),
        pytest.param("pipelines", True, id="a stem takes any ending"),
        pytest.param("gaspipeline", False, id="but nothing before it"),
        pytest.param("osterwaffenruhe", True, id="an ending closes any compound"),
        pytest.param("waffenruhen", False, id="but takes no ending itself"),
        pytest.param("", False, id="no word is none of them"),
    ],
)
def test_a_word_is_looked_up_by_the_stars_of_the_list(word: str, *, known: bool) -> None:
    assert (word in word_set(LISTED)) is known


def test_an_empty_list_holds_no_word() -> None:
    assert "gas" not in word_set(())
