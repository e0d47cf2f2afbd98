"""OPML: the lists of other readers come in, ours goes out and comes back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.opml import read_opml, write_opml
from monitor.config.problems import InvalidConfigError

PATH = Path("list.opml")


def opml(*outlines: str) -> bytes:
    return f'<opml version="1.0"><body>{"".join(outlines)}</body></opml>'.encode()


@pytest.mark.parametrize(
    ("outline", "feeds"),
    [
        pytest.param(
            '<outline text="T" title="Courier" type="rss" xmlUrl="https://a.example/"/>',
            [{"url": "https://a.example/", "name": "Courier"}],
            id="the title goes before the text",
        ),
        pytest.param(
            '<outline text="News"><outline text="A" xmlUrl=" https://a.example/ "/></outline>',
            [{"url": "https://a.example/", "name": "A"}],
            id="groups are passed over",
        ),
        pytest.param(
            '<outline text="A" xmlurl="https://a.example/" language="en-us"/>',
            [{"url": "https://a.example/", "name": "A", "language": "en"}],
            id="an attribute in small letters, a language with its region",
        ),
        pytest.param(
            '<outline xmlUrl="https://a.example/"/><outline xmlUrl="https://a.example/"/>',
            [{"url": "https://a.example/"}],
            id="a feed that stands there twice",
        ),
        pytest.param('<outline text="note"/>', [], id="an outline that is no feed"),
        pytest.param(
            '<outline text="&#x202E;A&#x9B;31m&#10;- url: b" xmlUrl="https://a.example/"/>',
            [{"url": "https://a.example/", "name": "A 31m - url: b"}],
            id="characters that command a terminal",
        ),
    ],
)
def test_subscriptions_are_read(outline: str, feeds: list[dict[str, str]]) -> None:
    assert list(read_opml(PATH, opml(outline)).feeds) == feeds


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:1",
        "https://",
        "feed:x",
        "http://a b/",
        "http://[/",
        "http://a/&#x9B;",
    ],
)
def test_what_is_not_on_the_web_is_left_out_by_name(url: str) -> None:
    listed = read_opml(PATH, opml(f'<outline text="Odd one" xmlUrl="{url}"/>'))
    assert (listed.feeds, listed.skipped) == ((), ("Odd one",))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        pytest.param(b"", "is no OPML: no element found", id="nothing"),
        pytest.param(b"<html/>", "does not begin with <opml>", id="another document"),
        pytest.param(b"<opml><body>", "is no OPML: no element found", id="half of one"),
        pytest.param(
            b'<!DOCTYPE opml [<!ENTITY a "aaa">]><opml>&a;</opml>',
            "declares a document type",
            id="one with entities",
        ),
    ],
)
def test_what_is_no_opml_says_so(body: bytes, said: str) -> None:
    with pytest.raises(InvalidConfigError) as caught:
        read_opml(PATH, body)
    assert said in str(caught.value)
    assert str(caught.value).startswith("list.opml: ")


def test_what_is_written_is_an_opml_document(noon: datetime) -> None:
    entry = {"url": "https://me:pw@a.example/?k=${KEY}&x", "name": "A & B", "full_text": True}
    text = write_opml([entry], noon)
    assert f"<dateCreated>{noon:%a, %d %b %Y %H:%M:%S} GMT</dateCreated>" in text
    assert (
        '<outline type="rss" text="A &amp; B" title="A &amp; B"'
        ' xmlUrl="https://a.example/?k=${KEY}&amp;x" nm:full_text="feed"/>'
    ) in text


words = st.text("abcДé <>&\"'", min_size=1).map(str.strip).filter(bool)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"url": st.from_regex(r"https://[a-z]{1,9}\.example/[a-z?&=]{0,9}", fullmatch=True)},
            optional={
                "name": words.map(lambda text: " ".join(text.split())),
                "outlet": st.sampled_from(["Outlet", "The “Other”"]),
                "language": st.sampled_from(["en", "uk"]),
                "trust": st.just("low"),
                "interval": st.just("15m"),
            },
        ),
        unique_by=lambda entry: entry["url"],
    )
)
def test_a_list_comes_back_as_it_went(entries: list[dict[str, str]]) -> None:
    text = write_opml(entries, datetime.fromisoformat("2026-03-03T08:00:00+00:00"))
    assert list(read_opml(PATH, text.encode()).feeds) == entries
