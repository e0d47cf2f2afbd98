"""A cue → what it is said of: a mention of an event, a pronoun, something else, or nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from monitor.config.gazetteer import Scope as Level
from monitor.config.lexicon import Argument, Cue, Grammar
from monitor.language.cues import Found
from monitor.language.passages import Mention, Passage, Signs, Span
from monitor.language.scope import clause_bounds
from monitor.language.watch import CompiledEvent
from monitor.model.events import Lifecycle

INSIDE_PHRASES = frozenset({",", "'s", "$", "€", "£", "%"})
"""Marks that do not end a noun phrase."""
OBJECT_REACH = 9
"""Words between a verb and the noun that it governs: `call off next week's long-planned summit`."""
SUBJECT_REACH = 20
"""Words between a subject and its predicate, a relative clause or two included."""
COMPOUND_REACH = 4
"""Words between an event noun and a predicate that a compound can fill: `the summit venue was`."""
FREE_ORDER = frozenset({"ru", "uk", "de"})
"""Languages in which the subject often follows its verb."""
NAME_REACH = 6
"""Words between an event noun and the names that say whose it is."""


class Kind(StrEnum):
    """What a cue's argument was found to be."""

    MENTION = "mention"
    PRONOUN = "pronoun"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The argument of a cue; `mention` only where its kind is one."""

    kind: Kind
    mention: Mention | None = None


def find_argument(
    passage: Passage, cue: Found[Cue], lifecycle: Lifecycle, grammar: Grammar
) -> Anchor:
    """What a cue is said of, by the cue's kind of argument."""
    match cue.meaning.argument:
        case Argument.OBJECT:
            return _object(passage, cue, lifecycle, grammar)
        case Argument.SUBJECT:
            if _modifies(passage, cue, lifecycle, grammar):
                return Anchor(Kind.OTHER)
            return _subject(passage, cue, lifecycle, grammar)
        case Argument.NOUN:
            return _around(passage, cue, lifecycle)
        case Argument.INSIDE:
            return _inside(passage, cue, lifecycle)
        case Argument.PARTIES | Argument.CLAUSE:
            return _around(passage, cue, lifecycle)


def _usable(mention: Mention, lifecycle: Lifecycle) -> bool:
    return not mention.lifecycles or lifecycle in mention.lifecycles


def _inside(passage: Passage, cue: Found[Cue], lifecycle: Lifecycle) -> Anchor:
    for mention in passage.mentions:
        if _usable(mention, lifecycle) and cue.start <= mention.span.start < cue.end:
            return Anchor(Kind.MENTION, mention)
    return Anchor(Kind.OTHER)


def _around(passage: Passage, cue: Found[Cue], lifecycle: Lifecycle) -> Anchor:
    """The nearest mention in the clause, on either side."""
    start, end = clause_bounds(passage.words, cue.start, cue.end)
    near = [
        mention
        for mention in passage.mentions
        if _usable(mention, lifecycle) and start <= mention.span.start < end
    ]
    if not near:
        return Anchor(Kind.UNKNOWN)
    return Anchor(Kind.MENTION, min(near, key=lambda mention: _distance(mention.span, cue)))


def _distance(span: Span, cue: Found[Cue]) -> int:
    return max(span.start - cue.end, cue.start - span.end, 0)


def _object(passage: Passage, cue: Found[Cue], lifecycle: Lifecycle, grammar: Grammar) -> Anchor:
    """What a verb governs: behind it, unless it is a passive; then its subject."""
    inside = _inside(passage, cue, lifecycle)
    if inside.kind is Kind.MENTION:
        return inside
    if cue.start and passage.words[cue.start - 1].text in grammar.words["article"]:
        return Anchor(Kind.OTHER)
    before = _before(passage, cue, lifecycle, grammar)
    if before.kind is Kind.MENTION and _is_passive(passage, cue, grammar):
        return before
    after = _after(passage, cue, lifecycle, grammar)
    if after.kind in {Kind.MENTION, Kind.PRONOUN}:
        return after
    if before.kind is Kind.MENTION and not _content_follows(passage, cue, grammar):
        return before
    return after if after.kind is Kind.OTHER else before


