from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stages.likeness import NOTHING_ALIKE, likeness, profile

TITLE = "Ruritania lifts the toll on the border road"
REPORT = """\
Ruritania will stop charging tolls on the border road from 3 June, Transport Minister Rupert Hentzau \
said on Tuesday after talks with hauliers in Zenda.

The toll of 12 crowns was introduced nine years ago to pay for a bridge over the Elphberg. The bridge \
was opened in spring, but drivers kept paying.

“We have listened,” Hentzau told reporters. Hauliers had blocked the customs post for four days, and \
bakers in the border towns complained of empty shelves.

Graustark, on the other bank, collects 15 crowns from each lorry and has no plans to follow.
"""
REWRITTEN = """\
Tolls on the border road are going: Ruritania's Transport Minister Rupert Hentzau announced the end \
of charges from 3 June, following talks with hauliers in Zenda on Tuesday.

Introduced nine years ago, the toll of 12 crowns was meant to pay for the Elphberg bridge. Drivers \
kept paying though it had opened in spring.

Hauliers blocked the customs post during four days while bakers in border towns complained that \
shelves were empty. Hentzau said the government had listened.

Graustark has no plans to follow and still collects 15 crowns from every lorry.

Subscribe to our evening letter, it is free!
"""
INDEPENDENT = """\
Lorry drivers in Ruritania cheered on Tuesday when they heard that the border road will be free \
of charge again this summer.

“I shall save a month's wages,” said Fritz Tarlen, who carries timber. His cooperative had organised \
the protests of last week together with the farmers' league.

Opposition deputies called the decision a gift before the autumn election. The treasury loses some 2 \
million crowns a year, according to the budget office, and nobody in the cabinet would say where \
the money is to come from.
"""


def test_a_text_is_like_itself() -> None:
    found = likeness(profile(TITLE, REPORT), profile(TITLE, REPORT))
    assert (found.share, found.lead, found.figures) == (1.0, 1.0, 1.0)


def test_who_rewrites_keeps_the_words_of_a_sentence_together() -> None:
    found = likeness(profile("Border road: no more tolls", REWRITTEN), profile(TITLE, REPORT))
    assert found.share > 0.7
    assert found.lead > 0.5
    assert found.figures == 1.0


def test_another_report_of_the_same_thing_does_not() -> None:
    assert likeness(profile("Free road", INDEPENDENT), profile(TITLE, REPORT)).share < 0.3


def test_a_slogan_before_the_text_is_no_lead() -> None:
    slogan = "Never miss a headline from your region: our evening letter costs nothing and comes at six.\n"
    found = likeness(profile("Something else", slogan + REPORT), profile(TITLE, REPORT))
    assert found.lead == 1.0


def test_a_first_sentence_about_the_same_thing_is_the_lead() -> None:
    news = (
        "The border road of Ruritania stays closed for lorries until autumn, because engineers found"
        " rust in every cable.\n"
    )
    found = likeness(
        profile("Border road closed for lorries", news + REPORT), profile(TITLE, REPORT)
    )
    assert found.share > 0.7
    assert found.lead < 0.4


def test_a_text_that_is_cut_is_taken_whole() -> None:
    found = likeness(profile(TITLE, REPORT[:400]), profile(TITLE, REPORT))
    assert found.share > 0.9


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="no text"),
        pytest.param("By our correspondent", id="no sentence"),
        pytest.param("Sheep fever closes eleven markets in the southern hills.", id="other words"),
    ],
)
def test_what_has_nothing_in_common(text: str) -> None:
    assert likeness(profile("Sheep", text), profile(TITLE, REPORT)) == NOTHING_ALIKE


def test_scripts_without_spaces_are_compared_by_pairs_of_characters() -> None:
    text = "外交部长周二表示，两国会谈将于六月三日举行。\n此前双方代表在边境城市讨论了关税问题。"
    assert likeness(profile("会谈", text), profile("别的标题", text)).share == 1.0
    assert (
        likeness(profile("羊", "羊瘟使南部山区的十一个市场关闭。"), profile("会谈", text)).share
        == 0.0
    )


@given(st.text(max_size=300), st.text(max_size=300))
def test_shares_are_shares(one: str, other: str) -> None:
    found = likeness(profile(one, other), profile(other, one))
    assert all(0.0 <= value <= 1.0 for value in (found.share, found.lead, found.figures))
