"""A sentence → its clauses: where they end, what stands within them, what only interrupts them."""

from __future__ import annotations

from collections.abc import Container, Sequence

from monitor.config.lexicon import Grammar, Mark
from monitor.language.cues import Found
from monitor.language.lines import Word
from monitor.language.passages import Passage

CLAUSE_END = frozenset(".;:!?()")
PAUSES = frozenset({",", "-"})
PARENTHESIS_REACH = 8
"""Words that may stand between two commas and interrupt a clause: `, broken off in February,`."""


def clause_bounds(
    words: Sequence[Word], start: int, end: int, breaks: Container[str] = ()
) -> tuple[int, int]:
    """The words from the last to the next end of a clause around `start:end`; commas do not end.

    `breaks` are conjunctions behind which a negation or a modal no longer holds.
    """
    first = start
    while first > 0 and words[first - 1].text not in CLAUSE_END:
        if words[first - 1].text in breaks:
            break
        first -= 1
    last = end
    while last < len(words) and words[last].text not in CLAUSE_END:
        last += 1
    return first, last


def marks_within(passage: Passage, mark: Mark, start: int, end: int) -> list[Found[Mark]]:
    """The marks of a kind that stand wholly within some words."""
    return [
        found
        for found in passage.marks
        if found.meaning is mark and start <= found.start and found.end <= end
    ]


def pauses(words: Sequence[Word]) -> bool:
    """Whether a comma or a dash stands among some words."""
    return any(word.text in PAUSES for word in words)


def before_parenthesis(words: Sequence[Word], comma: int, grammar: Grammar) -> int | None:
    """The comma that opens what another one closes: `the truce, signed in May, takes effect`.

    None where the words between them are no relative clause or participle, but a part of the
    clause.
    """
    for index in range(comma - 1, max(-1, comma - 2 - PARENTHESIS_REACH), -1):
        if words[index].text == ",":
            inner = words[index + 1].text
            opens = any(inner in grammar.words[kind] for kind in ("participle", "relative"))
            return index if opens else None
    return None


def is_parenthesis(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether some words begin right behind a comma and another one soon follows them."""
    closes = (word.text == "," for word in words[end : end + PARENTHESIS_REACH])
    return start > 1 and words[start - 1].text == "," and any(closes)
