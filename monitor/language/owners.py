"""A mention of a leaders' meeting → whether known ministers or envoys are those who hold it."""

from __future__ import annotations

from monitor.config.lexicon import Cue, Grammar
from monitor.config.marks import Mark
from monitor.language.actors import subject_start
from monitor.language.adjuncts import outside_adjuncts
from monitor.language.clauses import clause_bounds, pauses, spoken_before
from monitor.language.complements import partner_words, phrase_behind
from monitor.language.cues import Found
from monitor.language.levels import is_leaders, is_of_another_level
from monitor.language.passages import Mention, Passage, Signs, Span
from monitor.language.phrases import CONJUNCTIONS, SLAVIC
from monitor.language.travellers import is_trip
from monitor.language.watch import CompiledEvent
from monitor.model.claims import Status

HELD_BY = frozenset({Status.CONFIRMED, Status.UNDERWAY, Status.HELD})
"""Statuses of a meeting that those who bring it about are at."""
MODIFIER_REACH = 3
"""Words before a noun, or behind a state's name, in which its modifiers stand."""
LEADING = ("oblique", "govern", "temporal")
"""Kinds of words that make of a trip what somebody only speaks about."""
OWNER_REACH = 5
"""Words before an event noun in which its possessor ends: `Doe's two long Rome talks`."""


def is_of_staff(passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar) -> bool:
    """Whether a noun is a meeting of staff: `Doe's Rome talks`, `talks of Doe`, `Doe's trip`.

    Staff before the noun own it or, where it is none of the event's own, are its subject; staff
    behind it do if no party is named there as well.
    """
    signs = passage.signs_of(event)
    own = signs.covers(mention.span) and not _is_trip_of_anybody(passage, mention, event, grammar)
    subject = _is_possessed(passage, mention) or not own
    return (subject and _stands_before(passage, mention, signs)) or (
        _stands_behind(passage, mention, signs, grammar)
    )


