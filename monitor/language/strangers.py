"""Names and people that nobody knows behind an event's `with` → whether it is theirs.

What the gazetteer does not hold and no alias names: `talks with the bankers`.
"""

from __future__ import annotations

from monitor.config.lexicon import Grammar
from monitor.language.complements import PARTNER_REACH, is_with, phrase_behind
from monitor.language.namesakes import CAPITAL_NOUNS
from monitor.language.passages import Mention, Passage, Span
from monitor.language.watch import CompiledEvent

ROLES = ("together", "leader", "official", "other", "pronoun", "host")
"""Kinds of words that may stand for a party's people."""


def unknown_partner(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """Somebody behind the noun's `with` whom no party's name covers, though all parties are named.

    Where a party is named nowhere else in the sentence, it may be called by a name that nobody
    has told us.
    """
    signs = passage.signs_of(event)
    words, first = passage.words, mention.span.end + 1
    phrase = phrase_behind(passage, first)
    joined = first < len(words) and is_with(words[first - 1].text, grammar)
    if not joined or any(span.overlaps(phrase) for span in signs.people()):
        return ""
    beginning = Span(first, min(phrase.end, first + PARTNER_REACH))
    if len(signs.parties) >= max(2, len(event.parties)):
        return _stranger(passage, beginning, grammar)
    return _crowd(passage, beginning, grammar)


def _stranger(passage: Passage, phrase: Span, grammar: Grammar) -> str:
    """A name or a crowd at the start of a phrase, unless a role there may stand for a party."""
    words = passage.words[phrase.start : phrase.end]
    for word in words:
        if word.capital and grammar.language not in CAPITAL_NOUNS:
            return word.text
        if grammar.is_kind(word.text, *ROLES):
            return ""
    return _crowd(passage, phrase, grammar)


def _crowd(passage: Passage, phrase: Span, grammar: Grammar) -> str:
    """People of a kind that no party is of; empty where none stand in a phrase."""
    words = (word.text for word in passage.words[phrase.start : phrase.end])
    return next((word for word in words if word in grammar.words["crowd"]), "")
