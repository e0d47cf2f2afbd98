from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.edges.failures import FetchProblem, Reason
from monitor.edges.visits import first_visit, next_visit

OWN = (("X-Api-Key", "k1"),)


@pytest.mark.parametrize(
    ("start", "location", "url", "told"),
    [
        pytest.param("http://a.example/1", "/2", "http://a.example/2", True, id="same host"),
        pytest.param("http://a.example/1", "2?x#y", "http://a.example/2?x", True, id="relative"),
        pytest.param("http://a.example/", "https://a.example/", "https://a.example/", True,
                     id="the same host by TLS"),
        pytest.param("https://a.example/", "http://a.example/", "http://a.example/", False,
                     id="the same host without TLS"),
        pytest.param("http://a.example/", "http://a.example:81/", "http://a.example:81/", False,
                     id="another port"),
        pytest.param("http://a.example:81/", "https://a.example/", "https://a.example/", False,
                     id="TLS on another port"),
        pytest.param("http://a.example/", "http://b.example/", "http://b.example/", False,
                     id="another host"),
        pytest.param("http://a.example/", "//b.a.example/", "http://b.a.example/", False,
                     id="a host below it"),
        pytest.param("http://a.example/", "http://u:p@a.example/", "http://a.example/", True,
                     id="credentials of the server's choice"),
    ],
)  # fmt: skip
def test_own_headers_stay_with_the_host(start: str, location: str, url: str, told: bool) -> None:
    visit = next_visit(first_visit(start, OWN), location)
    assert str(visit.url) == url
    assert visit.headers == (OWN if told else ())


@pytest.mark.parametrize(
    ("url", "header"),
    [
        pytest.param("http://ann:p%40ss@a.example/", "Basic YW5uOnBAc3M=", id="both"),
        pytest.param("http://ann@a.example/", "Basic YW5uOg==", id="a user alone"),
        pytest.param("http://a.example/", None, id="none"),
    ],
)
def test_credentials_become_a_header(url: str, header: str | None) -> None:
    visit = first_visit(url, ())
    assert dict(visit.headers).get("Authorization") == header
    assert str(visit.url) == "http://a.example/"


def test_the_operator_s_own_authorization_wins() -> None:
    visit = first_visit("http://ann:x@a.example/", (("Authorization", "Bearer t"),))
    assert dict(visit.headers)["Authorization"] == "Bearer t"


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("", "without a Location"),
        ("file:///etc/passwd", "only http and https"),
        ("http://[::1", "unusable address"),
        ("/" + "x" * 2_000, "longer than 2,000 characters"),
    ],
)
def test_redirects_to_nowhere_are_problems(location: str, words: str) -> None:
    with pytest.raises(FetchProblem, match=words) as caught:
        next_visit(first_visit("http://a.example/", ()), location)
    assert caught.value.reason is Reason.REDIRECT


@given(st.text(st.characters(exclude_categories=[]), max_size=80))
def test_any_text_is_a_web_address_or_a_problem(text: str) -> None:
    visit = None
    with suppress(FetchProblem):
        visit = first_visit(text, OWN)
    assert visit is None or (visit.url.scheme in {"http", "https"} and visit.url.raw_host)
