"""What the words around a cue make of it: denied, only possible, past, or plain."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from monitor.config.lexicon import Cue, Grammar, Mark
from monitor.language.cues import Found
from monitor.language.lines import Word
from monitor.language.passages import Passage
from monitor.model.events import Stance, Status

NEGATION_REACH = 6
"""Words that a negator reaches to its right. A choice, not yet measured against others."""
MODAL_REACH = 12
"""Words from a modal verb to the verb that it colours, a subordinate subject between them."""
DENIAL_REACH = 25
POST_DENIAL_REACH = 14
BACKING_REACH = 7
"""Words between a conjunction and the verb of its clause."""
CLAUSE_END = frozenset(".;:!?()")
YEAR = re.compile(r"(19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Scope:
    """How a cue is meant, and the marks that say so, in order.

    `background`: it is context. `relative`: it stands in a clause that only describes a noun.
    """

    stance: Stance
    background: bool
    relative: bool
    why: tuple[str, ...]


def read_scope(passage: Passage, cue: Found[Cue], grammar: Grammar, year: int) -> Scope:
    """The scope of a cue in its passage.

    Args:
        passage: The sentence.
        cue: Where the cue stands in it.
        grammar: The grammar of its language.
        year: The year of publication: a clause about an earlier one is background.
    """
    start, end = clause_bounds(passage.words, cue.start, cue.end, grammar.words["break"])
    why: list[str] = []
    stance = cue.meaning.stance
    flipped = False
    if stance is not Stance.DENIED:  # negation is part of such a cue, and Slavic doubles it
        flipped = _negated(passage, cue, start, why) != _denied(passage, cue, why)
        stance = Stance.DENIED if flipped else stance
    question = passage.words[-1].text == "?" and cue.meaning.status is not Status.PROPOSED
    if stance is not Stance.DENIED or not flipped:
        modal = _modal(passage, cue, start, end, why)
        if (
            (question or modal)
            and cue.meaning.status is not Status.PROPOSED
            and (stance is Stance.ASSERTED or question)
        ):
            stance = Stance.HYPOTHETICAL
    if question:
        why.append("question")
    background = _subordinate(passage, cue, grammar, why) or _background(
        passage, cue, start, end, year, why
    )
    return Scope(stance, background, _is_relative(passage, cue, grammar), tuple(why))


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


def _marks(passage: Passage, mark: Mark, start: int, end: int) -> list[Found[Mark]]:
    return [
        found
        for found in passage.marks
        if found.meaning is mark and start <= found.start and found.end <= end
    ]


def _negated(passage: Passage, cue: Found[Cue], start: int, why: list[str]) -> bool:
    """Whether an odd number of negators reaches the cue from its left."""
    lowest = max(start, cue.start - NEGATION_REACH)
    pseudo = {
        index
        for found in _marks(passage, Mark.PSEUDO_NEGATOR, start, cue.end)
        for index in range(found.start, found.end)
    }
    words = passage.words
    reaching: set[int] = set()
    for found in _marks(passage, Mark.NEGATOR, lowest, cue.start):
        between = words[found.end : cue.start]
        if found.start in pseudo or any(word.text in {",", "-"} for word in between):
            continue
        if found.start not in reaching:
            reaching |= set(range(found.start, found.end))
            why.append(f"negator {found.source}")
    return bool(reaching)


def _denied(passage: Passage, cue: Found[Cue], why: list[str]) -> bool:
    before = [
        found
        for found in _marks(passage, Mark.DENIER, 0, cue.start)
        if cue.start - found.end <= DENIAL_REACH
    ]
    after = [
        found
        for found in _marks(passage, Mark.POST_DENIER, cue.end, len(passage.words))
        if found.start - cue.end <= POST_DENIAL_REACH
    ]
    why.extend(f"denial {found.source}" for found in (*before, *after))
    return bool(before or after)


def _modal(passage: Passage, cue: Found[Cue], start: int, end: int, why: list[str]) -> bool:
    words = passage.words
    near = [
        found
        for found in _marks(passage, Mark.MODAL, max(start, cue.start - MODAL_REACH), cue.start)
        if not any(word.text in {",", "-"} for word in words[found.end : cue.start])
        and not _is_reported_future(passage, found)
    ]
    inside = _marks(passage, Mark.CONDITION, start, end)
    why.extend(f"modal {found.source}" for found in (*near, *inside))
    return bool(near or inside)


def _is_reported_future(passage: Passage, modal: Found[Mark]) -> bool:
    """Whether a `would` is but the future of what somebody said."""
    if passage.words[modal.start].text != "would":
        return False
    return any(found.meaning is Mark.SAYS and found.end <= modal.start for found in passage.marks)


def _background(
    passage: Passage, cue: Found[Cue], start: int, end: int, year: int, why: list[str]
) -> bool:
    """Whether the clause tells of an earlier year or time."""
    years = [
        int(word.text)
        for word in passage.words[start:end]
        if YEAR.match(word.text) and len(word.text) == 4  # noqa: PLR2004 - digits of a year
    ]
    old = bool(years) and max(years) < year
    history = _marks(passage, Mark.HISTORY, start, end)
    if _in_protasis(passage, cue, start):
        why.append("in a condition")
        return True
    if old:
        why.append(f"year {max(years)}")
    why.extend(f"history {found.source}" for found in history)
    return old or bool(history)


def _in_protasis(passage: Passage, cue: Found[Cue], start: int) -> bool:
    """Whether a cue stands in an if-clause: what would have to happen first is no claim."""
    for found in _marks(passage, Mark.CONDITION, start, cue.start):
        between = passage.words[found.end : cue.start]
        if not any(word.text in {",", "-"} for word in between):
            return True
    return False


def _subordinate(passage: Passage, cue: Found[Cue], grammar: Grammar, why: list[str]) -> bool:
    """Whether a cue stands in a clause of time or cause: `once it expires`, `after it was held`."""
    for index in range(cue.start - 1, max(-1, cue.start - 1 - BACKING_REACH), -1):
        word = passage.words[index].text
        if not word[:1].isalnum() and word != "'s":
            return False
        behind = passage.words[index + 1].text
        if word in grammar.words["backing"] and behind not in grammar.words["deictic"]:
            why.append(f"subordinate to {word}")
            return True
    return False


def _is_relative(passage: Passage, cue: Found[Cue], grammar: Grammar) -> bool:
    """Whether a relative pronoun right behind a noun opens the cue's clause."""
    words = passage.words
    for index in range(cue.start - 1, max(0, cue.start - 1 - BACKING_REACH), -1):
        if not words[index].text[:1].isalnum():
            return False
        if words[index].text in grammar.words["relative"]:
            nouns = {mention.span.end for mention in passage.mentions}
            return index in nouns or words[index - 1].text == ","
    return False
