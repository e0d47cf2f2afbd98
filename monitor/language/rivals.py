"""A mention of an event → why it is another one than the watched; people → whether they are its."""

from __future__ import annotations

from monitor.config.gazetteer import Scope as Level
from monitor.config.lexicon import Cue, Grammar
from monitor.language.cues import Found
from monitor.language.passages import Mention, Passage, Signs, Span
from monitor.language.scope import clause_bounds, pauses
from monitor.language.speech import is_pronoun
from monitor.language.watch import CompiledEvent
from monitor.model.events import Lifecycle

MODIFIER_REACH = 3
"""Words before a noun in which its modifiers stand."""
NAME_REACH = 6
"""Words between an event noun and the names that say whose it is."""


def is_rival(passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar) -> str:
    """Why a mention is another event than this one; empty if nothing says so."""
    signs = passage.signs.get(event.id, Signs())
    first, last = mention.span.start, mention.span.end
    near = Span(max(0, first - MODIFIER_REACH), min(len(passage.words), last + 2))
    if any(_overlap(span, near) for span in signs.excludes):
        return "near miss"
    if _wrong_level(passage, mention, event, grammar):
        return "another level"
    if _is_a_new_one(passage, mention, event, grammar):
        return "a new one"
    foreign = _foreign_partner(passage, mention, event, grammar)
    return f"another partner: {foreign}" if foreign else ""


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _wrong_level(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether the noun's modifiers are of ministers or staff where leaders meet, or the reverse."""
    words = passage.words
    own = f"{event.event.name} {' '.join(event.event.terms)}".lower()
    before = [
        word.text
        for word in words[max(0, mention.span.start - MODIFIER_REACH) : mention.span.start]
    ]
    modifiers = [text for text in before if text not in grammar.words["determiner"]]
    if event.scope in {Level.LEADER, None}:
        strange = [text for text in modifiers if text in grammar.words["other"]]
        return event.scope is Level.LEADER and any(text not in own for text in strange)
    strange = [text for text in modifiers if text in grammar.words["leader"]]
    return any(text not in own for text in strange)


def _foreign_partner(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """A known state or person that the noun belongs to and that is no party of the event."""
    own = {party.entry for party in event.parties}
    if None in own:
        return ""
    words = passage.words
    for span, entry in passage.entities:
        if entry in own or _is_party(passage, event, span):
            continue
        before = words[span.start - 1].text if span.start else ""
        joined = span.end == mention.span.start or (
            mention.span.end <= span.start <= mention.span.end + NAME_REACH
            and before in grammar.words["with"]
        )
        if joined:
            return entry
    return ""


def _is_party(passage: Passage, event: CompiledEvent, span: Span) -> bool:
    signs = passage.signs.get(event.id, Signs())
    groups = (*signs.parties.values(), *signs.affiliates.values(), signs.names, signs.terms)
    return any(_overlap(own, span) for group in groups for own in group)


def _is_a_new_one(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether the noun is some other agreement than a treaty that is known by its own name."""
    if event.lifecycle is not Lifecycle.AGREEMENT or len(event.parties) > 1:
        return False
    if _is_party(passage, event, mention.span):
        return False
    words = passage.words[max(0, mention.span.start - MODIFIER_REACH) : mention.span.start]
    return any(word.text in grammar.words["indefinite"] for word in words)


def actors_fit(passage: Passage, cue: Found[Cue], event: CompiledEvent, grammar: Grammar) -> bool:
    """Whether those next to what people do are the event's: the nearest name on either side."""
    start, end = clause_bounds(passage.words, cue.start, cue.end)
    left = [span for span, _ in passage.entities if start <= span.start and span.end <= cue.start]
    right = [
        span
        for span, _ in passage.entities
        if cue.end <= span.start < min(end, cue.end + NAME_REACH)
        and not pauses(passage.words[cue.end : span.start])
        and not _is_place(passage, span, grammar)
    ]
    nearest = [*right[:1]]
    if left and not _has_pronoun(passage, left[-1].end, cue.start, grammar):
        nearest.append(left[-1])
    return all(_is_party(passage, event, span) for span in nearest)


def _is_place(passage: Passage, span: Span, grammar: Grammar) -> bool:
    """Whether a name is where it happens: `met at the French embassy`."""
    index = span.start - 1
    while index > 0 and passage.words[index].text in grammar.words["article"]:
        index -= 1
    return index >= 0 and passage.words[index].text in grammar.words["at_place"]


def _has_pronoun(passage: Passage, start: int, end: int, grammar: Grammar) -> bool:
    """Whether somebody named before takes the part of the name on the left."""
    return any(is_pronoun(passage, index, grammar) for index in range(start, end))
