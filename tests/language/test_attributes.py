"""Whom a state's adjective names."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

TALKS: dict[str, Any] = {
    "id": "talks",
    "name": "US–Japan talks",
    "lifecycle": "meeting",
    "parties": ["us", "jp"],
    "terms": ["talks", "meeting", "переговоры", "pourparlers"],
}


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        pytest.param(
            "en", "The Japanese mill and its American owner have ended talks.", [], id="firms"
        ),
        pytest.param(
            "ru", "Японский завод и американский банк прервали переговоры.", [], id="in Russian"
        ),
        pytest.param(
            "fr", "Les vignerons japonais et américains ont suspendu leurs pourparlers.", [],
            id="in French, behind the noun",
        ),
        pytest.param(
            "en",
            "The Japanese and American delegations have ended their talks.",
            ["held asserted"],
            id="who speaks for a state",
        ),
        pytest.param(
            "en", "Japanese–American talks have been cancelled.", ["cancelled asserted"], id="talks"
        ),
    ],
)  # fmt: skip
def test_an_adjective_names(language: str, text: str, claims: list[str]) -> None:
    assert told(text, watch=watch_for(TALKS), language=language) == claims
