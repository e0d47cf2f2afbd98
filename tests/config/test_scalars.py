"""Text is written so that YAML reads it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.documents import parse_document
from monitor.config.scalars import flow_mapping, scalar


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("The Courier", "The Courier", id="words stand as they are"),
        pytest.param("Голос д'Арка", "Голос д'Арка", id="in any script"),
        pytest.param("null", '"null"', id="words that mean something do not"),
        pytest.param("15m", '"15m"', id="nor what begins like a number"),
        pytest.param('Say: "no"', '"Say: \\"no\\""', id="nor marks that YAML uses"),
        pytest.param("", '""', id="nor nothing"),
    ],
)
def test_text_has_quotes_only_where_it_needs_them(text: str, written: str) -> None:
    assert scalar(text) == written


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Co", "Cn"])))
def test_any_text_comes_back_from_yaml(text: str) -> None:
    document = parse_document(Path("x.yml"), f"- {scalar(text)}\n- {flow_mapping({'key': text})}\n")
    assert document.value == [text, {"key": text}]
