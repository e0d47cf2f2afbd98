"""A mention of an event → why it is another one than the watched."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.gazetteer import load_gazetteer
from monitor.config.lexicon import Grammar, Mark
from monitor.language.clauses import clause_bounds
from monitor.language.folding import fold
from monitor.language.levels import is_of_another_level
from monitor.language.passages import Mention, Passage, Signs, Span
from monitor.language.watch import CompiledEvent
from monitor.model.events import Lifecycle

MODIFIER_REACH = 3
"""Words before a noun in which its modifiers stand."""
OWNER_REACH = 15
"""Words between a possessive and the subject that it stands for."""
NAME_REACH = 6
"""Words between an event noun and the names that say whose it is."""
A_NEW_ONE = "a new one"
"""Why an agreement that is first spoken of is none that is known by its own name."""


def is_rival(passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar) -> str:
    """Why a mention is another event than this one; empty if nothing says so."""
    signs = passage.signs.get(event.id, Signs())
    first, last = mention.span.start, mention.span.end
    near = Span(max(0, first - MODIFIER_REACH), min(len(passage.words), last + 2))
    if any(span.overlaps(near) for span in signs.excludes):
        return "near miss"
    if is_of_another_level(tuple(_describing(passage, mention, event, grammar)), event, grammar):
        return "another level"
    if _is_a_new_one(passage, mention, event, grammar):
        return A_NEW_ONE
    if event.lifecycle is Lifecycle.MEETING and _is_about(passage, mention, signs, grammar):
        return "about it"
    foreign = _foreign_partner(passage, mention, event, grammar)
    return f"another partner: {foreign}" if foreign else ""


def _describing(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> Iterator[str]:
    """The words that say whose meeting it is: modifiers, compounds, partners, the subject.

    The subject counts where it owns the noun (`their session`), or the noun is none of the event's.
    """
    words, first = passage.words, mention.span.start
    spoken = max(
        (m.end for m in passage.marks if m.meaning is Mark.SAYS and m.end <= first), default=0
    )
    lowest = max(spoken, first - MODIFIER_REACH)
    pause = max((i + 1 for i in range(lowest, first) if not words[i].text[:1].isalnum()), default=0)
    for word in words[max(lowest, pause) : mention.span.end]:
        if word.text not in grammar.words["determiner"]:
            yield word.text
    yield from _partners(passage, mention, grammar)
    owned = first and words[first - 1].text in grammar.words["possessive"]
    if owned or not passage.signs.get(event.id, Signs()).covers(mention.span):
        start, _ = clause_bounds(words, first, first)
        yield from (word.text for word in words[max(start, spoken, first - OWNER_REACH) : first])


def _partners(passage: Passage, mention: Mention, grammar: Grammar) -> Iterator[str]:
    """The words behind a noun's `with`: `talks with the French ambassador`."""
    words, end = passage.words, mention.span.end
    if end < len(words) and words[end].text in grammar.words["with"]:
        for word in words[end + 1 : end + 1 + MODIFIER_REACH]:
            if not word.text[:1].isalnum():
                return
            yield word.text


def _is_about(passage: Passage, mention: Mention, signs: Signs, grammar: Grammar) -> bool:
    """Whether a meeting has the event as its subject: `a hearing on the`, `a summit on a summit`.

    Where the noun is one of the event's own, its preposition must stand right behind it and lead
    straight to the event.
    """
    start = mention.span.end
    own = signs.covers(mention.span)
    behind = [span for span in (*signs.terms, *signs.names) if 0 < span.start - start <= NAME_REACH]
    for span in behind:
        topical = [_is_topical(word.text, grammar) for word in passage.words[start : span.start]]
        if topical[0] and sum(topical) == 1 if own else any(topical):
            return True
    return False


def _is_topical(word: str, grammar: Grammar) -> bool:
    """Whether a preposition may lead to what something is about: neither to a place nor a time."""
    kinds = grammar.words
    return word in kinds["oblique"] and word not in kinds["at_place"]


def _foreign_partner(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """A known state or person that the noun belongs to and that is no party of the event."""
    own = {party.entry for party in event.parties}
    if None in own:
        return ""
    signs = passage.signs.get(event.id, Signs())
    for span, entry in passage.entities:
        if entry in own or signs.covers(span):
            continue
        before = _before_name(passage, span)
        joined = (span.end == mention.span.start and not _is_seat(passage, span, entry)) or (
            mention.span.end <= span.start <= mention.span.end + NAME_REACH
            and before in grammar.words["with"]
        )
        if joined:
            return entry
    return ""


def _is_seat(passage: Passage, span: Span, entry: str) -> bool:
    """Whether a name is that of a capital: `the Rome talks` are held there, with whomever."""
    name = " ".join(word.text for word in passage.words[span.start : span.end])
    return any(name.startswith(fold(place).rstrip("*")) for place in load_gazetteer()[entry].places)


def _before_name(passage: Passage, span: Span) -> str:
    """The word before a name and the given names that lead it; empty at the sentence's start."""
    index = span.start - 1
    while index > 0 and passage.words[index].capital:
        index -= 1
    return passage.words[index].text if index >= 0 else ""


def _is_a_new_one(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether the noun is some other agreement than a treaty that is known by its own name."""
    if event.lifecycle is not Lifecycle.AGREEMENT or len(event.parties) > 1:
        return False
    signs = passage.signs.get(event.id, Signs())
    own = (
        *signs.parties.get(0, ()),
        *signs.names,
        *(s for s in signs.terms if s.end - s.start > 1),
    )
    if any(span.overlaps(mention.span) for span in own):
        return False
    words = passage.words[max(0, mention.span.start - MODIFIER_REACH) : mention.span.start]
    return any(word.text in grammar.words["indefinite"] for word in words)
