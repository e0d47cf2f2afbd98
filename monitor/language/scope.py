"""What the words around a cue make of it: denied, only possible, another status, or plain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.config.lexicon import Argument, Cue, Grammar, Mark
from monitor.language.clauses import PAUSES, clause_bounds, marks_within, pauses
from monitor.language.cues import Found
from monitor.language.lines import Word
from monitor.language.passages import Passage
from monitor.model.events import Lifecycle, Stance, Status

NEGATION_REACH = {"en": 6, "de": 6, "fr": 6, "ru": 3, "uk": 3}
"""Words that a negator reaches to its right, by language. Slavic negators stand right before what
they negate. A choice, not yet measured against others."""
MODAL_REACH = 12
"""Words from a modal verb to the verb that it colours, a subordinate subject between them."""
POST_MODAL_REACH = 14
"""Words from a noun to its predicate: `a delay of the long-planned summit of the two is likely`."""
DENIAL_REACH = 25
POST_DENIAL_REACH = 14
QUESTION = "question"
"""The reason that a question leaves with a claim."""
NOW = frozenset({Status.IN_FORCE, Status.HELD, Status.ENDED})
"""Statuses that are not yet where they are only to come: `will take effect on Sunday`."""
VERB_LAST = frozenset({"de"})
"""Languages in which a modal closes its clause: `dass der Besuch verschoben werden könnte`."""
NOMINAL = frozenset({Argument.NOUN, Argument.INSIDE})
"""Arguments of cues that are noun phrases: `a delay of the summit`."""
PLANS = frozenset({Status.PROPOSED, Status.CONFIRMED})
"""Statuses of a meeting that name a day or a place to come."""
TO_COME = frozenset({Status.CONFIRMED, Status.UNDERWAY})
"""Statuses of a meeting that, where only possible, are a proposal: `it could be convened`."""


@dataclass(frozen=True, slots=True)
class Scope:
    """How a cue is meant, and the marks that say so, in order.

    `status` is the cue's own unless its scope makes it another. `idle`: it says nothing at all, as
    a question whether two will meet.
    """

    status: Status
    stance: Stance
    idle: bool
    why: tuple[str, ...]


def read_scope(passage: Passage, cue: Found[Cue], lifecycle: Lifecycle, grammar: Grammar) -> Scope:
    """The scope of a cue in its passage.

    Source of what becomes of possible and of denied plans: docs/data-format.md, "Stance".
    """
    search = _Scope(passage, cue, grammar)
    status, stance = cue.meaning.status, cue.meaning.stance
    # Negation is part of a cue that denies by itself, and Slavic languages double it.
    if stance is not Stance.DENIED and search.is_flipped():
        status, stance = _flipped(cue.meaning, lifecycle), Stance.DENIED
        return Scope(status, stance, idle=False, why=tuple(search.why))
    moved = stance is Stance.ASSERTED and status in PLANS and search.is_moved()
    asked, possible = search.is_asked(), search.is_possible()
    why = tuple(search.why)
    if moved:
        possible |= status is Status.PROPOSED
        status = Status.RESCHEDULED
    to_come = status in NOW and not (asked or possible) and search.is_future()
    unreal = to_come or search.is_counterfactual()
    if status is Status.PROPOSED or unreal:
        return Scope(status, stance, idle=asked or unreal, why=why)
    if not (asked or possible) or (stance is not Stance.ASSERTED and not asked):
        return Scope(status, stance, idle=False, why=why)
    if status in TO_COME and not asked:
        return Scope(*search.doubted(), idle=False, why=tuple(search.why))
    idle = status is Status.CONFIRMED or (status is Status.UNDERWAY and possible)
    return Scope(status, Stance.HYPOTHETICAL, idle=idle, why=why)


def _flipped(cue: Cue, lifecycle: Lifecycle) -> Status:
    """What is denied by a denied plan: `no visit is being prepared` denies that one will be."""
    if lifecycle is not Lifecycle.MEETING or cue.status is not Status.PROPOSED or cue.concrete:
        return cue.status
    is_plan = cue.argument in {Argument.SUBJECT, Argument.NOUN, Argument.INSIDE}
    return Status.CONFIRMED if is_plan else cue.status


class _Scope:
    """The marks around one cue; `why` collects those that counted."""

    def __init__(self, passage: Passage, cue: Found[Cue], grammar: Grammar) -> None:
        self._passage = passage
        self._cue = cue
        self._grammar = grammar
        self._start, self._end = clause_bounds(
            passage.words, cue.start, cue.end, grammar.words["break"]
        )
        self.why: list[str] = []

    def is_flipped(self) -> bool:
        """Whether the cue is negated or denied, but not both."""
        return self._is_negated() != self._is_denied()

    def is_asked(self) -> bool:
        """Whether the sentence is a question, or a particle behind the verb makes it one."""
        words, kinds = self._passage.words, self._grammar.words
        behind = words[self._cue.end : self._cue.end + 1]
        asked = (
            words[-1].text == "?"
            or any(word.text in kinds["enclitic"] for word in behind)
            or any(self._is_indirect(index) for index in range(self._start, self._cue.start))
        )
        if asked:
            self.why.append(QUESTION)
        return asked

    def is_moved(self) -> bool:
        """Whether another day or place than before is named for the plan that the cue tells."""
        found = self._marks(Mark.MOVE, self._start, self._end)
        self.why.extend(f"{each.meaning} {each.source}" for each in found)
        return bool(found)

    def is_counterfactual(self) -> bool:
        """Whether the cue tells what was to be and was not."""
        lowest = max(self._start, self._cue.start - MODAL_REACH)
        marks = self._marks(Mark.COUNTERFACTUAL, lowest, self._cue.end)
        return any(found.start < self._cue.start and self._reaches(found) for found in marks)

    def is_future(self) -> bool:
        """Whether an auxiliary of the future stands right before the cue, adverbs aside."""
        words = self._passage.words
        for index in range(self._cue.start - 1, -1, -1):
            if words[index].text in self._grammar.words["future"]:
                return True
            if words[index].text not in self._grammar.words["aux"]:
                return False
        return False

    def doubted(self) -> tuple[Status, Stance]:
        """What a plan is that is only possible: a proposal, or at risk where somebody doubts it."""
        found = self._doubts(self._end)
        self.why.extend(f"{each.meaning} {each.source}" for each in found)
        return (
            (Status.POSTPONED, Stance.HYPOTHETICAL) if found else (Status.PROPOSED, Stance.ASSERTED)
        )

    def _doubts(self, end: int) -> list[Found[Mark]]:
        lowest = max(self._start, self._cue.start - MODAL_REACH)
        return [each for each in self._marks(Mark.DOUBT, lowest, end) if self._holds(each)]

    def _holds(self, mark: Found[Mark]) -> bool:
        """Whether no negator stands right before a mark: nobody doubts what is `no doubt`."""
        return not any(
            found.end == mark.start
            for found in self._passage.marks
            if found.meaning is Mark.NEGATOR
        )

    def _is_indirect(self, index: int) -> bool:
        """Whether a word opens the cue's clause as an indirect question: `whether they meet`."""
        words = self._passage.words
        asks = words[index].text in self._grammar.words["interrogative"]
        return asks and not pauses(words[index : self._cue.start])

    def is_possible(self) -> bool:
        """Whether a modal reaches the cue, or a condition stands in its clause."""
        found = [*self._modals(), *self._conditions(), *self._post_modals()]
        self.why.extend(f"{each.meaning} {each.source}" for each in found)
        return bool(found)

    def _is_negated(self) -> bool:
        lowest = max(self._start, self._cue.start - NEGATION_REACH[self._grammar.language])
        pseudo = {
            index
            for found in self._marks(Mark.PSEUDO_NEGATOR, self._start, self._cue.end)
            for index in range(found.start, found.end)
        }
        negators = [
            found
            for found in self._marks(Mark.NEGATOR, lowest, self._cue.start)
            if found.start not in pseudo
            and not pauses(self._between(found))
            and not self._marks(Mark.SAYS, found.end, self._cue.start)
        ]
        self.why.extend(f"negator {found.source}" for found in negators)
        return bool(negators)

    def _is_denied(self) -> bool:
        words = self._passage.words
        lowest = max(0, self._cue.start - DENIAL_REACH)
        before = [
            found
            for found in self._marks(Mark.DENIER, lowest, self._cue.start)
            if self._reaches(found)
        ]
        highest = min(len(words), self._cue.end + POST_DENIAL_REACH + 1)
        after = [
            found
            for found in self._marks(Mark.POST_DENIER, self._cue.end, len(words))
            if found.start < highest and not pauses(words[self._cue.end : found.start])
        ]
        self.why.extend(f"denial {found.source}" for found in (*before, *after))
        return bool(before or after)

    def _modals(self) -> list[Found[Mark]]:
        lowest = max(self._start, self._cue.start - MODAL_REACH)
        return [
            found
            for found in (
                *self._marks(Mark.MODAL, lowest, self._cue.start),
                *self._doubts(self._cue.start),
            )
            if self._reaches(found) and not self._is_no_modal(found)
        ]

    def _post_modals(self) -> list[Found[Mark]]:
        """The predicates behind a cue that is a noun or a gerund, its own for all one can see.

        Where verbs come last, a modal right behind the cue and its auxiliaries counts as well.
        """
        if self._grammar.language in VERB_LAST:
            end = self._behind_auxiliaries()
            cluster = [each for each in self._passage.marks if each.start == end]
            if any(each.meaning in {Mark.MODAL, Mark.POST_MODAL} for each in cluster):
                return cluster
        gerund = self._passage.words[self._cue.start].text in self._grammar.words["active"]
        if self._cue.meaning.argument not in NOMINAL and not gerund:
            return []
        highest = min(self._end, self._cue.end + POST_MODAL_REACH)
        return [
            found
            for found in self._marks(Mark.POST_MODAL, self._cue.end, self._end)
            if found.start < highest
            and not pauses(self._passage.words[self._cue.end : found.start])
        ]

    def _behind_auxiliaries(self) -> int:
        """The first word behind the cue that is no auxiliary, modals aside."""
        modal = {f.start for f in self._passage.marks if f.meaning in {Mark.MODAL, Mark.POST_MODAL}}
        words, end = self._passage.words, self._cue.end
        while (
            end < len(words) and end not in modal and words[end].text in self._grammar.words["aux"]
        ):
            end += 1
        return end

    def _conditions(self) -> list[Found[Mark]]:
        words = self._passage.words
        return [
            found
            for found in self._marks(Mark.CONDITION, self._start, self._end)
            if not (found.start and words[found.start - 1].text in self._grammar.words["asking"])
        ]

    def _reaches(self, mark: Found[Mark]) -> bool:
        """Whether no pause parts a mark from the cue, but for one that opens a content clause."""
        between = self._between(mark)
        last = max((i for i, word in enumerate(between) if word.text in PAUSES), default=-1)
        if last < 0:
            return True
        opens = between[last + 1 : last + 2]
        return any(word.text in self._grammar.words["complementizer"] for word in opens)

    def _between(self, mark: Found[Mark]) -> Sequence[Word]:
        return self._passage.words[mark.end : self._cue.start]

    def _is_no_modal(self, modal: Found[Mark]) -> bool:
        """Whether a `would` is but the future of what somebody said, or a `May` a month."""
        word = self._passage.words[modal.start]
        if word.capital and modal.start and word.text in self._grammar.months:
            return True
        return word.text == "would" and bool(self._marks(Mark.SAYS, 0, modal.start))

    def _marks(self, mark: Mark, start: int, end: int) -> list[Found[Mark]]:
        return marks_within(self._passage, mark, start, end)