def _subject(passage: Passage, cue: Found[Cue], lifecycle: Lifecycle, grammar: Grammar) -> Anchor:
    """The subject of a predicate: before it, or behind it where the word order is free."""
    before = _before(passage, cue, lifecycle, grammar)
    if before.kind is Kind.MENTION or (
        before.kind is not Kind.UNKNOWN and grammar.language not in FREE_ORDER
    ):
        return before
    after = _after(passage, cue, lifecycle, grammar)
    return after if after.kind is Kind.MENTION else before


def _modifies(passage: Passage, cue: Found[Cue], lifecycle: Lifecycle, grammar: Grammar) -> bool:
    """Whether the cue is a mere attribute: `the planned summit`, `a postponed meeting`."""
    before = passage.words[cue.start - 1].text if cue.start else ""
    follows = any(
        _usable(mention, lifecycle) and mention.span.start in {cue.end, cue.end + 1}
        for mention in passage.mentions
    )
    return follows and before in grammar.words["article"]


def _is_passive(passage: Passage, cue: Found[Cue], grammar: Grammar) -> bool:
    """Whether an auxiliary of the passive stands before the cue, adverbs between them aside."""
    if passage.words[cue.start].text in grammar.words["active"]:
        return False
    index = cue.start - 1
    while index >= 0 and passage.words[index].text in grammar.words["aux"]:
        if passage.words[index].text in grammar.words["passive"]:
            return True
        index -= 1
    return False


def _content_follows(passage: Passage, cue: Found[Cue], grammar: Grammar) -> bool:
    words = passage.words
    last = words[cue.end - 1].text
    if cue.end >= len(words) or last in grammar.words["oblique"] or last in grammar.words["govern"]:
        return False
    text = words[cue.end].text
    return text[:1].isalnum() and not (
        text in grammar.words["oblique"]
        or text in grammar.words["stop"]
        or text in grammar.words["aux"]
    )


def _after(passage: Passage, cue: Found[Cue], lifecycle: Lifecycle, grammar: Grammar) -> Anchor:
    words = passage.words
    function = grammar.words
    starts = {m.span.start: m for m in passage.mentions if _usable(m, lifecycle)}
    strangers = 0
    for index in range(cue.end, min(len(words), cue.end + OBJECT_REACH)):
        text = words[index].text
        if index in starts:
            return Anchor(Kind.MENTION, starts[index])
        if not text[:1].isalnum() and text not in INSIDE_PHRASES:
            break
        if index == cue.end and text in function["pronoun"] and text not in function["stop"]:
            return Anchor(Kind.PRONOUN)
        if text in function["oblique"] or text in function["stop"]:
            if strangers or index == cue.end:
                break
            continue
        if _is_stranger(passage, index, grammar):
            strangers += 1
        elif text in function["govern"] and strangers:
            break
    return Anchor(Kind.OTHER if strangers else Kind.UNKNOWN)


def _is_stranger(passage: Passage, index: int, grammar: Grammar) -> bool:
    """Whether a word may be a noun of its own: no function word, no name, no plan or date."""
    function = grammar.words
    text = passage.words[index].text
    if text in function["determiner"] or text in function["transparent"] or text in function["aux"]:
        return False
    if text in function["govern"] or not text[:1].isalpha() or text in function["pronoun"]:
        return False
    given_name = passage.words[index].capital and _named(passage, index + 1)
    return not (given_name or _named(passage, index))


def _named(passage: Passage, index: int) -> bool:
    """Whether a word belongs to a watched name, a known entity or a date."""
    spans: Iterable[Span] = (
        span
        for signs in passage.signs.values()
        for group in (*signs.parties.values(), *signs.affiliates.values())
        for span in group
    )
    known = any(span.start <= index < span.end for span in spans)
    return known or any(span.start <= index < span.end for span, _ in passage.entities)


def _before(passage: Passage, cue: Found[Cue], lifecycle: Lifecycle, grammar: Grammar) -> Anchor:
    """The subject: the nearest mention to the left that no preposition subordinates."""
    words = passage.words
    function = grammar.words
    ends = {m.span.end - 1: m for m in passage.mentions if _usable(m, lifecycle)}
    index = cue.start - 1
    while index >= 0 and (
        words[index].text in function["aux"] or words[index].text in {",", "-", "(", ")"}
    ):
        index -= 1
    if index < 0:
        return Anchor(Kind.UNKNOWN)
    lowest = max(0, cue.start - SUBJECT_REACH)
    if words[index].text in function["person"]:
        return Anchor(Kind.OTHER)
    if words[index].text in function["pronoun"]:
        return _antecedent(passage, index, ends, lowest)
    actor = _named(passage, index)
    strangers = 0
    while index >= lowest:
        text = words[index].text
        if index in ends:
            mention = ends[index]
            compound = strangers and cue.start - index <= COMPOUND_REACH
            if compound and not _opens_phrase(words[index + 1].text, grammar):
                return Anchor(Kind.OTHER)
            if not _is_oblique(passage, mention, grammar):
                return Anchor(Kind.MENTION, mention)
            index = mention.span.start - 1
            continue
        if text in ".;:!?":
            break
        strangers += _is_stranger(passage, index, grammar)
        index -= 1
    return Anchor(Kind.OTHER if strangers or actor else Kind.UNKNOWN)


def _antecedent(passage: Passage, index: int, ends: dict[int, Mention], lowest: int) -> Anchor:
    """A relative pronoun stands for the noun right before it; others for something earlier."""
    for place in range(index - 1, max(lowest, index - 4) - 1, -1):
        if place in ends:
            return Anchor(Kind.MENTION, ends[place])
    return Anchor(Kind.PRONOUN)


def _opens_phrase(word: str, grammar: Grammar) -> bool:
    """Whether a word behind a noun begins a phrase that only describes the noun."""
    function = grammar.words
    return (
        word in function["oblique"]
        or word in function["govern"]
        or word in function["stop"]
        or word in {",", "-", "("}
        or word in function["participle"]
    )


def _is_oblique(passage: Passage, mention: Mention, grammar: Grammar) -> bool:
    """Whether a preposition before the mention makes it a circumstance of something else."""
    words = passage.words
    function = grammar.words
    index = mention.span.start - 1
    steps = 0
    while index >= 0 and steps < NAME_REACH:
        text = words[index].text
        if text in function["temporal"]:
            return True
        if text in function["oblique"] or text in function["govern"]:
            head = words[index - 1].text if index else ""
            return not (head in function["transparent"] or head in function["determiner"])
        if not text[:1].isalnum() and text != "'s":
            return False
        if text in function["aux"] or text in function["stop"]:
            return False
        index -= 1
        steps += 1
    return False


def is_rival(passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar) -> str:
    """Why a mention is another event than this one; empty if nothing says so."""
    signs = passage.signs.get(event.id, Signs())
    first, last = mention.span.start, mention.span.end
    near = Span(max(0, first - 3), min(len(passage.words), last + 2))
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
    before = [word.text for word in words[max(0, mention.span.start - 3) : mention.span.start]]
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
    words = passage.words[max(0, mention.span.start - 3) : mention.span.start]
    return any(word.text in grammar.words["indefinite"] for word in words)


def actors_fit(passage: Passage, cue: Found[Cue], event: CompiledEvent, grammar: Grammar) -> bool:
    """Whether those next to what people do are the event's: the nearest name on either side."""
    start, end = clause_bounds(passage.words, cue.start, cue.end)
    left = [span for span, _ in passage.entities if start <= span.start and span.end <= cue.start]
    right = [
        span
        for span, _ in passage.entities
        if cue.end <= span.start < min(end, cue.end + NAME_REACH)
        and passage.words[span.start - 1].text not in grammar.words["at_place"]
    ]
    nearest = [*left[-1:], *right[:1]]
    return all(_is_party(passage, event, span) for span in nearest)
