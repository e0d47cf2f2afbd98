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
    "en": (0.95, 0.93),
    "ru": (0.95, 0.97),
    "uk": (0.93, 0.93),
    "de": (0.98, 0.93),
    "fr": (0.98, 0.96),
}
HARDER = {
    "en": (0.86, 0.77),
    "ru": (0.89, 0.74),
    "uk": (0.84, 0.81),
    "de": (0.76, 0.72),
    "fr": (0.83, 0.77),
}
LATER = {
    "en": (0.88, 0.81),
    "ru": (0.87, 0.87),
    "uk": (0.80, 0.83),
    "de": (0.92, 0.79),
    "fr": (0.91, 0.78),
}
LATEST = {
    "en": (0.88, 0.78),
    "ru": (0.83, 0.75),
    "uk": (0.90, 0.63),
    "de": (0.81, 0.75),
    "fr": (0.87, 0.74),
}
NEWEST = {
    "en": (0.75, 0.61),
    "ru": (0.79, 0.81),
    "uk": (0.98, 0.78),
    "de": (0.78, 0.73),
    "fr": (0.76, 0.64),
}
"""Least precision and F1 by language."""


@pytest.mark.parametrize(
    ("file", "floor"),
    [(f"{language}.jsonl", floor) for language, floor in PLAINER.items()]
    + [(f"harder/{language}.jsonl", floor) for language, floor in HARDER.items()]
    + [(f"later/{language}.jsonl", floor) for language, floor in LATER.items()]
    + [(f"latest/{language}.jsonl", floor) for language, floor in LATEST.items()]
    + [(f"newest/{language}.jsonl", floor) for language, floor in NEWEST.items()],
)
def test_as_much_is_read_as_was(file: str, floor: tuple[float, float]) -> None:
    texts = read_texts(TEXTS / file)
    figure = score_texts(texts, evaluate_texts(texts, lambda: None)).figures["claims"]
    assert (figure.precision >= floor[0], figure.f1 >= floor[1]) == (True, True), figure
