from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.errors import FetchError
from monitor.model.pages import Page
from monitor.model.robots import ALLOWED, RobotsFile
from monitor.stages.robots import (
    FRESH,
    UNREACHABLE,
    found_file,
    missing_file,
    origin_of,
    permission,
    robots_address,
    says_nothing,
)
from tests.builders import NOON

ORIGIN = "https://courier.example"
OLD = RobotsFile(origin=ORIGIN, body="User-agent: *\nDisallow: /", expires_at=NOON)


def failed(status: int | None) -> FetchError:
    return FetchError("no", reason="http_status" if status else "timeout", status=status)


@pytest.mark.parametrize(
    ("body", "path", "allowed"),
    [
        pytest.param("", "/a", True, id="an empty file allows everything"),
        pytest.param("User-agent: *\nDisallow: /", "/a", False, id="everybody is shut out"),
        pytest.param("User-agent: *\nDisallow:", "/a", True, id="an empty rule forbids nothing"),
        pytest.param("User-agent: other\nDisallow: /", "/a", True, id="another program is meant"),
        pytest.param(
            "User-agent: news-monitor\nDisallow: /a\n\nUser-agent: *\nDisallow: /b",
            "/b",
            True,
            id="our own group counts, not that of all",
        ),
        pytest.param(
            "User-agent: *\nDisallow: /a\nAllow: /a/news", "/a/news/1", True, id="the longer rule"
        ),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False, id="a wildcard"),
        pytest.param("user-AGENT: *\ndisallow: /A", "/a", True, id="paths have their case"),
        pytest.param("<html>Disallow: /</html>", "/a", True, id="a page in place of the file"),
        pytest.param("Disallow: /", "/a", True, id="a rule that is for nobody"),
    ],
)
def test_rules_are_read_as_the_standard_has_them(body: str, path: str, allowed: bool) -> None:
    assert permission(body, f"{ORIGIN}{path}").allowed is allowed


@pytest.mark.parametrize(
    ("value", "delay"),
    [
        pytest.param("10", timedelta(seconds=10), id="seconds"),
        pytest.param("0.5", timedelta(seconds=0.5), id="half a second"),
        pytest.param("0", None, id="none"),
        pytest.param("-3", None, id="a negative wait"),
        pytest.param("soon", None, id="a word"),
        pytest.param("inf", None, id="for ever"),
        pytest.param("99999999999", timedelta(minutes=20), id="too long: longer than we wait"),
    ],
)
def test_the_wait_between_pages(value: str, delay: timedelta | None) -> None:
    body = f"User-agent: *\nCrawl-delay: {value}\nDisallow: /x"
    assert permission(body, f"{ORIGIN}/a").delay == delay


def test_an_answer_holds_for_a_day_and_is_plain_text() -> None:
    body = b"\xef\xbb\xbfUser-agent: *\nDisallow: /a\x00\xff"
    file = found_file(ORIGIN, Page(url=f"{ORIGIN}/robots.txt", body=body), NOON)
    assert file == RobotsFile(
        origin=ORIGIN, body="User-agent: *\nDisallow: /a\ufffd", expires_at=NOON + FRESH
    )
    assert not says_nothing(file)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_server_without_the_file_allows_everything_for_a_day(status: int) -> None:
    file = missing_file(ORIGIN, failed(status), OLD, NOON)
    assert file == RobotsFile(origin=ORIGIN, expires_at=NOON + FRESH)
    assert says_nothing(file)


@pytest.mark.parametrize("status", [429, 500, 503, None])
def test_a_server_that_cannot_say_is_asked_again_in_an_hour(status: int | None) -> None:
    file = missing_file(ORIGIN, failed(status), None, NOON)
    assert file.refused == "no answer for robots.txt: no"
    assert file.expires_at == NOON + UNREACHABLE


@pytest.mark.parametrize("status", [429, 500, None])
def test_what_a_server_said_before_holds_while_it_cannot_say(status: int | None) -> None:
    file = missing_file(ORIGIN, failed(status), OLD, NOON)
    assert (file.body, file.refused) == (OLD.body, "")
    assert file.expires_at == NOON + UNREACHABLE


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Courier.Example/a?b#c", "https://courier.example"),
        ("http://u:p@courier.example:8080/a", "http://courier.example:8080"),
        ("http://[::1]:80/a", "http://[::1]:80"),
    ],
)
def test_a_file_holds_for_scheme_host_and_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin
    assert robots_address(origin) == f"{origin}/robots.txt"


def test_a_file_without_rules_needs_no_reading() -> None:
    assert says_nothing(RobotsFile(origin=ORIGIN, body="Sitemap: /map.xml", expires_at=NOON))
    assert permission("Sitemap: /map.xml", f"{ORIGIN}/a") == ALLOWED
