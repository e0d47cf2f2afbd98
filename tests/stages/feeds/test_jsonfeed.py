from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stages.feeds.jsonfeed import read_json_feed

VERSION = "https://jsonfeed.org/version/1.1"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'"https://jsonfeed.org/version/1"', id="a string"),
        pytest.param(b'{"items": []}', id="no version"),
        pytest.param(b'{"version": "2.0", "items": []}', id="another version"),
        pytest.param(b'{"version": "https://jsonfeed.org/version/1"', id="cut off"),
        pytest.param(b"[" * 100_000, id="a deep hole"),
        pytest.param(b'{"a": ' + b"9" * 10_000 + b"}", id="a number without end"),
    ],
)
def test_what_is_no_json_feed_is_none(body: bytes) -> None:
    assert read_json_feed(body) is None


def test_a_version_over_plain_http_counts() -> None:
    feed = read_json_feed(b'{"version": "http://jsonfeed.org/version/1", "items": {}}')
    assert feed is not None
    assert (feed.version, feed.items) == ("json1", ())


def test_line_breaks_of_plain_text_are_kept_and_html_wins() -> None:
    items = [{"content_text": "a<b\nc"}, {"content_text": "x", "content_html": "<p>y</p>"}]
    feed = read_json_feed(json.dumps({"version": VERSION, "items": items}).encode())
    assert feed is not None
    assert [item.content for item in feed.items] == ["a&lt;b<br>c", "<p>y</p>"]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
KEYS = ("id", "url", "title", "content_html", "content_text", "summary", "date_published")


@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, json_values)), max_size=3))
def test_values_of_any_type_are_read_or_missing(items: list[dict[str, object]]) -> None:
    feed = read_json_feed(json.dumps({"version": VERSION, "items": items}).encode())
    assert feed is not None
    assert len(feed.items) == len(items)
