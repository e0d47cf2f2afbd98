"""A mention of an event → why it is another one than the watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from monitor.config.lexicon import Grammar
from monitor.language.adjuncts import outside_adjuncts
from monitor.language.clauses import clause_bounds, spoken_before
from monitor.language.complements import complement_words, partner_words, phrase_behind
from monitor.language.destinations import another_destination
from monitor.language.fields import is_of_another_field
from monitor.language.levels import is_leaders, is_of_another_level
from monitor.language.owners import (
    is_of_all_staff,
    is_of_counterparts,
    is_of_staff,
    is_with_their_like,
)
from monitor.language.partners import another_partner
from monitor.language.passages import Mention, Passage, Span
from monitor.language.travellers import is_of_another_traveller, is_trip
from monitor.language.watch import CompiledEvent
from monitor.model.claims import Lifecycle

MODIFIER_REACH = 3
"""Words before a noun in which its modifiers stand."""
OWNER_REACH = 15
"""Words between a possessive and the subject that it stands for."""
ANTECEDENT_REACH = 25
"""The same for `that session`, whose clause tells of those who hold it."""
NAME_REACH = 6
"""Words between an event noun and the names that say whose it is."""
A_NEW_ONE = "a new one"
"""Why an agreement that is first spoken of is none that is known by its own name."""


def is_rival(passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar) -> str:
    """Why a mention is another event than this one; empty if nothing says so."""
    for reason, holds in _REASONS.items():
        if holds(passage, mention, event, grammar):
            return reason
    partner = another_partner(passage, mention, event, grammar)
    if partner:
        return f"another partner: {partner}"
    place = another_destination(passage, mention, event, grammar)
    return f"another destination: {place}" if place else ""


def _is_near_miss(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    first, last = mention.span.start, mention.span.end
    lowest = max(0, first - MODIFIER_REACH)
    breaks = (i + 1 for i in range(lowest, first) if _parts_clauses(passage.words[i].text, grammar))
    near = Span(max(breaks, default=lowest), min(len(passage.words), last + 2))
    return any(span.overlaps(near) for span in passage.signs_of(event).excludes)


def _parts_clauses(word: str, grammar: Grammar) -> bool:
    """Whether a word or mark parts what stands before it from a noun: `split at G7 but set talks`."""
    return not word[:1].isalnum() or grammar.is_kind(word, "break")


def _is_of_another_level(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    words = tuple(_describing(passage, mention, event, grammar))
    return is_of_another_level(words, event, grammar)


def _is_of_staff(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    if event.scope is not None and is_of_counterparts(passage, mention, event, grammar):
        return True
    return is_leaders(event, grammar) and (
        is_of_staff(passage, mention, event, grammar)
        or is_of_all_staff(passage, mention, event, grammar)
    )


def _describing(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> Iterator[str]:
    """The words that say whose meeting it is: modifiers, compounds, partners, the subject.

    The subject counts where it owns the noun (`their session`), or the noun is none of the event's.
    """
    words, first = passage.words, mention.span.start
    spoken = spoken_before(passage, first)
    signs = passage.signs_of(event)
    owner = max((span.end for span in signs.principals() if span.end < first), default=0)
    lowest = max(spoken, owner, first - MODIFIER_REACH)
    pause = max((i + 1 for i in range(lowest, first) if not words[i].text[:1].isalnum()), default=0)
    skipped = ("determiner", "protocol") if is_trip(passage, mention, grammar) else ("determiner",)
    for word in words[max(lowest, pause) : mention.span.end]:
        if not grammar.is_kind(word.text, *skipped):
            yield word.text
    yield from partner_words(passage, mention, grammar)
    yield from complement_words(passage, mention, grammar)
    owned = first and words[first - 1].text in grammar.words["possessive"]
    if owned or is_with_their_like(passage, mention, grammar) or not signs.covers(mention.span):
        lowest = max(spoken, _subject_start(passage, first, grammar))
        yield from outside_adjuncts(passage, lowest, first, grammar)


def _subject_start(passage: Passage, first: int, grammar: Grammar) -> int:
    """Where those may be named whose a noun is: in its clause, or before `; that session`."""
    if first and passage.words[first - 1].text in grammar.words["deictic"]:
        return max(0, first - ANTECEDENT_REACH)
    start, _ = clause_bounds(passage.words, first, first)
    return max(start, first - OWNER_REACH)


def _is_about(passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar) -> bool:
    """Whether a meeting has the event as its subject: `a hearing on the`, `a summit on a summit`.

    Where the noun is one of the event's own, its preposition must stand right behind it and lead
    straight to the event. A trip only leads to it.
    """
    if event.lifecycle is not Lifecycle.MEETING or is_trip(passage, mention, grammar):
        return False
    start, signs = mention.span.end, passage.signs_of(event)
    own = signs.covers(mention.span)
    behind = [span for span in (*signs.terms, *signs.names) if 0 < span.start - start <= NAME_REACH]
    for span in behind:
        topical = [_is_topical(word.text, grammar) for word in passage.words[start : span.start]]
        if topical[0] and sum(topical) == 1 if own else any(topical):
            return True
    return False


def _is_topical(word: str, grammar: Grammar) -> bool:
    """Whether a preposition may lead to what something is about: to no place, and it is no `of`."""
    return grammar.is_kind(word, "oblique") and not grammar.is_kind(word, "at_place", "govern")


def _is_a_new_one(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether the noun is some other agreement than a treaty that is known by its own name."""
    if event.lifecycle is not Lifecycle.AGREEMENT or len(event.parties) > 1:
        return False
    signs = passage.signs_of(event)
    own = (
        *signs.parties.get(0, ()),
        *signs.names,
        *(s for s in signs.terms if s.end - s.start > 1),
    )
    if any(span.overlaps(mention.span) for span in own):
        return False
    return _is_indefinite(passage, mention, grammar)


