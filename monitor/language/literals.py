"""Many strings → what those stand for that a text holds, letter for letter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

Target = TypeVar("Target")


class LiteralFinder(Generic[Target]):
    """Looks for all strings at once, within words too.

    Args:
        literals: A few hundred strings, each with what it stands for.
    """

    def __init__(self, literals: Iterable[tuple[str, Target]]) -> None:
        pairs = list(literals)
        self._targets = [target for _, target in pairs]
        self._automaton = AhoCorasick(
            [literal for literal, _ in pairs],
            matchkind=MatchKind.Standard,
            implementation=Implementation.DFA,
        )

    def find(self, text: str) -> set[Target]:
        """What the strings stand for that a text holds."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return {self._targets[index] for index, _, _ in found}
