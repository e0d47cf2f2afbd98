"""What the date of a statement makes of it."""

from __future__ import annotations

import pytest

from tests.readings import told


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        pytest.param(
            "de",
            "Macron und Merz trafen sich am 2. Februar in Oslo.",
            "Macron und Merz trafen sich am 3. März in Oslo.",
            id="German",
        ),
        pytest.param(
            "fr",
            "Macron et Merz se sont rencontrés le 2 février à Oslo.",
            "Macron et Merz se sont rencontrés le 3 mars à Oslo.",
            id="French",
        ),
        pytest.param(
            "ru",
            "Macron и Merz встретились 2 февраля в Осло.",
            "Macron и Merz встретились 3 марта в Осло.",
            id="Russian",
        ),
        pytest.param(
            "uk",
            "Macron і Merz зустрілися 2 лютого в Осло.",
            "Macron і Merz зустрілися 3 березня в Осло.",
            id="Ukrainian",
        ),
    ],
)
def test_a_date_tells_history_from_news_in_every_language(
    language: str, old: str, new: str
) -> None:
    assert told(old, language=language) == []
    assert told(new, language=language) == ["held asserted"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "In May 2022, after a speech, Macron said that he had cancelled the summit with Merz.",
            [],
            id="subordinate clauses too",
        ),
        pytest.param(
            "In 2022, after a speech, Macron said that the summit with Merz was off.",
            [],
            id="a year without a month",
        ),
        pytest.param(
            "In 2022 Macron was a guest, but he cancelled the summit with Merz.",
            ["cancelled asserted"],
            id="up to a contrast",
        ),
        pytest.param(
            "In 2022 Macron was a guest; this time he has cancelled the summit with Merz.",
            ["cancelled asserted"],
            id="up to a stop",
        ),
        pytest.param(
            "In Oslo, after a speech, Macron cancelled the summit with Merz.",
            ["cancelled asserted"],
            id="a place is no year",
        ),
    ],
)
def test_a_year_at_the_head_of_a_sentence_dates_it(text: str, claims: list[str]) -> None:
    assert told(text) == claims
