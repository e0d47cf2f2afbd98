from __future__ import annotations

import pytest

from monitor.model.items import FeedItem
from monitor.model.pages import NoText, NoTextReason, PageText
from monitor.stages.pages.choice import fallback, judged, led_home
from monitor.stages.pages.tongue import language_of, other_language

TEXTS = {
    "en": "The ministers of the two states will meet on Thursday in the old customs house, a day "
    "later than planned, and the question of the bridge is still open for both of them. It was "
    "closed in April and has been the subject of a quarrel since.",
    "de": "Die Minister der beiden Staaten treffen sich am Donnerstag in dem alten Zollhaus, einen "
    "Tag später als geplant, und die Frage der Brücke ist für beide noch offen. Sie wurde im April "
    "gesperrt und ist seitdem auch das Thema eines Streits.",
    "fr": "Les ministres des deux pays se retrouveront jeudi dans la vieille maison des douanes, un "
    "jour plus tard que prévu, et la question du pont est encore ouverte pour les deux. Il a été "
    "fermé en avril et fait depuis l’objet d’une dispute sur le prix.",
    "es": "Los ministros de los dos países se reunirán el jueves en la vieja aduana, un día más "
    "tarde de lo previsto, y la cuestión del puente sigue abierta para las dos partes. Se cerró en "
    "abril y desde entonces es objeto de una disputa por el precio.",
    "ru": "Министры двух стран встретятся в четверг в старой таможне, на день позже намеченного "
    "срока, и вопрос о мосте для обеих сторон ещё открыт. Он закрыт с апреля, и с тех пор о нём "
    "идёт спор: кто и за что заплатит, не решено до сих пор, но у сторон было время.",
    "uk": "Міністри двох країн зустрінуться в четвер у старій митниці, на день пізніше від "
    "наміченого строку, і питання про міст для обох сторін ще відкрите. Він закритий з квітня, і "
    "про нього та за нього йде суперечка: хто за що заплатить, не вирішено й до цього дня, але був час.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_prose_is_told_by_its_commonest_words(language: str) -> None:
    assert language_of(TEXTS[language]) == language


def test_few_words_tell_nothing() -> None:
    assert language_of("The ministers meet on Thursday.") is None


def test_words_that_are_no_prose_tell_nothing() -> None:
    assert language_of("Karsund Selm Arvenia Lorrak " * 20) is None


@pytest.mark.parametrize("page", TEXTS)
@pytest.mark.parametrize("expected", TEXTS)
def test_a_page_in_another_language_than_its_feed_is_noticed(page: str, expected: str) -> None:
    found = other_language(TEXTS[page], "", expected)
    assert found == (None if page == expected else page)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        pytest.param("", None, id="nobody says what to expect"),
        pytest.param("", "sq", id="a language whose words are not known"),
        pytest.param(TEXTS["de"], "en", id="the item itself is in the page's language"),
    ],
)
def test_a_page_is_not_blamed_for_what_is_unknown(own: str, expected: str | None) -> None:
    assert other_language(TEXTS["de"], own, expected) is None


def test_the_item_counts_before_its_feed() -> None:
    item = FeedItem(guid="1", url=None, title="Talks", summary=TEXTS["en"])
    found = judged(PageText(text=TEXTS["de"]), item, "de")
    assert found == NoText(NoTextReason.WRONG_LANGUAGE, "de")


@pytest.mark.parametrize(
    ("asked", "found", "home"),
    [
        ("https://a.example/2026/talks", "https://a.example/", True),
        ("https://a.example/?p=12", "https://www.a.example", True),
        ("https://a.example/talks", "https://a.example/?from=talks", False),
        ("https://a.example/", "https://a.example/", False),
        ("https://a.example/talks", "https://a.example/talks/", False),
    ],
)
def test_an_article_that_leads_to_the_front_page_is_gone(
    asked: str, found: str, home: bool
) -> None:
    assert led_home(asked, found) is home


def test_what_stands_before_a_wall_is_used_where_it_says_more() -> None:
    item = FeedItem(guid="1", url=None, title="Talks", summary="They are on.")
    missing = NoText(NoTextReason.PAYWALL, "“Subscribe”", "They are on, said the minister.")
    text, told = fallback(item, missing)
    assert text == missing.teaser
    assert told.as_text() == "paywall: “Subscribe”; 6 words before it are used"


def test_a_summary_that_says_as_much_stays() -> None:
    item = FeedItem(guid="1", url=None, title="Talks", summary="They are on, says he to them.")
    missing = NoText(NoTextReason.PAYWALL, "x", "They are on, said the minister.")
    assert fallback(item, missing) == (item.summary, missing)
