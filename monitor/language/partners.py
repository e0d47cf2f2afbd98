"""A mention of an event → with whom else it is, where that is none of the event's parties."""

from __future__ import annotations

from monitor.config.gazetteer import Kind, load_gazetteer
from monitor.config.lexicon import Grammar
from monitor.language.company import known_company, unknown_company
from monitor.language.complements import phrase_behind
from monitor.language.gazetteer import is_called
from monitor.language.passages import Mention, Passage, Signs, Span
from monitor.language.strangers import unknown_partner
from monitor.language.watch import CompiledEvent
from monitor.model.claims import Lifecycle

MODIFIER_REACH = 3
"""Words before a noun in which its modifiers stand."""
BEFORE_NAMES = ("article", "possessive", "leader", "official", "other")
"""Kinds of words between `with` and a name: `with the premier Doe`."""
FUNCTION_KINDS = ("aux", "stop", "oblique", "govern", "with", "temporal", "at_place")
"""Kinds of words that begin something else than a noun."""


def another_partner(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """The partner that makes a mention another event; empty if none does."""
    partner = _foreign_partner(passage, mention, event, grammar)
    if partner:
        return partner
    partner = unknown_partner(passage, mention, event, grammar)
    if partner or may_be_anybody(event, passage.signs_of(event)):
        return partner
    return unknown_company(passage, mention, event, grammar)


def _foreign_partner(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """A known state or person that the noun belongs to and that is no party of the event."""
    own = {party.entry for party in event.parties}
    signs = passage.signs_of(event)
    if may_be_anybody(event, signs):
        return ""
    company = known_company(passage, mention, event, grammar)
    region = _region(passage, mention, event, grammar)
    for span, entry in passage.entities:
        if entry in own or signs.covers(span) or _describes(passage, span, event, signs, grammar):
            continue
        if span == region or span in company or _belongs(passage, mention, span, entry, grammar):
            return entry
    return ""


def _belongs(passage: Passage, mention: Mention, span: Span, entry: str, grammar: Grammar) -> bool:
    """Whether a noun is a name's: `the German talks`, `talks with the Germans`.

    A capital is a place: right before the noun, or where it is left for another one. Who offers an
    event need not be a party to it: `the German truce plan`.
    """
    seat = _is_seat(passage, span, entry)
    if span.end == mention.span.start:
        return not (seat or _is_kind(passage, mention.span.end, "proposal", grammar))
    left = seat and _is_kind(passage, span.end, "at_place", grammar)
    behind = span.overlaps(phrase_behind(passage, mention.span.end))
    return behind and not left and _before_name(passage, span, grammar) in grammar.words["with"]


def _region(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> Span | None:
    """The place right behind an agreement's noun, which says whose it is: `the truce in Sudan`.

    A city may only be where it was made; None where no place stands there.
    """
    end = mention.span.end
    if event.lifecycle is not Lifecycle.AGREEMENT or not _is_kind(
        passage, end, "at_place", grammar
    ):
        return None
    start = end + 1 + _is_kind(passage, end + 1, "article", grammar)
    places = (each for each in passage.entities if each[0].start == start)
    return next((span for span, entry in places if not _is_seat(passage, span, entry)), None)


def _describes(
    passage: Passage, span: Span, event: CompiledEvent, signs: Signs, grammar: Grammar
) -> bool:
    """Whether a name only says where somebody is from that may be a party: `the Polish bishop`.

    That is one whose name follows, or anybody while a party is missing that nobody knows.
    """
    next_word = Span(span.end, span.end + 1)
    if any(each.overlaps(next_word) for each in signs.principals()):
        return True
    if span.end >= len(passage.words) or not passage.words[span.end].text[:1].isalpha():
        return False
    function = grammar.is_kind(passage.words[span.end].text, *FUNCTION_KINDS)
    named = {*signs.parties, *signs.affiliates}
    unknown = any(p.entry is None and i not in named for i, p in enumerate(event.parties))
    return unknown and not function and _is_adjective(passage, span)


def _is_adjective(passage: Passage, span: Span) -> bool:
    """Whether a name is the adjective of a state, and not its own name; a body has none."""
    name = " ".join(word.text for word in passage.words[span.start : span.end])
    known = (load_gazetteer()[entry] for at, entry in passage.entities if at == span)
    return any(is_called(name, each.demonyms) for each in known if each.kind is Kind.STATE)


def _is_kind(passage: Passage, index: int, kind: str, grammar: Grammar) -> bool:
    return index < len(passage.words) and passage.words[index].text in grammar.words[kind]


def may_be_anybody(event: CompiledEvent, signs: Signs) -> bool:
    """Whether anybody may be meant.

    A treaty's name says nothing of whose it is, and a missing party that nobody knows may be
    called by any name: `rebels`.
    """
    named = {*signs.parties, *signs.affiliates}
    if len(event.parties) == 1 or any(party.thing for party in event.parties):
        return True
    return any(
        party.entry is None and index not in named and not party.label[:1].isupper()
        for index, party in enumerate(event.parties)
    )


def is_setting(
    passage: Passage, mention: Mention | None, event: CompiledEvent, grammar: Grammar
) -> bool:
    """Whether a noun is the meeting of a body at which all parties meet: `at the G20 summit`."""
    signs = passage.signs_of(event)
    if mention is None or len(signs.parties) < max(len(event.parties), 2):
        return False
    first = mention.span.start
    hosts = (span for span, entry in passage.entities if load_gazetteer()[entry].kind is Kind.BODY)
    owner = next((span for span in hosts if 0 <= first - span.end <= 1), None)
    if owner is None:
        return False
    before = passage.words[max(0, owner.start - MODIFIER_REACH) : owner.start]
    return any(grammar.is_kind(word.text, "oblique", "at_place", "govern") for word in before)


def _is_seat(passage: Passage, span: Span, entry: str) -> bool:
    """Whether a name is that of a capital: `the Rome talks` are held there, with whomever."""
    name = " ".join(word.text for word in passage.words[span.start : span.end])
    return is_called(name, load_gazetteer()[entry].places)


def _before_name(passage: Passage, span: Span, grammar: Grammar) -> str:
    """The word before a name, its role, article and given names; empty at a sentence's start."""
    index = span.start - 1
    while index > 0 and (
        passage.words[index].capital or grammar.is_kind(passage.words[index].text, *BEFORE_NAMES)
    ):
        index -= 1
    return passage.words[index].text if index >= 0 else ""
