from __future__ import annotations

import pytest

from monitor.stages.words.harmless import (
    LINK_CHARS,
    NAME_CHARS,
    QUOTE_CHARS,
    TITLE_CHARS,
    harmless,
    one_line,
    safe_link,
    words_only,
)
from tests.messages import make_alert, make_denial, make_quote


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("HELD:\r\nBcc: spy@example.org", "HELD: Bcc: spy@example.org", id="one line"),
        pytest.param("a\x00b\x07c\x1bd", "abcd", id="no controls"),
        pytest.param("a\u202ecba\u2069", "acba", id="nothing that turns text around"),
        pytest.param("a\u2028b\u2029c\x85d\x0be", "a b c d e", id="no line end of another kind"),
        pytest.param("a\ud800b", "ab", id="nothing that cannot be encoded"),
        pytest.param("post\u200bponed", "postponed", id="nothing without width"),
        pytest.param("<b>x</b> & “y”", "<b>x</b> & “y”", id="markup is text, and stays"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text, 100) == line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("See https://evil.example/x?y=1 now", "See [link] now", id="a web address"),
        pytest.param("HTTP://EVIL.EXAMPLE", "[link]", id="in capitals"),
        pytest.param("www.evil.example/x", "[link]", id="one that programs guess"),
        pytest.param("яhttps://evil.example", "я[link]", id="one that a letter stands before"),
        pytest.param("tg://join?x", "[link]", id="another scheme"),
        pytest.param("mailto:a@b.example", "[link]", id="an address that mail opens"),
        pytest.param("[click](https://e.example)", "[click]([link]", id="the target in markup"),
        pytest.param("at 10:30, 3/4 agreed", "at 10:30, 3/4 agreed", id="no link at all"),
    ],
)
def test_strangers_bring_no_links(text: str, words: str) -> None:
    assert words_only(text, 100) == words


@pytest.mark.parametrize(
    ("url", "link"),
    [
        pytest.param("https://courier.example/7?a=1&b=2#c", True, id="an article"),
        pytest.param("http://[2001:db8::1]/7", True, id="a host that is an address"),
        pytest.param("https://courier.example/статья", True, id="letters of any script"),
        pytest.param(None, False, id="none"),
        pytest.param("", False, id="an empty one"),
        pytest.param("javascript:alert(1)", False, id="a script"),
        pytest.param("data:text/html,x", False, id="a document in the link"),
        pytest.param("//evil.example/", False, id="no scheme"),
        pytest.param("https:///path", False, id="no host"),
        pytest.param("https://[bad/", False, id="brackets that hold nothing"),
        pytest.param("https://bank.example@evil.example/", False, id="a host that only looks so"),
        pytest.param("https://a.example/ x", False, id="a space"),
        pytest.param('https://a.example/"onclick="x', False, id="a quotation mark"),
        pytest.param("https://a.example/<b>", False, id="markup"),
        pytest.param("https://a.example/" + "x" * LINK_CHARS, False, id="endless"),
    ],
)
def test_only_links_to_articles_are_given(url: str | None, link: bool) -> None:
    assert safe_link(url) == (url if link else None)


def test_every_text_of_an_alert_is_made_fit() -> None:
    bad = "x\n\u202e" + "y" * 3_000
    alert = harmless(
        make_alert(
            event_name=bad,
            corrects=bad,
            note=bad,
            quote=make_quote(text=bad, by=bad, outlet=bad, url="javascript:x"),
            against=make_denial(text=bad, by=None, outlet=bad),
        )
    )
    assert alert.quote
    assert alert.against
    assert (alert.quote.url, alert.against.by) == (None, None)
    texts = {
        alert.event_name: NAME_CHARS,
        alert.corrects: TITLE_CHARS,
        alert.quote.by: NAME_CHARS,
        alert.quote.text: QUOTE_CHARS,
        alert.against.outlet: NAME_CHARS,
    }
    assert [text for text, limit in texts.items() if len(text or "") != limit] == []
    assert alert.note.startswith("x yy")


def test_an_alert_without_quotations_stays_as_it_is() -> None:
    alert = make_alert(quote=None)
    assert harmless(alert) == alert
