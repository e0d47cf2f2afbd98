from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.language.cleaning import word_count
from monitor.model.pages import NoText, NoTextReason, Page, PageText
from monitor.stages.extract import extract_page
from monitor.stages.pages.walls import PageReading, wall_on

WALLS = Path(__file__).parents[2] / "data" / "walls"
URL = "https://news.example/1"
FERRY = "The ferry leaves Port Selm at nine and comes back at noon on most days of the week."


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """As in a worker process, where the extractor's log goes nowhere."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def extracted(document: Path) -> PageText | NoText:
    body = document.read_bytes()
    return extract_page(Page(url=URL, body=body, content_type="text/html"))


@pytest.mark.parametrize(
    "document",
    sorted(WALLS.glob("*/*.html")),
    ids=lambda path: f"{path.parent.name}: {path.stem}",
)
def test_a_page_is_what_its_folder_says(document: Path) -> None:
    found = extracted(document)
    kind = found.reason.value if isinstance(found, NoText) else "article"
    assert kind == document.parent.name


def test_every_kind_is_there_in_five_languages() -> None:
    languages = {"de", "en", "es", "fr", "ru"}
    for kind in WALLS.iterdir():
        assert {path.stem[:2] for path in kind.glob("*.html")} == languages, kind.name
    assert len(list((WALLS / "article").iterdir())) >= 40
    assert len(list(WALLS.glob("*/*.html"))) >= 80


@pytest.mark.parametrize("document", sorted(WALLS.glob("paywall/*.html")), ids=lambda p: p.stem)
def test_what_stands_before_a_paywall_is_kept_without_the_invitation(document: Path) -> None:
    found = extracted(document)
    assert isinstance(found, NoText)
    assert 25 <= word_count(found.teaser) <= 150
    for word in ("ubscri", "bonn", "uscri", "одпис"):
        assert word not in found.teaser


@pytest.mark.parametrize(
    "document", sorted(WALLS.glob("article/*newsletter_lines.html")), ids=lambda path: path.stem
)
def test_lines_that_belong_to_no_article_are_cut_out_of_it(document: Path) -> None:
    found = extracted(document)
    plain = extracted(document.with_name(f"{document.stem[:2]}_plain_with_consent_bar.html"))
    assert isinstance(found, PageText)
    assert isinstance(plain, PageText)
    assert found.text == plain.text


def reading(text: str, title: str = "", html: str = "") -> PageReading:
    return PageReading(html=html or f"<p>{text}</p>", title=title, text=text)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        pytest.param(reading(FERRY), NoTextReason.TOO_SHORT, id="a sentence alone"),
        pytest.param(reading(""), NoTextReason.NO_ARTICLE, id="nothing at all"),
        pytest.param(
            reading("", html="<p>Verify you are human</p><script src=//hcaptcha.com/1/api.js>"),
            NoTextReason.BOT_WALL,
            id="one phrase, beside a bot defence's script",
        ),
        pytest.param(
            reading("", "Log in", '<input type="password"> Forgot your password?'),
            NoTextReason.LOGIN_PAGE,
            id="a password field and a question",
        ),
        pytest.param(
            reading(FERRY * 2, "404: page not found", "<p>Back to the home page</p>"),
            NoTextReason.NOT_FOUND,
            id="a missing page that shows something else",
        ),
        pytest.param(
            reading(f"{FERRY}\nSubscribe to continue reading", html="x"),
            NoTextReason.PAYWALL,
            id="a line that asks to pay",
        ),
        pytest.param(
            reading(FERRY, html='<meta property="article:content_tier" content="locked">'),
            NoTextReason.PAYWALL,
            id="a page that says that it is locked",
        ),
    ],
)
def test_walls_are_told_by_their_signs(page: PageReading, reason: NoTextReason) -> None:
    found = wall_on(page)
    assert found is not None
    assert found.reason is reason


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            reading(FERRY * 3, html='<input type="password"> Forgot your password?'),
            id="a login form beside a text",
        ),
        pytest.param(
            reading(f"{FERRY * 3}\nVerify you are human"), id="one phrase of a bot defence"
        ),
        pytest.param(reading(f"{FERRY * 3}\nAccept all"), id="one phrase of a consent wall"),
        pytest.param(
            reading(FERRY * 20, html='{"isAccessibleForFree": false}'), id="said to cost, yet whole"
        ),
        pytest.param(
            reading(f"{FERRY * 20}\nSubscribe to continue reading"), id="an invitation after it all"
        ),
        pytest.param(
            reading(FERRY * 3, html='<div class="paywall"></div>'), id="a box with such a name"
        ),
        pytest.param(
            reading(FERRY * 3, html='{"isAccessibleForFree": "True"}'), id="a page that is free"
        ),
    ],
)
def test_one_sign_takes_no_text_away(page: PageReading) -> None:
    assert wall_on(page) is None
