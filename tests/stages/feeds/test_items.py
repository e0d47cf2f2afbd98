from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stages.feeds.items import RawFeed, RawItem, absolute_link, language_code, read_feed

BASE = "https://news.example/feeds/main.xml"
SENTENCE = "The ferry leaves at nine and comes back at noon on most days of the week. "


@pytest.mark.parametrize(
    ("link", "url"),
    [
        pytest.param("https://a.example/1", "https://a.example/1", id="absolute"),
        pytest.param("/1", "https://news.example/1", id="from the root"),
        pytest.param("1", "https://news.example/feeds/1", id="from the feed"),
        pytest.param("?a=1", "https://news.example/feeds/main.xml?a=1", id="a query"),
        pytest.param("//a.example/1", "https://a.example/1", id="without a scheme"),
        pytest.param(" \n/a b\t", "https://news.example/a%20b", id="with white space"),
        pytest.param("/a\u202eb", "https://news.example/ab", id="with a hidden character"),
        pytest.param("", None, id="nothing"),
        pytest.param("  ", None, id="blank"),
        pytest.param("javascript:alert(1)", None, id="a script"),
        pytest.param("java\nscript:alert(1)", None, id="a script in two lines"),
        pytest.param("data:text/html,x", None, id="data"),
        pytest.param("file:///etc/passwd", None, id="a file"),
        pytest.param("mailto:a@b.example", None, id="a mailbox"),
        pytest.param("http://", None, id="a scheme alone"),
        pytest.param("http://[::1", None, id="a broken address"),
        pytest.param("/" + "x" * 2_000, None, id="too long"),
    ],
)
def test_links_are_absolute_or_none(link: str, url: str | None) -> None:
    assert absolute_link(BASE, link) == url


@given(st.text(st.characters(exclude_categories=[]), max_size=60))
def test_any_link_leads_to_the_web_or_nowhere(link: str) -> None:
    url = absolute_link(BASE, link)
    assert url is None or url.startswith(("http://", "https://"))
    assert absolute_link("", url or "") == url


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("RU_ru", "ru"),
        (" zh-Hans-CN ", "zh"),
        ("", None),
        ("eng", None),
        ("english", None),
        ("x-klingon", None),
    ],
)
def test_language_tags_become_codes(tag: str, code: str | None) -> None:
    assert language_code(tag) == code


@pytest.mark.parametrize(
    ("summary", "content", "is_full"),
    [
        pytest.param("", SENTENCE * 7, True, id="a hundred words are an article"),
        pytest.param("", SENTENCE * 6, False, id="fewer may be a teaser"),
        pytest.param(SENTENCE, SENTENCE * 2, True, id="twice its own summary is a brief"),
        pytest.param(SENTENCE, SENTENCE + "More.", False, id="about its own summary is none"),
        pytest.param("Off.", "The ferry is off today.", False, id="a sentence is no text"),
        pytest.param(SENTENCE, SENTENCE * 7 + "[…]", False, id="cut off"),
        pytest.param(SENTENCE, SENTENCE * 7 + "Read more »", False, id="goes on elsewhere"),
        pytest.param(SENTENCE * 9, SENTENCE * 7, True, id="a summary that is longer"),
    ],
)
def test_full_texts_are_told_from_teasers(summary: str, content: str, is_full: bool) -> None:
    raw = RawFeed(
        title="T", language="", version="rss20", items=(RawItem(summary=summary, content=content),)
    )
    item = read_feed(raw, BASE).items[0]
    longest = max(summary, content, key=len).strip()
    assert (item.content, item.summary) == (
        (content.strip(), summary.strip()) if is_full else ("", longest)
    )


def test_a_summary_that_repeats_the_full_text_is_not_kept_twice() -> None:
    text = SENTENCE * 9
    raw = RawFeed(title="", language="", version="", items=(RawItem(summary=text, content=text),))
    item = read_feed(raw, BASE).items[0]
    assert (item.summary, item.content) == ("", text.strip())


def test_the_best_date_and_link_that_can_be_used_are() -> None:
    raw = RawItem(
        guid="https://news.example/guid",
        links=("javascript:x", "/good", "/other"),
        dates=("yesterday", "2026-03-03", "2026-03-04"),
    )
    item = read_feed(RawFeed(title="", language="", version="", items=(raw,)), BASE).items[0]
    assert item.url == "https://news.example/good"
    assert item.published is not None
    assert item.published.day == 3
