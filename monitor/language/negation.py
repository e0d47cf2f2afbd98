"""A clause → what negates its cue, and what denies it from before or behind."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.lexicon import Argument
from monitor.config.marks import Mark
from monitor.language.clauses import Clause, pause_behind, pauses
from monitor.language.cues import Found
from monitor.language.phrases import CONJUNCTIONS
from monitor.model.claims import Stance, Status

NEGATION_REACH = {"en": 6, "de": 6, "fr": 6, "ru": 3, "uk": 3}
"""Words that a negator reaches to its right, by language. Slavic negators stand right before what
they negate. A choice, not yet measured against others."""
PREPOSITION_REACH = 1
"""Words that may stand between a preposition and the gerund that it negates: `without ever signing`."""
VERDICT_REACH = 2
"""Words between what is called false and the clause that says it: `a lie to say that`."""
NOMINAL = frozenset({Argument.NOUN, Argument.INSIDE})
"""Arguments of cues that are nouns, which `and` may join to more of what is denied."""
ACTS = frozenset({Status.AGREED, Status.IN_FORCE, Status.EXTENDED})
"""Statuses that an act brings about, which has not taken place where it is put off."""
POSSIBLE = (Mark.MODAL, Mark.POST_MODAL)
"""What leaves open whether an act is put off at all."""
DENIAL_REACH = 25
POST_DENIAL_REACH = 14


def find_negators(clause: Clause) -> list[Found[Mark]]:
    """The negators that reach the cue: no pause and no verb of speech between.

    One that is part of a denial (`it is not true that`) is told with it.
    """
    pseudo = {
        index
        for mark in (Mark.PSEUDO_NEGATOR, Mark.DENIER)
        for found in clause.marks(mark, clause.start, clause.cue.end)
        for index in range(found.start, found.end)
    }
    lowest = clause.lowest(NEGATION_REACH[clause.grammar.language])
    return [
        found
        for found in clause.marks(Mark.NEGATOR, clause.start, clause.cue.start)
        if found.end > lowest
        and found.start not in pseudo
        and not _governs_a_noun(clause, found)
        and not pauses(clause.words[found.end : clause.cue.start])
        and not clause.marks(Mark.SAYS, found.end, clause.cue.start)
        and not clause.marks(Mark.ALTERNATIVE, found.end, clause.cue.start)  # `stay, or I will`
    ]


def _governs_a_noun(clause: Clause, negator: Found[Mark]) -> bool:
    """Whether a preposition denies but its own noun: `without payment the state will leave`."""
    preposition = clause.words[negator.start].text in clause.grammar.words["oblique"]
    return preposition and clause.cue.start - negator.end > PREPOSITION_REACH


def find_denials(clause: Clause) -> list[Found[Mark]]:
    """The denials of the cue, before it or behind."""
    cue, words = clause.cue, clause.words
    lowest = max(0, cue.start - DENIAL_REACH)
    guesses = cue.meaning.stance is Stance.HYPOTHETICAL  # `ruled out the idea of a delay`
    before = (
        found
        for found in clause.marks(Mark.DENIER, lowest, cue.end if guesses else cue.start)
        if found.start < cue.start
        and clause.reaches(found)
        and not is_resumed(clause, found)
        and not _quotes(clause, found)
    )
    behind = (
        found
        for found in clause.marks(Mark.POST_DENIER, cue.end, len(words))
        if found.start <= cue.end + POST_DENIAL_REACH and _is_predicate(clause, found)
    )
    nouns = (*_predicate_nouns(clause), *_deferrals(clause))
    return [*before, *behind, *_verdicts(clause), *nouns]


def _deferrals(clause: Clause) -> Iterator[Found[Mark]]:
    """The predicates that put off the act that the cue names: `the signing has been put off`."""
    cue, words = clause.cue, clause.words
    if cue.meaning.argument not in NOMINAL or cue.meaning.status not in ACTS:
        return
    for found in clause.marks(Mark.DEFERRAL, cue.end, clause.end):
        between = words[cue.end : found.start]
        possible = any(clause.marks(each, cue.end, found.end) for each in POSSIBLE)
        if found.start <= cue.end + POST_DENIAL_REACH and not (possible or pauses(between)):
            yield found


def _is_behind(clause: Clause, verdict: Found[Mark]) -> bool:
    """Whether a word follows right on the comma that closes the clause of the cue."""
    words, end = clause.words, clause.cue.end
    closing = pause_behind(words, end, len(words))
    return closing < verdict.start <= closing + VERDICT_REACH


def _predicate_nouns(clause: Clause) -> Iterator[Found[Mark]]:
    """What a noun is called behind its copula: `a delay of the summit is nonsense`."""
    if clause.cue.meaning.argument not in NOMINAL:
        return
    for found in clause.marks(Mark.FALSEHOOD, clause.cue.end + 1, len(clause.words)):
        near = clause.words[max(found.start - VERDICT_REACH, clause.cue.end) : found.start]
        copula = any(clause.grammar.is_kind(word.text, "aux", "passive") for word in near)
        if copula and not pauses(clause.words[clause.cue.end : found.start]):
            yield found


def _is_predicate(clause: Clause, denial: Found[Mark]) -> bool:
    """Whether a denial behind a cue is said of it: no pause, and no verb joined to it as its equal."""
    between = clause.words[clause.cue.end : denial.start]
    joined = any(word.text in CONJUNCTIONS for word in between)
    return not pauses(between) and not (joined and clause.cue.meaning.argument not in NOMINAL)


def _verdicts(clause: Clause) -> Iterator[Found[Mark]]:
    """What calls the clause of a cue false: `it is a lie that it is off`, `that it is off is a lie`."""
    content = clause.grammar.words["complementizer"]
    first = 2 if [word.text for word in clause.words[1:2]] == [","] else 0  # `То, что …`
    opens = [i for i in range(clause.cue.start) if clause.words[i].text in content]
    if not opens or pauses(clause.words[opens[-1] : clause.cue.start]):
        return
    for found in clause.marks(Mark.FALSEHOOD, 0, len(clause.words)):
        before = 0 <= opens[-1] - found.end <= VERDICT_REACH
        behind = _is_behind(clause, found) if opens[-1] != first else found.start >= clause.cue.end
        if before or behind:
            yield found


def _quotes(clause: Clause, denial: Found[Mark]) -> bool:
    """Whether what follows a denial is what is said instead: `denied it: "The summit is on"`."""
    return any(word.text == ":" for word in clause.words[denial.end : clause.cue.start])


def is_resumed(clause: Clause, mark: Found[Mark]) -> bool:
    """Whether the sentence goes on behind what a mark governs, with what its subject does next.

    `denied a rift and said the summit is off`, `laughed off rumours of a rift and cancelled it`.
    Where the mark governs a clause, only a verb of speech goes on for certain.
    """
    cue, words = clause.cue, clause.words
    says = {found.start for found in clause.passage.marks if found.meaning is Mark.SAYS}
    for index in range(mark.end, cue.start):
        if words[index].text not in CONJUNCTIONS:
            continue
        verb = _behind_auxiliaries(clause, index + 1)
        if verb in says and verb <= cue.start:
            return True
        if verb == cue.start and cue.meaning.argument is not Argument.NOUN:
            content = clause.grammar.words["complementizer"]
            return not any(word.text in content for word in words[mark.start : index])
    return False


def _behind_auxiliaries(clause: Clause, index: int) -> int:
    while index < clause.cue.start and clause.words[index].text in clause.grammar.words["aux"]:
        index += 1
    return index
