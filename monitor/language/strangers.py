"""Names and people that nobody knows behind an event's `with` → whether it is theirs.

What the gazetteer does not hold and no alias names: `talks with the bankers`, `with his Zemblan
counterpart`, `between Doe and the emir of Zembla`.
"""

from __future__ import annotations

from monitor.config.gazetteer import load_titles
from monitor.config.lexicon import Grammar
from monitor.language.complements import PARTNER_REACH, is_with, phrase_behind
from monitor.language.lines import CAPITAL_NOUNS
from monitor.language.passages import Mention, Passage, Span, is_calendar
from monitor.language.phrases import SLAVIC
from monitor.language.watch import CompiledEvent

ROLES = ("together", "leader", "official", "other", "pronoun", "host")
"""Kinds of words that may stand for a party's people."""
OFFICES = ("leader", "official", "other", "counterpart")
"""Kinds of words that say what somebody is."""
ORIGIN = ("govern", "oblique", "article")
"""Kinds of words that lead from an office to whose it is: `the envoy of the`, `from`."""
OFFICE_REACH = 3
"""Words of an office, and those that lead to whose it is: `the prime minister of the`."""
GENITIVE = ("ы", "и", "а", "я", "у", "ю")
"""Endings of Slavic place names in the genitive, none of which an instrumental has."""


def unknown_partner(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """Somebody behind the noun's `with` whom no party's name covers, though all parties are named.

    Where a party is named nowhere else in the sentence, it may be called by a name that nobody
    has told us; but not by an office of an unknown place.
    """
    signs = passage.signs_of(event)
    first = _behind_with(passage, mention, event, grammar)
    phrase = phrase_behind(passage, first)
    if first == mention.span.end or any(span.overlaps(phrase) for span in signs.people()):
        return ""
    beginning = Span(first, min(phrase.end, first + PARTNER_REACH))
    if len(signs.parties) >= max(2, len(event.parties)):
        stranger = _stranger(passage, beginning, grammar)
    else:
        stranger = _crowd(passage, beginning, grammar)
    return stranger or office_of_stranger(passage, first, grammar)


def _behind_with(passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar) -> int:
    """The word behind a noun's `with`, or that of its possessor: `talks of Doe with`; else its end."""
    words, end = passage.words, mention.span.end
    first = end
    owners = [span for span in passage.signs_of(event).people() if 0 <= span.start - end <= 1]
    if owners and not (owners[0].start > end and is_with(words[end].text, grammar)):
        first = owners[0].end
    if first < len(words) and is_with(words[first].text, grammar):
        return first + 1
    return end


def office_of_stranger(passage: Passage, start: int, grammar: Grammar) -> str:
    """Whose office stands at a word, where nobody knows him: `the emir of Zembla`; empty for none."""
    words = passage.words
    index = start
    while index < len(words) and grammar.is_kind(words[index].text, "article", "possessive"):
        index += 1
    for office in range(index, min(index + OFFICE_REACH, len(words))):
        text = words[office].text
        if not text[:1].isalpha() or passage.is_named(office):
            return ""
        if text in load_titles() or grammar.is_kind(text, *OFFICES):
            return _demonym(passage, index, office, grammar) or _origin(passage, office, grammar)
    return ""


def unknown_counterpart(passage: Passage, start: int, end: int, grammar: Grammar) -> str:
    """The state of a counterpart among some words, where nobody knows it; empty for none."""
    for index in range(start, min(end, len(passage.words))):
        if grammar.is_kind(passage.words[index].text, "counterpart"):
            first = max(start, index - 1)
            return _demonym(passage, first, index, grammar) or _origin(passage, index, grammar)
    return ""


def _demonym(passage: Passage, first: int, office: int, grammar: Grammar) -> str:
    """The adjective of an unknown state beside an office: `Zemblan counterpart`."""
    words = passage.words
    near = range(first, min(office + 2, len(words)))
    return next((words[i].text for i in near if _is_demonym(passage, i, office, grammar)), "")


def _is_demonym(passage: Passage, index: int, office: int, grammar: Grammar) -> bool:
    """Whether a word is such an adjective: in English one with a capital before the office."""
    word = passage.words[index]
    if passage.is_named(index):
        return False
    english = grammar.language == "en" and index < office and word.capital
    return english or grammar.is_kind(word.text, "demonym")


def _origin(passage: Passage, office: int, grammar: Grammar) -> str:
    """The unknown place behind an office, and perhaps behind who holds it."""
    words = passage.words
    for index in range(office + 1, min(office + 1 + OFFICE_REACH, len(words))):
        if is_unknown_name(passage, index, grammar):
            if _may_be_place(passage, office, index, grammar):
                return words[index].text
        elif not _leads_to_origin(words[index].text, grammar):
            return ""
    return ""


def _leads_to_origin(text: str, grammar: Grammar) -> bool:
    """Whether a word may stand between an office and whose it is: not `in`, which says where."""
    return grammar.is_kind(text, *ORIGIN, *OFFICES) and not grammar.is_kind(text, "at_place")


def _may_be_place(passage: Passage, office: int, index: int, grammar: Grammar) -> bool:
    """Whether a name is no apposition to an office: `president of Zembla`, but `president Roe`."""
    words = passage.words
    if index == office + 1:
        return grammar.language in SLAVIC and words[index].text.endswith(GENITIVE)
    bare = not any(grammar.is_kind(word.text, "article") for word in words[office + 1 : index])
    return bare or grammar.language not in CAPITAL_NOUNS


def is_unknown_name(passage: Passage, index: int, grammar: Grammar) -> bool:
    """Whether a word looks like a name and stands for nobody that is known, nor for an event."""
    word = passage.words[index]
    if any(each.span.start <= index < each.span.end for each in passage.mentions):
        return False
    if not word.capital or word.text in load_titles() or passage.is_named(index):
        return False
    return not (grammar.is_kind(word.text, *ROLES) or is_calendar(word.text, grammar))


def _stranger(passage: Passage, phrase: Span, grammar: Grammar) -> str:
    """A name or a crowd at the start of a phrase, unless a role there may stand for a party."""
    words, titled = passage.words, False
    for index in range(phrase.start, phrase.end):
        word = words[index]
        if word.capital and (titled or grammar.language not in CAPITAL_NOUNS):
            return word.text
        titled = word.text in load_titles() or grammar.is_kind(word.text, "leader")
        if grammar.is_kind(word.text, *ROLES) and not titled:
            return ""
    return _crowd(passage, phrase, grammar)


def _crowd(passage: Passage, phrase: Span, grammar: Grammar) -> str:
    """People of a kind that no party is of; empty where none stand in a phrase."""
    words = (word.text for word in passage.words[phrase.start : phrase.end])
    return next((word for word in words if word in grammar.words["crowd"]), "")
