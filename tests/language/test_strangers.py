"""Whom nobody knows beside an event."""

from __future__ import annotations

from typing import Any

import pytest

from tests.readings import told, watch_for

SUMMIT: dict[str, Any] = {
    "id": "summit",
    "name": "Okarin–Velt summit",
    "lifecycle": "meeting",
    "parties": [["Okarin", "Dorn", "Окарин", "Дорн"], ["Velt", "Lakken", "Вельт", "Лаккен"]],
    "terms": ["summit", "meeting", "саммит", "встреча", "sommet", "rencontre", "Treffen"],
}
VISIT: dict[str, Any] = {
    "id": "visit",
    "name": "Dorn's visit to Velt",
    "lifecycle": "meeting",
    "parties": [["Okarin", "Dorn"], ["Velt"]],
    "terms": ["visit"],
}


@pytest.mark.parametrize(
    ("event", "language", "text", "claims"),
    [
        pytest.param(SUMMIT, "en", "Dorn cancels meeting with bankers", [], id="a crowd, met"),
        pytest.param(
            SUMMIT,
            "en",
            "Dorn cancels meeting with his Zemblan counterpart",
            [],
            id="a counterpart of an unknown state",
        ),
        pytest.param(
            SUMMIT,
            "en",
            "Dorn's meeting with the president of Zembla was cancelled",
            [],
            id="an office of an unknown place",
        ),
        pytest.param(
            SUMMIT,
            "en",
            "A meeting between Dorn and Premier Ostel of Zembla was cancelled",
            [],
            id="an office joined to a party",
        ),
        pytest.param(
            SUMMIT,
            "en",
            "Dorn's meeting with his old rival Lakken was cancelled",
            ["cancelled asserted"],
            id="a party behind its description",
        ),
        pytest.param(
            SUMMIT,
            "de",
            "Dorn sagt Treffen mit seinem zemblischen Amtskollegen ab",
            [],
            id="a counterpart in German",
        ),
        pytest.param(
            SUMMIT,
            "de",
            "Dorn sagt Treffen mit Premier Ostel ab, Lakken wartet",
            [],
            id="a title in German",
        ),
        pytest.param(
            SUMMIT,
            "de",
            "Das Treffen zwischen Dorn und dem Emir von Zembla ist abgesagt worden",
            [],
            id="an emir in German",
        ),
        pytest.param(
            SUMMIT,
            "fr",
            "La rencontre entre Dorn et son homologue zemblien est annulée",
            [],
            id="a counterpart in French",
        ),
        pytest.param(
            SUMMIT,
            "fr",
            "La rencontre de Dorn avec le président Lakken est annulée",
            ["cancelled asserted"],
            id="a party's office in French",
        ),
        pytest.param(
            SUMMIT,
            "ru",
            "Дорн отменил встречу с земблянским коллегой",
            [],
            id="a counterpart in Russian",
        ),
        pytest.param(
            SUMMIT,
            "ru",
            "Встреча Дорна с президентом Земблы отменена",
            [],
            id="a genitive in Russian",
        ),
        pytest.param(
            SUMMIT,
            "ru",
            "Встреча Дорна с президентом Лаккеном отменена",
            ["cancelled asserted"],
            id="a party's office in Russian",
        ),
        pytest.param(SUMMIT, "ru", "Дорн отменил встречу с банкирами", [], id="met in Russian"),
        pytest.param(SUMMIT, "de", "Dorn sagt Treffen mit Bankern ab", [], id="met in German"),
        pytest.param(
            SUMMIT, "en", "Dorn ends meeting with a smile", ["held asserted"], id="a manner"
        ),
        pytest.param(
            SUMMIT, "en", "Summit of Velt and Zembla cancelled", [], id="a name behind and"
        ),
        pytest.param(SUMMIT, "en", "Zembla and Velt cancel summit", [], id="a name at the head"),
        pytest.param(SUMMIT, "de", "Gipfel von Velt und Zembla abgesagt", [], id="a bare name"),
        pytest.param(
            SUMMIT,
            "de",
            "Velt und die Opposition sagen Gipfel ab",
            ["cancelled asserted"],
            id="in German any noun has a capital",
        ),
        pytest.param(
            SUMMIT,
            "en",
            "Velt and Zembla agree to hold summit; Okarin shrugs",
            [],
            id="a party behind a semicolon",
        ),
        pytest.param(
            SUMMIT, "fr", "Le sommet entre Velt et la Zembla est annulé", [], id="behind an article"
        ),
        pytest.param(
            SUMMIT,
            "en",
            "Summit of Velt and President Dorn cancelled",
            ["cancelled asserted"],
            id="a title is no name",
        ),
        pytest.param(
            VISIT,
            "en",
            "Dorn and Camilla cancel visit",
            ["cancelled asserted"],
            id="a visitor comes in company",
        ),
    ],
)
def test_a_stranger_makes_another_event(
    event: dict[str, Any], language: str, text: str, claims: list[str]
) -> None:
    assert told(text, watch=watch_for(event), language=language) == claims