def _leads_to_it(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a paper is only the way to the agreement: `a memorandum as a step toward the deal`."""
    signs = passage.signs_of(event)
    if event.lifecycle is not Lifecycle.AGREEMENT or signs.covers(mention.span):
        return False
    start = mention.span.end
    nouns = (each.span for each in passage.mentions if event.lifecycle in each.lifecycles)
    behind = [span.start for span in (*signs.names, *nouns) if span.start >= start]
    between = [word.text for word in passage.words[start : min(behind, default=start)]]
    return any(text in grammar.words["prelude"] for text in between)


def _is_beside_the_event(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a sentence tells of the event by its own term and of something else besides.

    `Before the summit he cancelled a conference`: the noun is none of the terms, comes with an
    indefinite article, and no party's name stands behind it.
    """
    signs = passage.signs_of(event)
    if signs.covers(mention.span) or not _is_indefinite(passage, mention, grammar):
        return False
    behind = phrase_behind(passage, mention.span.end)
    if any(span.overlaps(behind) for span in signs.people()):
        return False
    others = (each for each in passage.mentions if each is not mention)
    return any(
        signs.covers(each.span) and not _is_indefinite(passage, each, grammar) for each in others
    )


def _is_indefinite(passage: Passage, mention: Mention, grammar: Grammar) -> bool:
    words = passage.words[max(0, mention.span.start - MODIFIER_REACH) : mention.span.start]
    return any(word.text in grammar.words["indefinite"] for word in words)


_REASONS: Mapping[str, Callable[[Passage, Mention, CompiledEvent, Grammar], bool]] = {
    "near miss": _is_near_miss,
    "another level": _is_of_another_level,
    "of their staff": _is_of_staff,
    "another traveller": is_of_another_traveller,
    "another field": is_of_another_field,
    A_NEW_ONE: _is_a_new_one,
    "about it": _is_about,
    "leads to it": _leads_to_it,
    "another kind": _is_beside_the_event,
}
"""In the order in which they are asked; the first that holds is told."""