def is_of_all_staff(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether staff of all parties do something with a meeting of a kind of its own.

    `The officials of A and B called off the working session`; but what they call off as `the
    meeting` may be their leaders'.
    """
    words, first = passage.words, mention.span.start
    if words[mention.span.end - 1].text in grammar.words["leader"] or not first:
        return False
    if words[first - 1].text in grammar.words["determiner"]:
        return False
    start, _ = clause_bounds(words, first, first)
    named = passage.signs_of(event).within(Span(start, first)).parties
    if len(named) < len(event.parties):
        return False
    nearest = min(span.start for spans in named.values() for span in spans)
    return is_of_another_level([word.text for word in words[start:nearest]], event, grammar)


def is_of_counterparts(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether somebody who is no party meets his like: `the envoy called off talks with his peer`.

    Who only says so is not the one whose like it is.
    """
    if not is_with_their_like(passage, mention, grammar):
        return False
    first, signs = mention.span.start, passage.signs_of(event)
    start, _ = clause_bounds(passage.words, first, first)
    spoken = {m.start for m in passage.marks if m.meaning is Mark.SAYS}
    before = [
        span
        for span in passage.names()
        if start <= span.start and span.end <= first and span.end not in spoken
    ]
    last = max(before, key=lambda span: span.end, default=None)
    return last is not None and not any(each.overlaps(last) for each in signs.principals())


def is_with_their_like(passage: Passage, mention: Mention, grammar: Grammar) -> bool:
    """Whether the partner is only called the subject's counterpart: he is of the same level."""
    partners = partner_words(passage, mention, grammar)
    return any(word in grammar.words["counterpart"] for word in partners)


def is_among_staff(
    passage: Passage, cue: Found[Cue], mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether staff are to hold what has no article: `the finance chiefs agree to resume talks`.

    They may well postpone or prepare their leaders' summit, or agree to hold one.
    """
    if not is_leaders(event, grammar) or cue.meaning.status not in HELD_BY:
        return False
    if passage.words[mention.span.end - 1].text in grammar.words["leader"]:
        return False
    first = max(cue.end, mention.span.start - MODIFIER_REACH)
    before = [word.text for word in passage.words[first : mention.span.start]]
    determined = [word for word in before if word in grammar.words["determiner"]]
    if any(word not in grammar.words["possessive"] for word in determined):
        return False
    if _are_at_it(passage, cue, mention, event, grammar):
        return True
    role = cue.start and passage.words[cue.start - 1].text in grammar.words["other"]
    return bool(role) and not determined


def _are_at_it(
    passage: Passage, cue: Found[Cue], mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether staff and no leader are the subject of what only those who meet do: they end talks.

    `The meeting` that they end may be their leaders', `their meeting` is none.
    """
    if cue.meaning.status is Status.CONFIRMED or mention.span.start < cue.start:
        return False
    start, end = clause_bounds(passage.words, cue.start, cue.end)
    last = min(cue.end, mention.span.start)
    if len(passage.signs_of(event).within(Span(last, end)).parties) == len(event.parties):
        return False
    return _are_staff(passage, Span(subject_start(passage, start, last), last), event, grammar)


def _are_staff(passage: Passage, subject: Span, event: CompiledEvent, grammar: Grammar) -> bool:
    """Whether a subject names known or any other staff, and no leader beside them."""
    words = tuple(outside_adjuncts(passage, subject.start, subject.end, grammar))
    if any(word in grammar.words["leader"] for word in words):
        return False
    known = any(span.overlaps(subject) for span in passage.staff)
    if not known and not is_of_another_level(words, event, grammar):
        return False
    parties = [s.end for s in passage.signs_of(event).principals() if s.overlaps(subject)]
    return not parties or _is_for_staff(passage, Span(max(parties), subject.end), grammar)


def _is_for_staff(passage: Passage, behind: Span, grammar: Grammar) -> bool:
    """Whether what stands behind a state says that only its staff is meant: `Velt's trade envoy`."""
    for word in passage.words[behind.start : min(behind.end, behind.start + MODIFIER_REACH)]:
        if word.text in grammar.words["other"]:
            return True
        if word.text in CONJUNCTIONS or pauses([word]):
            return False
    return False


def _is_trip_of_anybody(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a noun is a trip: it is his who goes, if the event is called otherwise, or so bare.

    A preposition before it, `the envoy on the visit`, or a party behind it that is no destination
    says whose it is.
    """
    if not is_trip(passage, mention, grammar):
        return False
    first = mention.span.start
    staff = max((span.end for span in passage.staff if span.end <= first), default=first)
    leads = any(grammar.is_kind(word.text, *LEADING) for word in passage.words[staff:first])
    behind = phrase_behind(passage, mention.span.end)
    named = any(
        span.overlaps(behind)
        and not grammar.is_kind(passage.words[span.start - 1].text, "at_place")
        for span in passage.signs_of(event).principals()
    )
    return not event.event.terms or not (leads or named)


def _is_possessed(passage: Passage, mention: Mention) -> bool:
    """Whether staff are the possessor of a noun, or in one compound with it: `Doe–Roe talks`."""
    first = mention.span.start
    for span in passage.staff:
        between = passage.words[span.end : first]
        if 0 <= first - span.end <= OWNER_REACH and (not between or between[0].text == "'s"):
            return all(word.text == "'s" or word.text[:1].isalnum() for word in between)
    return False


def _stands_before(passage: Passage, mention: Mention, signs: Signs) -> bool:
    """Whether, of all people before a noun in its clause, staff are the nearest."""
    first = mention.span.start
    start, _ = clause_bounds(passage.words, first, first)
    lowest = max(start, spoken_before(passage, first))
    staff = [span.start for span in passage.staff if lowest <= span.start < first]
    parties = [span.start for span in signs.principals() if lowest <= span.start < first]
    return bool(staff) and max(staff) > max(parties, default=-1)


def _stands_behind(passage: Passage, mention: Mention, signs: Signs, grammar: Grammar) -> bool:
    """Whether staff stand in the noun's complement, and no party."""
    end = mention.span.end
    behind = phrase_behind(passage, end)
    if any(span.overlaps(behind) for span in signs.principals()):
        return False
    return any(
        span.overlaps(behind) and _complements(passage, end, span, grammar)
        for span in passage.staff
    )


def _complements(passage: Passage, end: int, staff: Span, grammar: Grammar) -> bool:
    """Whether a noun's complement begins at a word: behind `with` or `of`, or in the genitive."""
    word = passage.words[end]
    if grammar.is_kind(word.text, "with", "govern"):
        return True
    return grammar.language in SLAVIC and staff.start - end <= 1 and word.capital
