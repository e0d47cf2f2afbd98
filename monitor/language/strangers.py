"""Names and people that nobody knows beside an event → whether it is theirs.

What the gazetteer does not hold and no alias names: `talks with the bankers`, `A and Zembla agree`.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.gazetteer import load_titles
from monitor.config.lexicon import Grammar
from monitor.language.clauses import sentence_bounds
from monitor.language.complements import PARTNER_REACH, is_with, phrase_behind
from monitor.language.destinations import is_visit
from monitor.language.namesakes import CAPITAL_NOUNS
from monitor.language.passages import Mention, Passage, Span, is_calendar
from monitor.language.phrases import CONJUNCTIONS
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


def unknown_company(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """A name that nobody knows, listed with the only party of a clause: `A and Zembla agree`."""
    clause = Span(*sentence_bounds(passage.words, mention.span.start, mention.span.end))
    signs = passage.signs_of(event).within(clause)
    if len({*signs.parties, *signs.affiliates}) != 1 or is_visit(event):
        return ""  # a visitor may come in company
    beside = (_listed(passage, span, grammar) for span in signs.principals())
    names = (index for indexes in beside for index in indexes)
    return next((passage.words[i].text for i in names if _is_unknown_name(passage, i, grammar)), "")


def _listed(passage: Passage, span: Span, grammar: Grammar) -> Iterator[int]:
    """The words of a sentence that a conjunction joins to a name, articles aside.

    Where any noun has a capital, a bare one is a name: `Doe und Roe`, but `Doe und die Opposition`.
    """
    words = passage.words
    for step, edge in ((-1, span.start - 1), (1, span.end)):
        index = edge + step
        if 0 <= index < len(words) - 1 and words[edge].text in CONJUNCTIONS:
            article = grammar.is_kind(words[index].text, "article")
            if not (article and grammar.language in CAPITAL_NOUNS):
                yield index + step * article


def _is_unknown_name(passage: Passage, index: int, grammar: Grammar) -> bool:
    """Whether a word looks like a name and stands for nobody that is known, nor for an event."""
    word = passage.words[index]
    if any(each.span.start <= index < each.span.end for each in passage.mentions):
        return False
    if not word.capital or word.text in load_titles() or passage.is_named(index):
        return False
    return not (grammar.is_kind(word.text, *ROLES) or is_calendar(word.text, grammar))


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
