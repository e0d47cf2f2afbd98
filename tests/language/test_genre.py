"""What is a report, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.readings import told

OFF = "The summit of Macron and Merz was cancelled."


@pytest.mark.parametrize(
    ("title", "text", "claims"),
    [
        pytest.param("Rain over the summit", OFF, ["cancelled asserted"], id="a report"),
        pytest.param("Opinion: the empty chair", OFF, [], id="a kicker before a colon"),
        pytest.param("[Satire] The empty chair", OFF, [], id="in brackets"),
        pytest.param("", f"Editorial. {OFF}", [], id="in the text"),
        pytest.param("How the chair stayed empty", OFF, [], id="an explainer"),
        pytest.param("FAQ: who sits on the chair", OFF, [], id="questions and answers"),
        pytest.param("Explainer: is the chair empty?", OFF, [], id="a kicker before a question"),
        pytest.param("A short history of summits", OFF, [], id="a look-back"),
        pytest.param(
            "How about lunch at the summit?",
            OFF,
            ["cancelled asserted"],
            id="a question is no explainer",
        ),
        pytest.param(
            "Opinion polls fall before the summit",
            OFF,
            ["cancelled asserted"],
            id="the word alone is no kicker",
        ),
        pytest.param(
            "Opinion: the empty chair",
            "Macron said the summit with Merz was cancelled.",
            ["cancelled asserted"],
            id="whom an opinion quotes still counts",
        ),
    ],
)
def test_only_a_report_tells_news_in_its_own_voice(
    title: str, text: str, claims: list[str]
) -> None:
    assert told(text, title=title) == claims


@pytest.mark.parametrize(
    ("language", "title", "claims"),
    [
        pytest.param("en", "Macron, Merz agree to hold summit in a barn", True, id="a sober place"),
        pytest.param(
            "en", "Macron, Merz agree to hold summit in broom cupboard", False, id="a household"
        ),
        pytest.param(
            "en", "Macron and Merz to meet in car park of a supermarket", False, id="of a household"
        ),
        pytest.param(
            "en", "Macron and Merz to hold summit in Ikea Arena", True, id="a name of two words"
        ),
        pytest.param(
            "en",
            "Macron cancels summit with Merz after attack on talks in supermarket",
            True,
            id="what it came after",
        ),
        pytest.param(
            "en", "Macron and Merz agree to meet on the border, cannot find it", False, id="lost"
        ),
        pytest.param(
            "en",
            "Macron, Merz hold summit, neither able to find common ground",
            True,
            id="nothing was found",
        ),
        pytest.param(
            "en",
            "Macron, Merz agree to hold summit on neutral ground: a bus shelter in Bern",
            False,
            id="a household behind a colon",
        ),
        pytest.param(
            "en",
            "Macron, Merz agree to hold summit: a supermarket boss is to join",
            True,
            id="a household before another noun",
        ),
        pytest.param(
            "fr", "Macron et Merz tiendront leur sommet chez Ikea", False, id="French satire"
        ),
        pytest.param(
            "de", "Macron und Merz vereinbaren Gipfel im Schlauchboot", False, id="German satire"
        ),
        pytest.param(
            "ru", "Macron и Merz договорились провести саммит в лифте", False, id="Russian satire"
        ),
        pytest.param(
            "uk",
            "Macron і Merz домовилися провести саміт у супермаркеті",
            False,
            id="Ukrainian satire",
        ),
    ],
)
def test_satire_shows_by_its_form(language: str, title: str, claims: bool) -> None:
    assert bool(told("", title=title, language=language)) is claims


@pytest.mark.parametrize(
    ("language", "title", "text", "claims"),
    [
        pytest.param(
            "en", "From Rome to Oslo: when Macron and Merz met", OFF, [], id="from here to there"
        ),
        pytest.param(
            "en",
            "From friend to foe: Macron cancels summit with Merz",
            "",
            ["cancelled asserted"],
            id="a colon alone looks at today",
        ),
        pytest.param(
            "en",
            "Five handshakes",
            "A look back at how Macron and Merz met.",
            [],
            id="the text looks back",
        ),
        pytest.param(
            "en",
            "When Macron met Merz last, he smiled; now he has cancelled the summit",
            "",
            ["cancelled asserted"],
            id="a clause of time",
        ),
        pytest.param("en", "The day Macron met Merz", OFF, [], id="a day that was"),
        pytest.param(
            "en",
            "The day after: Macron cancels summit with Merz",
            "",
            ["cancelled asserted"],
            id="a day that is",
        ),
        pytest.param(
            "de", "Ein Rückblick auf die Gipfel", "Macron hat Merz getroffen.", [], id="German"
        ),
        pytest.param("fr", "Retour sur les sommets", "Macron a rencontré Merz.", [], id="French"),
        pytest.param("ru", "От Рима до Осло: как встречались Macron и Merz", "", [], id="Russian"),
    ],
)
def test_a_look_back_tells_nothing_whoever_it_quotes(
    language: str, title: str, text: str, claims: list[str]
) -> None:
    assert told(text, title=title, language=language) == claims
