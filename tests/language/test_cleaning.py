from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language.cleaning import (
    UNWANTED,
    clean_line,
    clean_text,
    plain_text,
    shorten,
    word_count,
)

any_text = st.text(st.characters(exclude_categories=[]), max_size=200)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        pytest.param("  Talks\t are \n\n off ", "Talks are off", id="white space is folded"),
        pytest.param("a\u00a0b\u2003c\u3000d\u2028e\x0bf", "a b c d e f", id="all of its kinds"),
        pytest.param("Ta\x00lks\x07 \x1b[31moff\x7f", "Talks [31moff", id="controls are lost"),
        pytest.param("post\u200bponed can\u00adcelled\ufeff", "postponed cancelled", id="no width"),
        pytest.param("off \u202edlo\u202c \u2067x\u2069", "off dlo x", id="nothing is reversed"),
        pytest.param("a\ud800b\udfffc", "abc", id="lone surrogates are lost"),
        pytest.param("see\U000e0073cret", "seecret", id="invisible messages are lost"),
        pytest.param("и\u0306 e\u0301", "й é", id="letters are composed"),
        pytest.param("a < b & c", "a < b & c", id="markup is none of its business"),
        pytest.param("🙂 שלום नमस्ते", "🙂 שלום नमस्ते", id="all scripts stay"),
    ],
)
def test_a_line_is_cleaned(text: str, clean: str) -> None:
    assert clean_line(text) == clean


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        pytest.param("one\r\ntwo\rthree", "one\ntwo\nthree", id="line ends are of one kind"),
        pytest.param("one\n \t\n\n\ntwo", "one\n\ntwo", id="blank lines are folded"),
        pytest.param("\n\n one  \n", "one", id="edges are trimmed"),
        pytest.param("one\u2029two", "one\ntwo", id="a paragraph separator ends a line"),
    ],
)
def test_paragraphs_are_kept(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("AT&amp;T and Q&A", "AT&T and Q&A", id="entities without tags"),
        pytest.param("5 < 6 and 7 > 6", "5 < 6 and 7 > 6", id="signs that are no tags"),
        pytest.param("&amp;lt;b&amp;gt; &lt;i>", "&lt;b&gt; <i>", id="entities are decoded once"),
        pytest.param("<p>one</p><p>two</p>", "one\n\ntwo", id="paragraphs"),
        pytest.param("one<br>two<br/>three</br>", "one\ntwo\nthree", id="line breaks"),
        pytest.param("one<br><br>two", "one\n\ntwo", id="two line breaks make a paragraph"),
        pytest.param("<b>Sum</b>mit <i>is</i> off", "Summit is off", id="inline tags leave no gap"),
        pytest.param(
            "<div>one<div>two</div></div>three", "one\n\ntwo\n\nthree", id="nested blocks"
        ),
        pytest.param("<ul><li>one<li>two</ul>", "one\ntwo", id="lists"),
        pytest.param(
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc", id="tables"
        ),
        pytest.param("<p>one\n   two</p>", "one two", id="line breaks of the source are spaces"),
        pytest.param("a<script>alert(1)</script>b", "ab", id="scripts"),
        pytest.param("a<style>p{}</style >b<SCRIPT>x", "ab", id="styles, scripts without an end"),
        pytest.param("<svg/onload=alert(1)>Summit", "Summit", id="a tag that never closes"),
        pytest.param("<img src=x onerror=alert(1)//>Summit", "Summit", id="an image"),
        pytest.param("<a href='javascript:alert(1)'>Summit</a>", "Summit", id="a link"),
        pytest.param("a<!-- b <p> -->c<![CDATA[d]]><?e?>", "ac", id="comments and declarations"),
        pytest.param("Summit <b", "Summit <b", id="a tag that is cut off"),
        pytest.param("x&#0;y&#x202e;z&#128512;", "x\ufffdyz😀", id="numbers of characters"),
        pytest.param("<scr<script>ipt>alert(1)</script>", "ipt>alert(1)", id="a nested trick"),
        pytest.param("one\n \ntwo", "one\n\ntwo", id="plain text keeps its paragraphs"),
        pytest.param("\n  one\n  two\n", "one two", id="line breaks of plain text are spaces"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_markup_becomes_plain_text(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        pytest.param("one two", 7, "one two", id="what fits stays"),
        pytest.param("one two three", 10, "one two…", id="cut between words"),
        pytest.param("one two three", 8, "one two…", id="cut where a word ends"),
        pytest.param("x" * 20, 10, "x" * 9 + "…", id="a word that is too long is cut"),
        pytest.param("ab", 1, "…", id="no room at all"),
    ],
)
def test_long_texts_are_cut(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("the talks are off", 4, id="short words"),
        pytest.param("会谈推迟到下周五" * 3, 4, id="a script without spaces"),
    ],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert word_count(text) == words


@given(any_text)
def test_clean_lines_are_safe_and_stay_as_they_are(text: str) -> None:
    line = clean_line(text)
    assert not UNWANTED.search(line)
    assert "\n" not in line
    line.encode()
    assert clean_line(line) == line == unicodedata.normalize("NFC", line)


@given(any_text | st.text("<>&;/ab!-\n \"'=", max_size=60))
def test_any_markup_becomes_safe_text(markup: str) -> None:
    text = plain_text(markup)
    assert not UNWANTED.search(text)
    assert clean_text(text) == text
    text.encode()


@given(any_text, st.integers(1, 50))
def test_nothing_is_longer_than_its_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit
