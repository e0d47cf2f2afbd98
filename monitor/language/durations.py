"""A passage → for how long something is prolonged: `by a week`, `for another 60 days`."""

from __future__ import annotations

from datetime import date, timedelta

from monitor.config.lexicon import Cue, Grammar
from monitor.language.cues import Found
from monitor.language.passages import Passage

BEFORE_CUE = 4
"""Words before a noun that may tell how long it is: `a 60 day extension`."""
MIN_DAYS = 7
"""A shorter term, counted from each report of it, looks like another extension the day after."""
MAX_DAYS = 36_500
"""A longer time, a century, is no term that anybody sets."""


def find_term(passage: Passage, cue: Found[Cue], published: date, grammar: Grammar) -> date | None:
    """The day on which an extension ends, counted from the publication; None for none stated.

    Months are of 30 days and years of 365: what counts is whether it is a later day than the last
    extension's.
    """
    for index in range(max(cue.start - BEFORE_CUE, 0), len(passage.words)):
        days = _days(passage, index, grammar)
        if MIN_DAYS <= days <= MAX_DAYS and not _dates_another(passage, index, grammar):
            return published + timedelta(days=days)
    return None


def _dates_another(passage: Passage, unit: int, grammar: Grammar) -> bool:
    """Whether a time is an agreement's own, or before something: `three-day truce`, `a day before`."""
    if any(mention.span.start == unit + 1 for mention in passage.mentions):
        return True
    behind = passage.words[unit + 1 : unit + 2]
    return any(grammar.is_kind(word.text, "temporal", "backing") for word in behind)


def _days(passage: Passage, unit: int, grammar: Grammar) -> int:
    """The days that a unit of time and the numeral before it make; 0 where either is missing.

    One word may stand between them: `60 more days`.
    """
    length = grammar.units.get(passage.words[unit].text, 0)
    for index in range(unit - 1, max(unit - 3, -1), -1):
        text = passage.words[index].text
        if text.isdecimal() or text in grammar.numerals:
            return length * (grammar.numerals.get(text) or int(text))
    return 0
