"""Who speaks behind a comma, with whatever verb."""

from __future__ import annotations

import pytest

from tests.readings import read


def who(text: str, language: str) -> str | None:
    return read(text, language=language).claims[0].by


@pytest.mark.parametrize(
    ("text", "by"),
    [
        pytest.param(
            "Der Gipfel von Macron und Merz ist abgesagt, bekräftigte der Regierungssprecher.",
            "Regierungssprecher",
            id="a verb that is listed nowhere",
        ),
        pytest.param(
            "Der Gipfel von Macron und Merz ist abgesagt, stellte Macron richtig.",
            "Macron",
            id="a name ends where its verb goes on",
        ),
        pytest.param(
            "Der Gipfel von Macron und Merz ist abgesagt, hieß es aus dem Außenministerium.",
            "Außenministerium",
            id="nobody says it, in a place where somebody does",
        ),
        pytest.param(
            "Der Gipfel von Macron und Merz ist abgesagt, wie ein Sprecher von Merz klarstellte.",
            "Sprecher von Merz",
            id="a clause of manner",
        ),
        pytest.param(
            "Der Gipfel von Macron und Merz ist, Regierungskreisen zufolge, abgesagt.",
            "Regierungskreisen",
            id="a postposition",
        ),
        pytest.param(
            "Der Gipfel von Macron und Merz ist abgesagt, seit Montag die Bahn streikt.",
            None,
            id="a conjunction is no verb",
        ),
    ],
)
def test_german_speakers(text: str, by: str | None) -> None:
    assert who(text, "de") == by


@pytest.mark.parametrize(
    ("text", "by"),
    [
        pytest.param(
            "Le sommet entre Macron et Merz est annulé, a réagi mardi le ministère.",
            "ministère",
            id="behind its auxiliary and the day",
        ),
        pytest.param(
            "Le sommet entre Macron et Merz est annulé, prévient-on au ministère.",
            "ministère",
            id="nobody by name",
        ),
        pytest.param(
            "Le sommet entre Macron et Merz est annulé, malgré la pluie.",
            None,
            id="a preposition is no verb",
        ),
    ],
)
def test_french_speakers(text: str, by: str | None) -> None:
    assert who(text, "fr") == by


def test_russian_speaker() -> None:
    assert who("Саммит Macron и Merz отменён, уточнил министр Merz.", "ru") == "министр Merz"
