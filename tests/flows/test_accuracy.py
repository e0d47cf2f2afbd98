"""What is read of texts that were written by others: no change of a rule may lose it unseen.

The floors are a little below docs/accuracy.md: a case more or less is no alarm, a class of them is.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config.datasets import read_texts
from monitor.jobs.evaluate import evaluate_texts
from monitor.stages.scoring.texts import score_texts

TEXTS = Path(__file__).parents[1] / "data/texts"


PLAINER = {
    "en": (0.93, 0.91),
    "ru": (0.93, 0.92),
    "uk": (0.89, 0.82),
    "de": (0.95, 0.88),
    "fr": (0.95, 0.90),
}
HARDER = {
    "en": (0.85, 0.76),
    "ru": (0.88, 0.72),
    "uk": (0.79, 0.72),
    "de": (0.71, 0.68),
    "fr": (0.81, 0.73),
}
LATER = {
    "en": (0.87, 0.80),
    "ru": (0.86, 0.82),
    "uk": (0.79, 0.80),
    "de": (0.84, 0.72),
    "fr": (0.90, 0.73),
}
LATEST = {
    "en": (0.84, 0.74),
    "ru": (0.78, 0.71),
    "uk": (0.89, 0.58),
    "de": (0.69, 0.59),
    "fr": (0.73, 0.46),
}
"""Least precision and F1 by language."""


@pytest.mark.parametrize(
    ("file", "floor"),
    [(f"{language}.jsonl", floor) for language, floor in PLAINER.items()]
    + [(f"harder/{language}.jsonl", floor) for language, floor in HARDER.items()]
    + [(f"later/{language}.jsonl", floor) for language, floor in LATER.items()]
    + [(f"latest/{language}.jsonl", floor) for language, floor in LATEST.items()],
)
def test_as_much_is_read_as_was(file: str, floor: tuple[float, float]) -> None:
    texts = read_texts(TEXTS / file)
    figure = score_texts(texts, evaluate_texts(texts, lambda: None)).figures["claims"]
    assert (figure.precision >= floor[0], figure.f1 >= floor[1]) == (True, True), figure
