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


@pytest.mark.parametrize(
    ("language", "precision", "f1"),
    [
        ("en", 0.73, 0.72),
        ("ru", 0.71, 0.71),
        ("uk", 0.80, 0.76),
        ("de", 0.79, 0.79),
        ("fr", 0.84, 0.73),
    ],
)
def test_as_much_is_read_as_was(language: str, precision: float, f1: float) -> None:
    texts = read_texts(TEXTS / f"{language}.jsonl")
    figure = score_texts(texts, evaluate_texts(texts, lambda: None)).figures["claims"]
    assert figure.precision >= precision
    assert figure.f1 >= f1
