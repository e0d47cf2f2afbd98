from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.stages.pages.furniture import is_furniture, without_furniture


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Toll conference postponed",
        "» Read also: Harbour closed",
        "- Related: Three bridges in a table",
        "Sign up for the morning newsletter",
        "Follow us on the bus network",
        "Share this article",
        "ADVERTISEMENT",
        "We use cookies to remember you.",
        "Lesen Sie auch: Konferenz verschoben",
        "Mehr zum Thema",
        "Anzeige",
        "À lire aussi : la conférence reportée",
        "Abonnez-vous à notre newsletter",
        "Lea también: la conferencia se aplaza",
        "Suscríbase a nuestro boletín",
        "Читайте также: конференция перенесена",
        "Подписывайтесь на наш канал",
        "© 2026 The Strelsau Courier",
    ],
)
def test_lines_of_the_page_are_no_lines_of_the_article(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Follow-up talks were postponed on Monday.",
        "Read the treaty first, the minister told the chamber.",
        "Subscribe they did, in their hundreds, when the paper opened.",
        "Related talks on tolls were called off.",
        "More on Monday: that was all the spokesman would say.",
        "Share prices fell when the summit was put off.",
        "Advertisement rules were agreed in the second round.",
        "Anzeige erstattete am Montag auch der Minister.",
        "Mehr dazu wollte der Sprecher nicht sagen.",
        "Voir plus loin que la trêve, voilà ce que demande le ministre.",
        "Ver más allá de la tregua es lo que pide el ministro.",
        "Реклама на мосту запрещена с апреля, сообщила полиция.",
        "Подробнее о переговорах министр говорить не стал.",
        "Copyright talks between the two states end on Friday.",
        "Get well, the minister wrote to her colleague.",
    ],
)
def test_sentences_that_begin_alike_stay(line: str) -> None:
    assert not is_furniture(line)


def test_a_paragraph_stays_however_it_begins() -> None:
    assert not is_furniture("Read more: " + "the harbour talks went on for an hour " * 5)


def test_paragraphs_stay_apart() -> None:
    text = "The talks are on.\n\nAdvertisement\n\nThey begin at nine.\nAnd end at ten."
    assert without_furniture(text) == ("The talks are on.\n\nThey begin at nine.\nAnd end at ten.")


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["Anzeige", "Talks begin.", "", "Read more: x"]), max_size=8))
def test_cutting_twice_changes_nothing(lines: list[str]) -> None:
    once = without_furniture("\n".join(lines))
    assert without_furniture(once) == once
    assert "Anzeige" not in once
