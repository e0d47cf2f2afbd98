"""Listed words, stems (`word*`) and endings (`*word`) → a set in which any word is looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

OPTIONAL_KINDS = (
    "addressee",
    "adjective",
    "agent",
    "conditional",
    "demonym",
    "denominal",
    "direct",
    "enclitic",
    "future",
    "interrogative",
    "inverting",
    "manner",
    "particle",
    "pluperfect",
    "postposition",
    "potential",
    "press",
    "proposal",
)
"""Kinds of function words that not every language has."""


@dataclass(frozen=True, slots=True)
class WordSet:
    """Words, stems (`word*`) and endings (`*word`) to look a word up in."""

    words: frozenset[str]
    stems: tuple[str, ...]
    endings: tuple[str, ...]

    def __contains__(self, word: object) -> bool:
        """Whether it is one of the words, begins with a stem or ends with an ending."""
        return word in self.words or (
            isinstance(word, str) and (word.startswith(self.stems) or word.endswith(self.endings))
        )


def word_set(listed: Iterable[str]) -> WordSet:
    """The words of a list in the shipped language data, told apart by their stars."""
    words = tuple(listed)
    return WordSet(
        words=frozenset(word for word in words if "*" not in word),
        stems=tuple(word[:-1] for word in words if word.endswith("*")),
        endings=tuple(word[1:] for word in words if word.startswith("*")),
    )
