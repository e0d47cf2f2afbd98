"""Score of single texts: on claims alone, in all and by language, status and stance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.config.labels import SingleText, TextClaim
from monitor.stages.scoring.timelines import Figure, Key

FIRST = ("claims", "status only")
"""The figures that stand before those of each language, status and stance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextScores:
    """`figures` by name; `clean` of the `quiet` texts without a true claim stayed without one."""

    figures: Mapping[str, Figure]
    quiet: int
    clean: int


def score_texts(
    texts: Sequence[SingleText], predictions: Mapping[str, Sequence[TextClaim]]
) -> TextScores:
    """The figures of a file of single texts.

    Args:
        texts: With what a person says of them.
        predictions: What the program says, by the id of the text; a missing one says nothing.
    """
    gold: dict[str, set[Key]] = defaultdict(set)
    told: dict[str, set[Key]] = defaultdict(set)
    for text in texts:
        for sets, claims in ((gold, text.claims), (told, predictions.get(text.id, ()))):
            for claim in claims:
                for group, key in _keys(text, claim):
                    sets[group].add(key)
    quiet = [text for text in texts if not text.claims]
    names = sorted({*FIRST, *gold, *told}, key=lambda name: (name not in FIRST, name))
    return TextScores(
        figures={name: Figure.of(gold[name], told[name]) for name in names},
        quiet=len(quiet),
        clean=sum(not predictions.get(text.id) for text in quiet),
    )


def _keys(text: SingleText, claim: TextClaim) -> Iterator[tuple[str, Key]]:
    key = (text.id, claim.status.value, claim.stance.value)
    yield "status only", key[:2]
    for group in (
        "claims",
        f"lang {text.lang}",
        f"status {claim.status.value}",
        f"stance {claim.stance.value}",
    ):
        yield group, key
