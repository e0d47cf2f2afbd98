"""What people do in a meeting's stead: whether they only spoke by telephone."""

from __future__ import annotations

from monitor.config.lexicon import Cue, Grammar
from monitor.config.marks import Mark
from monitor.language.clauses import clause_bounds, marks_within, next_pause
from monitor.language.cues import Found, names_kind
from monitor.language.passages import Mention, Passage
from monitor.language.watch import CompiledEvent
from monitor.model.claims import Lifecycle, Status

MODIFIER_REACH = 2
"""Words before a noun, or behind it, in which its modifiers stand: `talks held by telephone`."""
ADJUNCT_REACH = 3
"""Words before a telephone that say when or whether: `met after a long phone call`, `not by`."""
DONE = frozenset({Status.UNDERWAY, Status.HELD})
"""Statuses that a talk by telephone has itself; plans may well be made in one."""
CONTINUING = ("oblique", "govern", "at_place")
"""Kinds of words that lead from a noun to how it was held."""


def is_by_telephone(
    passage: Passage,
    cue: Found[Cue],
    mention: Mention | None,
    event: CompiledEvent,
    grammar: Grammar,
) -> bool:
    """Whether a noun is talks by telephone, or people spoke so, where the event is a meeting.

    `The telephone talks`, `they spoke for an hour by telephone`; but `by telephone they agreed to
    meet` tells of a meeting.
    """
    if event.lifecycle is not Lifecycle.MEETING or _is_a_call(event):
        return False
    if mention is not None and _describes(passage, mention, grammar):
        return True
    if cue.meaning.status not in DONE:
        return False
    start, end = _clause(passage, cue, grammar)
    return any(
        _is_telephone(passage, index, grammar) and not _is_set_apart(passage, index, grammar)
        for index in range(start, end)
    )


def _is_a_call(event: CompiledEvent) -> bool:
    """Whether the event itself is a call by telephone, by what its user calls it."""
    return any(names_kind(name, "telephone") for name in (event.event.name, *event.event.terms))


def _describes(passage: Passage, mention: Mention, grammar: Grammar) -> bool:
    """Whether a telephone stands in a noun's compound, right before it or right behind it."""
    start, end = mention.span.start, mention.span.end
    behind = end
    while behind < end + MODIFIER_REACH and behind < len(passage.words):
        if not grammar.is_kind(passage.words[behind].text, *CONTINUING):
            break
        behind += 1
    near = (*range(max(0, start - MODIFIER_REACH), end), *range(behind, behind + 1))
    return any(_is_telephone(passage, index, grammar) for index in near)


def _is_telephone(passage: Passage, index: int, grammar: Grammar) -> bool:
    words = passage.words
    return index < len(words) and words[index].text in grammar.words["telephone"]


def _clause(passage: Passage, cue: Found[Cue], grammar: Grammar) -> tuple[int, int]:
    """The words of a cue's clause, without who says it: `it is over, he said by telephone`."""
    start, end = clause_bounds(passage.words, cue.start, cue.end, grammar.words["break"])
    before = marks_within(passage, Mark.SAYS, start, cue.start)
    behind = marks_within(passage, Mark.SAYS, cue.end, end)
    start = max((found.end for found in before), default=start)
    end = min((found.start for found in behind), default=end)
    return start, max(cue.end, next_pause(passage, cue.end, end, grammar))


def _is_set_apart(passage: Passage, index: int, grammar: Grammar) -> bool:
    """Whether a telephone only tells when or how not: `after a call by phone`, `not by telephone`."""
    first = max(0, index - ADJUNCT_REACH)
    denied = marks_within(passage, Mark.NEGATOR, first, index)
    return bool(denied) or any(
        grammar.is_kind(word.text, "temporal", "backing")
        and word.text not in grammar.words["agent"]
        for word in passage.words[first:index]
    )
