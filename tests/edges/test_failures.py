from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.edges.failures import (
    MAX_SHOWN_CHARS,
    FetchProblem,
    Reason,
    fetch_error,
    printable,
    safe_url,
)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        pytest.param("https://a.example/b#e", "https://a.example/b", id="plain"),
        pytest.param("https://a.example/b?key=1#e", "https://a.example/b?…", id="with a key"),
        pytest.param(
            f"https://a.example/b?key={'k' * 400}", "https://a.example/b?…", id="with a long key"
        ),
        pytest.param("https://ann:fish@a.example/b", "https://a.example/b", id="with credentials"),
        pytest.param("https://a:f@ish@a.example/", "https://a.example/", id="with two signs"),
        pytest.param("https://ann:sword/fish@a.example/", "a.example/", id="with a slash in them"),
        pytest.param("ann:fish@a.example", "a.example", id="without a scheme"),
        pytest.param("http:ann:fish@a.example/", "a.example/", id="without slashes"),
        pytest.param("http://ann:fish@[::1/", "[::1/", id="with a broken address"),
        pytest.param("http://a.example//ann:fish@b/", "http://a.example//b/", id="twice"),
        pytest.param("https://a.example/@ann/1", "https://a.example/@ann/1", id="of a blog"),
        pytest.param("http://a.example/\x1b[31m\n", "http://a.example/\ufffd[31m", id="escapes"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_urls_are_shown_without_secrets(url: str, shown: str) -> None:
    assert safe_url(url) == shown


def test_a_message_names_url_and_problem() -> None:
    error = fetch_error("http://u:p@a.example/", FetchProblem(Reason.DNS, "not\nfound"))
    assert str(error) == "http://a.example/: not\ufffdfound"
    assert (error.reason, error.subject, error.permanent) == ("dns", "http://a.example/", False)
    assert error.retry_after_seconds is None


@pytest.mark.parametrize(
    ("reason", "permanent", "stays"),
    [
        (Reason.BLOCKED_ADDRESS, None, True),
        (Reason.TIMEOUT, None, False),
        (Reason.HTTP_STATUS, True, True),
    ],
)
def test_whether_trying_again_helps_is_usual_or_told(
    reason: Reason, permanent: bool | None, stays: bool
) -> None:
    problem = FetchProblem(reason, "x", permanent=permanent, retry_after_seconds=7)
    error = fetch_error("http://a.example/", problem)
    assert (error.permanent, error.retry_after_seconds) == (stays, 7)


@given(st.text(st.characters(exclude_categories=[]), max_size=500))
def test_what_is_shown_is_one_short_line(text: str) -> None:
    for shown in (printable(text), safe_url(text)):
        assert shown.isprintable()
        assert len(shown) <= MAX_SHOWN_CHARS
