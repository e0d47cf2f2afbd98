from __future__ import annotations

import pytest

from monitor.config.agencies import load_agencies
from monitor.stages.credit import agency_at, agency_name, cited_in, credit_of
from tests.builders import make_article

LEAD = "The leaders of Ruritania and Graustark will meet in May, both governments said."
BODY = "\n".join([LEAD, *["They spoke of tolls, fisheries and the old border road."] * 12])


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        pytest.param(f"STRELSAU (AP) — {BODY}", "ap", id="a place, brackets, a long dash"),
        pytest.param(f"(Reuters) - {BODY}", "reuters", id="brackets alone"),
        pytest.param(f"STRELSAU, May 14 (Reuters) - {BODY}", "reuters", id="a place and a day"),
        pytest.param(f"STRELSAU, 14 mai 2031 (AFP) - {BODY}", "afp", id="a French dateline"),
        pytest.param(f"Strelsau/Edelweiss (dpa) – {BODY}", "dpa", id="two places"),
        pytest.param(f"Strelsau (dpa/AFP) - {BODY}", "dpa", id="of two agencies the first"),
        pytest.param(f"MOSCOW. May 14 (Interfax) - {BODY}", "interfax", id="full stops in it"),
        pytest.param(
            f"KYIV. May 14 (Interfax-Ukraine) - {BODY}",
            "interfax-ukraine",
            id="one whose name begins like another's",
        ),
        pytest.param(f"STRELSAU, May 14 (Xinhua) -- {BODY}", "xinhua", id="two hyphens"),
        pytest.param(f"МОСКВА, 14 мая. /ТАСС/. {BODY}", "tass", id="Russian slashes"),
        pytest.param(f"MOSCOW, May 14. /TASS/. {BODY}", "tass", id="English slashes"),
        pytest.param(f"МОСКВА, 14 мая — РИА Новости. {BODY}", "ria", id="a dash before the name"),
        pytest.param(f"Москва. 14 мая. INTERFAX.RU - {BODY}", "interfax", id="a dash after it"),
        pytest.param(f"STRELSAU — By The Associated Press. {BODY}", "ap", id="by, in the dateline"),
        pytest.param(
            f"By Flavia Elph | The Associated Press\n{BODY}", "ap", id="a by-line with a bar"
        ),
        pytest.param(f"By RUDOLF RASS, Associated Press\n{BODY}", "ap", id="one with a comma"),
        pytest.param(f"By Reuters\n{BODY}", "reuters", id="an agency as the author"),
        pytest.param(f"By Flavia Bloomberg\n{BODY}", None, id="an author of that name"),
        pytest.param(f"Reuters\nStrelsau\n{BODY}", "reuters", id="a line of its own"),
        pytest.param(f"{BODY}\n© 2031 The Associated Press. All rights reserved.", "ap", id="©"),
        pytest.param(f"{BODY} (AFP)", "afp", id="brackets at the end"),
        pytest.param(f"{BODY} (AFP, dpa)", "afp", id="several in them"),
        pytest.param(f"{BODY} — ТАСС.", "tass", id="a dash at the end"),
        pytest.param(f"{BODY}\nWith AFP", "afp", id="with"),
        pytest.param(f"{BODY}\nQuelle: dpa", "dpa", id="Quelle"),
        pytest.param(f"{BODY}\nMit Material von dpa", "dpa", id="Mit Material von"),
        pytest.param(f"{BODY}\nxy/ab/dpa", "dpa", id="an editor's sign and the agency's"),
        pytest.param(f"{BODY}\nAvec AFP", "afp", id="avec"),
        pytest.param(f"{BODY}\nПо материалам Интерфакса ничего.\n", None, id="an inflected name"),
        pytest.param(f"{BODY}\nИсточник: ТАСС", "tass", id="Источник"),
        pytest.param(f"{BODY}\nЗа матеріалами: Укрінформ", "ukrinform", id="За матеріалами"),
        pytest.param(f"{BODY}\nWith reporting by Reuters.", "reuters", id="with reporting by"),
        pytest.param(
            f"{BODY}\nAssociated Press writers contributed to this report.", "ap", id="contributors"
        ),
        pytest.param(BODY, None, id="nothing"),
        pytest.param(f"{LEAD} The Chancellor told Reuters so.\n{BODY}", None, id="a citation"),
        pytest.param(f"Reuters reported the delay, citing aides. {BODY}", None, id="another"),
        pytest.param(f"The old AP building (1899) is for sale. {BODY}", None, id="a mention"),
        pytest.param(f"Pupils of the APA college (Strelsau) - {BODY}", None, id="out of brackets"),
    ],
)
def test_an_article_is_signed(text: str, agency: str | None) -> None:
    assert credit_of(make_article(text=text)) == agency


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        pytest.param("Саммит отложен — ТАСС", "tass", id="a dash"),
        pytest.param("Summit put off: Reuters", "reuters", id="a colon"),
        pytest.param("Summit put off (AFP)", "afp", id="brackets"),
        pytest.param("Why the Chancellor reads no non-AP", None, id="a part of a word"),
        pytest.param("Reuters puts off its party", None, id="an agency as the subject"),
    ],
)
def test_a_headline_is_signed(title: str, agency: str | None) -> None:
    assert credit_of(make_article(title=title, text=BODY)) == agency


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        pytest.param("It is off, the Chancellor told Reuters.", "reuters", id="told"),
        pytest.param("It is off, according to the AFP news agency.", "afp", id="according to"),
        pytest.param("Reuters reported that it is off.", "reuters", id="reported"),
        pytest.param("The TASS news agency said it was off.", "tass", id="said"),
        pytest.param("Саммит отложен, сообщает ТАСС.", "tass", id="сообщает"),
        pytest.param("Саммит отложен, сказал ТАСС пресс-секретарь.", "tass", id="сказал"),
        pytest.param("Саміт відкладено, повідомляє Укрінформ.", "ukrinform", id="повідомляє"),
        pytest.param("Der Gipfel ist abgesagt, berichtet dpa.", "dpa", id="berichtet"),
        pytest.param("Le sommet est reporté, selon l'AFP.", "afp", id="selon"),
        pytest.param("The summit was put off.", None, id="nobody"),
        pytest.param("The AP office is across the road.", None, id="a mention"),
    ],
)
def test_a_sentence_is_cited(sentence: str, agency: str | None) -> None:
    assert cited_in(sentence) == agency


@pytest.mark.parametrize(
    ("outlet", "url", "agency"),
    [
        pytest.param("Reuters", None, "reuters", id="by its name"),
        pytest.param("World desk", "https://www.reuters.com/a", "reuters", id="by its address"),
        pytest.param("tass.com", None, "tass", id="a domain as a name"),
        pytest.param("The Courier", "https://notreuters.com/a", None, id="by no other address"),
    ],
)
def test_an_agencys_own_pages(outlet: str, url: str | None, agency: str | None) -> None:
    assert agency_at(outlet, url) == agency
    assert credit_of(make_article(outlet=outlet, url=url, text=BODY)) == agency


def test_no_sign_is_shared_by_two_agencies() -> None:
    signs = [sign for agency in load_agencies().values() for sign in agency.signs]
    hosts = [host for agency in load_agencies().values() for host in agency.hosts]
    assert len(signs) == len(set(signs))
    assert len(hosts) == len(set(hosts))


def test_an_agency_that_is_not_listed_keeps_its_id() -> None:
    assert (agency_name("ap"), agency_name("gone")) == ("Associated Press", "gone")
