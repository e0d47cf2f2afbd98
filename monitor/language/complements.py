"""The words behind an event noun → whom it is with, and what it is of."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.config.lexicon import Grammar
from monitor.config.marks import Mark
from monitor.language.passages import Mention, Passage, Span
from monitor.language.phrases import CONJUNCTIONS, SLAVIC

PARTNER_REACH = 3
"""Words behind a noun's `with` in which its partner is named."""
NAME_REACH = 6
"""Words between an event noun and the names that say whose it is."""
COMPLEMENT_REACH = 8
"""Words of a noun's complement: `between the foreign ministers of one country and of the other`."""
PREDICATES = ("aux", "stop", "at_place", "temporal")
"""Kinds of words that end a noun's complement."""


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
        for word in words[end + 1 : end + 1 + PARTNER_REACH]:
            if not word.text[:1].isalnum():
                return
            yield word.text


def complement_words(passage: Passage, mention: Mention, grammar: Grammar) -> Iterator[str]:
    """The words behind a noun's `of`, or in its genitive: `talks of the Doe and Roe envoys`."""
    words, end = passage.words, mention.span.end
    leads = ("govern", "article") if grammar.language not in SLAVIC else ()
    if end < len(words) and leads and not grammar.is_kind(words[end].text, *leads):
        return
    for index in range(end, _end_of_complement(passage, end, grammar)):
        yield words[index].text


def _end_of_complement(passage: Passage, start: int, grammar: Grammar) -> int:
    """Where a noun's complement ends: at a mark or a predicate; at a name, if somebody then speaks.

    `The talks of A and B envoys`, but `the talks of A and B, envoys said`, comma or not.
    """
    words = passage.words
    last = min(start + COMPLEMENT_REACH, len(words))
    said = {found.start for found in passage.marks if found.meaning is Mark.SAYS}
    named = start
    for index in range(start, last):
        text = words[index].text
        ends = text not in CONJUNCTIONS and grammar.is_kind(text, *PREDICATES)
        if ends or not _continues(text):
            return index
        if index in said:
            return named
        named = index if passage.is_named(index) else named
    return last


def is_with(word: str, grammar: Grammar) -> bool:
    """Whether a word leads to a partner and joins no equals."""
    return word in grammar.words["with"] and word not in CONJUNCTIONS
