"""A trip → where it leads, where that is no place of the event's: `his visit to the port of X`."""

from __future__ import annotations

from functools import cache

from monitor.config.lexicon import LANGUAGES, Argument, Cue, Grammar
from monitor.language.clauses import next_pause, pauses, sentence_bounds
from monitor.language.cues import Found, grammar_of, names_kind
from monitor.language.folding import fold
from monitor.language.lines import CAPITAL_NOUNS
from monitor.language.passages import Mention, Passage, Signs, Span, is_calendar
from monitor.language.travellers import is_trip
from monitor.language.watch import CompiledEvent

TOWARDS = frozenset({"nach"})
"""Prepositions of a destination that need no article, where any noun has a capital."""
GOALS = frozenset({"to", *TOWARDS})
"""Prepositions that tell where somebody goes and never where he is."""
PURPOSE_REACH = 6
"""Words from a place to what somebody is there for: `to Velt for the 9 May parade`."""


def another_destination(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """The place that a trip leads to and that is none of the parties'; empty if none does."""
    if not is_trip(passage, mention, grammar):
        return ""
    start = mention.span.end
    owner = next((s for s in passage.signs_of(event).people() if s.start == start), None)
    return _foreign_place(passage, owner.end if owner else start, event, grammar)


def leads_elsewhere(
    passage: Passage, cue: Found[Cue], event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a verb takes somebody to another place than the one that is to be visited."""
    start = cue.end - grammar.is_kind(passage.words[cue.end - 1].text, "at_place")
    if _is_for_near_miss(passage, start, event, grammar):
        return True
    if not is_visit(event):
        return False
    inside = _name_inside(passage, cue, grammar)
    return any(
        _foreign_place(passage, first, event, grammar, bare=True)
        for first in (start, inside)
        if first is not None
    )


def leads_to_host(
    passage: Passage, cue: Found[Cue], visit: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a verb takes somebody to the party that is visited: `invited him to Velt`."""
    host = visited_party(visit)
    if host is None or cue.meaning.argument is not Argument.PARTIES:
        return False
    goal = _name_inside(passage, cue, grammar)
    if goal is None and passage.words[cue.end : cue.end + 1]:
        goal = cue.end + (passage.words[cue.end].text in GOALS)
    if goal is None or not _is_goal(passage, goal, grammar):
        return False
    return any(s.start <= goal < s.end for s in passage.signs_of(visit).parties.get(host, ()))


def _is_goal(passage: Passage, first: int, grammar: Grammar) -> bool:
    """Whether a name stands behind a preposition of direction, or behind `visit`."""
    before = passage.words[first - 1].text
    return before in GOALS or grammar.is_kind(before, "travel")


def _is_for_near_miss(passage: Passage, start: int, event: CompiledEvent, grammar: Grammar) -> bool:
    """Whether somebody goes for what the user excludes: `will travel to Velt for the parade`."""
    place = _place_behind(passage, start, grammar, bare=False)
    if place is None:
        return False
    reach = range(place.end, place.end + PURPOSE_REACH)
    excluded = [span.start for span in passage.signs_of(event).excludes if span.start in reach]
    purpose = Span(place.end, min(excluded, default=place.end))
    named = any(purpose.overlaps(each.span) for each in passage.mentions)
    words = passage.words[purpose.start : purpose.end]
    breaks = pauses(words) or any(grammar.is_kind(word.text, "temporal") for word in words)
    return bool(words) and not named and not breaks


def _name_inside(passage: Passage, cue: Found[Cue], grammar: Grammar) -> int | None:
    """Where a place begins that a verb's words hold: `accepts … to visit Velt`; None for none."""
    words = passage.words
    led = (
        i
        for i in range(cue.start + 1, cue.end)
        if words[i].capital and grammar.is_kind(words[i - 1].text, "at_place", "travel")
    )
    return next(led, None)


def is_visit(event: CompiledEvent) -> bool:
    """Whether somebody is visited: the event's name says so, or all that it is called."""
    terms = event.event.terms
    named = (names_kind(term, "travel") for term in terms)
    return names_kind(event.event.name, "travel") or (bool(terms) and all(named))


def _foreign_place(
    passage: Passage, start: int, event: CompiledEvent, grammar: Grammar, *, bare: bool = False
) -> str:
    """The name of a place behind a noun or a verb, unless its clause names all parties anyway."""
    place = _place_behind(passage, start, grammar, bare=bare)
    if place is None:
        return ""
    if _is_of_visitor(passage, place, event, grammar):
        return _text(passage, place)
    if passage.signs_of(event).covers(place):
        return ""
    signs = _beside(passage, place, event, grammar)
    if signs.names or len(signs.parties) == len(event.parties):
        return ""
    return _text(passage, place)


def _text(passage: Passage, span: Span) -> str:
    return " ".join(word.text for word in passage.words[span.start : span.end])


def _is_of_visitor(passage: Passage, place: Span, event: CompiledEvent, grammar: Grammar) -> bool:
    """Whether a trip leads to the very party that is to travel: the host's visit in return."""
    host = visited_party(event)
    if host is None or not passage.is_led_to(place.start, grammar, "at_place", "travel"):
        return False
    signs = passage.signs_of(event)
    reached = {
        party
        for named in (signs.parties, signs.affiliates)
        for party, spans in named.items()
        if any(span.overlaps(place) for span in spans)
    }
    return bool(reached) and host not in reached


def visited_party(event: CompiledEvent) -> int | None:
    """The index of the party that is visited, by the event's name; None where that does not say.

    It stands behind the name's preposition of place: `Doe's visit to Velt`.
    """
    if not is_visit(event):
        return None
    words = fold(event.event.name).split()
    last = max((i for i, word in enumerate(words) if _leads(word)), default=None)
    if last is None:
        return None
    goal = " ".join(words[last + 1 :])
    goals = (i for i, names in enumerate(event.event.parties) if goal in map(fold, names.aliases))
    return next(goals, None)


@cache
def _leads(word: str) -> bool:
    return any(word in grammar_of(language).words["at_place"] for language in LANGUAGES)


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
