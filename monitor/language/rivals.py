"""A mention of an event → why it is another one than the watched; people → whether they are its."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.gazetteer import Scope as Level
from monitor.config.gazetteer import load_gazetteer
from monitor.config.lexicon import Cue, Grammar
from monitor.language.cues import Found
from monitor.language.folding import fold
from monitor.language.passages import Mention, Passage, Signs, Span
from monitor.language.scope import clause_bounds, pauses
from monitor.language.speech import is_pronoun
from monitor.language.watch import CompiledEvent
from monitor.model.events import Lifecycle

MODIFIER_REACH = 3
"""Words before a noun in which its modifiers stand."""
OWNER_REACH = 15
"""Words between a possessive and the subject that it stands for."""
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
    own = f"{event.event.name} {' '.join(event.event.terms)}".lower()
    level = event.scope or _named_level(own, grammar)
    if level is None:
        return False
    strange = grammar.words["other" if level is Level.LEADER else "leader"]
    return any(
        text in strange and text not in own for text in _describing(passage, mention, grammar)
    )


def _named_level(own: str, grammar: Grammar) -> Level | None:
    """Whose meeting it is by its names: a summit is the leaders'; None where they do not tell."""
    return Level.LEADER if any(word in grammar.words["leader"] for word in own.split()) else None


def _describing(passage: Passage, mention: Mention, grammar: Grammar) -> Iterator[str]:
    """The words that say whose meeting it is: modifiers, compounds, the owners of `their`."""
    words, first = passage.words, mention.span.start
    for word in words[max(0, first - MODIFIER_REACH) : mention.span.end]:
        if word.text not in grammar.words["determiner"]:
            yield word.text
    if first and words[first - 1].text in grammar.words["possessive"]:
        start, _ = clause_bounds(words, first, first)
        yield from (word.text for word in words[max(start, first - OWNER_REACH) : first])


def _foreign_partner(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """A known state or person that the noun belongs to and that is no party of the event."""
    own = {party.entry for party in event.parties}
    if None in own:
        return ""
    for span, entry in passage.entities:
        if entry in own or _is_party(passage, event, span):
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
    signs = passage.signs.get(event.id, Signs())
    own = (
        *signs.parties.get(0, ()),
        *signs.names,
        *(s for s in signs.terms if s.end - s.start > 1),
    )
    if any(_overlap(span, mention.span) for span in own):
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
