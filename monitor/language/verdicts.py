"""A clause → what is made of the talk that its cue is but a part of: denied, true, or left open.

What people deny they call reports, rumours, talk; the verbs they do it with are without number
(`tears into`, `makes short work of`, `wischt vom Tisch`). Few are those that pass hearsay on or
bear it out, so these are listed, and any other predicate of somebody denies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from monitor.config.marks import Mark
from monitor.language.clauses import Clause, pause_behind, pauses, sentence_bounds
from monitor.language.cues import Found
from monitor.language.hearsay import (
    PREDICATE_REACH,
    find_hearsay,
    is_circumstance,
    is_lexical,
)
from monitor.language.modality import VERB_LAST
from monitor.model.claims import Status

OBJECT_REACH = 4
"""Words of the noun phrase that a verb of rejection governs: `an entirely baseless report`."""


class Verdict(StrEnum):
    """What a sentence makes of hearsay."""

    DENIED = "denied"
    OPEN = "open"
    """Nobody says whether it is so, or only passes it on."""


def weigh_hearsay(
    clause: Clause, denials: Sequence[Found[Mark]]
) -> tuple[Verdict | None, list[Found[Mark]]]:
    """The verdict on the hearsay that a cue is part of, with the marks that say so.

    None where it is part of none, or where somebody bears it out.

    Args:
        clause: The clause of the cue.
        denials: What is known to deny the cue.
    """
    talk = find_hearsay(clause)
    if talk is None:
        return None, []
    return _judge(clause, talk, denials), [talk]


def rejects_hearsay(clause: Clause) -> bool:
    """Whether a cue that tells of a refusal refuses to believe: it has hearsay as its object."""
    if clause.cue.meaning.status is not Status.REJECTED:
        return False
    nearby = clause.marks(Mark.HEARSAY, clause.start, clause.cue.end + OBJECT_REACH)
    return any(
        clause.cue.start - each.end <= PREDICATE_REACH
        and not pauses(clause.words[each.end : clause.cue.start])
        for each in nearby
    )


def _judge(clause: Clause, talk: Found[Mark], denials: Sequence[Found[Mark]]) -> Verdict | None:
    start, _ = sentence_bounds(clause.words, talk.start, talk.start)
    negators = clause.marks(Mark.NEGATOR, start, talk.start)
    negated = any(not _overlaps(each, denials) for each in negators)
    if denials or _is_called_false(clause, start, talk):
        return Verdict.OPEN if negated and denials else Verdict.DENIED
    predicates = list(_predicates(clause, start, talk))
    end = _predicate_end(clause, talk, fronted=not predicates)
    speakers = clause.words[start : max(start, talk.start - 1)]
    by_outsiders = any(word.text in clause.grammar.words["outsider"] for word in speakers)
    if is_circumstance(clause, talk) or by_outsiders:
        return Verdict.OPEN
    if clause.marks(Mark.CREDIT, start, end):
        return Verdict.OPEN if negated else None
    if clause.marks(Mark.RELAY, start, end):
        return Verdict.OPEN
    return Verdict.DENIED if predicates else Verdict.OPEN


def _overlaps(mark: Found[Mark], others: Sequence[Found[Mark]]) -> bool:
    return any(mark.start < other.end and other.start < mark.end for other in others)


def _predicate_end(clause: Clause, talk: Found[Mark], *, fronted: bool) -> int:
    """The word behind which nothing tells what is done to hearsay: where verbs come last, a pause."""
    if fronted:
        return len(clause.words)
    if clause.grammar.language not in VERB_LAST:
        return talk.end
    return pause_behind(clause.words, clause.cue.end, len(clause.words))


def _is_called_false(clause: Clause, start: int, talk: Found[Mark]) -> bool:
    """Whether the sentence has a word for falsehood outside of what the hearsay says."""
    before = clause.marks(Mark.FALSEHOOD, start, talk.start)
    return bool(before or clause.marks(Mark.FALSEHOOD, clause.cue.end, len(clause.words)))


def _predicates(clause: Clause, start: int, talk: Found[Mark]) -> Iterator[int]:
    """The words by which somebody who is named may do something to the hearsay."""
    people = (i for i in range(start, talk.start) if _is_somebody(clause, i))
    first = next(people, None)
    if first is None:
        return iter(())
    behind = range(clause.cue.end, _predicate_end(clause, talk, fronted=False))
    return (i for i in (*range(first, talk.start), *behind) if is_lexical(clause, i))


def _is_somebody(clause: Clause, index: int) -> bool:
    kinds = ("official", "host", "together")
    named = clause.passage.is_named(index)
    return named or clause.grammar.is_kind(clause.words[index].text, *kinds)
