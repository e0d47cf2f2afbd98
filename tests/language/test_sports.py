"""Articles about sport."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

SUMMIT: dict[str, Any] = {
    "id": "summit",
    "name": "Okarin–Velt summit",
    "lifecycle": "meeting",
    "parties": [["Okarin", "Окарин"], ["Velt", "Вельт"]],
    "terms": ["summit", "meeting", "rencontre", "Treffen", "встреча"],
}
CUP = SUMMIT | {
    "id": "cup",
    "name": "Okarin–Velt cup final",
    "terms": ["final", "football match", "meeting"],
}
LEADERS = SUMMIT | {
    "id": "leaders",
    "name": "Trump–Macron meeting",
    "parties": [["Trump"], ["Macron"]],
}


@pytest.mark.parametrize(
    ("event", "language", "title", "text", "claims"),
    [
        pytest.param(
            SUMMIT,
            "en",
            "Okarin–Velt meeting postponed",
            "The football teams were ready, their coaches said.",
            [],
            id="a match",
        ),
        pytest.param(
            SUMMIT,
            "fr",
            "La rencontre Okarin–Velt reportée",
            "Le match de football sera rejoué.",
            [],
            id="a match in French",
        ),
        pytest.param(
            SUMMIT,
            "ru",
            "Встреча Окарина и Вельта отложена",
            "Матч перенесён, сообщил тренер сборной.",
            [],
            id="a match in Russian",
        ),
        pytest.param(
            SUMMIT,
            "en",
            "Okarin and Velt clubs cancel talks",
            "They were to speak about a striker.",
            [],
            id="a transfer",
        ),
        pytest.param(
            SUMMIT,
            "en",
            "Okarin–Velt summit postponed",
            "It was like a football pitch without a ball.",
            ["postponed asserted"],
            id="a figure of speech",
        ),
        pytest.param(
            SUMMIT,
            "en",
            "Okarin–Velt meeting postponed",
            "A key player is missing, and there are few other players.",
            ["postponed asserted"],
            id="one word in two forms",
        ),
        pytest.param(
            SUMMIT,
            "en",
            "Presidents of Okarin and Velt cancel meeting",
            "They were to see the cup final in the new stadium.",
            ["cancelled asserted"],
            id="leaders who meet at a match",
        ),
        pytest.param(
            LEADERS,
            "en",
            "Trump cancels meeting with Macron",
            "They were to see the cup final in the new stadium.",
            ["cancelled asserted"],
            id="leaders by their names",
        ),
        pytest.param(
            CUP,
            "en",
            "Okarin–Velt meeting postponed",
            "The football teams were ready, their coaches said.",
            ["postponed asserted"],
            id="a match that is watched",
        ),
    ],
)
def test_in_sport_every_meeting_is_a_match(
    event: dict[str, Any], language: str, title: str, text: str, claims: list[str]
) -> None:
    assert told(text, title=title, watch=watch_for(event), language=language) == claims
