"""What the words around a cue make of it: denied, only possible, another status, or plain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from monitor.config.lexicon import Argument, Cue, Grammar
from monitor.config.marks import Mark
from monitor.language.clauses import Clause, clause_of, pauses
from monitor.language.conditions import find_conditions
from monitor.language.cues import Found
from monitor.language.modality import (
    find_doubts,
    find_modality,
    is_counterfactual,
    is_future,
    is_purpose,
)
from monitor.language.negation import find_denials, find_negators
from monitor.language.passages import Passage
from monitor.language.verdicts import Verdict, rejects_hearsay, weigh_hearsay
from monitor.model.claims import Lifecycle, Stance, Status

QUESTION = "question"
"""The reason that a question leaves with a claim."""
NOW = frozenset({Status.IN_FORCE, Status.HELD, Status.ENDED, Status.AGREED})
"""Statuses that are not yet where they are only to come: `will take effect on Sunday`."""
AIMS = frozenset({Status.AGREED, Status.HELD})
"""Statuses that an infinitive only aims at: `they try to reach an agreement`. Source: of 7 such
claims none was right, in 2,700 short texts and 730 articles."""
PLANS = frozenset({Status.PROPOSED, Status.CONFIRMED})
"""Statuses of a meeting that name a day or a place to come."""
REFUSALS = {Status.AGREED: Status.REJECTED, Status.CONFIRMED: Status.CANCELLED}
"""What it comes to that a status is denied on a condition. Source: docs/data-format.md, "Stance":
`will terminate unless` is possible, not denied."""
TO_COME = frozenset({Status.CONFIRMED, Status.UNDERWAY})
"""Statuses of a meeting that, where only possible, are a proposal: `it could be convened`."""


@dataclass(frozen=True, slots=True)
class Scope:
    """How a cue is meant, and the marks that say so, in order.

    `status` is the cue's own unless its scope makes it another. `idle`: it says nothing at all, as
    a question whether two will meet. `hearsay`: it is but talked of, by nobody knows whom.
    """

    status: Status
    stance: Stance
    idle: bool
    why: tuple[str, ...]
    hearsay: bool = False


def read_scope(passage: Passage, cue: Found[Cue], lifecycle: Lifecycle, grammar: Grammar) -> Scope:
    """The scope of a cue in its passage.

    Source of what becomes of possible and of denied plans: docs/data-format.md, "Stance".
    """
    clause = clause_of(passage, cue, grammar)
    status, stance = cue.meaning.status, cue.meaning.stance
    general = clause.marks(Mark.GENERIC, 0, len(clause.words))
    if general or _is_left_open(clause) or rejects_hearsay(clause):
        return Scope(status, stance, idle=True, why=())
    negators, denials = find_negators(clause), find_denials(clause)
    verdict, talk = weigh_hearsay(clause, denials)
    if verdict is Verdict.DENIED:
        denials = [*denials, *talk]
        negators = [each for each in negators if each.start > talk[0].start]
    elif verdict is Verdict.OPEN:
        denials = []
    why = tuple(_reasons(*negators, *denials))
    # Negation is part of a cue that denies by itself, and Slavic languages double it; what is
    # negated and denied is neither.
    if stance is not Stance.DENIED and bool(negators) != bool(denials):
        return _denied(clause, _flipped(cue.meaning, lifecycle), why)
    if is_counterfactual(clause) or is_purpose(clause) or _asks_more(clause):
        return Scope(status, stance, idle=True, why=why)
    if _has_just_begun(clause):
        return Scope(Status.UNDERWAY, stance, idle=is_asked(clause), why=why)
    scope = _weigh(clause, why)
    return replace(scope, hearsay=verdict is Verdict.OPEN and scope.stance is Stance.ASSERTED)


def _weigh(clause: Clause, why: tuple[str, ...]) -> Scope:
    """What questions, modals and other dates make of a cue that nobody denies."""
    cue = clause.cue.meaning
    moves = _moves(clause) if cue.stance is Stance.ASSERTED and cue.status in PLANS else []
    modality = find_modality(clause)
    asked = is_asked(clause)
    why = (*why, *_reasons(*moves), *([QUESTION] if asked else []), *_reasons(*modality))
    possible = bool(modality) or bool(moves and cue.status is Status.PROPOSED)
    status = Status.RESCHEDULED if moves else cue.status
    if status is Status.PROPOSED:
        return Scope(status, cue.stance, idle=asked, why=why)
    if not (asked or possible):
        return _settled(clause, status, why)
    if cue.stance is not Stance.ASSERTED and not asked:
        denied = cue.stance is Stance.DENIED
        plain = Scope(status, cue.stance, idle=False, why=why)
        return _denied(clause, status, why) if denied else plain
    if status in TO_COME and not asked:
        return _uncertain_plan(clause, why)
    idle = status is Status.CONFIRMED or (status is Status.UNDERWAY and possible)
    aimed_at = status in AIMS and _is_infinitive(clause)
    return Scope(status, Stance.HYPOTHETICAL, idle=idle or aimed_at, why=why)


def _is_infinitive(clause: Clause) -> bool:
    """Whether a particle right before the cue makes it an infinitive: `to sign`, `de conclure`."""
    before = clause.words[max(clause.cue.start - 1, 0) : clause.cue.start]
    return any(word.text in clause.grammar.words["particle"] for word in before)


def _settled(clause: Clause, status: Status, why: tuple[str, ...]) -> Scope:
    """What a cue is that nothing makes doubtful: what will only begin is a plan."""
    stance = clause.cue.meaning.stance
    to_come = stance is Stance.ASSERTED and is_future(clause)
    if to_come and status is Status.UNDERWAY:
        return Scope(Status.CONFIRMED, stance, idle=False, why=why)
    return Scope(status, stance, idle=to_come and status in NOW, why=why)


def _uncertain_plan(clause: Clause, why: tuple[str, ...]) -> Scope:
    """What a plan is that is only possible: a proposal, or at risk where somebody doubts it."""
    doubts = find_doubts(clause, clause.end)
    if not doubts:
        return Scope(Status.PROPOSED, Stance.ASSERTED, idle=False, why=why)
    why = (*why, *_reasons(*doubts))
    return Scope(Status.POSTPONED, Stance.HYPOTHETICAL, idle=False, why=why)


def _denied(clause: Clause, status: Status, why: tuple[str, ...]) -> Scope:
    """The denial of a status, or what it threatens: `we will not sign unless they pay`."""
    refused = REFUSALS.get(status)
    conditions = find_conditions(clause) if refused else []
    if refused and conditions:
        why = (*why, *_reasons(*conditions))
        return Scope(refused, Stance.HYPOTHETICAL, idle=False, why=why)
    return Scope(status, Stance.DENIED, idle=False, why=why)


def _flipped(cue: Cue, lifecycle: Lifecycle) -> Status:
    """What is denied by a denied plan: `no visit is being prepared` denies that one will be."""
    if lifecycle is not Lifecycle.MEETING or cue.status is not Status.PROPOSED or cue.concrete:
        return cue.status
    is_plan = cue.argument in {Argument.SUBJECT, Argument.NOUN, Argument.INSIDE}
    return Status.CONFIRMED if is_plan else cue.status


def is_asked(clause: Clause) -> bool:
    """Whether the sentence is a question, or a particle behind the verb makes it one."""
    words, cue = clause.words, clause.cue
    return (
        words[-1].text == "?"
        or any(
            word.text in clause.grammar.words["enclitic"] for word in words[cue.end : cue.end + 1]
        )
        or any(_is_indirect(clause, index) for index in range(clause.start, cue.start))
    )


def _is_indirect(clause: Clause, index: int) -> bool:
    """Whether a word opens the cue's clause as an indirect question: `whether they meet`."""
    asks = clause.words[index].text in clause.grammar.words["interrogative"]
    return asks and not pauses(clause.words[index : clause.cue.start])


