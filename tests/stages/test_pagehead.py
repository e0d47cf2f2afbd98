from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stages.pagehead import PageHead, read_head


@pytest.mark.parametrize(
    ("html", "title", "language", "day"),
    [
        pytest.param("<html lang=de><title> A &amp;\n B </title>", "A & B", "de", None, id="plain"),
        pytest.param('<HTML class="x" xml:lang=\'ru-RU\'>', None, "ru", None, id="language of XML"),
        pytest.param('<html data-lang="no" lang="en">', None, "en", None, id="its own attribute"),
        pytest.param("<html lang=''><title></title>", None, None, None, id="empty"),
        pytest.param(
            '<meta content="Off" property="og:title"><title>Off | Courier</title>',
            "Off", None, None, id="the title without the outlet",
        ),
        pytest.param(
            "<meta property=og:title content=''><title>Off</title>", "Off", None, None,
            id="an empty one does not count",
        ),
        pytest.param(
            '<meta itemprop="datePublished" content="2026-03-03">', None, None, 3, id="schema.org"
        ),
        pytest.param(
            '<meta name="article:published_time" content="soon"><meta name="date" content="2026-03-04">',
            None, None, 4, id="the first date that is one",
        ),
        pytest.param("<p>no head</p>", None, None, None, id="nothing"),
        pytest.param("<title>" + "x" * 600 + "</title>", "x" * 499 + "…", None, None, id="too long"),
    ],
)  # fmt: skip
def test_heads_are_read(
    html: str, title: str | None, language: str | None, day: int | None
) -> None:
    head = read_head(html)
    assert (head.title, head.language) == (title, language)
    assert (head.published.day if head.published else None) == day


@given(st.text("<>htmlea ngiprocnt:=\"'/&", max_size=100))
def test_any_text_has_a_head(html: str) -> None:
    assert isinstance(read_head(html), PageHead)


@pytest.mark.parametrize("piece", ["<html ", "<meta ", "<title>", "<meta a='", "<title"])
def test_repeated_openings_cost_no_more_than_a_moment(piece: str) -> None:
    assert read_head(piece * 50_000).title is None
