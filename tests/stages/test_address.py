from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stages.address import canonical_url

SAME = "https://courier.example/news/summit"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://courier.example/news/summit", id="as it is"),
        pytest.param("http://courier.example/news/summit", id="without encryption"),
        pytest.param("https://www.courier.example/news/summit", id="with the old www"),
        pytest.param("HTTPS://Courier.EXAMPLE/news/summit", id="in capitals"),
        pytest.param("https://courier.example./news/summit", id="with the root's full stop"),
        pytest.param("https://courier.example:443/news/summit", id="with the default port"),
        pytest.param("https://courier.example/news/summit/", id="with a trailing slash"),
        pytest.param("https://courier.example/news/summit#comments", id="with a fragment"),
        pytest.param("https://reader:pw@courier.example/news/summit", id="with credentials"),
        pytest.param("https://courier.example/news/summit?utm_source=rss", id="with a campaign"),
        pytest.param("https://courier.example/news/summit?fbclid=1&Gclid=2", id="with click ids"),
        pytest.param("https://courier.example/news/summit?", id="with an empty query"),
        pytest.param("https://courier.example/news/%73ummit", id="with a needless escape"),
        pytest.param("  https://courier.example/news/summit\n", id="with space around"),
    ],
)
def test_one_article_has_one_address(url: str) -> None:
    assert canonical_url(url) == SAME


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        pytest.param(
            "https://courier.example/?p=7&utm_medium=x&lang=en",
            "https://courier.example?p=7&lang=en",
            id="what names the article in the query stays, in its order",
        ),
        pytest.param(
            "https://courier.example/a?id=1&utmost=2",
            "https://courier.example/a?id=1&utmost=2",
            id="a name that only begins like a campaign's stays",
        ),
        pytest.param(
            "http://courier.example:8080/a",
            "https://courier.example:8080/a",
            id="another port is another server",
        ),
        pytest.param("http://[::1]/a", "https://[::1]/a", id="an IPv6 host keeps its brackets"),
        pytest.param(
            "https://courier.example/%d0%b0",
            "https://courier.example/%D0%B0",
            id="escapes are written in capitals",
        ),
        pytest.param(
            "https://courier.example/а b",
            "https://courier.example/%D0%B0%20b",
            id="what needs an escape gets one",
        ),
        pytest.param("https://courier.example/", None, id="a front page names no article"),
        pytest.param("ftp://courier.example/a", None, id="no web address"),
        pytest.param("/news/summit", None, id="no host"),
        pytest.param("https://[courier/a", None, id="a broken host"),
        pytest.param("https://courier.example:port/a", None, id="a broken port"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_canonical_url(url: str, canonical: str | None) -> None:
    assert canonical_url(url) == canonical


addresses = st.builds(
    "{}://{}{}{}?{}#{}".format,
    st.sampled_from(["http", "https", "HTTP", "ftp"]),
    st.sampled_from(["a.example", "www.www.a.example", "WWW.A.example.", "[::1]", "u:p@b.example"]),
    st.sampled_from(["", ":80", ":443", ":8443", ":x"]),
    st.text(alphabet="/ab.%7e2fé ~", max_size=12).map("/{}".format),
    st.text(alphabet="utm_source=&fbclid%20;+é", max_size=20),
    st.text(max_size=3),
)


@given(addresses | st.text())
def test_canonical_is_its_own_canonical(url: str) -> None:
    canonical = canonical_url(url)
    assert canonical is None or canonical_url(canonical) == canonical


@given(addresses, st.sampled_from(["utm_source=rss", "fbclid=1", "gclid=x&utm_medium=y"]))
def test_how_a_reader_came_is_no_part_of_an_address(url: str, tracking: str) -> None:
    page, fragment_mark, fragment = url.partition("#")
    assert canonical_url(f"{page}&{tracking}{fragment_mark}{fragment}") == canonical_url(url)
