"""Known states that are no party → whether it is their agreement or talks that a cue tells of."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.lexicon import Cue, Grammar
from monitor.config.marks import Mark
from monitor.language.clauses import clause_bounds, marks_within, next_pause, sentence_bounds
from monitor.language.complements import is_with
from monitor.language.cues import Found
from monitor.language.partners import may_be_anybody
from monitor.language.passages import Mention, Passage, Span
from monitor.language.phrases import CONJUNCTIONS
from monitor.language.watch import CompiledEvent
from monitor.model.claims import Lifecycle, Status

DONE_BY_PARTIES = frozenset(
    {Status.REJECTED, Status.SUSPENDED, Status.ENDING, Status.ENDED},
)
"""Statuses of an agreement that nobody but its parties can bring about."""
ITS_PEOPLE = ("aux", "leader", "official", "organ", "other")
"""Kinds of words for who acts for a state, and auxiliaries."""
LEADING = ("oblique", "at_place", "govern")
"""Kinds of words that lead to who only is where something is, or whose it is."""
SUBJECT_REACH = 14
"""Words of a subject: `a beef exporter from one state and a supermarket chain from another`."""
ADJECTIVE_REACH = 2
"""Words from a state's adjective to the firm that is from there: `the Ruritanian oil company`."""
RELATIVE_REACH = 2
"""Words from a relative pronoun to the subject of its clause."""
WITH_REACH = 3
"""Words from a noun's `with` to its partner: `with the South American`."""


def is_done_by_another(
    passage: Passage, cue: Found[Cue], mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a known state that is no party turns down or leaves what it calls an agreement.

    `C rejects truce; A blames B`: but anybody may leave a treaty that is known by its own name.
    """
    signs = passage.signs_of(event)
    if cue.meaning.status not in DONE_BY_PARTIES or may_be_anybody(event, signs):
        return False
    start, end = sentence_bounds(passage.words, cue.start, cue.end)
    end = next_pause(passage, max(mention.span.end, cue.end), end, grammar)
    if mention.span.start < cue.start or any(signs.within(Span(start, end)).people()):
        return False
    return any(
        start <= span.start
        and entry not in event.states
        and _is_subject(passage, span, cue.start, grammar)
        for span, entry in passage.entities
    )


def _is_subject(passage: Passage, name: Span, end: int, grammar: Grammar) -> bool:
    """Whether a name or its people are what stands before a verb, and no preposition leads there."""
    if passage.is_led_to(name.start, grammar, *LEADING):
        return False
    own = (word.text for word in passage.words[name.end : end])
    return name.end <= end and all(t == "'s" or grammar.is_kind(t, *ITS_PEOPLE) for t in own)


def is_held_with_another(
    passage: Passage, cue: Found[Cue], mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a known state that is no party does it with one of the parties, the others unnamed.

    `C and its neighbours sign a pact with B`, but `C says A signed a pact with B`.
    """
    signs = passage.signs_of(event)
    if len(signs.parties) != 1 or may_be_anybody(event, signs):
        return False
    first = min(cue.start, mention.span.start)
    start, _ = clause_bounds(passage.words, first, first)
    if not _is_with_party(passage, mention, event, grammar):
        return False
    if any(signs.within(Span(start, first)).people()):
        return False
    return any(
        not _speaks(passage, name, cue) for name in _subjects(passage, start, first, event, grammar)
    )


def is_between_others(
    passage: Passage, cue: Found[Cue], event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a known state that is no party acts with somebody else, and no party is named.

    `C and the rebels reach a deal`.
    """
    if len(event.parties) == 1 or any(passage.signs_of(event).people()):
        return False
    start, _ = clause_bounds(passage.words, cue.start, cue.end)
    return any(
        passage.words[name.end].text in CONJUNCTIONS and not _speaks(passage, name, cue)
        for name in _subjects(passage, start, cue.start, event, grammar)
    )


def is_of_firms(passage: Passage, cue: Found[Cue], event: CompiledEvent, grammar: Grammar) -> bool:
    """Whether firms make an agreement, and none of the parties: `an exporter from A has signed`."""
    if event.lifecycle is not Lifecycle.AGREEMENT:
        return False
    start, _ = clause_bounds(passage.words, cue.start, cue.start)
    spoken = (m.end for m in marks_within(passage, Mark.SAYS, start, cue.start))
    subject = Span(max(start, *spoken, cue.start - SUBJECT_REACH), cue.start)
    firms = [
        index
        for index in range(subject.start, subject.end)
        if passage.words[index].text in grammar.words["firm"]
        and not _is_in_relative_clause(passage, index, grammar)
    ]
    beside = [Span(index - ADJECTIVE_REACH, index) for index in firms]
    return bool(firms) and all(
        any(span.overlaps(each) for each in beside)
        for span in passage.signs_of(event).within(subject).people()
    )


def _is_in_relative_clause(passage: Passage, index: int, grammar: Grammar) -> bool:
    """Whether a word is the subject of a relative clause: `a deal that companies called for`."""
    before = passage.words[max(0, index - RELATIVE_REACH) : index]
    return any(grammar.is_kind(word.text, "relative") for word in before)


def _is_with_party(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a party stands right behind a noun's `with`."""
    words, end = passage.words, mention.span.end
    if end >= len(words) or not is_with(words[end].text, grammar):
        return False
    partner = Span(end + 1, end + 1 + WITH_REACH)
    return any(span.overlaps(partner) for span in passage.signs_of(event).principals())


def _subjects(
    passage: Passage, start: int, end: int, event: CompiledEvent, grammar: Grammar
) -> Iterator[Span]:
    """The names of states among some words that no preposition leads to and the topic does not name."""
    for span, entry in passage.entities:
        inside = start <= span.start and span.end <= end
        if (
            inside
            and entry not in event.states
            and not passage.is_led_to(span.start, grammar, *LEADING)
        ):
            yield span


def _speaks(passage: Passage, name: Span, cue: Found[Cue]) -> bool:
    """Whether somebody only says so: a verb of speech stands between his name and the cue."""
    return bool(marks_within(passage, Mark.SAYS, name.end, cue.end))
