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
