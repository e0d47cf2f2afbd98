"""The tables of docs/accuracy.md: `python tools/accuracy.py tests/data/texts/later/*.jsonl`.

Reads files of single texts as `evaluate` does, and prints for each group of claims precision,
recall and F1 with their 90 % intervals (Wilson, which does not leave 0 to 1 where a group is small).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from math import sqrt
from pathlib import Path

from monitor.config.datasets import read_texts
from monitor.config.labels import SingleText
from monitor.jobs.evaluate import evaluate_texts
from monitor.stages.scoring.texts import score_texts
from monitor.stages.scoring.timelines import Figure

Z = 1.645
"""Standard deviations of a two-sided 90 % interval."""


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The interval of a share, from how often it was so out of how many.

    Source: Wilson, "Probable inference …", JASA 22 (1927).
    """
    if total == 0:
        return 0.0, 1.0
    share = hits / total
    centre = share + Z * Z / (2 * total)
    spread = Z * sqrt(share * (1 - share) / total + Z * Z / (4 * total * total))
    scale = 1 + Z * Z / total
    return (centre - spread) / scale, (centre + spread) / scale


def rows(texts: list[SingleText]) -> Iterator[str]:
    """The table of all texts, by language, status and stance."""
    scores = score_texts(texts, evaluate_texts(texts, lambda: None))
    yield "| claims | precision | recall | F1 | true | told |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, figure in scores.figures.items():
        yield row(name, figure)
    yield ""
    yield f"{scores.clean} of {scores.quiet} texts without a claim stay without one."


def row(name: str, figure: Figure) -> str:
    """One line of the table."""
    precision = shown(figure.precision, figure.hits, figure.predicted)
    recall = shown(figure.recall, figure.hits, figure.gold)
    return f"| {name} | {precision} | {recall} | {figure.f1:.2f} | {figure.gold} | {figure.predicted} |"


def shown(share: float, hits: int, total: int) -> str:
    """A share with its interval."""
    low, high = wilson(hits, total)
    return f"{share:.2f} [{low:.2f}–{high:.2f}]"


def main() -> None:
    """Print the table of the files that are named."""
    texts = [text for name in sys.argv[1:] for text in read_texts(Path(name))]
    sys.stdout.write("\n".join(rows(texts)) + "\n")


if __name__ == "__main__":
    main()
