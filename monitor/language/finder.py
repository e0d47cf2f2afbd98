"""Many names → one Aho–Corasick automaton that finds them all in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from monitor.language.names import NamePattern, compile_name

Target = TypeVar("Target")

DFA_LETTERS = 10_000
"""Names of so many letters together are looked for by a table of all states: in 0.4 of the time, at
0.7 kB a letter. Measured with the names of two parties and of three hundred."""


class NameFinder(Generic[Target]):
    """Finds names and says what each of them stands for.

    Args:
        names: Name and what it stands for; a name may come with several targets.
        proper: Whether a name that begins with a capital must begin with one in the text too, as
            the gazetteer's do: `Дели` is no form of `дело`.
    """

    def __init__(self, names: Iterable[tuple[str, Target]], *, proper: bool = False) -> None:
        self._proper = proper
        targets: dict[str, list[Target]] = {}
        for name, target in names:
            if name.strip("* "):
                targets.setdefault(name, []).append(target)
        by_literal: dict[str, list[tuple[NamePattern, tuple[Target, ...]]]] = {}
        for name, found in targets.items():
            pattern = compile_name(name)
            by_literal.setdefault(pattern.literal, []).append((pattern, tuple(found)))
        self._patterns = list(by_literal.values())
        self._automaton = _automaton(list(by_literal))

    def find(self, text: str, folded: str) -> Iterator[tuple[int, int, tuple[Target, ...]]]:
        """Start, end and targets of every name in a text, overlapping ones included.

        Args:
            text: The article's own letters: acronyms must stand there in capitals.
            folded: The same text, folded.
        """
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        for index, start, end in found:
            at_start = start == 0 or not (folded[start - 1].isalnum() or folded[start - 1] == "_")
            for pattern, targets in self._patterns[index]:
                if not at_start and not pattern.inside:
                    continue
                if self._proper and pattern.proper and not text[start].isupper():
                    continue
                match = pattern.rest.match(folded, end)
                if match and not (pattern.capitals and not text[start:end].isupper()):
                    yield start, match.end(), targets


def _automaton(literals: Sequence[str]) -> AhoCorasick:
    small = sum(map(len, literals)) <= DFA_LETTERS
    implementation = Implementation.DFA if small else Implementation.ContiguousNFA
    return AhoCorasick(literals, matchkind=MatchKind.Standard, implementation=implementation)