def _asks_more(clause: Clause) -> bool:
    """Whether a question takes for granted what it asks the reason, day or place of: `why was`."""
    words = clause.words
    opening = words[max(clause.start - 1, 0) : clause.start + 1]
    return words[-1].text == "?" and any(
        word.text in clause.grammar.words["wh"] for word in opening
    )


def _is_left_open(clause: Clause) -> bool:
    """Whether a plan is for no day at all, or one of which somebody will not speak.

    Source: docs/data-format.md, "some day" and "declined to comment".
    """
    unsaid = clause.marks(Mark.UNSAID, clause.start, clause.cue.start)
    some_day = clause.marks(Mark.SOME_DAY, clause.start, clause.end)
    is_plan = clause.cue.meaning.status in PLANS
    return is_plan and (bool(some_day) or any(map(clause.reaches, unsaid)))


def _has_just_begun(clause: Clause) -> bool:
    """Whether people did but the first of what goes on: `they met on Monday, opening a summit`."""
    cue = clause.cue.meaning
    met = cue.argument is Argument.PARTIES and cue.status is Status.HELD
    return met and bool(clause.marks(Mark.INCEPTION, clause.cue.end, len(clause.words)))


def _moves(clause: Clause) -> list[Found[Mark]]:
    """Another day or place than before, named for the plan that the cue tells."""
    return clause.marks(Mark.MOVE, clause.start, clause.end)


def _reasons(*marks: Found[Mark]) -> Iterator[str]:
    return (f"{mark.meaning} {mark.source}" for mark in marks)
