"""Folding changes letters and never lengths."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("It’s “Off”", 'it\'s "off"', id="quotes of all kinds become plain ones"),
        pytest.param("sit‑down – talks", "sit-down - talks", id="dashes become hyphens"),
        pytest.param("отменён", "отменен", id="the dots of a Russian letter are optional"),
        pytest.param("a\u00a0b", "a b", id="a hard space is a space"),
        pytest.param("İstanbul", "İstanbul", id="a letter that would grow stays as it is"),
    ],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_an_offset_into_the_folded_text_is_one_into_the_text(text: str) -> None:
    assert len(fold(text)) == len(text)
