"""A trip → where it leads, where that is no place of the event's: `his visit to the port of X`."""

from __future__ import annotations

from functools import cache

from monitor.config.lexicon import LANGUAGES, Cue, Grammar
from monitor.language.clauses import next_pause, sentence_bounds
from monitor.language.cues import Found, grammar_of
from monitor.language.namesakes import CAPITAL_NOUNS
from monitor.language.passages import Mention, Passage, Signs, Span, is_calendar
from monitor.language.watch import CompiledEvent

TOWARDS = frozenset({"nach"})
"""Prepositions of a destination that need no article, where any noun has a capital."""


def another_destination(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """The place that a trip leads to and that is none of the parties'; empty if none does."""
    noun = passage.words[mention.span.end - 1].text
    if noun not in grammar.words["travel"]:
        return ""
    start = mention.span.end
    owner = next((s for s in passage.signs_of(event).people() if s.start == start), None)
    return _foreign_place(passage, owner.end if owner else start, event, grammar)


def leads_elsewhere(
    passage: Passage, cue: Found[Cue], event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a verb takes somebody to another place than the one that is to be visited."""
    if not is_visit(event):
        return False
    start = cue.end - grammar.is_kind(passage.words[cue.end - 1].text, "at_place")
    return bool(_foreign_place(passage, start, event, grammar, bare=True))


def is_visit(event: CompiledEvent) -> bool:
    """Whether somebody is visited: the event's name says so, or all that it is called."""
    name, *terms = _last_words((event.event.name, *event.event.terms))
    return _are_trips(name) or (bool(terms) and all(map(_are_trips, terms)))


def _last_words(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(name.lower().replace("-", " ").split()) for name in names)


@cache
def _are_trips(words: tuple[str, ...]) -> bool:
    return any(w in grammar_of(language).words["travel"] for language in LANGUAGES for w in words)


def _foreign_place(
    passage: Passage, start: int, event: CompiledEvent, grammar: Grammar, *, bare: bool = False
) -> str:
    """The name of a place behind a noun or a verb, unless its clause names all parties anyway."""
    place = _place_behind(passage, start, grammar, bare=bare)
    if place is None or passage.signs_of(event).covers(place):
        return ""
    signs = _beside(passage, place, event, grammar)
    if signs.names or len(signs.parties) == len(event.parties):
        return ""
    return " ".join(word.text for word in passage.words[place.start : place.end])


def _beside(passage: Passage, place: Span, event: CompiledEvent, grammar: Grammar) -> Signs:
    """What a place's clause holds of an event.

    Who stands behind the pause after a known place looks on, but one right there says where it
    is: `visit to Rome delayed, Japan regrets`, `visit to Nara, Japan`.
    """
    start, end = sentence_bounds(passage.words, place.start, place.end)
    known = any(span.overlaps(place) for span, _ in passage.entities)
    pause = next_pause(passage, place.end, end, grammar)
    return passage.signs_of(event).within(
        Span(start, pause if known and pause > place.end else end)
    )


def _place_behind(passage: Passage, start: int, grammar: Grammar, *, bare: bool) -> Span | None:
    """The name behind a preposition of place; `bare`: or right at the start, as what is visited."""
    words = passage.words
    if start >= len(words):
        return None
    leads = grammar.is_kind(words[start].text, "at_place")
    if not leads and not bare:
        return None
    first = start + leads
    first += first < len(words) and grammar.is_kind(words[first].text, "article")
    end = first
    while end < len(words) and words[end].capital and words[end].text[:1].isalpha():
        end += 1
    if end == first or is_calendar(words[first].text, grammar):
        return None
    known = any(span.start == first for span, _ in passage.entities)
    sure = grammar.language not in CAPITAL_NOUNS or words[first - 1].text in TOWARDS
    return Span(first, end) if known or sure else None
