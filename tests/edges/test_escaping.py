"""What chat services take for a mention, markup or a link arrives as text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.edges.escaping import escape_line, escape_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("3 < 4, a_b, 5 % [sic] & #1 – “so” (x)", "3 < 4, a_b, 5 % [sic] & #1 – “so” (x)",
                     id="what means nothing stays"),
        pytest.param("@everyone @here a@all.example", "＠everyone ＠here a＠all․example",
                     id="whoever wakes a whole channel"),
        pytest.param("@ann, (@bob) and ann@x.example", "＠ann, (＠bob) and ann@x․example",
                     id="people; an address is no link"),
        pytest.param("<!channel> <@U1> <#C1>", "‹!channel> ‹＠U1> ‹#C1>", id="Slack's mentions"),
        pytest.param("<b>x</b> <img src=y>", "‹b>x‹/b> ‹img src=y>", id="HTML"),
        pytest.param("[x](y) ![z](y)", "[x] (y) ![z] (y)", id="Markdown's links and pictures"),
        pytest.param("*a* **b** `c` ~~d~~ ||e||", "＊a＊ ＊＊b＊＊ 'c' ～～d～～ ｜｜e｜｜",
                     id="bold, code, struck out, hidden"),
        pytest.param("_a_ __b__ c_d _e", "＿a＿ ＿＿b＿＿ c_d ＿e", id="underlines around words"),
        pytest.param("=?utf-8?q?x?=", "＝?utf-8?q?x?=", id="mail's encoded words"),
        pytest.param("http://evil.example/a.b", "hxxp://evil[.]example/a.b", id="an address"),
        pytest.param("see HTTPS://u@evil.example:8/?q=a.b", "see hxxpS://u@evil[.]example:8/?q=a.b",
                     id="an address with everything"),
        pytest.param("Go to www.evil.example/x", "Go to www․evil․example/x", id="an address without a scheme"),
        pytest.param("новости.рф", "новости․рф", id="a domain in another script"),
        pytest.param("tg://resolve?domain=x", "tg：//resolve?domain=x", id="an address of a program"),
        pytest.param("The U.S. paid 3.5 bn. At 9 p.m.", "The U.S. paid 3.5 bn. At 9 p.m.",
                     id="dots that are no domain's"),
    ],
)  # fmt: skip
def test_a_line_means_nothing_but_its_words(text: str, shown: str) -> None:
    assert escape_line(text) == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        pytest.param("https://news.example/a_b?x=1&y=(2)#z", "https://news.example/a_b?x=1&y=(2)#z",
                     id="a link with a line to itself stays a link"),
        pytest.param("https://news.example/новости", "https://news.example/новости", id="in any script"),
        pytest.param("https://news.example/@all/*x*`y`[z]", "https://news.example/%40all/%2Ax%2A%60y%60%5Bz%5D",
                     id="without what means something else"),
        pytest.param("https://news.example/<b>|x", "https://news.example/%3Cb%3E%7Cx", id="or ends it"),
        pytest.param("Read https://news.example/x", "Read hxxps://news[.]example/x",
                     id="a link inside a sentence is none"),
        pytest.param("javascript://news.example/%0Aalert(1)", "javascript：//news[.]example/%0Aalert(1)",
                     id="another scheme is none"),
    ],
)  # fmt: skip
def test_a_link_has_a_line_to_itself(line: str, shown: str) -> None:
    assert escape_text(f"“Not @here”\n{line}\nMore.") == f"“Not ＠here”\n{shown}\nMore."


SPELLS = st.sampled_from(
    [
        "@everyone",
        "<@U1>",
        "[x](",
        "http://e.example/",
        "e.example",
        "tg://",
        "*",
        "_",
        "`",
        "|",
        "~~",
        "<",
        "a",
        " ",
        ")",
    ]
)
ACTIVE = re.compile(
    r"@everyone|<\S|\]\(|https?://|tg://|[*`|~]|(?<!\w)_\S|\w\.[a-z]{2}", re.IGNORECASE
)


@given(st.lists(SPELLS, max_size=12).map("".join))
def test_no_mixture_of_spells_works(text: str) -> None:
    assert not ACTIVE.search(escape_line(text))
