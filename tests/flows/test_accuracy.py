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
    "en": (0.70, 0.62),
    "ru": (0.81, 0.59),
    "uk": (0.73, 0.52),
    "de": (0.64, 0.48),
    "fr": (0.64, 0.48),
}
"""Least precision and F1 by language."""


@pytest.mark.parametrize(
    ("file", "floor"),
    [(f"{language}.jsonl", floor) for language, floor in PLAINER.items()]
    + [(f"harder/{language}.jsonl", floor) for language, floor in HARDER.items()],
)
def test_as_much_is_read_as_was(file: str, floor: tuple[float, float]) -> None:
    texts = read_texts(TEXTS / file)
    figure = score_texts(texts, evaluate_texts(texts, lambda: None)).figures["claims"]
    assert (figure.precision >= floor[0], figure.f1 >= floor[1]) == (True, True), figure
