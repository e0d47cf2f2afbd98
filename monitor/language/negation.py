"""A clause → what negates its cue, and what denies it from before or behind."""

from __future__ import annotations

from monitor.config.lexicon import Mark
from monitor.language.clauses import Clause, pauses
from monitor.language.cues import Found

NEGATION_REACH = {"en": 6, "de": 6, "fr": 6, "ru": 3, "uk": 3}
"""Words that a negator reaches to its right, by language. Slavic negators stand right before what
they negate. A choice, not yet measured against others."""
PREPOSITION_REACH = 1
"""Words that may stand between a preposition and the gerund that it negates: `without ever signing`."""
DENIAL_REACH = 25
POST_DENIAL_REACH = 14


def find_negators(clause: Clause) -> list[Found[Mark]]:
    """The negators that reach the cue: no pause and no verb of speech between.

    One that is part of a denial (`it is not true that`) is told with it.
    """
    taken = (Mark.PSEUDO_NEGATOR, Mark.DENIER)
    pseudo = {
        index
        for mark in taken
        for found in clause.marks(mark, clause.start, clause.cue.end)
        for index in range(found.start, found.end)
    }
    lowest = clause.lowest(NEGATION_REACH[clause.grammar.language])
    return [
        found
        for found in clause.marks(Mark.NEGATOR, lowest, clause.cue.start)
        if found.start not in pseudo
        and not _governs_a_noun(clause, found)
        and not pauses(clause.words[found.end : clause.cue.start])
        and not clause.marks(Mark.SAYS, found.end, clause.cue.start)
    ]


def _governs_a_noun(clause: Clause, negator: Found[Mark]) -> bool:
    """Whether a preposition denies but its own noun: `without payment the state will leave`."""
    preposition = clause.words[negator.start].text in clause.grammar.words["oblique"]
    return preposition and clause.cue.start - negator.end > PREPOSITION_REACH


def find_denials(clause: Clause) -> list[Found[Mark]]:
    """The denials of the cue, before it or behind."""
    cue, words = clause.cue, clause.words
    lowest = max(0, cue.start - DENIAL_REACH)
    before = (
        found for found in clause.marks(Mark.DENIER, lowest, cue.start) if clause.reaches(found)
    )
    behind = (
        found
        for found in clause.marks(Mark.POST_DENIER, cue.end, len(words))
        if found.start <= cue.end + POST_DENIAL_REACH and not pauses(words[cue.end : found.start])
    )
    return [*before, *behind]
