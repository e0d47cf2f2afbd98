"""A mention of an event → with whom else it is, where that is none of the event's parties."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.gazetteer import load_gazetteer
from monitor.config.lexicon import Grammar
from monitor.language.folding import fold
from monitor.language.passages import Mention, Passage, Signs, Span
from monitor.language.phrases import CONJUNCTIONS, SLAVIC
from monitor.language.watch import CompiledEvent

MODIFIER_REACH = 3
"""Words before a noun in which its modifiers stand."""
NAME_REACH = 6
"""Words between an event noun and the names that say whose it is."""
PREDICATES = ("aux", "stop", "at_place", "temporal")
"""Kinds of words that end a noun's complement."""
ROLES = ("together", "leader", "official", "other", "pronoun", "host")
"""Kinds of words that may stand for a party's people."""


def another_partner(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """The partner that makes a mention another event; empty if none does."""
    foreign = _foreign_partner(passage, mention, event, grammar)
    return foreign or _unknown_partner(passage, mention, event, grammar)


def phrase_behind(passage: Passage, start: int) -> Span:
    """The words from an index up to a mark that may hold the names of a noun's phrase."""
    words = passage.words[start : start + NAME_REACH]
    length = next((i for i, word in enumerate(words) if not _continues(word.text)), len(words))
    return Span(start, start + length)


def _continues(text: str) -> bool:
    return text[:1].isalnum() or text == "'s"


def partner_words(passage: Passage, mention: Mention, grammar: Grammar) -> Iterator[str]:
    """The words behind a noun's `with`: `talks with the French ambassador`."""
    words, end = passage.words, mention.span.end
    if end < len(words) and words[end].text in grammar.words["with"]:
        for word in words[end + 1 : end + 1 + MODIFIER_REACH]:
            if not word.text[:1].isalnum():
                return
            yield word.text


def complement_words(passage: Passage, mention: Mention, grammar: Grammar) -> Iterator[str]:
    """The words behind a noun's `of`, or in its genitive, up to a name: `talks of the envoys of A`."""
    words, end = passage.words, mention.span.end
    names = [span.start for span, _ in passage.entities if span.start >= end]
    last = min((end + NAME_REACH, len(words), *names))
    leads = ("govern", "article") if grammar.language not in SLAVIC else ()
    if end < last and leads and not any(words[end].text in grammar.words[kind] for kind in leads):
        return
    for word in words[end:last]:
        if not word.text[:1].isalnum() or any(word.text in grammar.words[k] for k in PREDICATES):
            return
        yield word.text


def _foreign_partner(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """A known state or person that the noun belongs to and that is no party of the event."""
    own = {party.entry for party in event.parties}
    if None in own:
        return ""
    signs = passage.signs.get(event.id, Signs())
    for span, entry in passage.entities:
        if entry in own or signs.covers(span):
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


def _unknown_partner(
    passage: Passage, mention: Mention, event: CompiledEvent, grammar: Grammar
) -> str:
    """Somebody behind the noun's `with` whom no party's name covers, though all parties are named.

    Where a party is named nowhere else in the sentence, it may be called by a name that nobody
    has told us.
    """
    signs = passage.signs.get(event.id, Signs())
    words, first = passage.words, mention.span.end + 1
    phrase = phrase_behind(passage, first)
    named = len(signs.parties) >= max(2, len(event.parties))
    joined = first < len(words) and _is_with(words[first - 1].text, grammar)
    if not (named and joined) or any(span.overlaps(phrase) for span in signs.people()):
        return ""
    return _stranger(passage, Span(first, min(phrase.end, first + MODIFIER_REACH)), grammar)


def _stranger(passage: Passage, phrase: Span, grammar: Grammar) -> str:
    """A name or a crowd at the start of a phrase, unless a role there may stand for a party."""
    words = passage.words[phrase.start : phrase.end]
    for word in words:
        if word.capital:
            return word.text
        if any(word.text in grammar.words[kind] for kind in ROLES):
            return ""
    return next((word.text for word in words if word.text in grammar.words["crowd"]), "")


def _is_with(word: str, grammar: Grammar) -> bool:
    return word in grammar.words["with"] and word not in CONJUNCTIONS
