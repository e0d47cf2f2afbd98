"""A trip → whose it is: `his visit` is that of him who is named last before it."""

from __future__ import annotations

from monitor.config.lexicon import Grammar
from monitor.language.clauses import clause_bounds, is_in_another_clause, spoken_before
from monitor.language.passages import Mention, Passage, Span
from monitor.language.watch import CompiledEvent

MODIFIER_REACH = 3
"""Words before a noun in which its possessive stands: `his long-planned official visit`."""


def is_trip(passage: Passage, mention: Mention, grammar: Grammar) -> bool:
    """Whether a noun is a trip: an official one or one for work is a leader's as well."""
    return passage.words[mention.span.end - 1].text in grammar.words["travel"]


def is_of_another_traveller(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a trip is somebody else's: `South Korea's president set a date for his own trip`.

    That is a known state or person before a possessive, and nobody of the event between them.
    """
    first = mention.span.start
    near = passage.words[max(0, first - MODIFIER_REACH) : first]
    owned = any(word.text in grammar.words["possessive"] for word in near)
    if not owned or not is_trip(passage, mention, grammar):
        return False
    owner = _owner(passage, first, grammar)
    signs = passage.signs_of(event)
    return owner is not None and not any(each.overlaps(owner) for each in signs.people())


def _owner(passage: Passage, first: int, grammar: Grammar) -> Span | None:
    """The last name before a word in its clause; None for none.

    Who only says so is none, nor is who stands in a clause of his own: `Doe, who met Roe, left`.
    """
    words = passage.words
    start, _ = clause_bounds(words, first, first)
    lowest = max(start, spoken_before(passage, first))
    before = (
        span
        for span in passage.names()
        if lowest <= span.start
        and span.end <= first
        and not is_in_another_clause(words, span.start, first, grammar)
    )
    return max(before, key=lambda span: span.end, default=None)
